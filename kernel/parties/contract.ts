import { z } from 'zod'
import { citation, defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'

const word = z.string().trim().min(1).max(200)
const bilingual = z.object({ zh: word, en: word })
const name = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/)
/** An organisation by its credit code, or a person of the register. */
export const subject = z.union([
  z.object({ uscc: z.string().regex(/^[0-9A-HJ-NP-RT-UW-Y]{18}$/) }),
  z.object({ personId: z.uuid() }),
])
export type SubjectRef = z.output<typeof subject>
export const LEVELS = ['note', 'bar'] as const

export const markView = z.object({
  id: z.uuid(),
  list: z.string(),
  purposes: z.array(z.string()),
  level: z.enum(LEVELS),
  basis: z.array(citation),
  from: z.string(),
  to: z.string().nullable(),
  repair: bilingual,
  setBy: z.string(),
  liftedOn: z.string().nullable(),
})

export const mark = defineContract({
  id: 'parties.mark',
  kind: 'write',
  title: text('列入名单', 'Mark a subject'),
  summary: text(
    '按依据把主体列入名单：限制什么、到哪天、怎样修复。',
    'Puts a subject on a list by law: for which purposes, until when, and how it is repaired.',
  ),
  input: z.object({
    subject,
    name: word,
    list: name,
    purposes: z.array(name).min(1).max(20),
    level: z.enum(LEVELS),
    basis: z.array(z.object({ law: z.string(), article: z.int(), paragraph: z.int().optional() })).min(1),
    from: z.iso.date(),
    to: z.iso.date().optional(),
    repair: bilingual,
    reason: z.string().trim().min(2).max(1000),
  }),
  output: z.object({ id: z.uuid() }),
  errors: {
    NO_PERSON: { status: 422, ...text('没有登记这个人。', 'There is no such person.') },
    MARKED: {
      status: 409,
      ...text('这段时间已经在这份名单上。', 'The subject is on this list already in that time.'),
    },
    TERM: { status: 422, ...text('期限不对。', 'The term is not right.') },
    BASIS: { status: 422, ...text('依据不成立。', 'The basis does not stand.') },
  },
})

export const lift = defineContract({
  id: 'parties.lift',
  kind: 'write',
  title: text('移出名单', 'Lift a mark'),
  input: z.object({ id: z.uuid(), reason: z.string().trim().min(2).max(1000) }),
  output: z.object({ id: z.uuid() }),
  errors: {
    NO_MARK: { status: 404, ...text('没有这条记录。', 'There is no such mark.') },
    LIFTED: { status: 409, ...text('已经移出。', 'It was lifted already.') },
  },
})

export const marksOf = defineContract({
  id: 'parties.marks-of',
  kind: 'read',
  title: text('主体的名单记录', 'Marks of a subject'),
  input: z.object({ subject, on: z.iso.date().optional() }),
  output: z.array(markView),
})
