// Browser-safe.
import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const how = z.enum(['complete', 'open', 'ended', 'deviates'])
const waits = { median: z.number().nullable(), p90: z.number().nullable() }
export const processMapView = z.object({
  cases: z.int(),
  events: z.int(),
  nodes: z.array(z.object({ activity: z.string(), n: z.int(), cases: z.int(), again: z.int() })),
  edges: z.array(z.object({ from: z.string().nullable(), to: z.string().nullable(), n: z.int(), ...waits })),
  variants: z.array(
    z.object({
      activities: z.array(z.string()),
      n: z.int(),
      how: how.nullable(),
      samples: z.array(z.string()),
      ...waits,
    }),
  ),
  others: z.object({ variants: z.int(), cases: z.int() }),
  how: z.record(how, z.int()),
  leaves: z.array(
    z.object({
      after: z.string().nullable(),
      did: z.string(),
      expected: z.array(z.string()),
      n: z.int(),
      samples: z.array(z.string()),
    }),
  ),
  whole: z.object(waits),
})
const of = {
  kind: z.string().max(60),
  item: z.string().max(100).optional(),
  unit: z.string().max(100).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
}
const NO_KIND = { status: 404, ...text('没有这种案件。', 'There is no such kind of case.') } as const

export const choices = defineContract({
  id: 'process.choices',
  kind: 'read',
  title: text('可以看走法的案件种类和事项', 'Kinds and items whose process can be seen'),
  input: z.object({}),
  output: z.object({
    kinds: z.array(z.object({ kind: z.string(), title: bilingual })),
    items: z.array(z.object({ code: z.string(), name: bilingual, kind: z.string() })),
    units: z.array(z.object({ code: z.string(), name: bilingual })),
  }),
})

export const map = defineContract({
  id: 'process.map',
  kind: 'read',
  title: text('实际走法', 'What really happened'),
  summary: text(
    '由已公布的行为算出：走法、次数、步骤之间等了多久、哪里离开了公布的流程图。公众看全市的，少于五件的走法合并。',
    'From published acts: variants, frequencies, waiting between steps, where the published chart was left. The public sees the whole city, with ways of fewer than five cases summed up.',
  ),
  input: z.object(of),
  output: processMapView.extend({
    from: z.string(),
    to: z.string(),
    /** Charts that these cases follow, the most frequent first. */
    charts: z.array(z.object({ digest: z.string(), cases: z.int() })),
    /** Not all cases of the span were read. */
    cut: z.boolean(),
    /** English names of steps, by the name that the map uses. */
    names: z.record(z.string(), z.string()),
    /** Fewest cases of what is listed. */
    least: z.int(),
  }),
  errors: {
    NO_KIND,
    NOT_YOURS: {
      status: 403,
      ...text('您的岗位只能看所监察的单位。', 'Your post sees the units that it watches.'),
    },
    SPAN: {
      status: 422,
      ...text('结束要在开始之后，最长三年。', 'The end comes after the begin; three years at most.'),
    },
  },
})

export const layBeside = defineContract({
  id: 'process.lay-beside',
  kind: 'read',
  title: text('把外来的日志放在旁边', 'Lay a log from elsewhere beside it'),
  summary: text(
    'CSV：办件、活动、时间。只在内存里算，不保存；照本市的流程图核对。',
    'CSV: case, activity, time. Computed in memory and not stored; checked against the city’s chart.',
  ),
  input: z.object({
    ...of,
    file: z.object({
      name: z.string(),
      size: z.int(),
      bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array),
    }),
  }),
  output: z.object({
    name: z.string(),
    map: processMapView,
    findings: z.array(z.object({ code: z.string(), message: bilingual })),
    /** The chart that it was checked against. */
    chart: z.string().nullable(),
  }),
  errors: {
    NO_KIND,
    LOG: { status: 422, ...text('这份日志用不了。', 'This log cannot be used.') },
    TOO_LARGE: {
      status: 413,
      ...text('最大 10 MB；更大的请用 gnomon conformance。', '10 MB at most; for more there is gnomon conformance.'),
    },
  },
})
