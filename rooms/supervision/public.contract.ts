import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })

export const ruleHealth = defineContract({
  id: 'supervision.rule-health',
  kind: 'read',
  title: text('规则准不准', 'How each rule does'),
  summary: text(
    '一年里每条规则亮了几次、在多少件上、申诉几件成立几件。',
    'In a year: how often each rule fired, on how many cases, how many appeals there were and how many were upheld.',
  ),
  input: z.object({}),
  output: z.object({
    /** Cases that were open in the year. */
    cases: z.int(),
    /** From when lights are raised here. */
    since: z.date().nullable(),
    rules: z.array(
      z.object({
        rule: z.string(),
        raised: z.int(),
        cases: z.int(),
        last: z.date().nullable(),
        appeals: z.int(),
        upheld: z.int(),
        /** Upheld by cause. */
        causes: z.record(z.string(), z.int()),
      }),
    ),
  }),
})

export const lightsOfNumber = defineContract({
  id: 'supervision.lights-of-number',
  kind: 'read',
  title: text('一件亮过的牌', 'Lights of a case'),
  summary: text('亮牌和灭牌都是公开的行为。', 'That a light was raised and cleared are published acts.'),
  input: z.object({ number: z.string().max(60) }),
  output: z.object({
    lights: z.array(
      z.object({
        rule: z.string(),
        version: z.string().nullable(),
        light: z.string(),
        clock: z.string().nullable(),
        actId: z.string().nullable(),
        due: z.string(),
        raisedAt: z.date(),
        clearedAt: z.date().nullable(),
        settled: z.string().nullable(),
      }),
    ),
  }),
  errors: { NO_CASE: { status: 404, ...text('没有这个办件。', 'There is no such case.') } },
})

export const publicSupervision = defineContract({
  id: 'supervision.public-supervision',
  kind: 'read',
  title: text('监察公开', 'Supervision in public'),
  summary: text(
    '各单位每月的牌；催办、督办和有没有按期答复。内容和理由只给有关单位。',
    'Lights by unit and month; reminders, orders and whether they were answered in time. Words and reasons are for the units concerned.',
  ),
  input: z.object({
    unit: z.string().max(40).optional(),
    kind: z.enum(['reminder', 'order', 'rectification', 'accountability']).optional(),
    page: z.int().min(1).max(10_000).default(1),
    size: z.int().min(1).max(10_000).default(50),
  }),
  output: z.object({
    months: z.array(z.string()),
    units: z.array(z.object({ unit: z.string(), name: bilingual, yellow: z.array(z.int()), red: z.array(z.int()) })),
    measures: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        kind: bilingual,
        unitName: bilingual,
        officeName: bilingual,
        issuedAt: z.date(),
        due: z.string().nullable(),
        answeredAt: z.date().nullable(),
        closedAt: z.date().nullable(),
        escalatedAt: z.date().nullable(),
        late: z.boolean(),
      }),
    ),
    total: z.int(),
  }),
})
