import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const day = z.iso.date()
const NO_STATISTIC = { status: 404, ...text('没有这项统计。', 'There is no such statistic.') } as const
const PERIOD = { status: 422, ...text('起止日期不对。', 'The period is not right.') } as const
const place = z.string().regex(/^\d{6}$/)

export const listStatistics = defineContract({
  id: 'statistics.list',
  kind: 'read',
  title: text('统计目录', 'Statistics'),
  input: z.object({}),
  output: z.array(
    z.object({
      id: z.string(),
      title: bilingual,
      by: z.array(z.object({ id: z.string(), title: bilingual })),
      /** What is summed; null where acts are only counted. */
      unit: bilingual.nullable(),
      money: z.boolean(),
    }),
  ),
})

export const readStatistic = defineContract({
  id: 'statistics.read',
  kind: 'read',
  title: text('一项统计', 'A statistic'),
  summary: text(
    '一段时间里的件数（和数额），按一个维度或者按月；被撤销的不在里面。',
    'Counts (and sums) of a period by one dimension or by month; what was annulled is not in them.',
  ),
  input: z.object({
    id: z.string().max(60),
    from: day,
    to: day,
    /** A dimension; by month where left out. */
    by: z.string().max(60).optional(),
    place: place.optional(),
    /** One value of another dimension. */
    only: z.object({ by: z.string().max(60), value: z.string().max(200) }).optional(),
  }),
  output: z.object({
    title: bilingual,
    unit: bilingual.nullable(),
    money: z.boolean(),
    rows: z.array(z.object({ value: z.string(), name: bilingual, n: z.int(), total: z.int() })),
    n: z.int(),
    total: z.int(),
  }),
  errors: { NO_STATISTIC, PERIOD },
})

export const statisticsOfUnit = defineContract({
  id: 'statistics.of-unit',
  kind: 'read',
  title: text('一个单位的统计', 'The statistics of a unit'),
  summary: text(
    '十二个月里，这个单位的每一项统计，按月；没有的月份不列。',
    'Each statistic of the unit in twelve months, by month; months without any are left out.',
  ),
  /** `to`: a day of the last month; the unit of the post that asks where left out. */
  input: z.object({ unit: z.string().max(60).optional(), to: day.optional() }),
  output: z.object({
    unit: z.string(),
    name: bilingual,
    /** The twelve, as 2026-01. */
    months: z.array(z.string()),
    rows: z.array(
      z.object({
        id: z.string(),
        title: bilingual,
        unit: bilingual.nullable(),
        money: z.boolean(),
        months: z.record(z.string(), z.object({ n: z.int(), total: z.int() })),
        n: z.int(),
        total: z.int(),
      }),
    ),
  }),
  errors: { NO_STATISTIC },
})

export const actsBehind = defineContract({
  id: 'statistics.acts-behind',
  kind: 'read',
  title: text('一个数背后的行为', 'The acts behind a number'),
  summary: text(
    '每个数都能打开：它数的是哪些行为，各有回执。',
    'Every number opens: which acts it counts, each with its receipt.',
  ),
  input: readStatistic.input
    .omit({ only: true, place: true })
    .extend({ value: z.string().max(200), page: z.int().min(1).max(10_000).default(1) }),
  output: z.object({
    title: bilingual,
    name: bilingual,
    acts: z.array(z.object({ id: z.uuid(), title: bilingual, at: z.date(), number: z.string(), who: bilingual })),
    more: z.boolean(),
  }),
  errors: { NO_STATISTIC, PERIOD },
})

export const MEMBERS = ['unit', 'officer', 'place'] as const
const spread = z.object({
  group: z.string(),
  /** What the group is, in words. */
  about: bilingual,
  member: z.string(),
  name: bilingual,
  n: z.int(),
  median: z.number(),
  q1: z.number(),
  q3: z.number(),
  atFoot: z.number(),
  atTop: z.number(),
  peers: z.object({ n: z.int(), q1: z.number(), q3: z.number(), from: z.number(), to: z.number() }).optional(),
  flagged: z.boolean(),
})
export const readDispersion = defineContract({
  id: 'statistics.dispersion',
  kind: 'read',
  title: text('裁量离散度', 'Dispersion inside the bands'),
  summary: text(
    '同一违法行为、同一规则之下，各单位、岗位、区的决定落在幅度里的什么位置，谁明显不同。',
    'Where in the band decisions on the same conduct under the same rule lie, by unit, post or district, and who differs clearly.',
  ),
  input: z.object({ id: z.string().max(60), from: day, to: day, of: z.enum(MEMBERS) }),
  output: z.object({ title: bilingual, rows: z.array(spread), decisions: z.int() }),
  errors: { NO_STATISTIC, PERIOD },
})
export const listDispersions = defineContract({
  id: 'statistics.list-dispersions',
  kind: 'read',
  title: text('离散度目录', 'Dispersions'),
  input: z.object({}),
  output: z.array(z.object({ id: z.string(), title: bilingual })),
})
