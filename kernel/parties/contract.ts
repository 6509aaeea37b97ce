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
/** What a gate does, the gravest last: lets pass without a hit, keeps a note, counts, warns, stops until somebody has verified, refuses. */
export const EFFECTS = ['none', 'note', 'score', 'warn', 'hold', 'refuse'] as const
export type Effect = (typeof EFFECTS)[number]
/** What an operation behind a gate (`clear`) may answer. */
export const gateErrors = {
  MARKED: {
    status: 403,
    ...text('这个主体在限制名单上，现在不能办这件事。', 'The subject is on a list that bars this now.'),
  },
  HELD: {
    status: 409,
    ...text(
      '这件事先停下，等信用核查有结果再办；没有当作通过。',
      'This is held until the standing is verified; it was not taken as passed.',
    ),
  },
} as const

/** A list as it was asked: its version, and as of when it is whole where it is a copy. */
export const listVersion = z.object({ list: z.string(), version: z.int(), asOf: z.string().nullable() })
export const hit = z.object({
  mark: z.uuid(),
  list: z.string(),
  level: z.enum(LEVELS),
  from: z.string(),
  to: z.string().nullable(),
  effect: z.enum(EFFECTS),
})
export type Hit = z.output<typeof hit>

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
  /** It was wrong from the beginning; a lifted one was right until it was repaired. */
  annulled: z.boolean(),
})

export const mark = defineContract({
  id: 'parties.mark',
  kind: 'write',
  twice: true,
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
  twice: true,
  title: text('移出名单', 'Lift a mark'),
  input: z.object({
    id: z.uuid(),
    reason: z.string().trim().min(2).max(1000),
    /** It should never have been set: whatever leaned on it is found (`parties.leaned-on`). */
    annul: z.boolean().default(false),
  }),
  output: z.object({ id: z.uuid() }),
  errors: {
    NO_MARK: { status: 404, ...text('没有这条记录。', 'There is no such mark.') },
    LIFTED: { status: 409, ...text('已经移出。', 'It was lifted already.') },
  },
})

export const nameSubject = defineContract({
  id: 'parties.name-subject',
  kind: 'write',
  twice: true,
  title: text('记下主体的名称', 'Write down a subject’s name'),
  input: z.object({ key: z.string().max(100), name: z.string().max(200) }),
  output: z.object({}),
})

export const marksOf = defineContract({
  id: 'parties.marks-of',
  kind: 'read',
  title: text('主体的名单记录', 'Marks of a subject'),
  input: z.object({ subject, on: z.iso.date().optional() }),
  output: z.array(markView),
})

/** By the system, after a gate refused: nothing else of the operation stands. */
export const recordRefusal = defineContract({
  id: 'parties.record-refusal',
  kind: 'write',
  title: text('记录信用核查的拒绝', 'Record what a gate refused'),
  input: z.object({
    jurisdiction: z.string(),
    purpose: z.string(),
    effect: z.enum(EFFECTS),
    subjects: z.array(z.object({ key: z.string(), hits: z.array(hit) })),
    lists: z.array(listVersion),
    unit: z.string().optional(),
  }),
  place: ({ jurisdiction }) => jurisdiction,
  output: z.object({ id: z.uuid() }),
})

export const keepCopy = defineContract({
  id: 'parties.keep-copy',
  kind: 'write',
  title: text('登记名单副本的时点', 'Say as of when a copied list is whole'),
  summary: text(
    '名单来自别处的，写明副本到哪一刻为止是全的、多少小时内可以用；过时以后核查一律先停下。',
    'For a list that is somebody else’s: as of when the copy is whole and for how many hours it may be leaned on; past them gates hold.',
  ),
  input: z.object({
    list: name,
    asOf: z.union([z.iso.date(), z.iso.datetime({ offset: true })]),
    freshHours: z.int().min(1).max(10_000),
  }),
  output: z.object({ list: z.string() }),
  errors: { AHEAD: { status: 422, ...text('时点不能在将来。', 'It cannot be whole as of the future.') } },
})

const leaning = z.object({
  id: z.uuid(),
  at: z.date(),
  purpose: z.string(),
  effect: z.enum(EFFECTS),
  /** The act that leaned on the check, and the stream (a case’s id) on which both stand. */
  leaning: z.string(),
  streamKind: z.string(),
  streamId: z.string(),
  unit: z.string().nullable(),
})
export const leanedOn = defineContract({
  id: 'parties.leaned-on',
  kind: 'read',
  title: text('依据一条记录作出的行为', 'Acts that leaned on a mark'),
  summary: text(
    '一条名单记录被撤销后，找出每一个因为它而被拒绝、停下、提示或计分的行为。',
    'After a mark was annulled: every act that was refused, held, warned or scored by it.',
  ),
  input: z.object({ mark: z.uuid() }),
  output: z.object({ annulled: z.boolean(), list: z.string(), acts: z.array(leaning) }),
  errors: { NO_MARK: { status: 404, ...text('没有这条记录。', 'There is no such mark.') } },
})

export const askedAbout = defineContract({
  id: 'parties.asked-about',
  kind: 'read',
  title: text('谁查过', 'Who asked about a subject'),
  input: z.object({ subject }),
  output: z.array(leaning),
})
