// 加处罚款: what is added for each day after the term (行政处罚法 arts. 72, 73; 行政强制法 art. 45), every day shown.
import { addDays, type DatedLimit, runClock, startOfDay } from '../calendar/index.ts'
import type { Citation } from '../platform/acts.ts'
import type { Text } from '../platform/text.ts'
import { type Day, overdueOn, type Plan } from './order.rules.ts'

export type SurchargeRow = {
  /** Hundredths of what is overdue, for each calendar day. */
  percent: number
  /** `principal`: the sum of it does not pass the fine. */
  ceiling: 'principal' | undefined
  basis: Citation[]
  from: Day
  to?: Day
  /** The source was not confirmed. */
  unconfirmed?: true
}

/**
 * The ceiling is of the law on coercion, and since 2021-07-15 of the law on penalties, too. That the hundredths are taken of what is
 * unpaid, once part was paid, is our reading: the article says 罚款数额.
 */
export const SURCHARGE: readonly SurchargeRow[] = [
  { percent: 3, ceiling: undefined, basis: [], from: '1996-10-01', to: '2011-12-31', unconfirmed: true },
  {
    percent: 3,
    ceiling: 'principal',
    basis: [{ law: '行政强制法', article: 45 }],
    from: '2012-01-01',
    to: '2021-07-14',
  },
  {
    percent: 3,
    ceiling: 'principal',
    basis: [
      { law: '行政处罚法', article: 72, paragraph: 1 },
      { law: '行政强制法', article: 45, paragraph: 2 },
    ],
    from: '2021-07-15',
  },
]

/** Days for which nothing is counted, both ends among them; without an end while it lasts. */
export type Stay = { from: Day; to?: Day | undefined; why: Text; basis: Citation[] }
export type Owing = {
  principal: number
  plans: readonly Plan[]
  payments: readonly { on: Day; amount: number }[]
  stays?: readonly Stay[]
}

/** One day, or days on end for which the same holds. `sum` is what has come together by the end of it, in whole 分. */
export type SurchargeLine = {
  from: Day
  to: Day
  what: 'counted' | 'stayed' | 'ceiling'
  /** Of how much. */
  base: number
  percent: number
  sum: number
  why?: Text
  basis: Citation[]
}
export type Surcharge = { total: number; atCeiling: boolean; lines: SurchargeLine[]; unconfirmed: boolean }

/**
 * The surcharge through a day. A day on which the order was unpaid when it began counts whole; a payment takes effect on the next.
 * The sum is kept exact and rounded down once, to the payer's favour.
 */
export function surcharge(owing: Owing, through: Day, rows: readonly SurchargeRow[] = SURCHARGE): Surcharge {
  const { principal, plans, payments, stays = [] } = owing
  const lines: SurchargeLine[] = []
  const add = (line: SurchargeLine) => {
    const last = lines.at(-1)
    const same = last && line.what !== 'counted' && last.what === line.what && last.base === line.base
    if (same && last.why?.zh === line.why?.zh && addDays(last.to, 1) === line.from) last.to = line.to
    else lines.push(line)
  }
  let hundredths = 0
  let atCeiling = false
  let unconfirmed = false
  const first = plans[0]?.parts.map((p) => p.due).toSorted()[0]
  if (first === undefined) return { total: 0, atCeiling, lines, unconfirmed }
  for (let day = addDays(first, 1); day <= through; day = addDays(day, 1)) {
    const paid = payments.reduce((sum, p) => sum + (p.on < day ? p.amount : 0), 0)
    const base = overdueOn(plans, paid, day)
    if (base === 0) continue
    const row = rows.find((r) => r.from <= day && (r.to === undefined || day <= r.to))
    if (!row) continue
    const { percent, basis } = row
    const stay = stays.find((s) => s.from <= day && (s.to === undefined || day <= s.to))
    const sum = () => Math.floor(hundredths / 100)
    if (stay) {
      add({ from: day, to: day, what: 'stayed', base, percent, sum: sum(), why: stay.why, basis: stay.basis })
      continue
    }
    unconfirmed ||= row.unconfirmed === true
    const most = row.ceiling ? principal * 100 : Number.POSITIVE_INFINITY
    const full = hundredths >= most
    hundredths = full ? hundredths : Math.min(most, hundredths + base * percent)
    atCeiling = hundredths >= most
    add({ from: day, to: day, what: full ? 'ceiling' : 'counted', base, percent, sum: sum(), basis })
  }
  return { total: Math.floor(hundredths / 100), atCeiling, lines, unconfirmed }
}

/**
 * Fifteen days from receipt (行政处罚法 art. 67 para. 3): calendar days, since art. 85 makes working days only of two, three, five and
 * seven. That an end on a day off moves on is taken from 民事诉讼法 art. 85.
 */
const TERM: DatedLimit = {
  count: 15,
  unit: 'calendar-days',
  roll: true,
  basis: [
    { law: '行政处罚法', article: 67, paragraph: 3 },
    { law: '民事诉讼法', article: 85 },
  ],
  from: '1996-10-01',
}
/** The last day to pay a fine whose decision was served on a day. */
export const payBy = (served: Day): Day => {
  const start = startOfDay(served)
  return runClock(TERM, [{ what: 'start', at: start }], start)!.due!
}
