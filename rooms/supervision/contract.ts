import { z } from 'zod'
import type { Count } from '../../kernel/calendar/index.ts'
import { citation, defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const words = z.string().trim().min(2).max(4000)
const noCase = { NO_CASE: { status: 404, ...text('没有这个办件。', 'There is no such case.') } } as const
const noMeasure = { NO_MEASURE: { status: 404, ...text('没有这张督办单。', 'There is no such order.') } } as const
const unit = z.string().max(40)
const notConcerned = {
  NOT_CONCERNED: {
    status: 422,
    ...text(
      '这个单位不主办这一件，这一件也没有它的牌。请选主办单位或亮牌的单位。',
      'This unit neither leads the case nor has a light on it. Please choose the lead or a unit with a light.',
    ),
  },
} as const
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

export const watchWindows = defineContract({
  id: 'supervision.watch-windows',
  kind: 'write',
  title: text('按规则看许多办件', 'Watch many cases by the rules'),
  summary: text('由系统每天执行。', 'Performed by the system, daily where there is something new.'),
  input: z.object({ jurisdiction: z.string() }),
  output: z.object({ raised: z.int() }),
})

export const lookAgain = defineContract({
  id: 'supervision.look-again',
  kind: 'write',
  title: text('规则改动后重新看在办的办件', 'Look at open cases again after a change of the rules'),
  input: z.object({ jurisdiction: z.string(), change: z.uuid(), done: z.int().min(0).default(0) }),
  output: z.object({ cases: z.int() }),
})

export const sendReminder = defineContract({
  id: 'supervision.send-reminder',
  kind: 'write',
  title: text('催办', 'Send a reminder'),
  input: z.object({ caseId: z.uuid(), said: words, unit: unit.optional() }),
  output: z.object({ id: z.uuid() }),
  errors: { ...noCase, ...notConcerned },
})

export const issueOrder = defineContract({
  id: 'supervision.issue-order',
  kind: 'write',
  title: text('发督办单', 'Issue a supervision order'),
  input: z.object({
    caseId: z.uuid(),
    said: words,
    unit: unit.optional(),
    days: z.coerce.number().int().min(1).max(30),
  }),
  output: z.object({ id: z.uuid(), due: z.string() }),
  errors: {
    ...noCase,
    ...notConcerned,
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
  input: z.object({
    id: z.uuid(),
    answer: words,
    /** A paper that proves it. */
    paper: z
      .object({ name: z.string().max(300), size: z.int(), bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array) })
      .optional(),
  }),
  output: z.object({ id: z.uuid() }),
  errors: {
    ...noMeasure,
    ...wrong,
    BAD_FILE: { status: 422, ...text('这个文件不能收。', 'The file cannot be taken.') },
  },
})

export const closeOrder = defineContract({
  id: 'supervision.close-order',
  kind: 'write',
  title: text('督办办结', 'Close the order'),
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  errors: { ...noMeasure, ...wrong },
})

export const settleLight = defineContract({
  id: 'supervision.settle-light',
  kind: 'write',
  title: text('处理行为亮的牌', 'Settle a light that an act raised'),
  summary: text(
    '时钟亮的牌随时钟自己灭；行为亮的牌，查明后写下结论才灭。',
    'A light of a clock goes off with the clock; one of an act when somebody says what was found.',
  ),
  input: z.object({ id: z.uuid(), finding: words }),
  output: z.object({ id: z.uuid() }),
  errors: {
    NO_LIGHT: { status: 404, ...text('没有这张牌。', 'There is no such light.') },
    OFF: { status: 409, ...text('这张牌已经灭了。', 'The light is off already.') },
    OWN_UNIT: {
      status: 403,
      ...text(
        '这张牌亮在您自己的单位，不能由本单位灭牌，请由另一级监察办理。',
        'The light stands against your own unit; another level of supervision has to settle it.',
      ),
    },
    BY_CLOCK: { status: 409, ...text('这张牌随时钟自己灭。', 'This light goes off with its clock.') },
  },
})

const bilingual = z.object({ zh: z.string(), en: z.string() })
const rung = z.enum(['reminder', 'order', 'rectification', 'accountability'])
/** A reminder or order as pages show it. Its words are read by the units and offices concerned, never by parties of the case. */
export const measureView = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  number: z.string(),
  unit: z.string(),
  unitName: bilingual,
  officeName: bilingual,
  kind: rung,
  /** 催办, 督办单 and so on, as a heading. */
  title: bilingual,
  said: z.string(),
  due: z.string().nullable(),
  late: z.boolean(),
  issuedAt: z.date(),
  state: z.enum(['waiting', 'answered', 'closed']),
  /** The rung above took its place. */
  escalatedAt: z.date().nullable(),
  acknowledgeBy: z.string().nullable(),
  acknowledgedAt: z.date().nullable(),
  /** It asks for no answer: a prompt of the system. */
  quiet: z.boolean(),
  asked: z.object({ days: z.int(), why: z.string(), at: z.date() }).nullable(),
  extended: z.int(),
  returnedWhy: z.string().nullable(),
  papers: z.array(z.object({ sha256: z.string(), name: z.string(), size: z.int(), type: z.string() })),
  takenFromName: bilingual.nullable(),
  answer: z.string().nullable(),
  answeredAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  /** The reader's post may answer (`supervision.answer-order`), or accept the answer and close (`supervision.close-order`). */
  mayAnswer: z.boolean(),
  mayClose: z.boolean(),
  mayAcknowledge: z.boolean(),
  mayAskExtension: z.boolean(),
  maySettleExtension: z.boolean(),
  mayTakeOver: z.boolean(),
  mayHandBack: z.boolean(),
})
export type MeasureView = z.output<typeof measureView>

export const openMeasures = defineContract({
  id: 'supervision.open-measures',
  kind: 'read',
  title: text('没办完的催办和督办', 'Open reminders and orders'),
  summary: text(
    '给出办件编号，是那一件的；不给，是等本单位答复的。',
    'Of the case with the number; without one, those that wait for an answer of the reader’s unit.',
  ),
  input: z.object({ number: z.string().max(60).optional() }),
  output: z.object({ measures: z.array(measureView) }),
})

export const measures = defineContract({
  id: 'supervision.measures',
  kind: 'read',
  title: text('催办和督办', 'Reminders and orders'),
  summary: text(
    '单位看发给自己的；监察机构看自己发的和发给所监察单位的；再监察看全部。',
    'A unit sees those addressed to it; an office its own and those to the units that it watches; the second level all.',
  ),
  input: z.object({
    state: z.enum(['waiting', 'answered', 'closed']).optional(),
    kind: rung.optional(),
    text: z.string().max(100).optional(),
    page: z.int().min(1).max(10_000).default(1),
    size: z.int().min(1).max(10_000).default(50),
  }),
  output: z.object({ measures: z.array(measureView), total: z.int() }),
})

const count = z.custom<Count>()
const share = z.object({ closed: z.int(), onTime: z.int() })
export const wall = defineContract({
  id: 'supervision.wall',
  kind: 'read',
  title: text('监察墙', 'The wall'),
  summary: text(
    '在办、今日到期、黄牌、红牌、按时率；一件一行；各单位每周的红牌。单位看自己的，监察机构看所监察的，再监察看全市。',
    'Open, due today, yellow, red, closed on time; one row a case; red lights by unit and week. A unit sees its own, an office those that it watches, the second level the city.',
  ),
  input: z.object({
    show: z.enum(['lights', 'today', 'open']).default('lights'),
    light: z.enum(['yellow', 'red']).optional(),
    unit: unit.optional(),
    text: z.string().max(100).optional(),
    sort: z.enum(['due', 'number', 'unit']).optional(),
    descending: z.boolean().default(false),
    page: z.int().min(1).max(10_000).default(1),
    size: z.int().min(1).max(10_000).default(50),
  }),
  output: z.object({
    scope: z.enum(['city', 'office', 'unit']),
    numbers: z.object({ open: z.int(), dueToday: z.int(), yellow: z.int(), red: z.int(), month: share }),
    rows: z.array(
      z.object({
        caseId: z.uuid(),
        number: z.string(),
        title: bilingual,
        unit: z.string(),
        unitName: bilingual,
        status: bilingual,
        light: z.enum(['yellow', 'red']).nullable(),
        says: bilingual.nullable(),
        due: z.string().nullable(),
        /** Working days past it. */
        late: z.int(),
        /** Whose step is open. */
        holder: bilingual.nullable(),
        clocks: z.record(z.string(), count),
        /** Reminders and orders that wait for an answer. */
        waiting: z.int(),
        /** The reader may send a reminder. */
        mayRemind: z.boolean(),
      }),
    ),
    total: z.int(),
    units: z.array(z.object({ unit: z.string(), name: bilingual })),
    /** Districts, the city itself first: cases with a light on. */
    districts: z.array(
      z.object({
        place: z.string(),
        name: bilingual,
        yellow: z.int(),
        red: z.int(),
        /** Its outline on the schematic map, where the city's data has one. */
        outline: z.array(z.tuple([z.number(), z.number()])).nullable(),
      }),
    ),
    /** Places whose acts arrived late together today: one notice each. */
    feeds: z.array(z.object({ name: bilingual, acts: z.int(), from: z.string(), to: z.string() })),
    weeks: z.array(z.string()),
    heat: z.array(z.object({ name: bilingual, red: z.array(z.int()) })),
  }),
})

export const wallVersion = defineContract({
  id: 'supervision.wall-version',
  kind: 'read',
  title: text('监察墙有没有变', 'Whether the wall has changed'),
  input: z.object({}),
  output: z.object({ version: z.string() }),
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
        id: z.uuid(),
        light: z.string(),
        rule: bilingual,
        unit: bilingual,
        due: z.string(),
        raisedAt: z.date(),
        clearedAt: z.date().nullable(),
        /** An act raised it, and the reader's office may settle it. */
        maySettle: z.boolean(),
        /** By which words of which rule, facts and acts it stands. */
        ruleId: z.string(),
        version: z.string().nullable(),
        facts: z.record(z.string(), z.unknown()),
        evidence: z.array(z.string()),
        basis: z.array(citation),
        settled: z.string().nullable(),
        appeal: z
          .object({
            id: z.uuid(),
            reason: z.string(),
            at: z.date(),
            outcome: z.enum(['upheld', 'rejected']).nullable(),
            words: z.string().nullable(),
          })
          .nullable(),
        mayAppeal: z.boolean(),
        mayDecide: z.boolean(),
      }),
    ),
    measures: z.array(measureView),
    /** To whom a measure on this case may go. */
    addressees: z.array(z.object({ code: z.string(), name: bilingual })),
    abilities: z.record(z.string(), z.boolean()),
  }),
  errors: noCase,
})

export { lightsOfNumber, publicSupervision, ruleHealth } from './public.contract.ts'
