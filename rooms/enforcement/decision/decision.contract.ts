import { z } from 'zod'
import { text } from '../../../kernel/platform/text.ts'
import { file } from '../opening/opening.contract.ts'
import { day, fen, LAW, NO_MEASURE, notDecided, onCase, REASONS, refuse, words } from '../terms.contract.ts'

export const discuss = onCase('discuss', text('集体讨论', 'Discuss'), {
  who: words,
  present: z.coerce.number().int().min(3).max(50),
  opinion: words,
})
export const decide = onCase(
  'decide',
  text('决定', 'Decide'),
  {
    outcome: z.enum(['penalise', 'spare', 'return']),
    fine: fen.default(0),
    confiscate: fen.default(0),
    reasons: words,
  },
  {
    LAW,
    REASONS,
    NOT_REVIEWED: refuse(
      409,
      '没有通过法制审核，不能决定。',
      'Without a legal review that passed there is no decision.',
    ),
    HEAVIER: refuse(
      422,
      '不得因申辩加重处罚；超过告知的要重新告知。',
      'A defence must not make it heavier; more than was noticed needs a new notice.',
    ),
    SAME_ACT: file.errors.SAME_ACT,
    NOT_DISCUSSED: refuse(409, '偏离基准的要先集体讨论。', 'What leaves the standard is discussed first.'),
  },
)
export const extend = onCase(
  'extend',
  text('延长办案期限', 'Extend the limit'),
  { reason: words },
  { EXTENDED: refuse(409, '已经延长过，或者已经决定。', 'It was extended already, or is decided.') },
)
export const suspend = onCase(
  'suspend',
  text('中止计算期限', 'Suspend the clock'),
  {
    why: z.enum(['testing', 'review', 'suit', 'notice', 'crime']),
    /** Where goods under a seizure are tested: which, and the last day, which the party is told. */
    measure: z.coerce.number().int().min(1).optional(),
    until: day.optional(),
    reason: words,
  },
  {
    SUSPENDED: refuse(409, '已经中止。', 'It is suspended already.'),
    NO_MEASURE,
    UNTIL: refuse(
      422,
      '检测扣押物品的，要写明检测到哪一天；书面告知当事人（行政强制法第二十五条）。',
      'When seized goods are tested the last day is named, and told to the party in writing (Coercion Law art. 25).',
    ),
  },
)
export const resume = onCase(
  'resume',
  text('恢复计算期限', 'Let the clock go on'),
  { reason: words },
  { NOT_SUSPENDED: refuse(409, '没有中止。', 'It is not suspended.') },
)
export const recordSpot = onCase('record-spot', text('备案', 'Put on record'), {
  opinion: z.string().trim().max(1000).default(''),
})

export const publish = onCase('publish', text('公开决定', 'Publish'), {}, notDecided)
export const withhold = onCase('withhold', text('不予公开', 'Do not publish'), { reason: words }, notDecided)
export const withdraw = onCase(
  'withdraw',
  text('撤回公开', 'Withdraw the publication'),
  { reason: words },
  { NOT_PUBLISHED: refuse(409, '没有公开。', 'It is not published.') },
)
