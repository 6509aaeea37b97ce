import { type Text, text } from '../../../kernel/platform/text.ts'
import type { CONCLUSIONS } from './visit.contract.ts'

export const conclusionWords: Record<(typeof CONCLUSIONS)[number], Text> = {
  pass: text('合格', 'in order'),
  amend: text('整改后合格', 'in order once mended'),
  fail: text('不合格', 'not in order'),
}
