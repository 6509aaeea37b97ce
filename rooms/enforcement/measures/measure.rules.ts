import { type Text, text } from '../../../kernel/platform/text.ts'
import type { Measure, PenaltyFacts } from '../case.fold.ts'

export const words: Record<string, Text> = {
  preservation: text('先行登记保存', 'preservation of evidence'),
  seizure: text('扣押', 'seizure'),
  sealing: text('查封', 'sealing'),
}
export const outcomes = {
  returned: text('退还', 'returned'),
  confiscated: text('没收', 'confiscated'),
  seized: text('转为查封、扣押', 'turned into a seizure'),
  transferred: text('移送有关部门', 'transferred'),
  destroyed: text('销毁', 'destroyed'),
}

export const measureOf = (f: PenaltyFacts, n: number): Measure | undefined => f.measures.find((m) => m.n === n)
/** Ordered and not yet dealt with. */
export const openMeasures = (f: PenaltyFacts): Measure[] => f.measures.filter((m) => m.ordered && !m.ended)
