// Browser-safe: lots 分包 and bonds.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { lotForm, procurementForm } from './form.shape.ts'

const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
export const BOND = {
  status: 422,
  ...text(
    '保证金超过预算金额的百分之二（实施条例第三十三条）。',
    'The bond is above two per cent of the budget (art. 33).',
  ),
} as const
export const OVER = {
  status: 409,
  ...text(
    '预算不够：这一项剩下的额度小于本次金额。',
    'The budget does not suffice: less is left on this line than is asked.',
  ),
} as const
export const NO_LINE = {
  status: 422,
  ...text('本单位这一年没有这个预算项目。', 'The unit has no such budget line this year.'),
} as const
export const CEILING = {
  status: 422,
  ...text('最高限价不能高于预算。', 'The ceiling cannot be above the budget.'),
} as const
export const COMMITTEE = {
  status: 422,
  ...text(
    '评审人数应为单数：招标五人以上（各包合计一千万元以上七人），其他三人以上。',
    'An odd number: five for tenders (seven where all lots come to ten million yuan), three for others.',
  ),
} as const
export const SINGLE = {
  status: 422,
  ...text(
    '单一来源只有一家，没有分包、联合体和投标保证金。',
    'A single source is one supplier: it has no lots, no consortium and no bond.',
  ),
} as const

export const addLot = defineContract({
  id: 'procurement.add-lot',
  kind: 'write',
  title: text('增加分包', 'Add a lot'),
  summary: text(
    '核准以前。每个包有自己的编号、预算、限价、保证金、开启、评审和合同；核准、公告和文件是同一个。',
    'Before the approval. Each lot has its own number, budget, ceiling, bond, opening, evaluation and contract; approval, notice and documents are one.',
  ),
  input: lotForm.extend({ caseId }),
  output: done.extend({ lot: z.string() }),
  errors: {
    ...stepErrors,
    ...{ BOND, OVER, NO_LINE, CEILING, COMMITTEE, SINGLE },
    NOT_FIRST: { status: 409, ...text('请在第一包里增加。', 'Lots are added to the first one.') },
    NOT_NOW: { status: 409, ...text('核准以后不能再增加分包。', 'No lot is added after the approval.') },
  },
})
/** By the system alone, within the act that adds a lot. */
export const openLot = defineContract({
  id: 'procurement.open-lot',
  kind: 'write',
  title: text('设立分包', 'Open a lot'),
  input: z.object({
    jurisdiction: z.string(),
    unit: z.string(),
    unitName: z.string(),
    over: z.boolean(),
    form: procurementForm,
  }),
  output: done,
  errors: { OVER, NO_LINE },
})

/** Why a bond is not given back. The last one rests on an order of the ministry that was not read. */
export const KEPT = ['revoked', 'no-contract', 'no-performance', 'documents'] as const
export const keepBond = defineContract({
  id: 'procurement.keep-bond',
  kind: 'write',
  title: text('不予退还保证金', 'Keep a bond'),
  summary: text(
    '开启以后、退还以前，有法定理由的；当事人看得到理由，可以质疑、投诉。',
    'After the opening and before it goes back, for a reason of the law, which the supplier reads and can challenge.',
  ),
  input: z.object({
    caseId,
    bidder: z.coerce.number().int().positive(),
    reason: z.enum(KEPT),
    words: z.string().trim().min(2).max(2000),
  }),
  output: done,
  errors: {
    ...stepErrors,
    NO_BOND: {
      status: 409,
      ...text(
        '这一家没有到账的保证金，或已经退还、已经决定不退。',
        'There is no bond of this one, or it is back or kept.',
      ),
    },
    NOT_WINNER: {
      status: 422,
      ...text(
        '不签合同、不交履约保证金的理由只对中标（成交）供应商。',
        'Refusing the contract or its performance bond is a reason against the winner alone.',
      ),
    },
  },
})
/** By the system, once the bank has shown the last of those that were to go back. */
export const bondsBack = defineContract({
  id: 'procurement.bonds-back',
  kind: 'write',
  title: text('保证金退还完毕', 'Bonds are back'),
  input: z.object({ caseId }),
  output: done,
  errors: stepErrors,
})
