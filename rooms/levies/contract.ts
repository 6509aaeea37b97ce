// Browser-safe.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { citation, defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const caseId = z.uuid()
const done = z.object({ caseId: z.uuid(), number: z.string() })
const said = z.string().trim().min(2).max(2000)
const quantity = z.coerce.number().int().min(1).max(100_000_000)
const days = { from: z.iso.date(), to: z.iso.date().optional() }

export const itemView = z.object({
  id: z.string(),
  name: bilingual,
  basis: z.array(citation),
  /** What is counted. */
  of: bilingual,
  /** 分 for each. */
  standard: z.int().nonnegative(),
  ...days,
  confirmed: z.boolean().default(true),
  note: bilingual.optional(),
  reliefs: z.array(
    z.object({
      id: z.string(),
      name: bilingual,
      percent: z.int().min(1).max(100),
      grounds: bilingual,
      basis: z.array(citation),
      ...days,
      confirmed: z.boolean().default(true),
    }),
  ),
})

const NO_ITEM = { status: 422, ...text('没有这个征收项目。', 'There is no such item.') } as const
const CANCELLED = {
  status: 409,
  ...text(
    '这个项目已经取消或还没有施行，不能征收。',
    'This item was abolished or is not in force yet: nothing may be levied.',
  ),
} as const
const NO_ACCOUNT = {
  status: 409,
  ...text('没有可用的国库代收账户。', 'There is no account of the treasury for it.'),
} as const

export const declare = defineContract({
  id: 'levies.declare',
  kind: 'write',
  title: text('申报', 'Declare'),
  summary: text(
    '缴费人自己申报；机关核定数量，另一人决定。',
    'By the payer; the office assesses, another person decides.',
  ),
  input: z.object({ item: z.string().max(60), quantity, said }),
  output: done,
  errors: {
    NO_ITEM,
    CANCELLED,
    NO_OFFICE: { status: 409, ...text('现在没有单位征收这一项。', 'No unit levies this item now.') },
  },
})

export const assess = defineContract({
  id: 'levies.assess',
  kind: 'write',
  title: text('核定数量', 'Assess the quantity'),
  input: z.object({ caseId, quantity, said }),
  output: done,
  errors: stepErrors,
})

export const decide = defineContract({
  id: 'levies.decide',
  kind: 'write',
  title: text('决定征收', 'Decide'),
  summary: text(
    '金额由数量和标准算出，没有人填；决定出具通知书，缴入国库。',
    'The amount follows from quantity and standard, nobody types it; a notice is issued, and payment goes to the treasury.',
  ),
  input: z.object({ caseId, outcome: z.enum(['levy', 'return', 'none']), said }),
  output: done.extend({ document: z.string().nullable(), order: z.string().nullable() }),
  errors: { ...stepErrors, CANCELLED, NO_ACCOUNT },
})

export const relieve = defineContract({
  id: 'levies.relieve',
  kind: 'write',
  title: text('减征、免征', 'Reduce or waive'),
  summary: text(
    '只能按列出的依据；缴款通知换成减征后的，免征的办结。',
    'On a listed ground only; the notice to pay is replaced, or the case ends.',
  ),
  input: z.object({ caseId, ground: z.string().max(60), said }),
  output: done.extend({ order: z.string().nullable() }),
  errors: {
    ...stepErrors,
    NOT_NOW: { status: 409, ...text('没有待缴的决定，或已经减免过。', 'Nothing is owed, or it was relieved already.') },
    NO_GROUND: {
      status: 422,
      ...text('这个项目没有这条减免依据。', 'This item has no such ground of relief.'),
    },
    NO_ACCOUNT,
  },
})

export const receive = defineContract({
  id: 'levies.receive',
  kind: 'write',
  title: text('缴入国库', 'Paid to the treasury'),
  input: z.object({ caseId, order: z.string(), amount: z.int().positive(), on: z.iso.date() }),
  output: done.extend({ receipt: z.string() }),
  errors: stepErrors,
})

export const items = defineContract({
  id: 'levies.items',
  kind: 'read',
  title: text('行政征收项目', 'Levies'),
  summary: text('依据、标准、减免，和取消的项目。', 'Basis, standard, reliefs, and what was abolished.'),
  input: z.object({}),
  output: z.array(itemView.extend({ inForce: z.boolean(), cases: z.int(), paid: z.int() })),
})
