import { contract } from '../../kernel/archive/index.ts'
import { text } from '../../kernel/platform/index.ts'
import type { Text } from '../../kernel/platform/text.ts'

export const STATES = contract.STATES
export const stateWords: Record<(typeof STATES)[number], Text> = {
  kept: text('在库', 'Here'),
  out: text('借出', 'Lent'),
  overdue: text('逾期未还', 'Overdue'),
  over: text('期满待鉴定', 'Term is over'),
}
export const partWords = { main: text('正卷', 'Main'), both: text('正卷和副卷', 'Main and secondary') }
