// Cases by the hundred thousand, straight into the tables: each is a copy of one that the demonstration city handled through its
// operations, with its acts, parties, papers, work, standing, lights and documents, under a number, a name, a person and days of its
// own. What a bench may do and nothing else: no operation ran, so the ledger and the consumers know nothing of these acts.
import type postgres from 'postgres'
import { wordsOf } from '../../kernel/catalog/index.ts'

const YEARS = 10
/** Of so many cases one is open: a city finishes most of what it begins within weeks. */
const OPEN = 25
/** Of so many one belongs to the demonstration's citizens, who thereby are an agency with many cases. */
const OURS = 1000

const SYLLABLES = [...'鹭江筼筜五缘集美海沧环岛莲花同安翔杏林嘉禾金尚曾厝禾祥凤凰天湖东渡高崎后埔']
const TRADES = ['建设', '餐饮', '物流', '商贸', '文化', '石材', '园林', '科技']
const names = Array.from({ length: 6000 }, (_, i) => {
  const [a, b, c] = [i % 43, Math.floor(i / 43) % 43, (i * 7) % 43].map((k) => SYLLABLES[k % SYLLABLES.length])
  return `${a}${b}${c}${TRADES[i % TRADES.length]}有限公司`
})

/** Another id of the same place and time. */
const idFor = (column: string) =>
  `(left(${column}::text, 24) || lpad(to_hex(c.n), 8, '0') || left(md5(${column}::text), 4))::uuid`

/** Of so many cases, and of the open ones, whose clocks lists show, the acts and documents are copied too: of a million they are 50 GB. */
const WHOLE = 100_000
export const whole = (
  kind: string,
) => `and exists (select from platform.act a where a.jurisdiction = s.jurisdiction and a.subject_id = s.case_id)
  and s.kind = '${kind}'`

/** `heavy`: what no list reads of a closed case. */
export type Copied = {
  table: string
  from: string
  key: string
  own: Record<string, string>
  order?: string
  heavy?: true
}
const COPIED: Copied[] = [
  { table: 'cases.case', from: 't.id', key: 't', own: { id: 'c.id', number: 'c.number', parent: 'null' } },
  {
    table: 'cases.party',
    from: 't.case_id',
    key: 't',
    own: { case_id: 'c.id', person_id: 'c.person', name: 'c.name' },
  },
  { table: 'cases.paper', from: 't.case_id', key: 't', own: { id: idFor('t.id'), case_id: 'c.id' } },
  {
    table: 'cases.document',
    heavy: true,
    from: 't.case_id',
    key: 't',
    own: { id: idFor('t.id'), case_id: 'c.id', number: `t.number || '-' || c.n`, act_id: idFor('t.act_id') },
  },
  { table: 'cases.work', from: 't.case_id', key: 't', own: { case_id: 'c.id' } },
  {
    table: 'cases.standing',
    from: 't.case_id',
    key: 't',
    own: { case_id: 'c.id', number: 'c.number', party: 'c.name', words: 'c.words' },
  },
  { table: 'procedure.instance', from: 't.case_id', key: 't', own: { case_id: 'c.id' } },
  { table: 'platform.stream', from: 't.subject_id', key: 't', own: { subject_id: 'c.id' } },
  {
    // In the order of time: what happened to one case lies among what happened to others.
    table: 'platform.act',
    heavy: true,
    from: 't.subject_id',
    key: 't',
    order: 't.happened_at - c.shift',
    own: {
      id: idFor('t.id'),
      subject_id: 'c.id',
      public: `case when t.number = 1 then jsonb_set(t.public, '{number}', to_jsonb(c.number)) else t.public end`,
    },
  },
  { table: 'platform.act_private', heavy: true, from: 'a.subject_id', key: 'a', own: { act_id: idFor('t.act_id') } },
  {
    table: 'supervision.light',
    from: 't.case_id',
    key: 't',
    own: { id: idFor('t.id'), case_id: 'c.id', case_number: 'c.number', act_id: idFor('t.act_id') },
  },
]

/** Makes `size` more cases of a kind; `owner` owns the tables, `more` are those of the kind's own room. Says how many rows each table got. */
export async function manyCases(
  owner: postgres.Sql,
  size: number,
  say: (line: string) => void,
  kind = 'approval',
  more: Copied[] = [],
): Promise<void> {
  await owner.unsafe(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB';
    set maintenance_work_mem = '1GB'; set client_min_messages = warning`)
  await owner.unsafe('create schema bench; create table bench.name (i int primary key, name text, words text[])')
  for (let i = 0; i < names.length; i += 1000)
    await owner`insert into bench.name ${owner(names.slice(i, i + 1000).map((name, k) => ({ i: i + k, name, words: wordsOf(name) })))}`
  const found = await owner`select s.case_id as id, s.number, s.party, s.words, s.closed from cases.standing s
    where s.kind = ${kind} and exists (select from cases.case c where c.id = s.case_id and c.parent is null) order by s.number`
  const templates = found.map((t) => {
    const own = new Set(wordsOf(`${t.number} ${Number(t.number.slice(-6))} ${t.party}`))
    return { id: t.id, closed: t.closed, words: t.words.filter((w: string) => !own.has(w)) }
  })
  await owner.unsafe('create table bench.template (k int, closed boolean, id uuid, words text[])')
  for (const closed of [true, false])
    for (const [k, t] of templates.filter((t) => t.closed === closed).entries())
      await owner`insert into bench.template values (${k}, ${closed}, ${t.id}::uuid, ${t.words}::text[])`
  const [many] =
    await owner`select count(*) filter (where closed) as closed, count(*) filter (where not closed) as open from bench.template`
  await owner.unsafe(`create table bench.copy as
    with pick as (select n, n % ${OPEN} <> 0 as closed, case when n % ${OPEN} <> 0
        then (n::bigint * 7919 % ${YEARS * 360})::int else n / ${OPEN} % 12 end as days from generate_series(1, ${size}) n),
      made as (select p.n, p.days, t.id as old, t.words, c.jurisdiction, c.submitted_at - p.days * interval '1 day' as at,
          m.name, m.words as name_words, (select person_id from cases.party where case_id = t.id limit 1) as person
        from pick p join bench.template t on t.closed = p.closed
            and t.k = p.n % case when p.closed then ${many!.closed} else ${many!.open} end
          join cases.case c on c.id = t.id join bench.name m on m.i = (p.n::bigint * 31 % ${names.length})),
      numbered as (select *, to_char(at, 'YYYY') as year,
        200000 + row_number() over (partition by jurisdiction, to_char(at, 'YYYY') order by at, n) as serial from made)
    select n, old, jurisdiction, days * interval '1 day' as shift, days, name,
      (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || substr(replace(old::text, '-', ''), 13, 8) || lpad(to_hex(n), 12, '0'))::uuid as id,
      jurisdiction || '-' || year || '-' || serial as number,
      case when n % ${OURS} = 0 then person else md5((n % 300000)::text)::uuid end as person,
      words || name_words || array[jurisdiction, year, serial::text] as words
    from numbered order by at`)
  await owner.unsafe('create index on bench.copy (old); analyze bench.copy; drop index cases.standing_by_words')
  const every = Math.ceil(size / WHOLE)
  for (const { table, from, key, own, order, heavy } of [...COPIED, ...more]) {
    const began = performance.now()
    const [schema, name] = table.split('.') as [string, string]
    const columns = await owner`select column_name as name, data_type as type from information_schema.columns
      where table_schema = ${schema} and table_name = ${name} and is_generated = 'NEVER' order by ordinal_position`
    const value = (c: { name: string; type: string }) =>
      own[c.name] ??
      (c.type === 'timestamp with time zone'
        ? `t."${c.name}" - c.shift`
        : c.type === 'date'
          ? `t."${c.name}" - c.days`
          : `t."${c.name}"`)
    const list = columns as unknown as { name: string; type: string }[]
    const join = key === 'a' ? 'join platform.act a on a.jurisdiction = t.jurisdiction and a.id = t.act_id' : ''
    // Only what stood there before is copied.
    const done = await owner.unsafe(`insert into ${table} (${list.map((c) => `"${c.name}"`).join(', ')})
      select ${list.map(value).join(', ')} from ${table} t ${join} join bench.copy c on c.old = ${from} ${heavy && every > 1 ? `and (c.n % ${every} = 0 or c.n % ${OPEN} = 0)` : ''} ${order ? `order by ${order}` : ''}`)
    say(`${table}: ${done.count.toLocaleString('en')} rows in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  await owner.unsafe('create index standing_by_words on cases.standing using gin (words)')
  await owner.unsafe('drop schema bench cascade')
  await owner.unsafe('vacuum analyze')
}
