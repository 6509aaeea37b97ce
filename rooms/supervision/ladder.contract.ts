import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const words = z.string().trim().min(2).max(4000)
const one = { id: z.uuid() }
const done = z.object(one)
const measureErrors = {
  NO_MEASURE: { status: 404, ...text('没有这张督办单。', 'There is no such order.') },
  WRONG_STATE: {
    status: 409,
    ...text('这张督办单现在的状态不能这样办，请刷新后查看。', 'The order is not in a state for this; please reload.'),
  },
} as const
const lightErrors = {
  NO_LIGHT: { status: 404, ...text('没有这张牌。', 'There is no such light.') },
} as const
const ownUnit = {
  OWN_UNIT: {
    status: 403,
    ...text(
      '这张牌亮在您自己的单位，不能由本单位灭牌或裁定，请由另一级监察办理。',
      'The light stands against your own unit; another level of supervision has to decide.',
    ),
  },
} as const

export const acknowledgeMeasure = defineContract({
  id: 'supervision.acknowledge-measure',
  kind: 'write',
  title: text('签收催办、督办', 'Acknowledge a measure'),
  input: z.object(one),
  output: done,
  errors: measureErrors,
})
export const askExtension = defineContract({
  id: 'supervision.ask-extension',
  kind: 'write',
  title: text('申请延期答复', 'Ask for more time to answer'),
  input: z.object({ ...one, days: z.coerce.number().int().min(1).max(60), why: words }),
  output: done,
  errors: {
    ...measureErrors,
    TOO_LONG: {
      status: 422,
      ...text(
        '延期加起来超过了上限，请少申请几天。',
        'Together the extensions pass the most that is allowed; please ask for fewer days.',
      ),
    },
  },
})
export const settleExtension = defineContract({
  id: 'supervision.settle-extension',
  kind: 'write',
  title: text('批复延期', 'Decide on an extension'),
  input: z.object({ ...one, outcome: z.enum(['grant', 'refuse']) }),
  output: done,
  errors: measureErrors,
})
export const returnAnswer = defineContract({
  id: 'supervision.return-answer',
  kind: 'write',
  title: text('退回答复', 'Send an answer back'),
  summary: text(
    '答复没有说清或没有改到位，重新答复。',
    'The answer does not say or do what was asked; it is due anew.',
  ),
  input: z.object({ ...one, why: words }),
  output: done,
  errors: measureErrors,
})
export const escalateMeasure = defineContract({
  id: 'supervision.escalate-measure',
  kind: 'write',
  title: text('升级督办', 'Escalate a measure'),
  summary: text(
    '逾期没有答复，由系统升到阶梯的上一级：督办单、整改通知、责任追究。',
    'Unanswered at its limit, the system goes to the next rung of the ladder.',
  ),
  input: z.object(one),
  output: z.object({ id: z.uuid().nullable() }),
  errors: { NO_MEASURE: measureErrors.NO_MEASURE },
})
export const takeOver = defineContract({
  id: 'supervision.take-over',
  kind: 'write',
  title: text('提级办理', 'Take a measure over'),
  input: z.object(one),
  output: done,
  errors: measureErrors,
})
export const handBack = defineContract({
  id: 'supervision.hand-back',
  kind: 'write',
  title: text('交回初级监察', 'Hand a measure back'),
  input: z.object(one),
  output: done,
  errors: measureErrors,
})

export const appealLight = defineContract({
  id: 'supervision.appeal-light',
  kind: 'write',
  title: text('对牌申诉', 'Appeal against a light'),
  input: z.object({ ...one, reason: words }),
  output: done,
  errors: {
    ...lightErrors,
    APPEALED: { status: 409, ...text('这张牌已经申诉过。', 'There was an appeal against this light.') },
    TOO_LATE: {
      status: 409,
      ...text(
        '申诉期限已过。请联系监察机构。',
        'The time for an appeal is over. Please turn to the supervising office.',
      ),
    },
  },
})
/** Why a light was false; each feeds what is known of its rule. */
export const CAUSES = {
  condition: text('规则条件不当', 'the rule’s condition is wrong'),
  data: text('数据有误', 'the data were wrong'),
  force: text('不可抗力', 'force majeure'),
  party: text('当事人隐瞒或造成', 'the party hid or caused it'),
  corrected: text('已自行纠正', 'put right before'),
  other: text('其他', 'another cause'),
} as const
export const decideAppeal = defineContract({
  id: 'supervision.decide-appeal',
  kind: 'write',
  title: text('裁定申诉', 'Decide an appeal'),
  summary: text(
    '由另一人裁定：成立则灭牌并记入规则的误报，不成立则保留。',
    'By another person: upheld, the light goes off and counts as false; rejected, it stays.',
  ),
  input: z.object({
    ...one,
    outcome: z.enum(['upheld', 'rejected']),
    cause: z.enum(Object.keys(CAUSES) as [keyof typeof CAUSES, ...(keyof typeof CAUSES)[]]).optional(),
    words,
  }),
  output: done,
  errors: {
    ...ownUnit,
    NO_APPEAL: { status: 404, ...text('没有这件申诉。', 'There is no such appeal.') },
    DECIDED: { status: 409, ...text('这件申诉已经裁定。', 'The appeal is decided already.') },
    SAME_PERSON: { status: 403, ...text('申诉人自己不能裁定。', 'Whoever appealed cannot decide.') },
    NO_CAUSE: { status: 422, ...text('申诉成立要选误报的原因。', 'Please say why the light was false.') },
  },
})

export const drawReviews = defineContract({
  id: 'supervision.draw-reviews',
  kind: 'write',
  title: text('抽查已灭的牌', 'Draw closed lights to review'),
  summary: text(
    '从某月已灭的牌里按固定的算法抽取：同一个月抽出的总是同一些。',
    'From the lights that went off in a month, by a fixed computation: the same month gives the same lights.',
  ),
  input: z.object({
    /** Any day of the month. */
    month: z.iso.date(),
    many: z.coerce.number().int().min(1).max(100),
  }),
  output: z.object({ drawn: z.int() }),
})
export const reviewLight = defineContract({
  id: 'supervision.review-light',
  kind: 'write',
  title: text('复核已灭的牌', 'Review a closed light'),
  input: z.object({ ...one, outcome: z.enum(['right', 'wrong']), words }),
  output: done,
  errors: {
    ...lightErrors,
    NOT_DRAWN: {
      status: 409,
      ...text('这张牌没有被抽中，或已经复核。', 'The light was not drawn, or was reviewed already.'),
    },
  },
})

const bilingual = z.object({ zh: z.string(), en: z.string() })
export const appeals = defineContract({
  id: 'supervision.appeals',
  kind: 'read',
  title: text('申诉', 'Appeals'),
  input: z.object({
    state: z.enum(['open', 'decided']).optional(),
    text: z.string().max(100).optional(),
    page: z.int().min(1).max(10_000).default(1),
    size: z.int().min(1).max(10_000).default(50),
  }),
  output: z.object({
    appeals: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        rule: bilingual,
        unitName: bilingual,
        reason: z.string(),
        at: z.date(),
        decidedAt: z.date().nullable(),
        outcome: z.enum(['upheld', 'rejected']).nullable(),
        cause: bilingual.nullable(),
        words: z.string().nullable(),
        mayDecide: z.boolean(),
      }),
    ),
    total: z.int(),
  }),
})
export const reviews = defineContract({
  id: 'supervision.reviews',
  kind: 'read',
  title: text('抽查', 'Reviews'),
  input: z.object({}),
  output: z.object({
    reviews: z.array(
      z.object({
        lightId: z.uuid(),
        number: z.string(),
        rule: bilingual,
        light: z.string(),
        unitName: bilingual,
        officeName: bilingual,
        month: z.string(),
        settled: z.string().nullable(),
        outcome: z.enum(['right', 'wrong']).nullable(),
        words: z.string().nullable(),
      }),
    ),
  }),
})
