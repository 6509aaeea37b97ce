// Browser-safe: open frameworks 开放式: published, joined, left, ordered from.
import { z } from 'zod'
import { caseErrors, caseView, stepErrors } from '../../kernel/cases/contract.ts'
import { gateErrors } from '../../kernel/parties/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { BUDGET, NO_AGREEMENT, NOT_IN, ordered } from './contract.ts'

const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
const fen = z.int().positive().max(1e13)
const said = z.string().trim().min(2).max(2000)
const name = z.string().trim().min(2).max(100)
const agreement = z.string().max(40)
const ENDED = { status: 409, ...text('协议已经到期或终止。', 'The framework has ended.') } as const

export const publish = defineContract({
  id: 'agreements.publish',
  kind: 'write',
  title: text('公布开放式框架协议', 'Publish an open framework'),
  summary: text(
    '写明买什么、按什么单位、什么价；符合条件的供应商随时申请加入。',
    'What is bought, by what measure, at what price; suppliers who meet the conditions join at any time.',
  ),
  input: z.object({
    title: name,
    titleEn: name,
    category: z.enum(['goods', 'services']),
    /** What is bought, of which quality, and who may supply it. */
    about: z.string().trim().min(10).max(4000),
    measure: z.string().trim().min(1).max(20),
    price: fen,
    days: z.coerce.number().int().min(1).max(1500),
  }),
  output: z.object({ number: z.string() }),
})
export const close = defineContract({
  id: 'agreements.close',
  kind: 'write',
  title: text('终止开放式框架协议', 'Close an open framework'),
  input: z.object({ agreement, reason: said }),
  output: z.object({ agreement: z.string() }),
  errors: { NO_AGREEMENT, ENDED },
})
export const apply = defineContract({
  id: 'agreements.apply',
  kind: 'write',
  title: text('申请加入', 'Apply to join'),
  input: z.object({ agreement, words: said, agreed: z.literal(true) }),
  output: done,
  errors: {
    ...{ NO_AGREEMENT, ENDED, ...gateErrors },
    NOT_SUPPLIER: { status: 409, ...text('请先在供应商库登记。', 'Please register as a supplier first.') },
    IN: { status: 409, ...text('您已经在这个协议里。', 'You are in this framework already.') },
    ONCE: { status: 409, ...text('您有一份申请正在审核。', 'An application of yours is being decided.') },
    REMOVED: {
      status: 403,
      ...text(
        '您被清退过，这个协议期内不能再加入。',
        'You were removed from it: you cannot join again while it lasts.',
      ),
    },
  },
})
export const decide = defineContract({
  id: 'agreements.decide',
  kind: 'write',
  title: text('审核申请', 'Decide an application'),
  input: z.object({ caseId, outcome: z.enum(['in', 'refuse']), words: z.string().trim().max(2000).default('') }),
  output: done,
  errors: {
    ...{ ...stepErrors, ENDED, ...gateErrors },
    REASON: { status: 422, ...text('不同意要写明理由。', 'A refusal needs its reason.') },
  },
})
export const leave = defineContract({
  id: 'agreements.leave',
  kind: 'write',
  title: text('退出开放式框架协议', 'Leave an open framework'),
  summary: text(
    '书面通知以后不再接新的订单，已经接的照常履行；以后可以重新申请。',
    'After the notice no new orders; those that were taken are performed. One may apply again.',
  ),
  input: z.object({ agreement, words: said }),
  output: z.object({ agreement: z.string() }),
  errors: { NO_AGREEMENT, NOT_IN },
})
export const orderOpen = defineContract({
  id: 'agreements.order-open',
  kind: 'write',
  title: text('按公布的价格订购', 'Order at the published price'),
  input: z.object({ agreement, uscc: z.string().max(18), ...ordered }),
  output: done,
  errors: {
    ...{ NO_AGREEMENT, ENDED, ...gateErrors, ...BUDGET },
    NOT_SUPPLIER: {
      status: 409,
      ...text('这家供应商不在协议里，或已经退出。', 'That supplier is not in the framework, or has left.'),
    },
    PRICE_MOVED: {
      status: 409,
      ...text('价格和公布的不一样，请核对后再订。', 'The price is not the published one: please look at it again.'),
    },
  },
})
export const deskApplication = defineContract({
  id: 'agreements.desk-application',
  kind: 'read',
  title: text('一份申请', 'An application'),
  input: z.object({ number: z.string() }),
  output: caseView,
  errors: caseErrors,
})
