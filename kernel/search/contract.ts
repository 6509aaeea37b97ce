import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const piece = z.object({ text: z.string(), hit: z.boolean() })
export const hit = z.object({
  kind: z.string(),
  kindTitle: bilingual,
  title: bilingual,
  line: bilingual,
  href: z.string(),
  unit: z.string().nullable(),
  place: z.string(),
  at: z.date(),
  /** Why it is a hit: in its title or its text, by another name for the same, or by sound. */
  why: z.enum(['title', 'text', 'same', 'sound']),
  because: z.string().nullable(),
  marked: z.object({
    title: z.object({ zh: z.array(piece), en: z.array(piece) }),
    line: z.object({ zh: z.array(piece), en: z.array(piece) }),
  }),
})

export const find = defineContract({
  id: 'search.find',
  kind: 'read',
  at: '/api/search',
  longest: 20_000,
  title: text('查公开的一切', 'Search everything published'),
  summary: text(
    '按词、拼音、首字母、繁体，允许错一个字；按种类、单位、地区、时间筛选；每条说明为什么命中。',
    'By words, pinyin, initials, traditional forms, with one wrong character; by kind, unit, place, time; each hit says why.',
  ),
  input: z.object({
    q: z.string().max(20_000),
    kind: z.string().max(40).optional(),
    unit: z.string().max(100).optional(),
    place: z.string().max(12).optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    page: z.coerce.number().int().min(1).max(100).default(1),
  }),
  output: z.object({
    hits: z.array(hit),
    total: z.int(),
    /** There are more than were looked at. */
    more: z.boolean(),
    kinds: z.array(z.object({ kind: z.string(), title: bilingual, n: z.int() })),
    /** With nothing found: what is nearest. */
    near: z.array(z.object({ title: bilingual, href: z.string() })),
    /** The question was cut, or not answered because it is a person's number. */
    note: z.enum(['cut', 'person']).nullable(),
  }),
})

export const suggest = defineContract({
  id: 'search.suggest',
  kind: 'read',
  title: text('搜索建议', 'Suggestions'),
  input: z.object({ kind: z.string().max(40).default('item') }),
  output: z.array(z.object({ title: bilingual, href: z.string() })),
})

export const listed = defineContract({
  id: 'search.listed',
  kind: 'read',
  title: text('公开的条目，按种类列出', 'What was published, by kind'),
  summary: text(
    '每条写明来自哪个行为，它的回执就是证明。',
    'Each names the act that it comes from; its receipt is the proof.',
  ),
  input: z.object({
    kinds: z.array(z.string().max(40)).min(1).max(40),
    unit: z.string().max(100).optional(),
    place: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    q: z.string().trim().max(100).optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(10_000).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        kind: z.string(),
        title: bilingual,
        line: bilingual,
        href: z.string(),
        unit: z.string().nullable(),
        place: z.string(),
        at: z.date(),
        on: z.string(),
        actId: z.uuid().nullable(),
      }),
    ),
    total: z.int(),
  }),
})
export const kinds = defineContract({
  id: 'search.kinds',
  kind: 'read',
  title: text('公开了哪些种类', 'Kinds of what was published'),
  input: z.object({}),
  output: z.array(
    z.object({ kind: z.string(), title: bilingual, n: z.int(), more: z.boolean(), newest: z.string().nullable() }),
  ),
})
