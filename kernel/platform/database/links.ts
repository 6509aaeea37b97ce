import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { ACTS, ANYWHERE, CENTRAL, COPIED, INWARD } from './kinds.ts'

/**
 * The centre and a place's database, joined by PostgreSQL's own logical replication: copied tables outward, acts and the rows of
 * `INWARD` inward. Urls are the owners', who may subscribe (a superuser, or pg_create_subscription from PostgreSQL 16 on); `reached`
 * is how the other server reaches it, where that differs from how we do.
 */
export type End = { name: string; url: string; reached?: string }

export const owner = (url: string) =>
  postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'gnomon-place' } })
export type Owner = ReturnType<typeof owner>

const OUTWARD = 'gnomon_copied'
const ROWS = 'gnomon_rows'
const MOVES = 'gnomon_acts'

/** What of a table is published: all columns but those that stay. */
async function shown(sql: Owner, table: string, without: readonly string[] = []): Promise<string> {
  if (without.length === 0) return name(table)
  const columns = await sql<{ name: string }[]>`select attname as name from pg_attribute
    where attrelid = ${name(table)}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`
  return `${name(table)} (${columns.map((c) => `"${c.name}"`).filter((c) => !without.includes(c.slice(1, -1)))})`
}
export const name = (table: string) =>
  table
    .split('.')
    .map((part) => `"${part}"`)
    .join('.')
const text = (value: string) => `'${value.replaceAll("'", "''")}'`

/** A link's slot is known in the whole server, on which other cities may live as well. */
const slotOf = async (from: Owner, to: Owner, direction: 'out' | 'in') => {
  const of = async (sql: Owner) =>
    (
      await sql<{ id: string }[]>`select current_database() || ' ' || system_identifier as id from pg_control_system()`
    )[0]!.id
  const digest = createHash('sha256')
    .update(`${await of(from)} ${await of(to)}`)
    .digest('hex')
    .slice(0, 20)
  return `gnomon_${direction}_${digest}`
}

/** A database publishes the rows of the places that live in it, and no others: what is being moved in or out is no news. */
async function publishRows(sql: Owner, places: readonly string[]): Promise<void> {
  const rows = `where (jurisdiction in (${['', ...places].map(text)}))`
  for (const [publication, tables, what] of [
    [MOVES, ACTS, 'insert'],
    [ROWS, INWARD, 'insert, update, delete'],
  ] as const) {
    const list: string[] = []
    for (const [table, { without }] of Object.entries(tables)) list.push(`${await shown(sql, table, without)} ${rows}`)
    if (publication === MOVES) list.push(...Object.keys(ANYWHERE).map(name))
    const exists = (await sql`select 1 from pg_publication where pubname = ${publication}`).length > 0
    await sql.unsafe(
      exists
        ? `alter publication ${publication} set table ${list.join(', ')}`
        : `create publication ${publication} for table ${list.join(', ')} with (publish = '${what}')`,
    )
  }
}
export const publishPlaces = publishRows

async function publishCopied(sql: Owner): Promise<void> {
  const list = COPIED.map(name).join(', ')
  const exists = (await sql`select 1 from pg_publication where pubname = ${OUTWARD}`).length > 0
  await sql.unsafe(
    exists ? `alter publication ${OUTWARD} set table ${list}` : `create publication ${OUTWARD} for table ${list}`,
  )
}

/** What comes and is there already is the same row, written by somebody else first: it is left out, and so goes round no further. */
async function leaveOut(sql: Owner): Promise<void> {
  for (const [table, key] of Object.entries(ANYWHERE)) {
    const known = `platform.known_${table.replace('.', '_')}`
    await sql.unsafe(`create or replace function ${known}() returns trigger language plpgsql as $$ begin
        if exists (select from ${name(table)} where "${key}" = new."${key}") then return null; end if;
        return new;
      end $$;
      create or replace trigger known before insert on ${name(table)} for each row execute function ${known}();
      alter table ${name(table)} enable replica trigger known`)
  }
}

async function subscribe(
  at: Owner,
  subscription: string,
  from: Owner,
  url: string,
  publications: string,
  copy: boolean,
) {
  if (
    (
      await at`select 1 from pg_subscription s join pg_database d on d.oid = s.subdbid
      where d.datname = current_database() and subname = ${subscription}`
    ).length > 0
  )
    return
  const slot = await slotOf(from, at, copy ? 'out' : 'in')
  // Made by itself: on one server, a subscription that makes it waits for its own transaction.
  if ((await from`select 1 from pg_replication_slots where slot_name = ${slot}`).length === 0)
    await from`select pg_create_logical_replication_slot(${slot}, 'pgoutput')`
  await at.unsafe(
    `create subscription ${subscription} connection ${text(url)} publication ${publications}
       with (create_slot = false, slot_name = ${text(slot)}, copy_data = ${copy})`,
  )
}

const inwardOf = (place: string) => `gnomon_from_${place.replaceAll('-', '_')}`
const FROM_CENTRE = 'gnomon_from_centre'

/** Joins a migrated, empty database to the centre. Done twice it does what is missing. */
export async function join(centre: End, place: End, places: readonly string[] = []): Promise<void> {
  const [here, there] = [owner(centre.url), owner(place.url)]
  try {
    for (const sql of [here, there]) await mustBeLogical(sql)
    const joined = (
      await there`select 1 from pg_subscription s join pg_database d on d.oid = s.subdbid
      where d.datname = current_database() and subname = ${FROM_CENTRE}`
    ).length
    if (!joined) {
      const [acts] = await there<{ any: boolean }[]>`select exists (select from platform.act) as any`
      if (acts!.any)
        throw new Error(`the database of ${place.name} already holds acts; join an empty one and move places into it`)
      // What migrations wrote there comes from the centre.
      await there.unsafe(`truncate ${COPIED.map(name).join(', ')} cascade`)
    }
    // Written at the centre only: an operation that tries here is told, before it is lost with the next copy.
    const kept = ['platform.file', 'platform.migration', ...Object.keys(ANYWHERE)]
    const centres = [...COPIED, ...CENTRAL].filter((t) => !kept.includes(t)).map(name)
    await there.unsafe(`revoke insert, update, delete on ${centres.join(', ')} from gnomon_app`)
    for (const sql of [here, there]) await leaveOut(sql)
    await publishCopied(here)
    await publishRows(there, places)
    await subscribe(there, FROM_CENTRE, here, centre.reached ?? centre.url, OUTWARD, true)
    await subscribe(here, inwardOf(place.name), there, place.reached ?? place.url, `${MOVES}, ${ROWS}`, false)
    await copied(there)
  } finally {
    await Promise.all([here.end(), there.end()])
  }
}

async function mustBeLogical(sql: Owner): Promise<void> {
  const [row] = await sql<{ level: string }[]>`select setting as level from pg_settings where name = 'wal_level'`
  if (row!.level !== 'logical')
    throw new Error(
      'wal_level 要设为 logical，再重启数据库。 This server must run with wal_level = logical; set it and restart the server.',
    )
}

/** Waits until the first copy of every table is through. */
async function copied(sql: Owner, ms = 120_000): Promise<void> {
  for (const began = Date.now(); ; await wait(100)) {
    const [row] = await sql<{ waiting: number }[]>`select count(*)::int as waiting from pg_subscription_rel r
      join pg_subscription s on s.oid = r.srsubid join pg_database d on d.oid = s.subdbid
      where d.datname = current_database() and srsubstate <> 'r'`
    if (row!.waiting === 0) return
    if (Date.now() - began > ms)
      throw new Error(`${row!.waiting} tables were not copied in time; see the log of the server`)
  }
}

/** Waits until all that was committed in a place's database has come to the centre (`in`), or the centre's to the place (`out`). */
export async function drained(centre: Owner, place: Owner, direction: 'in' | 'out', ms = 30_000): Promise<void> {
  const [from, to] = direction === 'in' ? [place, centre] : [centre, place]
  const slot = await slotOf(from, to, direction)
  const [now] = await from<{ lsn: string }[]>`select pg_current_wal_insert_lsn()::text as lsn`
  for (const began = Date.now(); ; await wait(20)) {
    const [row] = await from<{ done: boolean }[]>`select confirmed_flush_lsn >= ${now!.lsn}::pg_lsn as done
      from pg_replication_slots where slot_name = ${slot}`
    if (row?.done) return
    if (Date.now() - began > ms)
      throw new Error(`what was written did not arrive in time (${slot}); is the other side up?`)
  }
}

/**
 * Migrations run in every database, so what they change is no news to any: the links rest, all has arrived before, and they go on
 * behind it. Nobody else writes meanwhile (all processes are stopped for an upgrade).
 */
export async function atRest(
  centre: End,
  places: readonly (End & { places: readonly string[] })[],
  work: () => Promise<void>,
): Promise<void> {
  const here = owner(centre.url)
  const there = places.map((p) => owner(p.url))
  try {
    for (const sql of there) for (const way of ['in', 'out'] as const) await drained(here, sql, way)
    for (const p of places) await here.unsafe(`alter subscription ${inwardOf(p.name)} disable`)
    for (const sql of there) await sql.unsafe(`alter subscription ${FROM_CENTRE} disable`)
    await work()
    await publishCopied(here)
    for (const [i, p] of places.entries()) {
      await publishRows(there[i]!, p.places)
      await pass(here, await slotOf(here, there[i]!, 'out'))
      await pass(there[i]!, await slotOf(there[i]!, here, 'in'))
    }
    // A new table has no rows but those that migrations wrote everywhere.
    for (const p of places) await again(here, inwardOf(p.name))
    for (const sql of there) await again(sql, FROM_CENTRE)
  } finally {
    await Promise.all([here.end(), ...there.map((sql) => sql.end())])
  }
}

/** Behind what was written up to now; the worker that held the slot needs a moment to let it go. */
async function pass(from: Owner, slot: string): Promise<void> {
  // A slot is not advanced beyond what has reached the disk: this commit takes everything before it there.
  await from.begin(async (tx) => {
    await tx`set local synchronous_commit = on`
    await tx`select pg_logical_emit_message(true, 'gnomon', 'at rest')`
  })
  for (let i = 0; ; i++, await wait(100))
    try {
      await from`select pg_replication_slot_advance(${slot}, pg_current_wal_flush_lsn())`
      return
    } catch (error) {
      if (i > 100) throw error
    }
}

async function again(at: Owner, subscription: string): Promise<void> {
  await at.unsafe(`alter subscription ${subscription} enable`)
  await at.unsafe(`alter subscription ${subscription} refresh publication with (copy_data = false)`)
}

/** Takes a database's links away; its rows stay. A side that is gone for good is no hindrance. */
export async function part(centre: End, place: End): Promise<void> {
  const [here, there] = [owner(centre.url), owner(place.url)]
  try {
    const slots = await Promise.all([slotOf(there, here, 'in'), slotOf(here, there, 'out')]).catch(() => [])
    for (const [sql, subscription] of [
      [here, inwardOf(place.name)],
      [there, FROM_CENTRE],
    ] as const)
      await sql
        .unsafe(`alter subscription ${subscription} disable`)
        .then(() => sql.unsafe(`alter subscription ${subscription} set (slot_name = none)`))
        .then(() => sql.unsafe(`drop subscription ${subscription}`))
        .catch((error) => {
          if (sql === here && error.code !== '42704') throw error
        })
    for (const [sql, slot] of [
      [there, slots[0]],
      [here, slots[1]],
    ] as const)
      for (let i = 0; slot && i < 50; i++, await wait(100))
        if (
          await sql`select pg_drop_replication_slot(${slot})`.then(
            () => true,
            (e) => e.code !== '55006',
          )
        )
          break
  } finally {
    await Promise.all([here.end({ timeout: 1 }), there.end({ timeout: 1 })])
  }
}

export type Lag = { direction: 'in' | 'out'; active: boolean; bytes: number }

/** How far the other side of each link is behind what this database has committed, asked where the slots are. */
export async function lagOf(sql: Pick<Owner, 'unsafe'>, direction: 'in' | 'out'): Promise<(Lag & { slot: string })[]> {
  return (
    await sql.unsafe(
      `select slot_name as slot, active, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::bigint::float8 as bytes
     from pg_replication_slots where database = current_database() and slot_name like 'gnomon_${direction}_%'`,
    )
  ).map((r) => ({ direction, slot: r.slot, active: r.active, bytes: Math.max(0, Number(r.bytes)) }))
}
