// What a rule's own record says against it: it is silent, it fires on too many, or too many appeals against it are right.
import { type Text, text } from '../../kernel/platform/index.ts'

/** Days of silence, share of cases, share of appeals; a city may think otherwise, so they stand here with what they are. */
export const WARNS = { silentDays: 90, shareOfCases: 0.2, shareOfAppeals: 0.5, leastAppeals: 2 } as const

export type Record_ = { raised: number; cases: number; last: Date | null; appeals: number; upheld: number }

const DAY = 86_400_000
/** SS2. `from` is the day on which the rule came into force, `watched` when lights began to be raised here. */
export function warnings(
  r: Record_ | undefined,
  allCases: number,
  from: string,
  watched: Date | null,
  now: Date,
): Text[] {
  const found: Text[] = []
  const since = Math.max(r?.last?.getTime() ?? 0, (watched ?? now).getTime(), Date.parse(`${from}T00:00:00+08:00`))
  const silent = Math.floor((now.getTime() - since) / DAY)
  if (silent >= WARNS.silentDays) found.push(text(`${silent} 天没有亮过`, `silent for ${silent} days`))
  if (r && allCases > 0 && r.cases / allCases > WARNS.shareOfCases)
    found.push(
      text(`亮在 ${percent(r.cases, allCases)} 的办件上，太宽`, `on ${percent(r.cases, allCases)} of cases: too wide`),
    )
  if (r && r.appeals >= WARNS.leastAppeals && r.upheld / r.appeals > WARNS.shareOfAppeals)
    found.push(text(`申诉 ${r.appeals} 件，成立 ${r.upheld} 件`, `${r.upheld} of ${r.appeals} appeals upheld`))
  return found
}

const percent = (n: number, of: number) => `${Math.round((n * 1000) / of) / 10}%`
/** Lights that were not found false, of all: what appeals have shown so far. */
export const precision = (r: Record_ | undefined): string =>
  !r || r.raised === 0 ? '—' : percent(r.raised - r.upheld, r.raised)
