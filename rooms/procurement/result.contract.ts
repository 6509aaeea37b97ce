// Browser-safe: from the report to the payment.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { gateErrors } from '../../kernel/parties/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { caseId, done, fen, file, only, STANDSTILL, said } from './parts.contract.ts'

export const send = defineContract({
  ...{ id: 'procurement.send', kind: 'write', ...only },
  title: text('送交评审报告', 'Send the report to the buyer'),
})
export const confirm = defineContract({
  id: 'procurement.confirm',
  kind: 'write',
  title: text('确认中标（成交）供应商', 'Confirm the result'),
  summary: text(
    '应当按推荐的顺序；框架协议按淘汰率确定入围的几家。',
    'In the order of the report; a framework takes in those that its elimination leaves.',
  ),
  input: z.object({ caseId }),
  output: done,
  errors: {
    ...stepErrors,
    UNSIGNED: { status: 409, ...text('评审成员还没有全部签署。', 'Not all members have signed.') },
    LOT_ORDER: {
      status: 409,
      ...text(
        '限定了一家能中几个包：按包的次序确认，前面的还没有结果。',
        'How many lots one may win is limited: they are confirmed in their order, and an earlier one waits.',
      ),
    },
    NOBODY: { status: 409, ...text('按淘汰率没有一家能入围。', 'After elimination nobody is left.') },
    ...{ STANDSTILL, ...gateErrors },
  },
})
export const publicise = defineContract({
  id: 'procurement.publicise',
  kind: 'write',
  title: text('公示单一来源', 'Publicise the single source'),
  input: z.object({ caseId, words: said }),
  output: done,
  errors: stepErrors,
})
export const negotiate = defineContract({
  id: 'procurement.negotiate',
  kind: 'write',
  title: text('商定价格', 'Agree on the price'),
  input: z.object({ caseId, price: fen, words: said }),
  output: done,
  errors: {
    ...stepErrors,
    TOO_SOON: { status: 409, ...text('公示期还没有满。', 'The publicity is not over.') },
    CEILING: { status: 422, ...text('高于最高限价。', 'Above the ceiling.') },
    NOT_SUPPLIER: { status: 409, ...text('这家供应商还没有登记。', 'That supplier has not registered.') },
    ...{ STANDSTILL, ...gateErrors },
  },
})
export const notify = defineContract({
  id: 'procurement.notify',
  kind: 'write',
  title: text('公告结果、发出通知书', 'Publish the result and issue the notice'),
  input: z.object({ caseId }),
  output: done.extend({ document: z.string() }),
  errors: stepErrors,
})
export const signContract = defineContract({
  id: 'procurement.sign-contract',
  kind: 'write',
  title: text('签订合同', 'Sign the contract'),
  input: z.object({
    caseId,
    contract: z.string().trim().min(2).max(60),
    price: fen,
    /** 履约保证金; 0: none is asked. */
    performance: z.int().nonnegative().max(1e13).default(0),
  }),
  output: done,
  errors: {
    ...{ ...stepErrors, STANDSTILL },
    PERFORMANCE: {
      status: 422,
      ...text(
        '履约保证金超过合同金额的百分之十（实施条例第四十八条）。',
        'The performance bond is above ten per cent of the contract (art. 48).',
      ),
    },
    NO_ACCOUNT: { status: 409, ...text('没有可用的保证金账户。', 'There is no account for bonds.') },
    PRICE: {
      status: 422,
      ...text(
        '合同价应与中标（成交）价一致，扣除只影响评审。',
        'The price is that of the bid: deductions count in the evaluation alone.',
      ),
    },
  },
})
export const passOn = defineContract({
  id: 'procurement.pass-on',
  kind: 'write',
  title: text('确定下一候选人', 'Take the next candidate'),
  summary: text(
    '中标（成交）供应商拒绝签合同的，按评审报告的次序（实施条例第四十九条）；也可以重新采购。',
    'Where the winner refuses the contract, in the order of the report (art. 49); it can be procured again as well.',
  ),
  input: z.object({ caseId, words: said }),
  output: done.extend({ document: z.string() }),
  errors: {
    ...{ ...stepErrors, STANDSTILL, ...gateErrors },
    NOBODY: {
      status: 409,
      ...text('评审报告里没有下一个候选人，应当重新采购。', 'The report has no further candidate: procure it again.'),
    },
  },
})
export const publishContract = defineContract({
  id: 'procurement.publish-contract',
  kind: 'write',
  title: text('公告合同', 'Publish the contract'),
  input: z.object({ caseId, file }),
  output: done.extend({ sha256: z.string() }),
  errors: { ...stepErrors, FILE: { status: 422, ...text('请上传 PDF。', 'Please upload a PDF.') } },
})
export const accept = defineContract({
  id: 'procurement.accept',
  kind: 'write',
  title: text('验收', 'Accept'),
  input: z.object({ caseId, grade: z.coerce.number().int().min(1).max(5), words: said }),
  output: done,
  errors: stepErrors,
})
export const pay = defineContract({
  id: 'procurement.pay',
  kind: 'write',
  title: text('支付', 'Pay'),
  input: z.object({ caseId, voucher: z.string().trim().min(2).max(60) }),
  output: done,
  errors: stepErrors,
})
