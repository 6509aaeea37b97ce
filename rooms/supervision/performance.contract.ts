import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
export const performanceIndex = defineContract({
  id: 'supervision.performance-index',
  kind: 'read',
  title: text('效能评估', 'Performance index'),
  summary: text(
    '每月每个单位的分，每一分从哪一件扣的；单位看自己的，监察机构看所监察的，再监察看全市。',
    'Points of each unit by month, each with the case that it comes from. A unit sees its own, an office those that it watches, the second level the city.',
  ),
  input: z.object({ month: z.string().max(20).optional() }),
  output: z.object({
    month: z.string(),
    source: bilingual,
    unverified: z.boolean(),
    items: z.array(z.object({ id: z.string(), name: bilingual, weight: z.int() })),
    /** Late cases of the month, and whose steps used which days of their clock. */
    delays: z.array(
      z.object({
        number: z.string(),
        unit: bilingual,
        allowed: z.int(),
        used: z.int(),
        by: z.array(z.object({ who: bilingual, counted: z.int(), suspended: z.int() })),
      }),
    ),
    units: z.array(
      z.object({
        unit: z.string(),
        name: bilingual,
        place: z.string(),
        total: z.number(),
        items: z.array(
          z.object({
            id: z.string(),
            score: z.number().nullable(),
            evidence: z.array(z.object({ number: z.string(), points: z.number(), why: bilingual })),
          }),
        ),
      }),
    ),
  }),
})
