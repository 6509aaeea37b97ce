import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const words = z.string().trim().min(2).max(4000)
const noCase = { NO_CASE: { status: 404, ...text('没有这个办件。', 'There is no such case.') } } as const
const noMeasure = { NO_MEASURE: { status: 404, ...text('没有这张督办单。', 'There is no such order.') } } as const
const wrong = {
  WRONG_STATE: {
    status: 409,
    ...text('这张督办单现在的状态不能这样办，请刷新后查看。', 'The order is not in a state for this; please reload.'),
  },
} as const

export const watchCases = defineContract({
  id: 'supervision.watch-cases',
  kind: 'write',
  title: text('按规则看办件的时钟和行为', 'Watch cases by the rules'),
  summary: text(
    '办件有新行为时，和牌该变的时刻，由系统执行。',
    'Performed by the system when cases have new acts, and at the moments when a light may change.',
  ),
  input: z.object({
    jurisdiction: z.string(),
    caseIds: z.array(z.uuid()).min(1).max(2000),
    /** New acts, for rules that look at acts. */
    actIds: z.array(z.uuid()).max(2000).default([]),
  }),
  output: z.object({ changed: z.int() }),
})

export const sendReminder = defineContract({
  id: 'supervision.send-reminder',
  kind: 'write',
  title: text('催办', 'Send a reminder'),
  input: z.object({ caseId: z.uuid(), said: words }),
  output: z.object({ id: z.uuid() }),
  errors: noCase,
})

export const issueOrder = defineContract({
  id: 'supervision.issue-order',
  kind: 'write',
  title: text('发督办单', 'Issue a supervision order'),
  input: z.object({ caseId: z.uuid(), said: words, days: z.coerce.number().int().min(1).max(30) }),
  output: z.object({ id: z.uuid(), due: z.string() }),
  errors: {
    ...noCase,
    NO_RED: {
      status: 409,
      ...text(
        '只有亮了红牌的办件才能发督办单。请先催办。',
        'Only a case with a red light can be put under an order. Please send a reminder first.',
      ),
    },
  },
})

export const answerOrder = defineContract({
  id: 'supervision.answer-order',
  kind: 'write',
  title: text('答复督办', 'Answer the order'),
  input: z.object({ id: z.uuid(), answer: words }),
  output: z.object({ id: z.uuid() }),
  errors: { ...noMeasure, ...wrong },
})

export const closeOrder = defineContract({
  id: 'supervision.close-order',
  kind: 'write',
  title: text('督办办结', 'Close the order'),
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  errors: { ...noMeasure, ...wrong },
})

const bilingual = z.object({ zh: z.string(), en: z.string() })
export const wall = defineContract({
  id: 'supervision.wall',
  kind: 'read',
  title: text('监察墙', 'The wall'),
  summary: text(
    '每个单位的牌、最急的一件，和没办完的催办、督办。',
    'Lights of each unit, its worst case, and open measures.',
  ),
  input: z.object({}),
  output: z.object({
    units: z.array(
      z.object({
        unit: z.string(),
        name: bilingual,
        yellow: z.int(),
        red: z.int(),
        worst: z.object({ number: z.string(), due: z.string(), rule: bilingual, light: z.string() }).nullable(),
      }),
    ),
    lights: z.array(
      z.object({
        id: z.uuid(),
        caseId: z.uuid(),
        number: z.string(),
        unit: bilingual,
        light: z.string(),
        rule: bilingual,
        due: z.string(),
        raisedAt: z.date(),
        overdue: z.int(),
      }),
    ),
    measures: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        unit: bilingual,
        kind: z.string(),
        said: z.string(),
        due: z.string().nullable(),
        issuedAt: z.date(),
        answer: z.string().nullable(),
        closedAt: z.date().nullable(),
        late: z.boolean(),
      }),
    ),
  }),
})

export const measuresOfCase = defineContract({
  id: 'supervision.measures-of-case',
  kind: 'read',
  title: text('一件的监察记录', 'Supervision of a case'),
  input: z.object({ number: z.string() }),
  output: z.object({
    caseId: z.uuid(),
    unit: z.string(),
    lights: z.array(
      z.object({
        light: z.string(),
        rule: bilingual,
        due: z.string(),
        raisedAt: z.date(),
        clearedAt: z.date().nullable(),
      }),
    ),
    measures: z.array(
      z.object({
        id: z.uuid(),
        kind: z.string(),
        said: z.string(),
        due: z.string().nullable(),
        issuedAt: z.date(),
        answer: z.string().nullable(),
        answeredAt: z.date().nullable(),
        closedAt: z.date().nullable(),
      }),
    ),
    abilities: z.record(z.string(), z.boolean()),
  }),
  errors: noCase,
})
