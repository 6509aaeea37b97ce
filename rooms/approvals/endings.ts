import { type Text, text } from '../../kernel/platform/text.ts'

/** How a licence ends before its time (行政许可法 arts. 69, 8, 70). */
export const ENDINGS = ['revoked', 'recalled', 'cancelled'] as const
export type Ending = (typeof ENDINGS)[number]
export const endingWords: Record<Ending, Text> = {
  revoked: text('撤销', 'revoked'),
  recalled: text('撤回', 'recalled'),
  cancelled: text('注销', 'cancelled'),
}
