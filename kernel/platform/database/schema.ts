import type postgres from 'postgres'

/**
 * What migrations have led to, as text for people and for a test: tables with columns, constraints, indexes and grants to the
 * application's role, in the order of their names. Written to `docs/schema.sql` by `npm run schema`.
 */
export async function describeSchema(sql: postgres.Sql): Promise<string> {
  const tables = await sql<
    { oid: number; name: string; columns: string[]; constraints: string[]; indexes: string[]; grants: string }[]
  >`
    select c.oid::int, n.nspname || '.' || c.relname as name,
      array(select format('%s %s%s%s', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
          case when a.attnotnull then ' not null' else '' end,
          case when a.attidentity <> '' then ' generated always as identity'
            else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end)
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
      array(select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
        order by position(k.contype::text in 'pufc'), pg_get_constraintdef(k.oid)) as constraints,
      array(select pg_get_indexdef(i.indexrelid) from pg_index i where i.indrelid = c.oid
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by 1) as indexes,
      coalesce((select string_agg(lower(p.privilege_type), ', ' order by p.privilege_type) from information_schema.role_table_grants p
        where p.grantee = 'gnomon_app' and p.table_schema = n.nspname and p.table_name = c.relname), '') as grants
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$|public$)' order by 2`
  return tables
    .map(({ name, columns, constraints, indexes, grants }) =>
      [
        `create table ${name} (\n  ${[...columns, ...constraints].join(',\n  ')}\n);`,
        ...indexes.map((i) => `${i};`),
        ...(grants ? [`grant ${grants} on ${name} to gnomon_app;`] : []),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n')
}
