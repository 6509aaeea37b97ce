// Browser-safe.
import { z } from 'zod'
import { caseErrors, caseView, publicAct, publicList, stepErrors } from '../../kernel/cases/contract.ts'
import { closeErrors, revealErrors } from '../../kernel/draw/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { SPECIALTIES } from '../tenders/contract.ts'
import { STANDSTILL } from './clarify.contract.ts'

const said = z.string().trim().min(2).max(2000)
const caseId = z.uuid()
const number = z.string().max(40)
const done = z.object({ caseId: z.uuid(), number: z.string() })
const bilingual = z.object({ zh: z.string(), en: z.string() })
const file = z.object({
  name: z.string(),
  size: z.int(),
  bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array),
})
const PDF = { status: 422, ...text('请上传 PDF。', 'Please upload a PDF.') } as const
export const NONE = { status: 404, ...text('没有这个资格预审。', 'There is no such prequalification.') } as const

export const form = z.object({
  title: z.string().trim().min(2).max(100),
  titleEn: z.string().trim().min(2).max(100),
  scope: said,
  /** One condition a line: the review goes by them and by nothing else. */
  conditions: said,
  consortium: z.boolean().optional(),
  specialty: z.enum(SPECIALTIES),
  committee: z.int().min(5).max(15),
})
export type Form = z.output<typeof form>

export const plan = defineContract({
  id: 'prequalification.plan',
  kind: 'write',
  title: text('登记资格预审', 'Register a prequalification'),
  input: form,
  output: done,
  errors: {
    COMMITTEE: {
      status: 422,
      ...text('资格审查委员会应为五人以上单数。', 'The committee has five members or more, an odd number.'),
    },
  },
})
export const approve = defineContract({
  id: 'prequalification.approve',
  kind: 'write',
  title: text('核准资格预审', 'Approve the prequalification'),
  input: z.object({ caseId, outcome: z.enum(['approve', 'return']), opinion: said }),
  output: done,
  errors: stepErrors,
})
export const attach = defineContract({
  id: 'prequalification.attach',
  kind: 'write',
  title: text('上传资格预审文件', 'Add a document'),
  input: z.object({ caseId, name: z.string().trim().min(2).max(100), file }),
  output: done,
  errors: { ...stepErrors, FILE: PDF },
})
export const announce = defineContract({
  id: 'prequalification.announce',
  kind: 'write',
  title: text('发布资格预审公告', 'Publish the notice'),
  input: z.object({ caseId, deadline: z.iso.datetime({ offset: true }) }),
  output: done,
  errors: {
    ...stepErrors,
    TOO_SOON: {
      status: 422,
      ...text(
        '文件发出不少于五日，此后提交申请不少于五日：到截止至少十日。',
        'Five days for the documents and five more to apply: ten days at least to the deadline.',
      ),
    },
    NO_DOCUMENTS: { status: 409, ...text('还没有上传资格预审文件。', 'The documents are not there yet.') },
  },
})
export const apply = defineContract({
  id: 'prequalification.apply',
  kind: 'write',
  title: text('提交资格预审申请', 'Apply'),
  summary: text(
    '截止以前可以重交，最后一份算数。谁申请、有几家，一直不公开。',
    'It can be handed in again until the deadline; the last one counts. Who applied, and how many, is never published.',
  ),
  input: z.object({
    number,
    name: z.string().trim().min(2).max(100),
    uscc: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
    members: z.string().trim().max(1000).default(''),
    agreed: z.literal(true),
    file,
    agreement: file.optional(),
  }),
  output: z.object({ number }),
  errors: {
    NONE,
    FILE: PDF,
    NOT_NOW: { status: 409, ...text('现在不能申请。', 'Applications are not taken now.') },
    OWN: { status: 403, ...text('招标人不能申请。', 'The tenderer cannot apply.') },
    MEMBERS: {
      status: 422,
      ...text(
        '联合体成员请一家一行：名称 信用代码 分工。',
        'Members of a consortium: one a line, name, credit code, part of the work.',
      ),
    },
    AGREEMENT: {
      status: 422,
      ...text('联合体要附共同投标协议。', 'A consortium needs its joint bid agreement.'),
    },
    NO_CONSORTIUM: { status: 422, ...text('公告不接受联合体。', 'The notice accepts no consortia.') },
  },
})

const ofSystem = { output: done, errors: stepErrors }
export const close = defineContract({
  id: 'prequalification.close',
  kind: 'write',
  title: text('申请截止', 'The deadline passed'),
  input: z.object({ caseId }),
  ...ofSystem,
})
export const closePool = defineContract({
  id: 'prequalification.close-pool',
  kind: 'write',
  title: text('封定专家名单', 'Close the pool of experts'),
  input: z.object({ caseId, words: z.string().trim().min(2).max(200), checkpoint: z.boolean().default(true) }),
  output: done,
  errors: {
    ...{ ...stepErrors, STANDSTILL },
    ...closeErrors,
  },
})
export const reveal = defineContract({
  id: 'prequalification.reveal',
  kind: 'write',
  title: text('抽取专家', 'Draw experts'),
  input: z.object({ caseId }),
  output: done,
  errors: {
    ...stepErrors,
    ...revealErrors,
  },
})

/** Which condition an application does not meet: its line in the notice, at most nine. */
export const verdict = z.object({
  bidder: z.coerce.number().int().positive(),
  reject: z
    .string()
    .regex(/^[1-9]$/)
    .optional(),
  reason: z.string().trim().max(500).default(''),
})
export type Verdict = z.output<typeof verdict>
export const review = defineContract({
  id: 'prequalification.review',
  kind: 'write',
  title: text('独立审查', 'Review, alone'),
  input: z.object({ caseId, verdicts: z.array(verdict).min(1).max(500) }),
  output: done,
  errors: {
    ...stepErrors,
    ONCE: { status: 409, ...text('您已经交过审查意见。', 'You have handed in your review.') },
    ALL: { status: 422, ...text('每一份申请都要审查。', 'Every application needs a verdict.') },
    REASON: { status: 422, ...text('不通过要写明理由。', 'Who does not pass needs a reason.') },
    NO_CONDITION: { status: 422, ...text('公告里没有这一项条件。', 'The notice has no such condition.') },
  },
})
export const report = defineContract({
  id: 'prequalification.report',
  kind: 'write',
  title: text('提交资格审查报告', 'Hand in the report'),
  input: z.object({ caseId }),
  output: done,
  errors: {
    ...stepErrors,
    WAITING: { status: 409, ...text('还有成员没有审查完。', 'Members have not finished yet.') },
  },
})
export const notify = defineContract({
  id: 'prequalification.notify',
  kind: 'write',
  title: text('发出资格预审结果通知书', 'Tell each the result'),
  input: z.object({ caseId }),
  output: done,
  errors: stepErrors,
})

/** For the tender that names it: whether somebody passed, and as which consortium. */
export const passed = defineContract({
  id: 'prequalification.passed',
  kind: 'read',
  title: text('是否通过资格预审', 'Whether somebody passed'),
  input: z.object({ number, personId: z.uuid().optional() }),
  output: z.object({
    unit: z.string(),
    done: z.boolean(),
    consortium: z.boolean(),
    who: z.array(z.object({ personId: z.uuid(), uscc: z.string(), members: z.string() })),
  }),
  errors: { NONE },
})

const mine = z.object({
  ...{ name: z.string(), uscc: z.string(), members: z.string(), appliedAt: z.date() },
  files: z.array(z.string()),
  passed: z.boolean().nullable(),
  reasons: z.array(z.string()),
})
export const prequalification = defineContract({
  id: 'prequalification.one',
  kind: 'read',
  title: text('一个资格预审', 'A prequalification'),
  input: z.object({ number }),
  output: z.object({
    ...{ caseId: z.uuid(), number: z.string(), unit: bilingual, form, status: z.string(), statusText: bilingual },
    deadline: z.string().nullable(),
    documents: z.array(z.object({ name: z.string(), sha256: z.string(), size: z.int(), at: z.date() })),
    acts: z.array(publicAct),
    draw: z.uuid().nullable(),
    clarifications: z.array(z.object({ words: z.string(), at: z.date(), deadline: z.string().nullable() })),
    /** `words` for the tenderer, supervision and who said them. */
    objections: z.array(
      z.object({
        ...{ n: z.int(), at: z.date(), words: z.string().nullable(), answer: z.string().nullable() },
      }),
    ),
    now: z.object({ apply: z.boolean(), object: z.boolean(), mine: mine.nullable(), expert: z.string().nullable() }),
  }),
  errors: { NONE },
})
export const list = publicList({
  id: 'prequalification.list',
  title: text('资格预审', 'Prequalifications'),
  row: { title: z.string(), titleEn: z.string(), deadline: z.string().nullable() },
  where: {},
  sorts: ['deadline'],
})
export const committee = defineContract({
  id: 'prequalification.committee',
  kind: 'read',
  title: text('审查台', 'The committee’s desk'),
  input: z.object({ number }),
  output: z.object({
    ...{ caseId: z.uuid(), number: z.string(), title: z.string(), titleEn: z.string(), member: z.string() },
    ...{ members: z.int(), handedIn: z.array(z.string()), mine: z.boolean(), reported: z.boolean() },
    conditions: z.array(z.string()),
    applications: z.array(
      z.object({
        ...{ no: z.int(), name: z.string(), uscc: z.string(), members: z.string() },
        files: z.array(z.object({ name: z.string(), sha256: z.string() })),
        hints: z.array(bilingual),
      }),
    ),
  }),
  errors: { NONE },
})
export const readFile = defineContract({
  id: 'prequalification.file',
  kind: 'read',
  title: text('资格预审的文件', 'A file'),
  input: z.object({ number, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z.object({ name: z.string(), bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array) }),
  errors: { NONE },
})
export const deskOne = defineContract({
  id: 'prequalification.desk-one',
  kind: 'read',
  title: text('资格预审（办理）', 'A prequalification, for its officers'),
  input: z.object({ number }),
  output: caseView.extend({ leads: z.boolean(), open: z.boolean(), waiting: z.array(z.int()) }),
  errors: caseErrors,
})

export { answer, clarify, object } from './clarify.contract.ts'
