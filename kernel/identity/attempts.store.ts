import { createHash } from 'node:crypto'
import { type Actor, sql, type Tx } from '../platform/index.ts'

export const MAX_FAILURES = 5
export const LOCK_MINUTES = 15
/** Wrong passwords from all places together, within the lock's time, after which only known browsers may try. */
export const MAX_STRANGERS = 100

const digest = (value: string) => createHash('sha256').update(value).digest()
export const deviceDigest = (device: string) => digest(`device:${device}`)

/** Where the attempts on this log-in are counted for who comes from here: a browser that is known for it, else the address. */
export async function originOf(tx: Tx, actor: Actor, personId: string | undefined): Promise<string> {
  const from = actor.kind === 'anonymous' ? actor.from : undefined
  if (personId && from?.device) {
    const known = await sql`select 1 from identity.device where person_id = ${personId}::uuid
      and digest = ${deviceDigest(from.device)} and seen_at > now() - interval '180 days'`.execute(tx)
    if (known.rows.length > 0) return `device ${deviceDigest(from.device).toString('hex')}`
  }
  return `address ${from?.address ?? 'local'}`
}

const STRANGERS = '*'
const placesOf = (origin: string) => (origin.startsWith('device ') ? [origin] : [origin, STRANGERS])

/** Until when nobody from here may try; the same for a log-in that nobody has. */
export async function lockedUntil(
  tx: Tx,
  login: string,
  origin: string,
  places = placesOf(origin),
): Promise<Date | undefined> {
  const { rows } = await sql<{ until: Date | null }>`select max(locked_until) as until from identity.attempt
    where login = ${digest(login)} and origin = any(${places}::text[]) and locked_until > now()`.execute(tx)
  return rows[0]?.until ?? undefined
}

export async function countFailure(tx: Tx, login: string, origin: string, places = placesOf(origin)): Promise<void> {
  await sql`delete from identity.attempt where since < now() - interval '1 day'`.execute(tx)
  for (const place of places) {
    const most = place === STRANGERS ? MAX_STRANGERS : MAX_FAILURES
    await sql`insert into identity.attempt as a (login, origin, failures, since) values (${digest(login)}, ${place}, 1, now())
      on conflict (login, origin) do update set
        failures = case when a.since < now() - make_interval(mins => ${LOCK_MINUTES}) then 1 else a.failures + 1 end,
        since = case when a.since < now() - make_interval(mins => ${LOCK_MINUTES}) then now() else a.since end`.execute(
      tx,
    )
    await sql`update identity.attempt set locked_until = now() + make_interval(mins => ${LOCK_MINUTES}), failures = 0, since = now()
      where login = ${digest(login)} and origin = ${place} and failures >= ${most}`.execute(tx)
  }
}

/** The right password ends the count from here, and makes the browser a known one. */
export async function forgetFailures(tx: Tx, login: string, origin: string): Promise<void> {
  await sql`delete from identity.attempt where login = ${digest(login)} and origin = ${origin}`.execute(tx)
}

export async function rememberDevice(tx: Tx, actor: Actor, personId: string): Promise<void> {
  const device = actor.kind === 'anonymous' ? actor.from?.device : undefined
  if (!device) return
  await sql`insert into identity.device (person_id, digest) values (${personId}::uuid, ${deviceDigest(device)})
    on conflict (person_id, digest) do update set seen_at = now()`.execute(tx)
}
