import { z } from 'zod'
import { citation as articleOfLaw, defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const said = z.object({ zh: z.string().trim().min(2).max(200), en: z.string().trim().min(2).max(200) })
const citation = z.object({
  law: z.string().trim().min(1),
  article: z.int().min(1),
  paragraph: z.int().min(1).optional(),
  item: z.int().min(1).optional(),
})
const id = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9-]{1,39}$/)

/** 审批、执法、检查、采购、招标、土地、产权、投资、征收、公开、信用、热线、公用、监察者. */
export const AREAS = {
  AP: text('行政审批', 'Approvals'),
  EN: text('行政执法', 'Enforcement'),
  IN: text('行政检查', 'Inspection'),
  PR: text('政府采购', 'Procurement'),
  TE: text('招标投标', 'Tenders'),
  LA: text('土地出让', 'Land'),
  PT: text('产权交易', 'Property'),
  IV: text('政府投资', 'Investment'),
  LE: text('行政征收', 'Levies'),
  DI: text('信息公开', 'Disclosure'),
  CR: text('信用', 'Credit'),
  HO: text('热线、投诉', 'Hotline'),
  UT: text('公用事业', 'Utilities'),
  SS: text('监察自身', 'The supervisors themselves'),
  OT: text('其他', 'Other'),
} as const
export type Area = keyof typeof AREAS
export const area = z.enum(Object.keys(AREAS) as [Area, ...Area[]])

export const ruleContent = z.object({
  light: z.enum(['prompt', 'yellow', 'red']),
  /** One line: `clock:promised`, `act:case.decided`, `precedence:a needs b` (looks.rules.ts has all forms). */
  on: z.string().trim().min(3).max(400),
  /** FEEL over public facts. */
  condition: z.string().trim().min(1).max(1000),
  name: said,
  basis: z.array(citation).max(10).default([]),
  area: area.default('OT'),
  points: z.int().min(0).max(50).default(0),
  /** Causes of false alarms that are known, as conditions over the same names. */
  suppress: z
    .array(z.object({ when: z.string().trim().min(1).max(400), why: said }))
    .max(5)
    .default([]),
  tell: z.string().trim().min(1).max(40).default('office'),
  ladder: z
    .string()
    .trim()
    .regex(/^[a-z][a-z-]{1,20}$/)
    .default('standard'),
  unverified: z.boolean().default(false),
})
export type RuleContent = z.output<typeof ruleContent>

export const proposeRule = defineContract({
  id: 'watch.propose-rule',
  kind: 'write',
  title: text('提出增改或停用监察规则', 'Propose to add, change or end a rule'),
  summary: text(
    '条件先检查能不能算，再用过去一年的行为回测；另一人看过回测放行后才生效。',
    'The condition is checked and run over the acts of the past year; it takes effect once a second person, who sees that, releases it.',
  ),
  input: z.discriminatedUnion('what', [
    ruleContent.extend({ what: z.literal('put'), rule: id, from: z.iso.date() }),
    z.object({ what: z.literal('end'), rule: z.string().max(60), from: z.iso.date() }),
  ]),
  output: z.object({ id: z.uuid() }),
  errors: {
    NO_RULE: { status: 404, ...text('没有这条现行规则。', 'There is no such rule in force.') },
    WAITING: {
      status: 409,
      ...text(
        '这条规则已有一项改动等着放行，请先放行或撤回那一项。',
        'A change of this rule already waits; please release or drop that one first.',
      ),
    },
  },
})

const settled = {
  NO_CHANGE: {
    status: 404,
    ...text(
      '没有这项等着放行的改动，也许刚才有人办了。',
      'No such change waits; perhaps somebody has just settled it.',
    ),
  },
  SAME_PERSON: { status: 403, ...text('自己提出的改动要由另一人放行。', 'Another person has to release your change.') },
  NO_SECOND_LEVEL: {
    status: 403,
    ...text(
      '提出和放行的两人里要有一人是再监察。',
      'One of the two who propose and release must be of the second level.',
    ),
  },
  PAST: {
    status: 409,
    ...text(
      '生效日期已经过了，不能倒着生效。请撤回，用新的日期再提。',
      'Its day has passed; a rule does not reach back. Please drop it and propose it for a later day.',
    ),
  },
  NO_BACKTEST: {
    status: 409,
    ...text(
      '回测还没有做完。请过一会儿刷新，看过结果再放行。',
      'The look back over the past year is not done yet. Please reload in a moment and see its result first.',
    ),
  },
} as const
export const releaseRule = defineContract({
  id: 'watch.release-rule',
  kind: 'write',
  title: text('放行监察规则的改动', 'Release a change of a rule'),
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  errors: settled,
})
export const dropRule = defineContract({
  id: 'watch.drop-rule',
  kind: 'write',
  title: text('撤回或退回监察规则的改动', 'Drop a change of a rule'),
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  errors: { NO_CHANGE: settled.NO_CHANGE },
})

export const backtest = z.object({
  from: z.string(),
  to: z.string(),
  acts: z.int(),
  /** Cases that the rule concerns, and on how many of them it would have fired. */
  cases: z.int(),
  fired: z.int(),
  firedCases: z.int(),
  byUnit: z.array(z.object({ unit: z.string(), fired: z.int() })),
  samples: z.array(
    z.object({
      caseId: z.string(),
      number: z.string(),
      unit: z.string(),
      actId: z.string().nullable(),
      day: z.string(),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
  /**
   * Cases on which it fired and nothing else speaks against the handling: no other rule in force finds anything. The share of these is
   * the most that may be false alarms.
   */
  alone: z.int(),
  /** Not all cases of the year were read. */
  cut: z.boolean(),
  /** Why it could not be computed; limits of steps on charts leave nothing behind from which to compute them. */
  failed: z.string().nullable(),
})
export type BacktestResult = z.output<typeof backtest>

export const backtestRule = defineContract({
  id: 'watch.backtest-rule',
  kind: 'write',
  title: text('回测监察规则', 'Run a rule over the past year'),
  summary: text('由系统在提出后执行。', 'Performed by the system once a change is proposed.'),
  input: z.object({ id: z.uuid() }),
  output: z.object({ fired: z.int() }),
  errors: { NO_CHANGE: settled.NO_CHANGE },
})

const row = z.object({
  rule: z.string(),
  area,
  light: z.enum(['prompt', 'yellow', 'red']),
  on: z.string(),
  onName: bilingual,
  condition: z.string(),
  name: bilingual,
  basis: z.array(articleOfLaw),
  points: z.int(),
  suppress: z.array(z.object({ when: z.string(), why: bilingual })),
  tell: z.string(),
  ladder: z.string(),
  unverified: z.boolean(),
  from: z.string(),
})
const standing = row.extend({
  own: z.boolean(),
  to: z.string().nullable(),
  /** Acts and clocks that no system of the city has yet. */
  waits: z.array(z.string()),
})

export const rules = defineContract({
  id: 'watch.rules',
  kind: 'read',
  title: text('监察规则', 'Rules of supervision'),
  summary: text(
    '现行的规则（系统带的和本市的）、等着放行的改动和它们的回测、算不出来的规则。',
    'Rules in force (shipped and the city’s own), changes that wait with their backtests, rules that could not be computed.',
  ),
  input: z.object({}),
  output: z.object({
    /** `failedAt`: when it last could not be computed, by this condition. */
    rules: z.array(standing.extend({ failedAt: z.date().nullable() })),
    waiting: z.array(
      z.object({
        id: z.uuid(),
        rule: z.string(),
        what: z.enum(['put', 'end']),
        from: z.string(),
        content: row.omit({ rule: true, from: true }).nullable(),
        backtest: backtest.nullable(),
        mine: z.boolean(),
      }),
    ),
    /** What a rule may look at: clocks and act types, with the names that a condition may use. */
    watchable: z.array(z.object({ on: z.string(), name: bilingual, names: z.array(z.string()) })),
  }),
})

export const declareOutage = defineContract({
  id: 'watch.declare-outage',
  kind: 'write',
  title: text('申报停机、补录时段', 'Declare an outage'),
  summary: text(
    '在这段时间里补录的行为，事后录入的规则不亮牌；时段和原因公开。',
    'What is entered in this span is excused from the rules on late entry; span and reason are public.',
  ),
  input: z.object({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }), why: said }),
  output: z.object({ id: z.uuid() }),
  errors: { BACKWARDS: { status: 422, ...text('结束要晚于开始。', 'It has to end after it begins.') } },
})

export const ruleBook = defineContract({
  id: 'watch.rule-book',
  kind: 'read',
  title: text('监察管理办法', 'The rule book of supervision'),
  summary: text('某一天有效的全部规则。', 'All rules in force on a day.'),
  input: z.object({ day: z.iso.date().optional() }),
  output: z.object({ day: z.string(), rules: z.array(standing) }),
})
