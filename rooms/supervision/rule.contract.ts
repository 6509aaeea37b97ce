import { z } from 'zod'
import { citation as articleOfLaw, defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const said = z.object({ zh: z.string().trim().min(2).max(200), en: z.string().trim().min(2).max(200) })
const citation = z.object({ law: z.string().trim().min(1), article: z.int().min(1) })
const id = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9-]{1,39}$/)

export const proposeRule = defineContract({
  id: 'supervision.propose-rule',
  kind: 'write',
  title: text('提出增改或停用监察规则', 'Propose to add, change or end a rule'),
  summary: text(
    '条件先检查能不能算；另一人放行后才生效。',
    'The condition is checked first; it takes effect once a second person releases it.',
  ),
  input: z.discriminatedUnion('what', [
    z.object({
      what: z.literal('put'),
      rule: id,
      light: z.enum(['yellow', 'red']),
      /** `clock:promised`, `act:case.decided`. */
      on: z.string().regex(/^(clock|act):[a-z][a-z0-9.-]*$/),
      condition: z.string().trim().min(1).max(1000),
      name: said,
      basis: z.array(citation).max(10).default([]),
      from: z.iso.date(),
    }),
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
} as const
export const releaseRule = defineContract({
  id: 'supervision.release-rule',
  kind: 'write',
  title: text('放行监察规则的改动', 'Release a change of a rule'),
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  errors: settled,
})
export const dropRule = defineContract({
  id: 'supervision.drop-rule',
  kind: 'write',
  title: text('撤回或退回监察规则的改动', 'Drop a change of a rule'),
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  errors: { NO_CHANGE: settled.NO_CHANGE },
})

const row = z.object({
  rule: z.string(),
  light: z.enum(['yellow', 'red']),
  on: z.string(),
  onName: bilingual,
  condition: z.string(),
  name: bilingual,
  basis: z.array(articleOfLaw),
  from: z.string(),
})
export const rules = defineContract({
  id: 'supervision.rules',
  kind: 'read',
  title: text('监察规则', 'Rules of supervision'),
  summary: text(
    '现行的规则（系统带的和本市的）、等着放行的改动、算不出来的规则。',
    'Rules in force (shipped and the city’s own), changes that wait, rules that could not be computed.',
  ),
  input: z.object({}),
  output: z.object({
    rules: z.array(
      row.extend({
        own: z.boolean(),
        to: z.string().nullable(),
        /** When it last could not be computed, by this condition. */
        failedAt: z.date().nullable(),
      }),
    ),
    waiting: z.array(
      z.object({
        id: z.uuid(),
        rule: z.string(),
        what: z.enum(['put', 'end']),
        from: z.string(),
        content: row.omit({ rule: true, from: true }).nullable(),
        mine: z.boolean(),
      }),
    ),
    /** What a rule may look at: clocks and act types, with the names that a condition may use. */
    watchable: z.array(z.object({ on: z.string(), name: bilingual, names: z.array(z.string()) })),
  }),
})
