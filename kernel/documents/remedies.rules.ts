import { type Day, dayOf, startOfDay } from '../calendar/index.ts'
import type { UnitView } from '../identity/contract.ts'
import { chineseNumber, clockBy, formatCitation } from '../law/index.ts'
import { type Text, text } from '../platform/text.ts'
import { figures } from './figures.ts'

/** An end on a day off moves on (行政复议法 art. 88, 民事诉讼法 art. 85). */
function lastDay(id: 'reconsideration' | 'suit', day: Day): Day {
  const start = startOfDay(day)
  return clockBy(figures.at(id, day), [{ what: 'start', at: start }], start).due!
}

/** The last days for redress against what was served on a day. */
export const lastDays = (served: Day): { reconsideration: Day; suit: Day } => ({
  reconsideration: lastDay('reconsideration', served),
  suit: lastDay('suit', served),
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

/** The sentences that a decision ends with: ways of redress, their periods on the day of issue, and the last days. */
export function sayRemedies(authority: Text, issued: Date): Text[] {
  const day = dayOf(issued)
  const { reconsideration, suit } = lastDays(day)
  const [asking, suing] = [figures.at('reconsideration', day), figures.at('suit', day)]
  const cited = (lang: 'zh' | 'en') =>
    [...asking.basis, ...suing.basis].map((c) => formatCitation(c, lang)).join(lang === 'zh' ? '、' : '; ')
  return [
    text(
      `不服本决定的，可以自收到之日起${chineseNumber(asking.value)}日内向${authority.zh}申请行政复议，也可以自收到之日起${chineseNumber(suing.value)}个月内依法向人民法院提起行政诉讼（${cited('zh')}）。`,
      `Against this decision you may apply to ${authority.en} for reconsideration within ${asking.value} days of receiving it, or sue in the people’s court within ${suing.value} months of receiving it (${cited('en')}).`,
    ),
    text(
      `出具当日收到的，申请复议最后一日是 ${reconsideration}，起诉最后一日是 ${suit}；收到在后的，相应顺延，以送达回证为准。`,
      `Received on the day of issue, the last day for reconsideration is ${reconsideration}, and for the suit ${suit}; received later, later accordingly: the proof of service decides.`,
    ),
  ]
}
