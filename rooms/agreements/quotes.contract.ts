// Browser-safe: a mini-tender 二次竞价: an order under a framework whose supplier is found by sealed quotes.
import { z } from 'zod'
import { caseErrors, stepErrors } from '../../kernel/cases/contract.ts'
import { gateErrors } from '../../kernel/parties/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { BUDGET, NO_AGREEMENT, ordered } from './contract.ts'
import { WHY } from './quotes.rules.ts'

const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
const said = z.string().trim().min(2).max(2000)
const bilingual = z.object({ zh: z.string(), en: z.string() })
const { price: _, ...asked } = ordered

export const call = defineContract({
  id: 'agreements.call',
  kind: 'write',
  title: text('二次竞价邀请', 'Ask for quotes'),
  summary: text(
    '请入围供应商就一个订单密封报价，报价不高于协议价格，最低的成交。',
    'Suppliers of the framework quote for one order, sealed, never above its prices; the lowest gets it.',
  ),
  input: z.object({
    agreement: z.string().max(40),
    /** What is bought, by the name under which goods are offered. */
    good: z.string().trim().min(2).max(200),
    need: said,
    /** Quotes are taken until five in the afternoon of that day. */
    until: z.iso.date(),
    ...asked,
  }),
  output: done,
  errors: {
    ...{ NO_AGREEMENT, ...BUDGET },
    ENDED: { status: 409, ...text('协议已经到期。', 'The framework has ended.') },
    NO_GOODS: {
      status: 409,
      ...text(
        '协议里现在没有供应商上架这种商品，没有人可以报价。',
        'No supplier of the framework offers such a good now: nobody could quote.',
      ),
    },
    TOO_SOON: {
      status: 422,
      ...text(
        '请给供应商留出报价的时间：截止日要在一个工作日以后（天数未核实）。',
        'Please leave time to quote: the last day must be a working day from now at least (not confirmed).',
      ),
    },
  },
})
export const closeQuotes = defineContract({
  id: 'agreements.close-quotes',
  kind: 'write',
  title: text('报价截止', 'Quotes close'),
  input: z.object({ caseId, count: z.int().nonnegative() }),
  output: done,
  errors: stepErrors,
})
export const openQuotes = defineContract({
  id: 'agreements.open-quotes',
  kind: 'write',
  title: text('开启报价', 'Open the quotes'),
  input: z.object({ caseId }),
  output: done,
  errors: stepErrors,
})
export const award = defineContract({
  id: 'agreements.award',
  kind: 'write',
  title: text('确定成交', 'Choose'),
  summary: text(
    '只能是报价最低、还在协议里、没有被名单禁止的那一家；不买了的，写明理由终止。',
    'Only the lowest that is in the framework still and that no list bars; whoever does not buy after all ends it with a reason.',
  ),
  input: z.object({ caseId, outcome: z.enum(['award', 'end']), reason: z.string().trim().max(2000).default('') }),
  output: done,
  errors: {
    ...{ ...stepErrors, ...gateErrors, ...BUDGET },
    REASON: { status: 422, ...text('终止要写明理由，理由公开。', 'Ending it needs its reason, which is published.') },
    NOBODY: {
      status: 409,
      ...text(
        '报价有效的供应商都没有接单，或者已经不在协议里。请终止，再重新邀请。',
        'Nobody whose quote holds is left: please end it, and ask anew.',
      ),
    },
  },
})

export const calls = defineContract({
  id: 'agreements.calls',
  kind: 'read',
  title: text('二次竞价', 'Mini-tenders'),
  input: z.object({}),
  output: z.array(
    z.object({
      number: z.string(),
      agreement: z.string(),
      good: z.string(),
      count: z.int(),
      unit: bilingual,
      deadline: z.date(),
    }),
  ),
})
const deal = z.object({ uscc: z.string(), supplier: z.string(), amount: z.int() })
export const quotes = defineContract({
  id: 'agreements.quotes',
  kind: 'read',
  title: text('一次二次竞价', 'A mini-tender'),
  input: z.object({ number: z.string().max(40) }),
  output: z.object({
    caseId,
    number: z.string(),
    agreement: z.string(),
    agreementTitle: bilingual,
    unit: bilingual,
    good: z.string(),
    need: z.string(),
    count: z.int(),
    measure: z.string(),
    deliver: z.string(),
    deadline: z.date(),
    box: z.string(),
    status: z.string(),
    statusText: bilingual,
    /** What may be quoted, at which price at most. */
    goods: z.array(
      z.object({
        ...{ uscc: z.string(), supplier: z.string(), id: z.uuid(), model: z.string(), price: z.int() },
        mine: z.boolean(),
      }),
    ),
    received: z.int().nullable(),
    ranking: z
      .array(
        z.object({
          ...{ uscc: z.string(), supplier: z.string(), model: z.string() },
          ...{ price: z.int().nullable(), rank: z.int().nullable(), why: z.enum(WHY).nullable() },
          declined: z.boolean(),
          /** A list barred the supplier when its turn came. */
          passed: z.boolean(),
        }),
      )
      .nullable(),
    deal: deal.nullable(),
    ended: z.string().nullable(),
  }),
  errors: caseErrors,
})
