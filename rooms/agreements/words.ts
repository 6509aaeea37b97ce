import { type Text, text } from '../../kernel/platform/index.ts'

/** How units found a supplier: the mean of what they gave at acceptance. */
export const grade = ({ graded, grade: mean }: { graded: number; grade: number | null }): Text =>
  graded === 0 || mean === null
    ? text('还没有评价', 'not graded yet')
    : text(`满意度 ${mean.toFixed(1)}（${graded} 次）`, `${mean.toFixed(1)} of 5 (${graded} times)`)
