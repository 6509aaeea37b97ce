import { z } from 'zod'
import { defineContract } from '../../../kernel/platform/contract.ts'
import { text } from '../../../kernel/platform/text.ts'
import { CODE, day, done, fen, line, NO_CASE, notDecided, onCase, REASONS, refuse, words } from '../terms.contract.ts'

export const pay = onCase(
  'pay',
  text('缴款入案', 'Enter a payment'),
  {
    kind: z.enum(['fine', 'confiscation', 'surcharge']).default('fine'),
    amount: fen.min(1),
    on: day,
    order: z.string().max(60),
    as: z.string().max(20),
    other: z.boolean(),
  },
  {},
  text('只由收缴账簿的到账行为带来，没有人手工登记。', 'Only what the books of money say; nobody enters it by hand.'),
)
const NOTHING_DUE = refuse(409, '这一件没有要缴的罚款。', 'There is nothing to pay.')
export const askDeferral = onCase(
  'ask-deferral',
  text('申请暂缓或分期', 'Ask to pay later or in parts'),
  { reason: words },
  { NOTHING_DUE },
)
const NOT_ASKED = refuse(409, '当事人没有申请。', 'The party did not ask.')
export const grantDeferral = onCase(
  'grant-deferral',
  text('批准暂缓或分期', 'Grant a deferral'),
  { parts: z.coerce.number().int().min(1).max(24), first: day, reason: words },
  { NOT_ASKED, TERM: refuse(422, '首期日期要在今天以后。', 'The first day is after today.') },
)
export const refuseDeferral = onCase(
  'refuse-deferral',
  text('不批准暂缓或分期', 'Refuse a deferral'),
  { reason: words },
  { NOT_ASKED },
)
const TOO_LATE = refuse(
  409,
  '申请法院强制执行的三个月已经过了，不能再申请（行政强制法第五十三条）。',
  'The three months for the court are over; it cannot be asked any more (Coercion Law art. 53).',
)
export const settle = onCase(
  'settle',
  text('履行情况', 'Execution'),
  { outcome: z.enum(['paid', 'urge', 'court', 'stop']), reason: z.string().trim().max(2000).default('') },
  {
    UNPAID: refuse(409, '还没有缴清。', 'It is not paid in full.'),
    NOT_SERVED: refuse(409, '决定书还没有送达。', 'The decision is not served.'),
    NOT_DUE: refuse(409, '缴款期限还没有过。', 'The time to pay is not over.'),
    NOT_YET: refuse(
      409,
      '复议、诉讼的期限没有过，或者催告没有满十个工作日。',
      'The time for review and suit is not over, or ten working days since the urging have not passed.',
    ),
    TOO_LATE,
    REASONS,
  },
)
export const urge = onCase('urge', text('催告', 'Urge'), {})
export const applyCourt = onCase('apply-court', text('申请法院强制执行', 'Apply to the court'), {}, { TOO_LATE })
export const missCourt = onCase(
  'miss-court',
  text('逾期没有申请法院', 'The court was not asked in time'),
  { reason: words },
  { IN_TIME: refuse(409, '还在三个月以内，请申请。', 'The three months are not over; please apply.') },
  text(
    '三个月已过的，写明原因退回，由承办人终结执行；亮红灯。',
    'Past the three months it goes back with the reason, and the execution is stopped; a red light.',
  ),
)
export const settleGoods = onCase(
  'settle-goods',
  text('处理涉案物品', 'Dispose of the goods'),
  { outcome: z.enum(['none', 'returned', 'destroyed', 'auctioned', 'treasury']), record: words },
  { MEASURES_OPEN: refuse(409, '还有没解除的措施。', 'A measure is still in force.') },
)
export const refer = onCase('refer', text('移送司法机关', 'Refer to the judicial organ'), { to: line, reason: words })
export const close = onCase(
  'close',
  text('结案', 'Close'),
  { opinion: z.string().trim().max(2000).default('') },
  {
    MEASURES_OPEN: refuse(409, '还有没解除的查封、扣押。', 'Something is still seized and not lifted.'),
    NOT_PUBLIC: refuse(
      409,
      '决定书还没有送达，或者没有决定是否公开。',
      'The decision is not served, or it is not settled whether it is published.',
    ),
  },
)

export const annul = onCase(
  'annul',
  text('撤销或变更决定', 'Annul or change the decision'),
  {
    by: z.enum(['review', 'court', 'own']),
    what: z.enum(['annulled', 'changed', 'unlawful', 'void', 'upheld']),
    fine: fen.optional(),
    reason: words,
  },
  { ...notDecided, HEAVIER: refuse(422, '变更不能加重。', 'A change cannot make it heavier.') },
  text(
    '复议、诉讼结果或自行纠正；公开、名单、统计随之撤回。',
    'By review, court or the organ itself; publication, lists and statistics follow.',
  ),
)
export const correct = onCase('correct', text('补正决定书', 'Correct the decision'), { what: words }, notDecided)
export const changeSubject = onCase(
  'change-subject',
  text('当事人变化', 'The party changed'),
  {
    what: z.enum(['died', 'bankrupt', 'merged', 'renamed', 'address']),
    name: z.string().trim().max(200).optional(),
    code: z.string().trim().toUpperCase().max(18).optional(),
    address: z.string().trim().max(200).optional(),
    reason: words,
  },
  { CODE },
)
export const join = defineContract({
  id: 'enforcement.join',
  kind: 'write',
  title: text('凭案号和校验码进入案件', 'Open a case by its number and code'),
  summary: text('案号和校验码印在告知书、决定书上。', 'Number and code are printed on the notice and the decision.'),
  input: z.object({ number: z.string().trim().min(8).max(40), code: z.string().trim().toUpperCase().min(6).max(20) }),
  output: done,
  errors: {
    NO_CASE,
    WRONG: refuse(
      422,
      '案号和校验码对不上，请照告知书、决定书上的填。',
      'Number and code do not match; please copy them from the letter.',
    ),
  },
})
