import { z } from 'zod'
import { caseErrors, caseView, stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
const NO_ITEM = { status: 422, ...text('没有这一类。', 'There is no such item.') } as const
const day = z.iso.date()
export const content = z.object({
  title: z.string().trim().min(4).max(200),
  summary: z.string().trim().min(4).max(500),
  body: z.string().trim().min(4).max(20_000),
  until: day.optional(),
})
export const WHY = ['repealed', 'expired', 'wrong', 'secret', 'personal'] as const

export const make = defineContract({
  id: 'publication.make',
  kind: 'write',
  title: text('登记应公开的信息', 'Record information to be published'),
  summary: text(
    '从形成或者变更之日起二十个工作日内公开。',
    'Published within twenty working days from when it was made or changed.',
  ),
  input: z.object({
    item: z.string().max(10),
    title: z.string().trim().min(4).max(200),
    on: day,
    amends: z.string().max(40).optional(),
  }),
  output: done,
  errors: {
    NO_ITEM,
    AHEAD: { status: 422, ...text('形成的日期不能在将来。', 'It cannot have been made in the future.') },
    NOT_YOURS: {
      status: 422,
      ...text('只能更正本单位已公开的信息。', 'Only what your own unit published can be amended.'),
    },
  },
})
export const openDuties = defineContract({
  id: 'publication.open-duties',
  kind: 'write',
  title: text('列出本年应公开的信息', 'Open the duties of a year'),
  input: z.object({ jurisdiction: z.string().regex(/^\d{6}$/), year: z.int().min(2008).max(2100) }),
  output: z.object({ opened: z.int() }),
})
export const draft = defineContract({
  id: 'publication.draft',
  kind: 'write',
  title: text('拟稿', 'Draft'),
  longest: 30_000,
  input: z.object({ caseId, ...content.shape }),
  output: done,
  errors: stepErrors,
})
export const review = defineContract({
  id: 'publication.review',
  kind: 'write',
  title: text('公开审查', 'Review before publication'),
  summary: text(
    '国家秘密、个人隐私和商业秘密逐项审查；不能确定的先报有权机关确定。',
    'Secrets and privacy, each by itself; what is not certain is asked first.',
  ),
  input: z.object({
    caseId,
    outcome: z.enum(['pass', 'return']),
    secrecy: z.enum(['none', 'asked', 'secret']),
    privacy: z.enum(['none', 'removed', 'office']),
    opinion: z.string().trim().min(2).max(4000),
  }),
  output: done,
  errors: {
    ...stepErrors,
    SAME_PERSON: { status: 403, ...text('拟稿的人不能审查。', 'Who drafted it does not review it.') },
    SECRET: { status: 409, ...text('涉及国家秘密的不能通过。', 'What is secret does not pass.') },
    UNCERTAIN: {
      status: 409,
      ...text(
        '不能确定的，先报有权机关确定，确定了再审。',
        'What is not certain is asked first, and reviewed after that.',
      ),
    },
    PERSONAL: {
      status: 409,
      ...text(
        '里面有身份证号码，不能公开。请退回删去。',
        'It holds an identity number and cannot be published; please return it.',
      ),
    },
  },
})
export const publish = defineContract({
  id: 'publication.publish',
  kind: 'write',
  title: text('发布', 'Publish'),
  input: z.object({ caseId }),
  output: done,
  errors: stepErrors,
})
export const withdraw = defineContract({
  id: 'publication.withdraw',
  kind: 'write',
  title: text('撤下', 'Withdraw'),
  summary: text('内容不再显示，条目、日期和原因还在。', 'The content is no longer shown; entry, day and cause stay.'),
  input: z.object({ caseId, why: z.enum(WHY), reason: z.string().trim().min(2).max(4000) }),
  output: done,
  errors: {
    ...stepErrors,
    GONE: { status: 409, ...text('没有公开，或者已经撤下。', 'It is not published, or was withdrawn.') },
  },
})

const entry = z.object({
  number: z.string(),
  item: z.string(),
  unit: z.string(),
  title: z.string(),
  summary: z.string(),
  publishedOn: day,
  publishedAt: z.date(),
  until: day.nullable(),
  withdrawnOn: day.nullable(),
  why: z.string().nullable(),
  amendedBy: z.string().nullable(),
  amends: z.string().nullable(),
})
export type Entry = z.output<typeof entry>
export const list = defineContract({
  id: 'publication.list',
  kind: 'read',
  title: text('主动公开的文件', 'Published documents'),
  input: z.object({
    item: z.string().max(10).optional(),
    unit: z.string().max(100).optional(),
    q: z.string().trim().max(100).optional(),
    all: z.boolean().default(false),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(10_000).default(50),
  }),
  output: z.object({ rows: z.array(entry), total: z.int() }),
})
export const read = defineContract({
  id: 'publication.read',
  kind: 'read',
  title: text('一份公开的文件', 'A published document'),
  input: z.object({ number: z.string().max(40) }),
  output: entry.extend({ body: z.string().nullable(), actId: z.uuid() }),
  errors: { NONE: { status: 404, ...text('没有公开过这份文件。', 'No such document was published.') } },
})
export const counts = defineContract({
  id: 'publication.counts',
  kind: 'read',
  title: text('公开目录', 'Catalogue'),
  input: z.object({}),
  output: z.array(z.object({ item: z.string(), n: z.int(), newest: day.nullable(), overdue: z.int() })),
})
/** All that stands, as open data. */
export const openEntries = defineContract({
  id: 'publication.open-entries',
  kind: 'read',
  title: text('主动公开目录（全部）', 'All published documents'),
  input: z.object({}),
  output: z.array(entry),
})
/** A case with the draft that waits for review, for officers of its unit. */
export const view = defineContract({
  id: 'publication.view',
  kind: 'read',
  title: text('主动公开的办理', 'A publication in the making'),
  input: z.object({ number: z.string().max(40) }),
  output: caseView.extend({ draft: content.nullable() }),
  errors: caseErrors,
})
