import { z } from 'zod'
import { stepErrors } from '../../../kernel/cases/contract.ts'
import { defineContract } from '../../../kernel/platform/contract.ts'
import { text } from '../../../kernel/platform/text.ts'
import { timeOfDay } from '../time.shape.ts'

// 听证 before a licence that touches others, or the public interest (行政许可法 arts. 46 to 48).

const caseId = z.uuid()
const words = z.string().trim().min(2).max(4000)
const done = z.object({ caseId, number: z.string() })
const withDocument = done.extend({ document: z.string() })
export const WHY = ['others', 'public'] as const

export const offerHearing = defineContract({
  id: 'approvals.offer-hearing',
  kind: 'write',
  title: text('告知听证权利、公告听证', 'Tell the right to a hearing'),
  summary: text(
    '涉及他人重大利益的，告知申请人和利害关系人，五日内可以要求听证；涉及公共利益的，公告并举行。',
    'Where it weighs on others, the applicant and they are told, and may ask within five days; where it is of public interest, it is announced and held.',
  ),
  input: z.object({ caseId, why: z.enum(WHY), matter: words }),
  output: withDocument,
  errors: {
    ...stepErrors,
    ONCE: { status: 409, ...text('这一件已经告知过了。', 'In this case it was told already.') },
  },
})

export const askHearing = defineContract({
  id: 'approvals.ask-hearing',
  kind: 'write',
  title: text('要求听证', 'Ask for a hearing'),
  summary: text(
    '申请人、利害关系人在期限内提出，不收费。',
    'By the applicant and who is concerned, within the limit, at no cost.',
  ),
  input: z.object({ caseId, reason: words }),
  output: done,
  errors: {
    ...stepErrors,
    LATE: { status: 409, ...text('要求听证的期限已经过了。', 'The time to ask for a hearing is over.') },
    MANY: {
      status: 409,
      ...text('要求听证的人已经很多，听证会举行，您可以到场。', 'Many have asked: it will be held, and you may come.'),
    },
  },
})

export const callHearing = defineContract({
  id: 'approvals.call-hearing',
  kind: 'write',
  title: text('通知听证', 'Call the hearing'),
  input: z.object({
    caseId,
    on: z.iso.date(),
    time: timeOfDay,
    place: z.string().trim().min(2).max(200),
    chair: z.uuid(),
    reason: z.string().trim().max(1000).default(''),
  }),
  output: withDocument,
  errors: {
    ...stepErrors,
    REASON: {
      status: 422,
      ...text('已经通知过了，改时间请写明理由。', 'It was called before: please give the reason for another time.'),
    },
    NO_ASK: { status: 409, ...text('没有人要求听证。', 'Nobody has asked for a hearing.') },
    TOO_SOON: { status: 422, ...text('听证要在七日以前通知。', 'A hearing is told seven days before.') },
    TOO_LATE: {
      status: 422,
      ...text('听证要在提出申请之日起二十日内举行。', 'It is held within twenty days of the application for it.'),
    },
    CHAIR: {
      status: 422,
      ...text(
        '主持人不能是审查这一件的人，请另选。',
        'Who reviews this case does not preside: please choose somebody else.',
      ),
    },
  },
})

export const challengeChair = defineContract({
  id: 'approvals.challenge-chair',
  kind: 'write',
  title: text('申请主持人回避', 'Challenge who presides'),
  input: z.object({ caseId, reason: words }),
  output: done,
  errors: { ...stepErrors, MANY: { status: 409, ...text('回避申请正在答复。', 'Challenges are being answered.') } },
})

export const answerChallenge = defineContract({
  id: 'approvals.answer-challenge',
  kind: 'write',
  title: text('答复回避申请', 'Answer the challenge'),
  input: z.object({ caseId, upheld: z.enum(['yes', 'no']), answer: words }),
  output: done,
  errors: stepErrors,
})

export const holdHearing = defineContract({
  id: 'approvals.hold-hearing',
  kind: 'write',
  title: text('听证笔录', 'Record the hearing'),
  summary: text('由主持人记录；决定按笔录作出。', 'By who presides; the decision follows the record.'),
  input: z.object({
    caseId,
    present: z.string().trim().max(1000).default(''),
    /** Who was there and would not sign, and why. */
    unsigned: z.string().trim().max(1000).default(''),
    record: words,
    opinion: words,
  }),
  output: withDocument,
  errors: {
    ...stepErrors,
    SIGNED: {
      status: 422,
      ...text(
        '笔录要交参加人确认签字：请写谁签了字；没有签字的，写明是谁、为什么（行政许可法第四十八条）。',
        'Those who took part sign the record: please say who did, and who would not and why (art. 48).',
      ),
    },
    TOO_EARLY: { status: 409, ...text('还没有到听证的日子。', 'The day of the hearing has not come.') },
    CHALLENGED: { status: 409, ...text('有回避申请没有答复。', 'A challenge waits for its answer.') },
  },
})

export const hearingView = z.object({
  why: z.enum(WHY),
  /** Last day to ask; none where it is held anyway. */
  until: z.string().nullable(),
  asked: z.int(),
  called: z.object({ on: z.string(), time: z.string(), place: z.string(), presider: z.string() }).nullable(),
  challenges: z.int(),
  held: z.boolean(),
})
export type HearingView = z.output<typeof hearingView>
