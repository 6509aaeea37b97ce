// Browser-safe: frameworks in force, their goods, and orders.
import { z } from 'zod'
import { caseErrors, caseView, stepErrors } from '../../kernel/cases/contract.ts'
import { gateErrors } from '../../kernel/parties/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { releasesContract } from '../../trade/ocds/contract.ts'

const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
const fen = z.int().positive().max(1e13)
const said = z.string().trim().min(2).max(2000)
const name = z.string().trim().min(2).max(200)
const bilingual = z.object({ zh: z.string(), en: z.string() })
export const NO_AGREEMENT = { status: 404, ...text('没有这个框架协议。', 'There is no such framework.') } as const
const NO_GOOD = {
  status: 404,
  ...text('没有这个协议商品，或已下架。', 'There is no such good, or it was withdrawn.'),
} as const
export const NOT_IN = {
  status: 403,
  ...text('您不是这个协议的入围供应商。', 'You are no supplier of this framework.'),
} as const
/** What an order says besides what is ordered. */
export const ordered = {
  count: z.coerce.number().int().min(1).max(100_000),
  /** What the buyer saw: an order at another price is refused. */
  price: fen,
  year: z.coerce.number().int().min(2000).max(2100),
  line: z.string().trim().min(1).max(60),
  deliver: said,
}
/** Why a unit's budget bears no order. */
export const BUDGET = {
  OVER: { status: 409, ...text('预算不够。', 'The budget does not suffice.') },
  NO_LINE: { status: 422, ...text('本单位这一年没有这个预算项目。', 'The unit has no such line this year.') },
} as const

export const begin = defineContract({
  id: 'agreements.begin',
  kind: 'write',
  title: text('框架协议生效', 'A framework comes into force'),
  input: z.object({ number: z.string().max(40) }),
  output: z.object({ number: z.string() }),
})
export const remove = defineContract({
  id: 'agreements.remove',
  kind: 'write',
  title: text('清退', 'Remove a supplier'),
  input: z.object({ agreement: z.string().max(40), uscc: z.string().max(18), reason: said }),
  output: z.object({ agreement: z.string() }),
  errors: { NO_AGREEMENT, NOT_IN },
})
export const offer = defineContract({
  id: 'agreements.offer',
  kind: 'write',
  title: text('上架协议商品', 'Offer a good'),
  input: z.object({
    agreement: z.string().max(40),
    name,
    model: name,
    about: z.string().trim().max(1000).default(''),
    measure: z.string().trim().min(1).max(20),
    price: fen,
    domestic: z.boolean().default(false),
  }),
  output: z.object({ id: z.uuid() }),
  errors: {
    ...{ NO_AGREEMENT, NOT_IN, ...gateErrors },
    CEILING: { status: 422, ...text('高于协议的最高限价。', 'Above the ceiling of the framework.') },
    OVER: { status: 409, ...text('协议已经到期。', 'The framework has ended.') },
  },
})
export const reprice = defineContract({
  id: 'agreements.reprice',
  kind: 'write',
  title: text('调价', 'Change a price'),
  summary: text('只能降，或者回到上架时的价；不能高过它。', 'Down, or back to the first price; never above it.'),
  input: z.object({ id: z.uuid(), price: z.int().nonnegative().max(1e13) }),
  output: z.object({ id: z.uuid() }),
  errors: {
    ...{ NO_GOOD, NOT_IN },
    HIGHER: { status: 422, ...text('不能高于上架时的价格。', 'Not above the price at which it was first offered.') },
  },
})
export const order = defineContract({
  id: 'agreements.order',
  kind: 'write',
  title: text('直接订购', 'Order directly'),
  input: z.object({ good: z.uuid(), ...ordered }),
  output: done,
  errors: {
    ...{ NO_GOOD, ...gateErrors, ...BUDGET },
    PRICE_MOVED: {
      status: 409,
      ...text('价格刚变过，请核对后再订。', 'The price has just changed: please look at it before you order.'),
    },
    ENDED: { status: 409, ...text('协议已经到期。', 'The framework has ended.') },
  },
})
export const take = defineContract({
  id: 'agreements.take',
  kind: 'write',
  title: text('接单', 'Take the order'),
  input: z.object({ caseId, outcome: z.enum(['take', 'decline']), words: z.string().trim().max(500).default('') }),
  output: done,
  errors: { ...stepErrors, REASON: { status: 422, ...text('不接单要写明理由。', 'A refusal needs its reason.') } },
})
export const accept = defineContract({
  id: 'agreements.accept',
  kind: 'write',
  title: text('验收', 'Accept'),
  input: z.object({ caseId, grade: z.coerce.number().int().min(1).max(5), words: said }),
  output: done,
  errors: stepErrors,
})
export const pay = defineContract({
  id: 'agreements.pay',
  kind: 'write',
  title: text('支付', 'Pay'),
  input: z.object({ caseId, voucher: z.string().trim().min(2).max(60) }),
  output: done,
  errors: stepErrors,
})

export const goods = defineContract({
  id: 'agreements.goods',
  kind: 'read',
  title: text('协议商品', 'Agreement goods'),
  input: z.object({}),
  output: z.array(
    z.object({
      id: z.uuid(),
      agreement: z.string(),
      agreementTitle: bilingual,
      uscc: z.string(),
      supplier: z.string(),
      name: z.string(),
      model: z.string(),
      about: z.string(),
      measure: z.string(),
      price: z.int(),
      firstPrice: z.int(),
      domestic: z.boolean(),
      until: z.string(),
      mine: z.boolean(),
    }),
  ),
})
export const agreements = defineContract({
  id: 'agreements.agreements',
  kind: 'read',
  title: text('框架协议', 'Frameworks'),
  input: z.object({}),
  output: z.array(
    z.object({
      number: z.string(),
      title: bilingual,
      ceiling: z.int(),
      from: z.string(),
      to: z.string(),
      /** 开放式: the published price of a measure; null of a closed one. */
      open: z.object({ price: z.int(), measure: z.string(), about: z.string() }).nullable(),
      over: z.boolean(),
      suppliers: z.array(
        z.object({
          uscc: z.string(),
          name: z.string(),
          removed: z.string().nullable(),
          left: z.boolean(),
          mine: z.boolean(),
          /** How units graded what they got from it, over all its orders. */
          graded: z.int(),
          grade: z.number().nullable(),
        }),
      ),
      mine: z.boolean(),
      /** The reader’s application that waits. */
      waiting: z.string().nullable(),
    }),
  ),
})
export const deskOrder = defineContract({
  id: 'agreements.desk-order',
  kind: 'read',
  title: text('一个订单', 'An order'),
  input: z.object({ number: z.string() }),
  output: caseView,
  errors: caseErrors,
})

export const releases = releasesContract(
  'agreements.releases',
  text('框架协议采购的开放合同数据', 'Framework agreements in OCDS'),
)
