import type postgres from 'postgres'

/** How a column's values come back from the driver (see connect.ts). */
const OF: Record<string, string> = {
  bigint: 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  date: 'Date',
  'double precision': 'number',
  integer: 'number',
  json: 'Json',
  jsonb: 'Json',
  numeric: 'string',
  smallint: 'number',
  text: 'string',
  'timestamp with time zone': 'Date',
  uuid: 'string',
}
const typeOf = (name: string): string => {
  const one = OF[name.replace(/\[\]$/, '')]
  if (!one) throw new Error(`no type for a column of ${name}: say it in row-types.ts`)
  return name.endsWith('[]') ? `${one}[]` : one
}

/**
 * The rows of every table as types, for Kysely and for whoever takes a row: written by `npm run schema` to
 * `kernel/platform/database/tables.ts`, which a test compares.
 */
export async function describeRows(sql: postgres.Sql): Promise<string> {
  const columns = await sql<
    { table: string; name: string; type: string; nullable: boolean; filled: boolean; always: boolean }[]
  >`
    select n.nspname || '.' || c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
      not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as filled, a.attidentity = 'a' as always
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$|public$)' and a.attnum > 0 and not a.attisdropped
    order by 1, a.attnum`
  const tables = Map.groupBy(columns, (c) => c.table)
  const field = (c: (typeof columns)[number]) => {
    const type = `${typeOf(c.type)}${c.nullable ? ' | null' : ''}`
    const kept = c.always ? `GeneratedAlways<${type}>` : c.filled ? `Generated<${type}>` : type
    return `    ${/^[a-z_][a-z0-9_]*$/.test(c.name) ? c.name : `'${c.name}'`}: ${kept}`
  }
  return `// Written by \`npm run schema\` from the migrations; a test compares. Do not edit.
import type { Generated, GeneratedAlways } from 'kysely'

/** What a JSON column holds is said by whoever reads it. */
export type Json = any

export interface Tables {
${[...tables].map(([table, list]) => `  '${table}': {\n${list.map(field).join('\n')}\n  }`).join('\n')}
}
`
}
