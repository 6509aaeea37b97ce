import { z } from 'zod'
import { stepErrors } from '../../../kernel/cases/contract.ts'
import { defineContract } from '../../../kernel/platform/contract.ts'
import { text } from '../../../kernel/platform/text.ts'
import { dayAndTime, timeOfDay } from '../time.shape.ts'

// 联合勘验: several units at one place at one time, with one record (行政许可法 arts. 26, 34).

const caseId = z.uuid()
const words = z.string().trim().min(2).max(4000)
const done = z.object({ caseId, number: z.string() })
export const CONCLUSIONS = ['pass', 'amend', 'fail'] as const

export const callVisit = defineContract({
  id: 'approvals.call-visit',
  kind: 'write',
  title: text('约定联合勘验', 'Call a joint site visit'),
  summary: text(
    '牵头单位约一个时间，要去的单位和申请人一次都知道；改时间要写理由。',
    'The lead fixes one time for all units that go and for the applicant; another time later needs its reason.',
  ),
  input: z.object({
    caseId,
    on: z.iso.date(),
    time: timeOfDay,
    place: z.string().trim().min(2).max(200),
    units: z.array(z.string().max(60)).min(1).max(20),
    reason: z.string().trim().max(1000).default(''),
  }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_JOINT: {
      status: 409,
      ...text(
        '现在没有别的单位在一起审查，约不了联合勘验。',
        'No other unit reviews this with you now: there is no joint visit to call.',
      ),
    },
    UNITS: {
      status: 422,
      ...text('请从参加审查的单位里选，至少两个。', 'Please choose among the units of this review, two or more.'),
    },
    TOO_SOON: { status: 422, ...text('最早约明天。', 'Tomorrow is the earliest day.') },
    BUSY: {
      status: 409,
      ...text(
        '这个时间有单位另有勘验，请换一个，或者不请它去。',
        'A unit has another visit at that time: please choose another, or leave that unit out.',
      ),
    },
    REASON: {
      status: 422,
      ...text('已经约过了，改时间请写明理由。', 'A time was fixed before: please give the reason for another one.'),
    },
  },
})

export const offerVisit = defineContract({
  id: 'approvals.offer-visit',
  kind: 'write',
  title: text('请申请人选勘验时间', 'Offer times for a joint visit'),
  summary: text(
    '从各单位都有空的时间里给几个，申请人选一个；过后不选，由牵头单位定。',
    'A few of the times that suit all units, of which the applicant takes one; who takes none is told one by the lead.',
  ),
  input: z.object({
    caseId,
    times: z.array(dayAndTime).min(1).max(8),
    place: callVisit.input.shape.place,
    units: callVisit.input.shape.units,
  }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_JOINT: callVisit.errors.NOT_JOINT,
    UNITS: callVisit.errors.UNITS,
    TIMES: {
      status: 422,
      ...text(
        '有的时间不是各单位都有空了，请重新选。',
        'One of the times does not suit all units any more; please choose again.',
      ),
    },
  },
})

export const chooseVisitTime = defineContract({
  id: 'approvals.choose-visit-time',
  kind: 'write',
  title: text('选勘验时间', 'Choose the time of the visit'),
  input: z.object({ caseId, time: dayAndTime }),
  output: done,
  errors: {
    ...stepErrors,
    GONE: {
      status: 409,
      ...text('这个时间刚被别的勘验占了，请换一个。', 'That time has just been taken; please choose another.'),
    },
  },
})

export const callOffVisit = defineContract({
  id: 'approvals.call-off-visit',
  kind: 'write',
  title: text('取消联合勘验', 'Call the visit off'),
  input: z.object({ caseId, reason: words }),
  output: done,
  errors: stepErrors,
})

export const joinVisit = defineContract({
  id: 'approvals.join-visit',
  kind: 'write',
  title: text('确认谁去勘验', 'Say who comes to the visit'),
  summary: text(
    '写明姓名和岗位，至少两人（行政许可法第三十四条）。',
    'Names and posts, two persons or more (art. 34).',
  ),
  input: z.object({ caseId, who: z.string().trim().min(2).max(400) }),
  output: done,
  errors: {
    ...stepErrors,
    TWO: {
      status: 422,
      ...text(
        '核查要两名以上工作人员（行政许可法第三十四条），请一行写一人：姓名 岗位。',
        'Two officers or more verify (art. 34): please write one a line, name and post.',
      ),
    },
  },
})

export const askVisitTime = defineContract({
  id: 'approvals.ask-visit-time',
  kind: 'write',
  title: text('请求改勘验时间', 'Ask for another time'),
  summary: text(
    '申请人可以请求一次，牵头单位另约或者说明理由。',
    'The applicant may ask once; the lead fixes another, or says why not.',
  ),
  input: z.object({ caseId, wish: z.string().trim().min(2).max(1000) }),
  output: done,
  errors: {
    ...stepErrors,
    ONCE: { status: 409, ...text('您已经请求过一次了。', 'You have asked once already.') },
  },
})

export const findOnVisit = defineContract({
  id: 'approvals.find-on-visit',
  kind: 'write',
  title: text('填本单位的勘验意见', 'Record what your unit found'),
  summary: text(
    '每个单位填自己的一份；过期不填，亮的是没填的那个单位的灯。',
    'Each unit records its own part; the light of one that is overdue is that unit’s.',
  ),
  input: z.object({ caseId, conclusion: z.enum(CONCLUSIONS), finding: words, who: joinVisit.input.shape.who }),
  output: done,
  errors: { ...stepErrors, TWO: joinVisit.errors.TWO },
})

export const recordVisit = defineContract({
  id: 'approvals.record-visit',
  kind: 'write',
  title: text('完成联合勘验记录', 'Complete the record of the visit'),
  summary: text(
    '一份记录，各单位的意见都在里面；没有去的单位照实写明。',
    'One record with the part of each unit; who did not come is named in it.',
  ),
  input: z.object({ caseId, applicant: z.enum(['signed', 'refused']), note: z.string().trim().max(1000).default('') }),
  output: done.extend({ document: z.string() }),
  errors: {
    ...stepErrors,
    WAITING: {
      status: 409,
      ...text('还有单位没有填，它的期限也没有过。', 'A unit has not recorded its part, and its limit is not over.'),
    },
    NOTE: {
      status: 422,
      ...text('申请人没有签字的，请写明情况。', 'Where the applicant did not sign, please say how that was.'),
    },
  },
})

/** What a unit's part of a joint application hears of its visit. */
export const NOTED = ['called', 'spared', 'called-off', 'joined', 'found', 'recorded'] as const
export const noteVisit = defineContract({
  id: 'approvals.note-visit',
  kind: 'write',
  twice: true,
  title: text('在本单位的一件里记下联合勘验', 'Note the joint visit on a unit’s part'),
  input: z.object({
    number: z.string(),
    /** The joint application. */
    of: z.string(),
    how: z.enum(NOTED),
    on: z.iso.date(),
    time: z.string(),
    place: z.string().optional(),
  }),
  output: done,
  errors: stepErrors,
})

/** The visit as whoever sees the case may know it. */
export const visitView = z.object({
  on: z.string(),
  time: z.string(),
  /** Where, and why at another time. */
  said: z.string().nullable(),
  recorded: z.boolean(),
  /** The applicant's wish for another time, while it waits. */
  wish: z.string().nullable(),
  units: z.array(
    z.object({
      unitName: z.object({ zh: z.string(), en: z.string() }),
      who: z.string().nullable(),
      conclusion: z.enum(CONCLUSIONS).nullable(),
      finding: z.string().nullable(),
      due: z.string().nullable(),
      late: z.boolean(),
    }),
  ),
})
/** Times of which the applicant takes one, while none is fixed. */
export const visitOffer = z.object({ times: z.array(z.string()), place: z.string().nullable() })
export type VisitView = z.output<typeof visitView>
