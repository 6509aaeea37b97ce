import { z } from 'zod'
import { caseView } from '../../kernel/cases/contract.ts'
import { citation, defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { bilingual, day, FACTS, facts, LAW, NO_CASE, NO_ITEM, subject } from './terms.contract.ts'

export const computed = z.object({
  version: z.int(),
  digest: z.string(),
  rule: z.string(),
  title: bilingual,
  treatment: z.string(),
  band: z.object({ from: z.int(), to: z.int() }),
  range: z.object({ from: z.int(), to: z.int() }),
  law: bilingual,
  basis: z.array(citation),
  confirmed: z.boolean(),
  reasons: z.array(bilingual),
  looked: z.record(z.string(), z.unknown()),
})
export const standard = defineContract({
  id: 'enforcement.standard',
  kind: 'read',
  title: text('按基准算幅度', 'Compute by the standard'),
  summary: text(
    '给出事实，得出适用的法律、规则和幅度；初次违法由系统查。',
    'From facts to law, rule and band; whether it is the first offence is looked up.',
  ),
  input: z.object({ itemCode: z.string(), subjectCode: z.string().max(18).optional(), actOn: day, facts }),
  output: computed,
  errors: { NO_ITEM, FACTS, LAW },
})

export const history = defineContract({
  id: 'enforcement.history',
  kind: 'read',
  title: text('当事人的案件', 'Cases of a subject'),
  summary: text(
    '立案以前要看：全市各单位对同一当事人的案件。',
    'To be seen before filing: the city’s cases of one subject.',
  ),
  input: z.object({ code: z.string().trim().toUpperCase().min(15).max(18), itemCode: z.string().optional() }),
  output: z.array(
    z.object({
      number: z.string(),
      unit: z.string(),
      itemCode: z.string(),
      title: bilingual,
      actOn: z.string(),
      filedAt: z.date(),
      decidedAt: z.date().nullable(),
      fine: z.number().nullable(),
      annulled: z.string().nullable(),
      closed: z.boolean(),
    }),
  ),
})

const decision = z.object({
  number: z.string(),
  subject: z.string(),
  uscc: z.string().nullable(),
  conduct: bilingual,
  fine: z.number(),
  decision: z.string(),
  unit: z.string(),
  unitName: bilingual,
  publishedAt: z.date(),
  shownUntil: z.string(),
})
export const published = defineContract({
  id: 'enforcement.published',
  kind: 'read',
  title: text('公开的处罚决定', 'Published decisions'),
  input: z.object({
    text: z.string().trim().max(100).optional(),
    unit: z.string().max(40).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  output: z.object({ rows: z.array(decision), total: z.int() }),
})

/** A case as its page shows it: what every case shows, and what a penalty is about. */
export const view = defineContract({
  id: 'enforcement.view',
  kind: 'read',
  title: text('查看处罚案件', 'View a penalty case'),
  input: z.object({ number: z.string() }),
  output: caseView.extend({
    /** The reader's post, where it is one of the unit's that may act; `charge`: of the two officers in charge. */
    role: z.string().nullable(),
    charge: z.boolean(),
    subject: subject.nullable(),
    place: z.string(),
    /** The code by which the party opens it; shown to officers, who may have to tell it. */
    code: z.string().nullable(),
    conduct: bilingual,
    simple: z.boolean(),
    actOn: z.string(),
    officers: z.array(z.string()),
    measures: z.array(
      z.object({
        n: z.int(),
        title: bilingual,
        kind: z.string(),
        goods: z.string(),
        state: z.enum(['asked', 'ordered', 'ended', 'refused']),
        until: z.string().nullable(),
        /** While its goods are tested: the day that the party was told. */
        testedUntil: z.string().nullable(),
      }),
    ),
    computed: z
      .object({
        standard: z.string(),
        version: z.int(),
        digest: z.string(),
        rule: bilingual,
        band: z.object({ from: z.number(), to: z.number() }),
        fine: z.number(),
        position: z.number().nullable(),
        deviation: z.boolean(),
      })
      .nullable(),
    noticed: z
      .object({
        hearing: z.boolean(),
        servedOn: z.string().nullable(),
        until: z.string().nullable(),
        waived: z.boolean(),
        asked: z.boolean(),
      })
      .nullable(),
    decided: z
      .object({
        outcome: z.string(),
        fine: z.number(),
        confiscate: z.number(),
        document: z.string().nullable(),
        servedOn: z.string().nullable(),
      })
      .nullable(),
    due: z
      .object({
        by: z.string().nullable(),
        fine: z.number(),
        paid: z.number(),
        surcharge: z.number(),
        balance: z.number(),
        atCeiling: z.boolean(),
        lines: z.array(
          z.object({ from: z.string(), to: z.string(), what: z.string(), base: z.number(), sum: z.number() }),
        ),
        /** Standing orders to pay, each with what it is for. */
        orders: z.array(z.object({ number: z.string(), kind: bilingual, amount: z.number() })),
        /** The last day to ask the court, once the time of redress is over; `over`: it is past. */
        court: z.object({ until: z.string(), over: z.boolean() }).nullable(),
        plan: z.array(z.object({ due: z.string(), amount: z.number() })),
        deferralAsked: z.boolean(),
      })
      .nullable(),
    published: z.object({ until: z.string() }).nullable(),
    withheld: z.boolean(),
    /** On display, or taken off by an annulment whose reasons nobody has told in public. */
    toWithdraw: z.boolean(),
    /** Lists on which this decision put the party, until when; those that are not confirmed say so. */
    marks: z.array(z.object({ title: bilingual, to: z.string(), repair: bilingual, confirmed: z.boolean() })),
    annulled: z.string().nullable(),
  }),
  errors: { NO_CASE },
})

export const list = defineContract({
  id: 'enforcement.list',
  kind: 'read',
  title: text('处罚案件列表', 'Penalty cases'),
  summary: text(
    '负责人和法制审核看本单位的，执法人员看自己承办的，当事人看自己的。',
    'Heads and reviewers: the unit’s; officers: those in their charge; parties: their own.',
  ),
  input: z.object({
    text: z.string().trim().max(100).optional(),
    item: z.string().max(40).optional(),
    status: z.string().max(40).optional(),
    closed: z.boolean().optional(),
    order: z.enum(['due', 'number', 'opened']).default('due'),
    descending: z.boolean().default(false),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(5000).default(40),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        number: z.string(),
        title: bilingual,
        party: z.string(),
        status: bilingual,
        closed: z.boolean(),
        clock: z.string().nullable(),
        due: z.string().nullable(),
        openedAt: z.date(),
      }),
    ),
    total: z.int(),
  }),
})
