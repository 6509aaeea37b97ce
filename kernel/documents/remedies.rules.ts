import { type DatedLimit, type Day, dayOf, limitOn, runClock, startOfDay } from '../calendar/index.ts'
import type { UnitView } from '../identity/contract.ts'
import { type Text, text } from '../platform/text.ts'

/** Periods of redress as rows with their dates; an end on a day off moves on (行政复议法 art. 88, 民事诉讼法 art. 85). */
const RECONSIDERATION: DatedLimit[] = [
  { count: 60, unit: 'calendar-days', roll: true, basis: [{ law: '行政复议法', article: 20 }], from: '1999-10-01' },
]
const SUIT: DatedLimit[] = [
  { count: 3, unit: 'months', roll: true, basis: [], from: '1990-10-01', to: '2015-04-30' },
  { count: 6, unit: 'months', roll: true, basis: [{ law: '行政诉讼法', article: 46 }], from: '2015-05-01' },
]

const lastDay = (rows: DatedLimit[], day: Day): Day => {
  const start = startOfDay(day)
  return runClock(limitOn(rows, day)!, [{ what: 'start', at: start }], start)!.due!
}

/** The last days for redress against what was served on a day. */
export const lastDays = (served: Day): { reconsideration: Day; suit: Day } => ({
  reconsideration: lastDay(RECONSIDERATION, served),
  suit: lastDay(SUIT, served),
})

/**
 * Who reconsiders (行政复议法 arts. 24, 25, 27): the government of the unit's level; for a government the one above; what a unit that
 * is led from above says of itself (`details.reconsideration`) goes before.
 */
export function reconsiderationOf(unit: UnitView, all: readonly UnitView[]): Text {
  const { reconsideration } = unit.details as { reconsideration?: Text }
  if (reconsideration) return reconsideration
  const city = `${unit.jurisdiction.slice(0, 4)}00`
  const place = unit.kind === 'government' ? city : unit.jurisdiction
  const government = all.find((u) => u.jurisdiction === place && u.kind === 'government' && u.code !== unit.code)
  if (government) return government.name
  if (unit.kind === 'government' && unit.jurisdiction === city)
    return text('省人民政府', 'the Provincial People’s Government')
  return text('市人民政府', 'the Municipal People’s Government')
}

export function sayRemedies(authority: Text, issued: Date): Text[] {
  const { reconsideration, suit } = lastDays(dayOf(issued))
  return [
    text(
      `不服本决定的，可以自收到之日起六十日内向${authority.zh}申请行政复议，也可以自收到之日起六个月内依法向人民法院提起行政诉讼（《行政复议法》第二十条、《行政诉讼法》第四十六条）。`,
      `Against this decision you may apply to ${authority.en} for reconsideration within 60 days of receiving it, or sue in the people’s court within six months of receiving it (Administrative Reconsideration Law, art. 20; Administrative Litigation Law, art. 46).`,
    ),
    text(
      `出具当日收到的，申请复议最后一日是 ${reconsideration}，起诉最后一日是 ${suit}；收到在后的，相应顺延，以送达回证为准。`,
      `Received on the day of issue, the last day for reconsideration is ${reconsideration}, and for the suit ${suit}; received later, later accordingly: the proof of service decides.`,
    ),
  ]
}
