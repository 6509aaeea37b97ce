import { type Act, sql, type Tx } from '../platform/index.ts'

/** The city's wall clock is eight hours ahead of UTC all year. */
const SHIFT = 8 * 3_600_000
const day = (at: Date) => new Date(at.getTime() + SHIFT).toISOString().slice(0, 10)
const hour = (at: Date) => new Date(at.getTime() + SHIFT).toISOString().slice(0, 13).replace('T', ' ')
/** So many hours up to and with this one. */
export const hoursBefore = (last: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    hour(new Date(Date.parse(`${last.replace(' ', 'T')}:00:00Z`) - SHIFT - (count - 1 - i) * 3_600_000)),
  )

/** Counts entries as they are logged, in the transaction that logs them. */
export async function count(tx: Tx, acts: readonly Act[]): Promise<void> {
  const rows = new Map<string, { what: string; key: string; en: string; n: number }>()
  const add = (what: string, key: string, en = '') => {
    const known = rows.get(what + key)
    if (known) known.n++
    else rows.set(what + key, { what, key, en, n: 1 })
  }
  for (const act of acts) {
    add('day', day(act.happenedAt))
    add('hour', hour(act.recordedAt))
    add('type', act.type)
    if (act.actor.kind === 'post') add('unit', act.actor.unit.zh, act.actor.unit.en)
  }
  if (rows.size === 0) return
  const all = [...rows.values()]
  await sql`insert into ledger.tally as t (what, key, en, n)
    select * from unnest(${all.map((r) => r.what)}::text[], ${all.map((r) => r.key)}::text[], ${all.map((r) => r.en)}::text[],
      ${all.map((r) => r.n)}::bigint[])
    on conflict (what, key) do update set n = t.n + excluded.n`.execute(tx)
}

export type Tally = {
  /** The last 60 days on which anything happened. */
  days: { day: string; n: number }[]
  /** The last 48 hours in which anything was recorded: `YYYY-MM-DD HH`. */
  hours: { hour: string; n: number }[]
  types: { type: string; n: number }[]
  units: { zh: string; en: string; n: number }[]
}

export async function tally(tx: Tx): Promise<Tally> {
  const read = async (what: string, order: 'key' | 'n', limit: number) => {
    const { rows } = await sql<{ key: string; en: string; n: number }>`select key, en, n::int from ledger.tally
      where what = ${what} order by ${sql.ref(order)} desc limit ${limit}`.execute(tx)
    return rows
  }
  const [days, hours, types, units] = [
    await read('day', 'key', 60),
    await read('hour', 'key', 48),
    await read('type', 'n', 12),
    await read('unit', 'n', 12),
  ]
  return {
    days: days.reverse().map((r) => ({ day: r.key, n: r.n })),
    hours: hours.reverse().map((r) => ({ hour: r.key, n: r.n })),
    types: types.map((r) => ({ type: r.key, n: r.n })),
    units: units.map((r) => ({ zh: r.key, en: r.en || r.key, n: r.n })),
  }
}
