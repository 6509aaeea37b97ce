// Browser-safe: 询问 is by telephone; 质疑 and 投诉 are here.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const said = z.string().trim().min(2).max(2000)
const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
const nth = z.coerce.number().int().positive()
/** What can be challenged: 实施条例 art. 53. */
export const OBJECTS = ['documents', 'process', 'result', 'publicity'] as const

export const challenge = defineContract({
  id: 'procurement.challenge',
  kind: 'write',
  title: text('提出质疑', 'Challenge'),
  summary: text(
    '知道或者应当知道权益受损之日起七个工作日内，书面提出；七个工作日内答复。',
    'In writing, within seven working days; answered within seven working days.',
  ),
  input: z.object({ caseId, on: z.enum(OBJECTS), words: said }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_NOW: { status: 409, ...text('现在不在提出这类质疑的时间内。', 'This cannot be challenged now.') },
    ONCE: {
      status: 409,
      ...text('对同一环节已经提出过，应当一次性提出。', 'You have challenged this already; it is done once.'),
    },
  },
})
export const answer = defineContract({
  id: 'procurement.answer',
  kind: 'write',
  title: text('答复质疑', 'Answer a challenge'),
  input: z.object({ caseId, challenge: nth, words: said }),
  output: done,
  errors: { ...stepErrors, NONE: { status: 404, ...text('没有待答复的这项质疑。', 'No such challenge waits.') } },
})
export const complain = defineContract({
  id: 'procurement.complain',
  kind: 'write',
  title: text('投诉', 'Complain to finance'),
  summary: text(
    '对答复不满意，或者没有按时答复的，答复期满后十五个工作日内向财政部门投诉；不超出质疑的范围。',
    'Where the answer does not satisfy or did not come: within fifteen working days after the time to answer, to the finance office; not beyond the challenge.',
  ),
  input: z.object({ caseId, challenge: nth, words: said }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_YOURS: { status: 403, ...text('只能就自己提出的质疑投诉。', 'Only about a challenge of your own.') },
    NOT_NOW: {
      status: 409,
      ...text(
        '答复以后（或答复期满）十五个工作日内可以投诉。',
        'It can be made after the answer, or its time, within fifteen working days.',
      ),
    },
    ONCE: { status: 409, ...text('已经投诉过。', 'You have complained already.') },
  },
})
export const suspend = defineContract({
  id: 'procurement.suspend',
  kind: 'write',
  title: text('通知暂停采购', 'Suspend'),
  input: z.object({ caseId, complaint: nth, days: z.coerce.number().int().min(1).max(60) }),
  output: done,
  errors: {
    ...stepErrors,
    NONE: { status: 404, ...text('没有待处理的这项投诉。', 'No such complaint waits.') },
    TOO_LONG: { status: 422, ...text('暂停最长三十日。', 'Thirty days at most.') },
  },
})
export const decide = defineContract({
  id: 'procurement.decide',
  kind: 'write',
  title: text('处理投诉', 'Decide a complaint'),
  summary: text(
    '驳回；或者成立，责令重新评审之外的改正；或者成立，废标。',
    'Rejected; founded, to be put right; or founded, and the process is void.',
  ),
  input: z.object({ caseId, complaint: nth, outcome: z.enum(['reject', 'correct', 'annul']), words: said }),
  output: done,
  errors: {
    ...stepErrors,
    NONE: { status: 404, ...text('没有待处理的这项投诉。', 'No such complaint waits.') },
    TOO_LATE: {
      status: 409,
      ...text('合同已经签订，不能废标，请责令改正。', 'The contract is signed: order it to be put right instead.'),
    },
  },
})
