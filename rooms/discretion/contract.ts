import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/)
const xml = z.string().min(1).max(2_000_000)
const bilingual = z.object({ zh: z.string(), en: z.string() })
const notFound = {
  NO_STANDARD: { status: 404, ...text('没有这个裁量基准。', 'There is no such discretion standard.') },
} as const

export const save = defineContract({
  id: 'discretion.save',
  longest: 2_000_000,
  kind: 'write',
  title: text('保存裁量基准草稿', 'Save the draft of a discretion standard'),
  summary: text('修订号为 0 时新建。', 'Revision 0 makes a new one.'),
  input: z.object({ code, revision: z.int().min(0), xml }),
  output: z.object({ code: z.string(), revision: z.int() }),
  errors: {
    OTHER_UNIT: { status: 403, ...text('这是别的单位的基准。', 'The standard is another unit’s.') },
    UNREADABLE: { status: 422, ...text('这不是能读的 DMN 文件。', 'This is no readable DMN file.') },
    STALE: {
      status: 409,
      ...text(
        '有人在您之后改过，或已有同名的编号。您画的还在，请对照后再保存。',
        'Somebody saved it after you opened it, or the code is taken. What you drew is here; please compare and save again.',
      ),
    },
  },
})

export const publish = defineContract({
  id: 'discretion.publish',
  kind: 'write',
  title: text('审查并公布裁量基准', 'Review and publish a discretion standard'),
  input: z.object({ code, revision: z.int(), opinion: z.string().trim().min(4).max(2000) }),
  output: z.object({ code: z.string(), number: z.int(), digest: z.string() }),
  errors: {
    ...notFound,
    STALE: { status: 409, ...text('草稿已经改过，请重新查看。', 'The draft has changed; please look again.') },
    OWN_DRAFT: { status: 403, ...text('不能审查自己起草的基准。', 'Nobody reviews their own draft.') },
    UNCHANGED: { status: 409, ...text('和现行版本一样，没有可公布的。', 'It equals the version in force.') },
    UNFIT: {
      status: 422,
      ...text('有遗漏、重叠或错误，不能公布。', 'It has gaps, overlaps or errors and cannot be published.'),
    },
  },
})

const finding = z.object({
  kind: z.string(),
  decision: z.string(),
  rules: z.array(z.int()),
  example: z.array(z.object({ label: z.string(), value: z.string() })),
  message: bilingual,
})
export const check = defineContract({
  id: 'discretion.check',
  longest: 2_000_000,
  kind: 'read',
  title: text('检查裁量基准', 'Check a discretion standard'),
  summary: text(
    '能不能读、有没有遗漏和重叠；给出编号的，还核对各档幅度和法定幅度。不保存。用 POST 提交。',
    'Whether it reads, its gaps and overlaps; with a code also its bands against the law. Nothing is kept. Please POST.',
  ),
  input: z.object({ xml, code: code.optional() }),
  output: z.object({
    problems: z.array(z.object({ code: z.string(), element: z.string().optional(), message: bilingual })),
    findings: z.array(finding),
    /** About the bands; they stop nothing. */
    advice: z.array(finding),
  }),
})

export const decide = defineContract({
  id: 'discretion.decide',
  kind: 'read',
  title: text('按裁量基准试算', 'Compute by a discretion standard'),
  summary: text(
    '按现行版本计算，并说明适用了哪条规则；不产生任何行政行为。',
    'By the version in force, with the rules that applied; it is no administrative act.',
  ),
  input: z.object({
    code,
    decision: z.string().max(200),
    inputs: z.record(z.string(), z.unknown()),
    /** By the version of that day; the present one where left out. */
    on: z.iso.date().optional(),
  }),
  output: z.object({
    number: z.int(),
    digest: z.string(),
    value: z.unknown(),
    reasons: z.array(bilingual),
    /** Ids of the rules that made the result, in the order of the tables; and how they are called for people. */
    rules: z.array(z.string()),
    titles: z.array(bilingual),
  }),
  errors: {
    ...notFound,
    UNCLEAR: { status: 422, ...text('按给出的情形算不出来。', 'It cannot be computed from what was given.') },
  },
})

export const standard = defineContract({
  id: 'discretion.standard',
  kind: 'read',
  title: text('取现行裁量基准', 'Get the discretion standard in force'),
  input: z.object({ code }),
  output: z.object({
    code: z.string(),
    number: z.int(),
    name: z.string(),
    digest: z.string(),
    xml: z.string(),
    publishedAt: z.date(),
  }),
  errors: notFound,
})
