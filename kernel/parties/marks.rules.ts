import { type Text, text } from '../platform/text.ts'

type Term = { from: string; to: string | null; liftedOn: string | null }
/** Both ends of a term count; a lifted mark ends before the day on which it was lifted. */
export const standsOn = (m: Term, day: string): boolean =>
  m.from <= day && (m.to === null || day <= m.to) && (m.liftedOn === null || day < m.liftedOn)

/** What the refused one must know: the list, until when, and how it is repaired. */
export const sayMark = (m: Term & { list: string; repair: Text }): Text =>
  text(
    `在名单“${m.list}”上，自 ${m.from} 起${m.to ? `至 ${m.to} 止` : '，没有期限'}。修复：${m.repair.zh}`,
    `On the list “${m.list}” from ${m.from} ${m.to ? `through ${m.to}` : 'without an end'}. Repair: ${m.repair.en}`,
  )
