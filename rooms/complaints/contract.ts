import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
const unit = z.string().min(2).max(100)
export const FINDINGS = ['founded', 'partly', 'unfounded'] as const

export const submit = defineContract({
  id: 'complaints.submit',
  kind: 'write',
  title: text('提出投诉', 'Complain about handling'),
  summary: text(
    '对办理情况的投诉；被投诉的单位看不到是谁提的。',
    'About handling; the unit that it is about does not see who complains.',
  ),
  input: z.object({
    unit,
    complaint: z.string().trim().min(5).max(4000),
    about: z.string().trim().max(40).optional(),
    electronic: z.boolean().default(false),
  }),
  output: done,
  errors: {
    NO_UNIT: { status: 422, ...text('没有这个单位。', 'There is no such unit.') },
    NO_OFFICE: {
      status: 409,
      ...text(
        '现在没有能受理的机关（被投诉单位自己不能受理），请电话联系监察机关。',
        'No office can take it now (never the unit that it is about); please telephone the supervision office.',
      ),
    },
  },
})

export const assign = defineContract({
  id: 'complaints.assign',
  kind: 'write',
  title: text('指定承办单位', 'Assign'),
  input: z.object({ caseId, unit }),
  output: done,
  errors: {
    ...stepErrors,
    OWN_MATTER: { status: 422, ...text('被投诉的单位不能承办。', 'The unit that it is about cannot handle it.') },
    NO_OFFICE: { status: 422, ...text('这个单位没有投诉办理岗。', 'This unit has no post for complaints.') },
  },
})

export const answer = defineContract({
  id: 'complaints.answer',
  kind: 'write',
  title: text('答复', 'Answer'),
  summary: text(
    '写明查明的事实、意见和依据，出具答复书。',
    'Says what was found, the opinion and its basis, and issues the letter.',
  ),
  input: z.object({ caseId, finding: z.enum(FINDINGS), answer: z.string().trim().min(5).max(4000) }),
  output: done.extend({ document: z.string() }),
  errors: stepErrors,
})

export const extend = defineContract({
  id: 'complaints.extend',
  kind: 'write',
  title: text('延长办理期限', 'Extend the limit'),
  summary: text('只能延长一次，理由告知投诉人。', 'Once only; the complainant is told why.'),
  input: z.object({
    caseId,
    days: z.coerce.number().int().min(1).max(365),
    reason: z.string().trim().min(2).max(4000),
  }),
  output: done,
  errors: {
    ...stepErrors,
    ONCE: { status: 409, ...text('只能延长一次。', 'It may be extended once only.') },
    TOO_LONG: {
      status: 422,
      ...text('延长不能超过三十日。', 'It may be extended by thirty days at most.'),
    },
  },
})

export const askReview = defineContract({
  id: 'complaints.ask-review',
  kind: 'write',
  title: text('请求复查', 'Ask for a review'),
  summary: text(
    '对答复不服的，收到答复书之日起三十日内，请上一级机关复查。',
    'Against an answer, within thirty days of its service, by the office above.',
  ),
  input: z.object({ caseId, complaint: z.string().trim().min(5).max(4000) }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_ANSWERED: {
      status: 409,
      ...text(
        '答复书送达以后才能请求复查；复查意见不能再在这里复查。',
        'It can be asked once the answer is served; a review is not reviewed here again.',
      ),
    },
    TOO_LATE: { status: 409, ...text('已过请求复查的期限。', 'The time to ask for a review is over.') },
    ONCE: { status: 409, ...text('已经请求过复查。', 'A review was asked for already.') },
    NO_OFFICE: {
      status: 409,
      ...text(
        '上一级机关不在这里办理，请直接向它提出。',
        'The office above is not on this platform; please ask it directly.',
      ),
    },
  },
})

export const close = defineContract({
  id: 'complaints.close',
  kind: 'write',
  title: text('办结', 'Close'),
  input: z.object({ caseId }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_SERVED: { status: 409, ...text('答复书送达以后才能办结。', 'It can be closed once the letter is served.') },
  },
})
