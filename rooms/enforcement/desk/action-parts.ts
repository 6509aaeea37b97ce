import { type Output, text } from '../../../kernel/platform/index.ts'
import type { FormField, OfficerAction } from '../../../web/ui/index.ts'
import type * as c from '../contract.ts'
import { HEAD, OFFICER } from '../who.rules.ts'

// What the actions of a penalty case share: words for fields, and the questions whose turn it is.

export type View = Output<typeof c.view>
export type Action = OfficerAction<View>

export const lines = (zh: string, en: string, required = true) => ({
  label: text(zh, en),
  kind: 'lines' as const,
  required,
})
export const yuan = (zh: string, en: string) => ({ label: text(zh, en), kind: 'money' as const })
export const officer = (v: View) => v.charge && v.role === OFFICER && !v.recusal
export const head = (v: View) => v.role === HEAD && !v.recusal
export const open = (v: View) => !v.closed
export const measure = (states: string[], kinds?: string[]) => (v: View) =>
  v.measures.filter((m) => states.includes(m.state) && (!kinds || kinds.includes(m.kind)))
export const choice: FormField = {
  name: 'measure',
  kind: 'choice',
  label: text('哪一项', 'Which'),
  options: [],
  decides: false,
}
export const choose = (list: (v: View) => View['measures']) => async (_: unknown, v: View) => ({
  measure: list(v).map((m) => ({
    value: String(m.n),
    text: text(`${m.n}. ${m.title.zh}：${m.goods}`, `${m.n}. ${m.title.en}: ${m.goods}`),
  })),
})
export const first = (list: (v: View) => View['measures']) => (v: View) => ({ measure: String(list(v)[0]?.n ?? '') })
export const options = <K extends string>(o: Record<K, { zh: string; en: string }>) => o
export const asked = measure(['asked'])
export const running = measure(['ordered'])
export const seized = measure(['ordered'], ['seizure', 'sealing'])
export const served = (v: View) => v.decided?.servedOn != null && v.decided.outcome === 'penalise'
