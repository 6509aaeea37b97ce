import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

const none = z.object({})
const day = z.string()
const citation = z.object({ law: z.string(), article: z.int(), paragraph: z.int().optional() })
/** Among those who inspect, those inspected and those who supervise. */
const between = <S extends z.ZodType>(schema: S) =>
  says(schema, { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] })
const inside = <S extends z.ZodType>(schema: S) => says(schema, { to: ['actor', 'unit', 'performers', 'supervision'] })

export const CAUSES = ['draw', 'complaint', 'transfer', 'other'] as const
export const CONCLUSIONS = ['clear', 'corrected', 'rectify', 'transfer'] as const
export const RESULTS = ['ok', 'problem', 'none'] as const

export const acts = defineActs('inspection', {
  'inspection-list.published': {
    title: text('公布抽查事项清单', 'List of inspection items published'),
    published: true,
    public: z.object({ number: z.int(), digest: z.string(), chartDigest: z.string(), from: day, items: z.int() }),
    private: none,
  },
  'inspection-pool.changed': {
    title: text('更新检查对象名录', 'Pool of subjects changed'),
    published: true,
    public: z.object({ unit: z.string(), put: z.int(), total: z.int(), digest: z.string() }),
    private: none,
  },
  'inspection-plan.proposed': {
    title: text('拟定年度抽查计划', 'Inspection plan proposed'),
    published: true,
    public: z.object({
      unit: z.string(),
      year: z.int(),
      lines: z.array(z.object({ items: z.array(z.string()), count: z.int(), month: z.int() })),
    }),
    private: none,
  },
  'inspection-plan.decided': {
    title: text('审批年度抽查计划', 'Inspection plan decided'),
    published: true,
    public: z.object({ unit: z.string(), outcome: z.enum(['approve', 'return']) }),
    private: z.object({ opinion: z.string() }),
  },
  'inspection-task.opened': {
    title: text('开出抽查任务', 'Inspection task opened'),
    published: true,
    public: z.object({ unit: z.string(), draw: z.string(), items: z.array(z.string()), count: z.int() }),
    private: none,
  },
  'inspection-recusal.declared': {
    title: text('抽取前申请回避', 'Stepped back before the draw'),
    published: true,
    public: z.object({ draw: z.string(), card: z.string(), whole: z.boolean() }),
    private: z.object({ uscc: z.string(), reason: z.string() }),
  },
  'inspection.opened': {
    title: text('确定检查对象', 'Inspection opened'),
    published: true,
    public: stamped({
      number: z.string(),
      unit: z.string(),
      units: z.array(z.string()),
      uscc: z.string(),
      items: z.array(z.string()),
      cause: z.enum(CAUSES),
      draw: z.string().nullable(),
      officers: z.array(z.string()),
      list: z.int(),
      /** From result to publication, as the list said on this day. */
      limit: z.object({ value: z.int(), unit: z.enum(['working-day', 'calendar-day']), basis: z.array(citation) }),
    }),
    private: z.object({ reason: inside(z.string()) }),
  },
  'inspection.officer-replaced': {
    title: text('递补检查人员', 'Officer replaced'),
    published: true,
    public: stamped({
      out: z.string(),
      in: z.string(),
      draw: z.string(),
      /** Stand-ins before, in the order of the draw, whose cards do not hold on the days of the visit. */
      passed: z.array(z.string()),
    }),
    private: z.object({
      reason: inside(z.string()),
      document: says(z.unknown().optional(), {
        to: ['actor', 'parties', 'unit', 'performers', 'supervision'],
        quiet: true,
      }),
    }),
  },
  'inspection.approved': {
    title: text('审批检查', 'Visit decided'),
    published: true,
    public: stamped({
      outcome: z.enum(['approve', 'drop']),
      from: day.nullable(),
      to: day.nullable(),
      /** Visits of this year that count against the cap, and the cap; null where there is none. */
      visits: z.int(),
      cap: z.int().nullable(),
      cause: z.enum(CAUSES),
    }),
    private: z.object({
      reason: inside(z.string().optional()),
      document: says(z.unknown().optional(), {
        to: ['actor', 'parties', 'unit', 'performers', 'supervision'],
        quiet: true,
      }),
    }),
  },
  'inspection.witnessed': {
    title: text('检查对象扫码核对', 'The subject looked at the code'),
    published: true,
    public: stamped({ people: z.int(), cards: z.boolean(), asApproved: z.boolean() }),
    private: z.object({ remark: inside(z.string().optional()) }),
  },
  'inspection.visited': {
    title: text('现场检查', 'Visited'),
    published: true,
    public: stamped({
      at: z.string(),
      /** The card of who recorded it. */
      by: z.string(),
      present: z.array(z.string()),
      lines: z.array(z.object({ item: z.string(), line: z.string(), result: z.enum(RESULTS) })),
      problems: z.int(),
      conclusion: z.enum(CONCLUSIONS),
      /** Calendar days to put it right; null where there is nothing. */
      rectifyDays: z.int().nullable(),
      approved: z.boolean(),
      within: z.boolean(),
      carded: z.boolean(),
      drawn: z.boolean(),
    }),
    private: z.object({
      notes: between(z.string()),
      statement: between(z.string().optional()),
      receiver: between(z.string()),
    }),
  },
  'inspection.confirmed': {
    title: text('同行人员核对', 'Confirmed by the second officer'),
    published: true,
    public: stamped({ card: z.string() }),
    private: none,
  },
  'inspection.published': {
    title: text('公开检查结果', 'Result published'),
    published: true,
    public: stamped({ conclusion: z.enum(CONCLUSIONS), problems: z.int() }),
    private: none,
  },
  'inspection.rechecked': {
    title: text('整改复查', 'Rechecked'),
    published: true,
    public: stamped({
      outcome: z.enum(['done', 'again', 'transfer']),
      present: z.array(z.string()),
      rectifyDays: z.int().nullable(),
    }),
    private: z.object({ notes: between(z.string()) }),
  },
  // Read by enforcement: place, subject and item are by what duplicates of one event are seen.
  'inspection.transferred': {
    title: text('移送执法', 'Transferred to enforcement'),
    published: true,
    public: stamped({
      number: z.string(),
      unit: z.string(),
      place: z.string(),
      subject: z.string(),
      item: z.string(),
      at: z.string(),
    }),
    private: z.object({ facts: inside(z.string()) }),
  },
  'inspection.objected': {
    title: text('提出异议', 'Objected'),
    published: true,
    public: stamped({}),
    private: z.object({ statement: between(z.string()) }),
  },
  'inspection.objection-answered': {
    title: text('答复异议', 'Objection answered'),
    published: true,
    public: stamped({ outcome: z.enum(['upheld', 'corrected']), conclusion: z.enum(CONCLUSIONS) }),
    private: z.object({ answer: between(z.string()) }),
  },
})
