import { orderArrivals } from '../sequence.ts'
import { connect } from './connect.ts'
import { ACTS, INWARD, kindOf } from './kinds.ts'
import { drained, type End, name, type Owner, owner, publishPlaces } from './links.ts'

/** Where acts are given their numbers and their order. At the centre these rows go on: acts of the whole city come there. */
const RECORD = ['platform.act', 'platform.arrival', 'platform.ordered', 'platform.sequence', 'platform.stream']
/** Private values of the place; at the centre those of its acts that were done there for the whole city. */
const PRIVATE = 'platform.act_private'
/** How far each reader has come: the centre's own readers have theirs there. */
const CURSOR = 'platform.cursor'

const spread = async (sql: Owner): Promise<string[]> =>
  (
    await sql<
      { name: string }[]
    >`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$|public$)' order by 1`
  )
    .map((r) => r.name)
    .filter((t) => kindOf(t) === 'spread')

/**
 * From now on the application cannot write a place's rows here. Who tries is told what a database says that is not there yet (57P03),
 * which everybody waits out; making the trigger waits for who is writing. Rows that come from another database are no attempt.
 */
async function close(sql: Owner, place: string, tables: readonly string[]): Promise<void> {
  await sql.unsafe(`create or replace function platform.elsewhere() returns trigger language plpgsql as $$ begin
      if current_user = 'gnomon_app' then
        raise exception 'the rows of % live in another database', TG_ARGV[0] using errcode = '57P03';
      end if;
      return coalesce(new, old);
    end $$`)
  for (const table of tables)
    for (const [event, row] of [
      ['insert or update', 'new'],
      ['delete', 'old'],
    ])
      await sql.unsafe(
        `create or replace trigger elsewhere_${place}_${row} before ${event} on ${name(table)} for each row
           when (${row}.jurisdiction = '${place}') execute function platform.elsewhere('${place}')`,
      )
}
async function reopen(sql: Owner, place: string, tables: readonly string[]): Promise<void> {
  for (const table of tables)
    for (const row of ['new', 'old'])
      await sql.unsafe(`drop trigger if exists elsewhere_${place}_${row} on ${name(table)}`)
}
/**
 * An act of the whole city's (a unit of that place is founded) stands at the centre, wherever the place lives, and what reads the acts
 * of the whole city keeps there how far it has come.
 */
export const letRecordBeWritten = async (centre: End, place: string): Promise<void> => {
  const sql = owner(centre.url)
  await reopen(sql, place, [...RECORD, CURSOR, PRIVATE, 'platform.set_aside']).finally(() => sql.end())
}

const count = async (sql: Owner, table: string, place: string, columns: string) =>
  (
    await sql.unsafe<{ n: number; sum: string }[]>(
      `select count(*)::int as n, coalesce(sum(hashtextextended((select t from (select ${columns}) t)::text, 0)), 0)::text as sum
       from ${name(table)} where jurisdiction = '${place}'`,
    )
  )[0]!

export type Moved = { rows: number; tables: number; waitedMs: number }
type Side = End & { places: readonly string[] }

/**
 * Moves a place into another database, while the rest of the city works: its writes wait for as long as its rows are copied and
 * compared, some seconds. `switched` writes down where it lives now; before it everything can be taken back, behind it nothing need be.
 */
export async function movePlace(
  place: string,
  sides: { centre: End; from: Side; to: Side /** Readers of the whole city. */; readers: readonly string[] },
  switched: () => Promise<void>,
): Promise<Moved> {
  if (!/^\d{6}$/.test(place)) throw new Error(`no place: ${place}`)
  const { centre, from, to, readers } = sides
  const home = owner(centre.url)
  const old = from.url === centre.url ? home : owner(from.url)
  const now = to.url === centre.url ? home : owner(to.url)
  const ends = [...new Set([home, old, now])]
  const tables = await spread(old)
  const began = performance.now()
  let closed = false
  try {
    const known = await spread(now)
    if (known.join() !== tables.join())
      throw new Error('the two databases do not have the same tables; run gnomon migrate')
    closed = true
    await close(old, place, tables)
    await reopen(now, place, tables)
    await order(from.url, place)
    if (old !== home) await drained(home, old, 'in')
    if (now === home) await mustBeRead(old, place)
    let rows = 0
    const held = new Set([...(await holding(old, tables, place)), ...(await holding(now, tables, place))])
    for (const table of tables) if (held.has(table)) rows += await copy(old, now, table, place, now === home)
    if (now !== home) {
      await now`delete from platform.cursor where jurisdiction = ${place} and consumer = any(${readers})`
      await publishPlaces(now, [...to.places, place])
    }
    await switched()
    closed = false
    const took = performance.now() - began
    if (old !== home)
      await publishPlaces(
        old,
        from.places.filter((p) => p !== place),
      )
    await leave(old, place, tables, old === home ? readers : undefined)
    return { rows, tables: tables.length, waitedMs: Math.round(took) }
  } catch (error) {
    if (closed) await reopen(old, place, tables).catch(() => {})
    throw error
  } finally {
    await Promise.all(ends.map((sql) => sql.end({ timeout: 1 })))
  }
}

/** What has arrived gets its position where it arrived. */
async function order(url: string, place: string): Promise<void> {
  const { db, close: end } = connect(url, { max: 1 })
  await orderArrivals(db, place).finally(end)
}

/** Positions of the place and of the centre differ: a reader that has read all there has read all here. */
async function mustBeRead(old: Owner, place: string): Promise<void> {
  const behind =
    await old`select c.consumer from platform.cursor c join platform.sequence q on q.jurisdiction = c.jurisdiction
    where c.jurisdiction = ${place} and c.position < q.last`
  if (behind.length > 0)
    throw new Error(
      `还有读取没有读完，请过一会儿再搬：${behind.map((b) => b.consumer)}。 Readers are behind (${behind.map((b) => b.consumer)}); try again in a moment.`,
    )
}

/** The tables that have rows of the place. */
const holding = async (sql: Owner, tables: readonly string[], place: string): Promise<string[]> =>
  (
    await sql.unsafe<{ name: string }[]>(
      tables
        .map((t) => `select '${t}' as name where exists (select from ${name(t)} where jurisdiction = '${place}')`)
        .join(' union all '),
    )
  ).map((r) => r.name)

/** A table's rows of the place, compared when they are there. What the centre already has and gives its own order stays as it is. */
async function copy(old: Owner, now: Owner, table: string, place: string, toCentre: boolean): Promise<number> {
  if (toCentre && (RECORD.includes(table) || table === CURSOR)) {
    if (table === 'platform.stream') await merge(old, now, place)
    if (table === CURSOR)
      await now`insert into platform.cursor (jurisdiction, consumer, position)
        select ${place}, c, q.last from unnest(${await readersOf(old, place)}::text[]) c, platform.sequence q where q.jurisdiction = ${place}
        on conflict (jurisdiction, consumer) do update set position = excluded.position`
    return 0
  }
  const names = (
    await old<{ name: string }[]>`select quote_ident(attname) as name from pg_attribute
      where attrelid = ${name(table)}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`
  ).map((r) => r.name)
  const columns = names.join(', ')
  await now.begin(async (tx) => {
    // Its references are rows of the same place, which come as well; what a database of the whole city checks was checked.
    await tx.unsafe(`set local session_replication_role = replica`)
    const joins = toCentre && table === PRIVATE
    if (!joins) await tx.unsafe(`delete from ${name(table)} where jurisdiction = '${place}'`)
    // A row as PostgreSQL itself writes and reads it: nothing of it passes through our types. (COPY of this driver stops for ever where
    // its last piece finds the reader busy.)
    const rows = old.unsafe<{ row: string }[]>(
      `select t::text as row from ${name(table)} t where jurisdiction = '${place}'`,
    )
    for await (const some of rows.cursor(1000))
      await tx.unsafe(
        `insert into ${name(table)} (${columns}) overriding system value select ${names.map((n) => `(x).${n}`)}
         from (select r::${name(table)} as x from unnest($1::text[]) r offset 0) s on conflict do nothing`,
        [some.map((r) => r.row)],
      )
  })
  const [was, is] = [await count(old, table, place, columns), await count(now, table, place, columns)]
  if (toCentre && table === PRIVATE ? was.n > is.n : was.n !== is.n || was.sum !== is.sum)
    throw new Error(`${table}: ${was.n} rows were to come and ${is.n} are there, or they differ`)
  return is.n
}

const readersOf = async (old: Owner, place: string): Promise<string[]> =>
  (await old`select consumer from platform.cursor where jurisdiction = ${place}`).map((r) => r.consumer)

/** Numbers of acts go on where the place left them; those of subjects at the centre are higher there, or only there. */
async function merge(old: Owner, now: Owner, place: string): Promise<void> {
  const rows = await old`select subject_id, last, at::text from platform.stream where jurisdiction = ${place}`
  for (let i = 0; i < rows.length; i += 500) {
    const part = rows.slice(i, i + 500)
    await now`insert into platform.stream as s (jurisdiction, subject_id, last, at)
      select ${place}, * from unnest(${part.map((r) => r.subject_id)}::uuid[], ${part.map((r) => r.last)}::bigint[], ${part.map((r) => r.at)}::text[]::timestamptz[])
      on conflict (jurisdiction, subject_id) do update set last = greatest(s.last, excluded.last), at = greatest(s.at, excluded.at)`
  }
}

/**
 * What the place left behind goes: at the centre all that is not to be there (private values and their salts first), elsewhere all.
 * The closed tables stay closed, so that a process that has not heard yet is told.
 */
async function leave(old: Owner, place: string, tables: readonly string[], readers?: readonly string[]): Promise<void> {
  const centre = readers !== undefined
  const kept = centre ? [...RECORD, CURSOR, ...Object.keys(INWARD), ...Object.keys(ACTS)] : []
  await old.begin(async (tx) => {
    await tx.unsafe(`set local session_replication_role = replica`)
    if (readers) await tx`delete from platform.cursor where jurisdiction = ${place} and not consumer = any(${readers})`
    for (const table of tables) {
      if (!kept.includes(table)) await tx.unsafe(`delete from ${name(table)} where jurisdiction = '${place}'`)
      const blank = centre ? [...(INWARD[table]?.without ?? [])] : []
      if (blank.length > 0)
        await tx.unsafe(
          `update ${name(table)} set ${blank.map((c) => `"${c}" = default`)} where jurisdiction = '${place}'`,
        )
    }
  })
}
