import type { contract } from '../../kernel/money/index.ts'
import { text } from '../../kernel/platform/index.ts'
import type { Text } from '../../kernel/platform/text.ts'

export const stateWords: Record<contract.OrderView['state'], Text> = {
  open: text('待缴', 'To be paid'),
  partly: text('缴了一部分', 'Partly paid'),
  paid: text('已缴清', 'Paid'),
  over: text('多缴', 'Overpaid'),
  cancelled: text('已撤销', 'Cancelled'),
}
export const paidWords: Record<contract.OrderView['payments'][number]['as'], Text> = {
  part: text('一部分', 'a part'),
  full: text('缴清', 'in full'),
  over: text('多缴', 'too much'),
  double: text('重复缴纳', 'again'),
}
