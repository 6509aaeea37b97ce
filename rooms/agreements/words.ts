import { type Text, text } from '../../kernel/platform/index.ts'
import type { WHY } from './quotes.rules.ts'

/** How units found a supplier: the mean of what they gave at acceptance. */
export const grade = ({ graded, grade: mean }: { graded: number; grade: number | null }): Text =>
  graded === 0 || mean === null
    ? text('还没有评价', 'not graded yet')
    : text(`满意度 ${mean.toFixed(1)}（${graded} 次）`, `${mean.toFixed(1)} of 5 (${graded} times)`)

export const why: Record<(typeof WHY)[number], Text> = {
  unopened: text('打不开或没有报价', 'could not be opened, or without a price'),
  left: text('已不在协议里', 'not in the framework any more'),
  unknown: text('报的不是它上架的商品', 'not for a good that it offers'),
  above: text('高于协议价格', 'above the framework’s price'),
}
