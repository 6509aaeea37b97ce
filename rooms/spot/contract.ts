import { z } from 'zod'
import * as cases from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

export const decideOnTheSpot = defineContract({
  id: 'spot.decide-on-the-spot',
  kind: 'write',
  title: text('当场办结', 'Decide on the spot'),
  summary: text(
    '材料齐全、符合法定形式的即办件：受理、准予、制证、送达一次办完（行政许可法第三十四条）。',
    'Complete and in legal form: accepted, granted, made and handed over in one sitting (art. 34).',
  ),
  input: z.object({ caseId: z.uuid(), receiver: z.string().trim().min(2).max(60) }),
  output: z.object({ caseId: z.uuid(), number: z.string(), licence: z.string() }),
  errors: {
    ...cases.stepErrors,
    NOT_SPOT: {
      status: 409,
      ...text('这个事项不是即办件，请按步骤办。', 'This item is not decided on the spot; please go step by step.'),
    },
  },
})
