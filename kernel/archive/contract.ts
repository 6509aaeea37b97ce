import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'

const id = z.uuid()
const day = z.iso.date()
const said = z.string().trim().min(2).max(500)
const jurisdiction = z.string().regex(/^\d{6}$/)
const bilingual = z.object({ zh: z.string(), en: z.string() })
const NO_VOLUME = {
  status: 404,
  ...text('没有这一卷，或者您看不到它。', 'There is no such volume, or it is not shown to you.'),
} as const

export const archiveCase = defineContract({
  id: 'archive.archive-case',
  kind: 'write',
  title: text('归档', 'Archive a case'),
  summary: text(
    '办结的一件按声明的次序成卷：取档号，定保管期限；卷宗随后由机器装订。',
    'A closed case becomes a volume in the declared order: number and term now, the binding follows by machine.',
  ),
  input: z.object({ caseId: id }),
  output: z.object({ caseId: id, id, number: z.string() }),
  errors: {
    NO_CASE: { status: 404, ...text('没有这个办件。', 'There is no such case.') },
    OPEN: { status: 409, ...text('还没有办结，不能归档。', 'The case is not closed.') },
    ARCHIVED: { status: 409, ...text('已经归档。', 'It is archived.') },
  },
})

export const bind = defineContract({
  id: 'archive.bind',
  kind: 'write',
  title: text('装订成卷', 'Bind the volume'),
  input: z.object({ id }),
  output: z.object({ id, pages: z.int() }),
  errors: { NO_VOLUME, BOUND: { status: 409, ...text('已经成卷。', 'It is bound.') } },
})

export const lend = defineContract({
  id: 'archive.lend',
  kind: 'write',
  title: text('借出', 'Lend to an officer'),
  input: z.object({
    id,
    /** The log-in name of whoever borrows. */
    login: z.string().trim().min(1).max(60),
    part: z.enum(['main', 'both']),
    until: day,
    reason: said,
  }),
  output: z.object({ loan: id }),
  errors: {
    NO_VOLUME,
    NO_PERSON: { status: 422, ...text('没有这个人。', 'There is no such person.') },
    NOT_OFFICER: { status: 422, ...text('只借给本地方有岗位的人。', 'Only officers of this place borrow.') },
    TERM: {
      status: 422,
      ...text('归还日不能早于今天，也不能超过一年。', 'The day of return is today at the earliest, and within a year.'),
    },
    OUT: { status: 409, ...text('这个人已经借着。', 'This person has it.') },
    NOT_BOUND: { status: 409, ...text('卷宗还在装订。', 'The volume is being bound.') },
  },
})

export const open = defineContract({
  ...lend,
  id: 'archive.open',
  title: text('提供查阅', 'Open to a person for reading'),
  summary: text('只看正卷；副卷不对外。', 'The main volume only; the secondary one is not shown outside.'),
  input: lend.input.omit({ part: true }),
})

export const giveBack = defineContract({
  id: 'archive.give-back',
  kind: 'write',
  title: text('归还', 'Return'),
  input: z.object({ id, loan: id }),
  output: z.object({ late: z.boolean() }),
  errors: { NO_VOLUME, RETURNED: { status: 409, ...text('已经归还。', 'It was returned.') } },
})

export const termOver = defineContract({
  id: 'archive.term-over',
  kind: 'write',
  title: text('保管期满', 'The term of keeping is over'),
  input: z.object({ id }),
  output: z.object({ id }),
  errors: { NO_VOLUME },
})

export const keepOn = defineContract({
  id: 'archive.keep-on',
  kind: 'write',
  title: text('鉴定：继续保管', 'Appraise: keep on'),
  summary: text(
    '期满的卷不会被删掉；延长几年，或者永久。',
    'Nothing is deleted when its term is over: it is kept for more years, or for ever.',
  ),
  input: z.object({ id, years: z.int().min(1).max(100).optional(), reason: said }),
  output: z.object({ keepUntil: day.nullable() }),
  errors: { NO_VOLUME, NOT_OVER: { status: 409, ...text('保管期还没有满。', 'The term is not over.') } },
})

export const piece = z.object({
  n: z.int(),
  title: z.string(),
  slot: z.string().nullable(),
  on: z.string(),
  from: z.int(),
  to: z.int(),
  /** Its own file in the ZIP. */
  file: z.string().nullable(),
  sha256: z.string().nullable(),
  size: z.int().nullable(),
})
export const bound = z.object({
  sha256: z.string(),
  size: z.int(),
  pages: z.int(),
  pieces: z.array(piece),
})
export type Bound = z.output<typeof bound>

const loan = z.object({
  id,
  kind: z.enum(['lend', 'open']),
  part: z.enum(['main', 'both']),
  name: z.string(),
  reason: z.string(),
  from: z.date(),
  until: day,
  returnedAt: z.date().nullable(),
  late: z.boolean(),
})
export const viewVolume = defineContract({
  id: 'archive.view-volume',
  kind: 'read',
  title: text('一卷', 'A volume'),
  input: z.object({ id }),
  output: z.object({
    id,
    number: z.string(),
    caseNumber: z.string(),
    kind: z.string(),
    unit: z.string(),
    title: bilingual,
    archivedAt: z.date(),
    retention: bilingual,
    unconfirmed: z.boolean(),
    keepUntil: day.nullable(),
    over: z.boolean(),
    boundAt: z.date().nullable(),
    manifest: z.string().nullable(),
    main: bound.nullable(),
    /** Only for those who may read it. */
    secondary: bound.nullable(),
    /** For the archive. */
    loans: z.array(loan),
    mine: z.object({ keeps: z.boolean() }),
  }),
  errors: { NO_VOLUME },
})

export const fileOfVolume = defineContract({
  id: 'archive.file-of-volume',
  kind: 'read',
  title: text('卷宗文件', 'A file of a volume'),
  summary: text(
    'PDF 一份，或 ZIP：卷宗、每份原件、清单、账本回执包；`gnomon verify` 逐个验证。',
    'The PDF, or a ZIP with the volume, each original, the manifest and the ledger’s bundle; `gnomon verify` checks each file.',
  ),
  input: z.object({ id, part: z.enum(['main', 'secondary']), form: z.enum(['pdf', 'zip']) }),
  output: z.object({ name: z.string(), type: z.string(), data: z.base64() }),
  errors: {
    NO_VOLUME,
    NOT_BOUND: { status: 409, ...text('卷宗还在装订，请稍后再取。', 'The volume is being bound; please come back.') },
    PENDING: {
      status: 503,
      ...text('还没有进入账本，请过几秒再取。', 'It is not in the ledger yet; please come back in seconds.'),
    },
    DAMAGED: {
      status: 500,
      ...text(
        '卷宗里有文件不见了或者变了，请告诉运行人员。',
        'A file of the volume is gone or altered; please tell the operators.',
      ),
    },
  },
})

export const toArchive = defineContract({
  id: 'archive.to-archive',
  kind: 'read',
  title: text('待归档', 'To archive'),
  input: z.object({
    jurisdiction,
    /** Part of the case's number. */
    text: z.string().max(100).optional(),
    kind: z.string().max(60).optional(),
    page: z.int().min(1).optional(),
  }),
  output: z.object({
    rows: z.array(z.object({ caseId: id, number: z.string(), kind: z.string(), unit: z.string(), closedAt: z.date() })),
    total: z.int(),
  }),
})

export const STATES = ['kept', 'out', 'overdue', 'over'] as const
export const listVolumes = defineContract({
  id: 'archive.list-volumes',
  kind: 'read',
  title: text('档案', 'Archive'),
  input: z.object({
    jurisdiction,
    text: z.string().max(100).optional(),
    kind: z.string().max(60).optional(),
    /** kept: here; out: lent; overdue: lent past its day; over: its term of keeping is over. */
    state: z.enum(STATES).optional(),
    page: z.int().min(1).optional(),
    size: z.int().min(1).max(5000).optional(),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id,
        number: z.string(),
        caseNumber: z.string(),
        kind: z.string(),
        unit: z.string(),
        title: bilingual,
        archivedAt: z.date(),
        keepUntil: day.nullable(),
        pages: z.int().nullable(),
        state: z.enum(STATES),
      }),
    ),
    total: z.int(),
  }),
})
