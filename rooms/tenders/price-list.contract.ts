// Browser-safe: the priced list, and what arithmetic corrects in it.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const caseId = z.uuid()
const done = z.object({ caseId: z.uuid(), number: z.string() })
const bidder = z.coerce.number().int().positive()
const file = z.object({
  name: z.string(),
  size: z.int(),
  bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array),
})

export const setPriceList = defineContract({
  id: 'tenders.set-price-list',
  kind: 'write',
  title: text('上传工程量清单', 'Set the list of quantities'),
  summary: text(
    '表（.xlsx 或 .csv），要有项目编码、项目名称、计量单位、工程量四列；投标人按它报价。',
    'A table (.xlsx or .csv) with code, item, unit and quantity; bidders price each line of it.',
  ),
  input: z.object({ caseId, file }),
  output: done.extend({ lines: z.int() }),
  errors: {
    ...stepErrors,
    TABLE: { status: 422, ...text('表里有要改的地方。', 'There is something to mend in the table.') },
  },
})

const asked = z.object({ code: z.string(), item: z.string(), unit: z.string(), quantity: z.string() })
export const priceList = defineContract({
  id: 'tenders.price-list',
  kind: 'read',
  title: text('工程量清单', 'The list of quantities'),
  input: z.object({ number: z.string().max(40) }),
  output: z.array(asked),
  errors: { NONE: { status: 404, ...text('没有工程量清单。', 'There is no such list.') } },
})

/** By a member of the committee: the bidder is asked to confirm what arithmetic makes of his list. */
export const putCorrection = defineContract({
  id: 'tenders.put-correction',
  kind: 'write',
  title: text('请投标人确认算术修正', 'Ask to confirm the correction'),
  input: z.object({ caseId, bidder }),
  output: done,
  errors: {
    ...stepErrors,
    NOTHING: { status: 409, ...text('这份清单没有要修正的。', 'There is nothing to correct in that list.') },
    ONCE: { status: 409, ...text('已经请他确认过。', 'He was asked already.') },
  },
})
export const answerCorrection = defineContract({
  id: 'tenders.answer-correction',
  kind: 'write',
  title: text('确认算术修正', 'Confirm the correction'),
  summary: text(
    '接受的，按修正后的价格评审和签约；不接受的，投标被否决。',
    'If accepted, the corrected price is evaluated and contracted; if not, the bid is rejected.',
  ),
  input: z.object({ caseId, accepts: z.boolean() }),
  output: done,
  errors: {
    ...stepErrors,
    NONE: { status: 409, ...text('没有请您确认修正。', 'Nothing is to be confirmed by you.') },
  },
})

export const corrected = z.object({
  total: z.int(),
  corrections: z.array(z.object({ at: z.string(), said: z.string(), is: z.string(), rule: z.string() })),
  problems: z.array(z.object({ cell: z.string(), says: z.object({ zh: z.string(), en: z.string() }) })),
})
