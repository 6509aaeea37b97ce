import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

export * from './draw/plan.contract.ts'
export * from './visit/shown.contract.ts'

const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
const day = z.iso.date()
const words = z.string().trim().min(2).max(4000)
const card = z.string().min(4).max(24)
const item = z.string().min(3).max(40)
export const CAUSES_BY_HAND = ['complaint', 'transfer', 'other'] as const
export const CONCLUSIONS = ['clear', 'corrected', 'rectify', 'transfer'] as const
export const RESULTS = ['ok', 'problem', 'none'] as const
export const uscc = z
  .string()
  .trim()
  .regex(/^[0-9A-HJ-NP-RT-UW-Y]{18}$/, { error: '统一社会信用代码 18 位。 A credit code has 18 signs.' })

const NO_LIST = { status: 409, ...text('还没有公布抽查事项清单。', 'No list of items is published.') } as const
const TOO_FEW = {
  status: 422,
  ...text('检查人员不得少于两人。', 'There must be two officers at least.'),
} as const
const NO_CARD = {
  status: 403,
  ...text('没有在这一天有效的执法证，不能办。', 'Without an enforcement card valid on this day it cannot be done.'),
} as const
const UNKNOWN_CARD = {
  status: 422,
  ...text('没有这个证号的执法证。', 'There is no card with this number.'),
} as const
const NOT_OFFICER = {
  status: 403,
  ...text('您不在这次检查的人员里。', 'You are not among the officers of this inspection.'),
} as const
const FIGURE = {
  status: 422,
  ...text('超过清单规定的天数。', 'That is longer than the list allows.'),
} as const

export const openVisit = defineContract({
  id: 'inspection.open-visit',
  kind: 'write',
  title: text('因投诉、移送等开出检查', 'Open an inspection for a cause'),
  summary: text(
    '不经抽取，写明事由；仍要审批，两人以上，回避。',
    'Without a draw, for a stated cause; approval, two officers and recusal hold all the same.',
  ),
  input: z.object({
    uscc,
    items: z.array(item).min(1).max(10),
    cause: z.enum(CAUSES_BY_HAND),
    reason: words,
    officers: z.array(card).min(1).max(10),
  }),
  output: done,
  errors: {
    NO_LIST,
    NO_ITEM: { status: 422, ...text('不是本单位可以检查的事项。', 'That is no item that this unit inspects.') },
    NO_SUBJECT: { status: 422, ...text('名录里没有这个检查对象。', 'The subject is not in the unit’s pool.') },
    OPEN: { status: 409, ...text('对它的检查还没有办完。', 'An inspection of it is still open.') },
    TOO_FEW,
    NO_CARD,
    RECUSAL: { status: 403, ...text('有人应当回避。', 'Somebody must step back.') },
  },
})

export const replaceOfficer = defineContract({
  id: 'inspection.replace-officer',
  kind: 'write',
  title: text('递补检查人员', 'Replace an officer'),
  summary: text(
    '抽中的人因病等不能去，由同一次抽取里排在后面的人依次递补；谁来不由人挑。',
    'Who was drawn and cannot come is replaced by whom the same draw would have given next; nobody picks.',
  ),
  input: z.object({ caseId, card, reason: words }),
  output: done.extend({ card: z.string() }),
  errors: {
    ...stepErrors,
    NO_DRAW: {
      status: 409,
      ...text('不是抽取产生的，或者已经检查过，不能递补。', 'No draw gave it, or the visit was made already.'),
    },
    NOT_OFFICER: UNKNOWN_CARD,
    NOBODY: {
      status: 409,
      ...text(
        '抽取的名单里没有可以递补的人，请不批准这一件，另行安排。',
        'Nobody is left in the draw; refuse this one and arrange another.',
      ),
    },
  },
})

export const decideVisit = defineContract({
  id: 'inspection.decide-visit',
  kind: 'write',
  title: text('审批检查', 'Decide on the visit'),
  summary: text(
    '批准后出具检查通知书和二维码：谁来、查什么、谁批的、哪几天有效。',
    'Approval issues the notice with its QR code: who comes, for what, by whose approval, on which days.',
  ),
  input: z.object({
    caseId,
    outcome: z.enum(['approve', 'drop']),
    from: day.optional(),
    to: day.optional(),
    reason: z.string().trim().max(1000).optional(),
  }),
  output: done,
  errors: {
    ...stepErrors,
    NO_WINDOW: { status: 422, ...text('请写明检查的起止日期。', 'Please say the first and the last day.') },
    PAST: {
      status: 422,
      ...text('起始日期不能早于今天，截止不能早于起始。', 'Not before today, and not ending before it begins.'),
    },
    FIGURE,
    REASON: { status: 422, ...text('不批准的，请写明理由。', 'Please say why it is refused.') },
    NO_CARD,
    TOO_FEW,
  },
})

export const witnessVisit = defineContract({
  id: 'inspection.witness-visit',
  kind: 'write',
  title: text('检查对象核对', 'What the subject saw'),
  summary: text(
    '扫码的人写下：来了几人，出示执法证没有，是不是通知书上的人和事。',
    'Whoever scanned says: how many came, whether they showed their cards, whether it is as the notice says.',
  ),
  input: z.object({
    token: z.string().min(10).max(60),
    people: z.coerce.number().int().min(0).max(50),
    cards: z.boolean(),
    asApproved: z.boolean(),
    remark: z.string().trim().max(1000).optional(),
  }),
  output: z.object({ number: z.string() }),
  errors: {
    NO_VISIT: { status: 404, ...text('没有这张检查通知。', 'There is no such notice.') },
    NOT_TODAY: { status: 409, ...text('今天不在批准的日期里。', 'Today is not one of the approved days.') },
    ALREADY: { status: 409, ...text('已经核对过了。', 'That was said already.') },
  },
  place: (i) => /^(\d{6})-/.exec(i.token)?.[1],
})

export const recordVisit = defineContract({
  id: 'inspection.record-visit',
  kind: 'write',
  title: text('记录现场检查', 'Record the visit'),
  summary: text(
    '逐项记录；时间、到场人员、是否在批准的日期里，如实记下，不符的亮牌。',
    'Line by line. When it was, who was there and whether it was on an approved day are recorded as they were; what was not right gets a light.',
  ),
  input: z.object({
    caseId,
    at: z.iso.datetime({ offset: true }).optional(),
    // What is missing is said all at once, line by line, so nothing of it is refused here.
    present: z.array(card).max(20),
    lines: z
      .array(
        z.object({
          item,
          line: z.string().max(4),
          result: z.enum(RESULTS),
          note: z.string().trim().max(1000).default(''),
        }),
      )
      .max(200),
    conclusion: z.enum([...CONCLUSIONS, '']),
    rectifyDays: z.int().min(1).optional(),
    statement: z.string().trim().max(2000).optional(),
    receiver: z.string().trim().max(60),
  }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_OFFICER,
    NO_CARD,
    UNKNOWN_CARD,
    TOO_FEW,
    WHEN: {
      status: 422,
      ...text(
        '检查时间不能在以后，也不能在开出这次检查之前。',
        'Not in the future, nor before the inspection was opened.',
      ),
    },
    INCOMPLETE: {
      status: 422,
      ...text('还有没填的，您填的都在。', 'Something is missing; what you entered is all here.'),
    },
    CONCLUSION: { status: 422, ...text('结论与逐项结果对不上。', 'The conclusion does not fit the lines.') },
    FIGURE,
  },
})

export const confirmFindings = defineContract({
  id: 'inspection.confirm-findings',
  kind: 'write',
  title: text('核对检查记录', 'Confirm the record'),
  input: z.object({ caseId }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_OFFICER,
    NO_CARD,
    SAME_PERSON: { status: 403, ...text('记录的人不能自己核对。', 'Who recorded it does not confirm it.') },
  },
})

export const publishResult = defineContract({
  id: 'inspection.publish-result',
  kind: 'write',
  title: text('公开检查结果', 'Publish the result'),
  input: z.object({ caseId }),
  output: done,
  errors: stepErrors,
})

export const recheck = defineContract({
  id: 'inspection.recheck',
  kind: 'write',
  title: text('整改复查', 'Recheck'),
  summary: text(
    '只看当时有问题的那几项；最多复查两次，不会没完没了。',
    'Only what was wrong is looked at; twice at most, so that it ends.',
  ),
  input: z.object({
    caseId,
    outcome: z.enum(['done', 'again', 'transfer']),
    present: z.array(card).min(1).max(20),
    rectifyDays: z.int().min(1).optional(),
    notes: words,
  }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_OFFICER,
    NO_CARD,
    UNKNOWN_CARD,
    TOO_FEW,
    LAST: {
      status: 409,
      ...text('这是最后一次复查：已整改，或者移送。', 'This is the last recheck: it is put right, or transferred.'),
    },
    FIGURE,
  },
})

export const transfer = defineContract({
  id: 'inspection.transfer',
  kind: 'write',
  title: text('移送执法', 'Transfer to enforcement'),
  input: z.object({ caseId, item, facts: words }),
  output: done,
  errors: {
    ...stepErrors,
    NO_PROBLEM: { status: 422, ...text('这一事项没有发现问题。', 'Nothing was wrong with this item.') },
  },
})

export const object = defineContract({
  id: 'inspection.object',
  kind: 'write',
  title: text('对检查结果提出异议', 'Object to the result'),
  input: z.object({ caseId, statement: words }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_PUBLISHED: { status: 409, ...text('结果还没有公开。', 'The result is not published yet.') },
    LATE: { status: 409, ...text('已经过了提出异议的期限。', 'The time to object is over.') },
    ALREADY: { status: 409, ...text('已经提出过异议。', 'There is an objection already.') },
  },
})

const answering = {
  ...stepErrors,
  NO_OBJECTION: { status: 409, ...text('没有要答复的异议。', 'There is no objection to answer.') },
} as const
export const upholdResult = defineContract({
  id: 'inspection.uphold-result',
  kind: 'write',
  title: text('答复异议：维持', 'Answer the objection: upheld'),
  input: z.object({ caseId, answer: words }),
  output: done,
  errors: answering,
})
export const correctResult = defineContract({
  id: 'inspection.correct-result',
  kind: 'write',
  title: text('答复异议：更正', 'Answer the objection: corrected'),
  summary: text(
    '更正公开的结果；整改和移送随之终止。',
    'Corrects the published result; rechecks and transfer that are open end with it.',
  ),
  input: z.object({ caseId, conclusion: z.enum(['clear', 'corrected']), answer: words }),
  output: done,
  errors: answering,
})
