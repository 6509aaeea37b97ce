// Longer than 300 lines: the room's whole interface in one file, as other rooms and the OpenAPI document name it.
import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { type Text, text } from '../../kernel/platform/text.ts'
import { decide as decideByStandard } from '../discretion/contract.ts'

const caseId = z.uuid()
const words = z.string().trim().min(2).max(4000)
const optionalWords = z.string().trim().max(4000).optional()
const done = z.object({ caseId, number: z.string() })
export const bilingual = z.object({ zh: z.string(), en: z.string() })
export const file = z.object({
  name: z.string(),
  size: z.int(),
  bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array),
})

const noCase = { NO_CASE: { status: 404, ...text('没有这个办件。', 'There is no such case.') } } as const
const notOpen = {
  NOT_OPEN: {
    status: 409,
    ...text(
      '这一步现在没有打开，可能刚被别人办了。请刷新后查看。',
      'This step is not open now; somebody may just have done it. Please reload.',
    ),
  },
} as const
const stepErrors = { ...noCase, ...notOpen } as const

export const saveApplicationDraft = defineContract({
  id: 'approvals.save-draft',
  kind: 'write',
  title: text('保存草稿', 'Save the draft'),
  input: z.object({ itemCode: z.string(), form: z.record(z.string(), z.any()) }),
  output: z.object({ savedAt: z.date() }),
  errors: {
    NO_ITEM: { status: 404, ...text('这个事项没有公布，或已停用。', 'The item is not published or was retired.') },
  },
})

export const uploadMaterial = defineContract({
  id: 'approvals.upload-material',
  kind: 'write',
  title: text('上传材料', 'Upload a material'),
  summary: text(
    '每个文件单独上传并立即保存，断线后从下一个文件接着传。',
    'Each file is its own upload, kept at once: after a break, go on with the next file.',
  ),
  input: z.object({ itemCode: z.string(), material: z.string(), file, caseId: caseId.optional() }),
  output: z.object({ id: z.uuid(), sha256: z.string(), size: z.int(), type: z.string(), name: z.string() }),
  errors: {
    ...saveApplicationDraft.errors,
    NO_MATERIAL: { status: 422, ...text('这个事项不需要这份材料。', 'The item does not ask for this material.') },
    BAD_FILE: { status: 422, ...text('这个文件不能收。', 'The file cannot be taken.') },
    ...noCase,
  },
})

export const removeMaterial = defineContract({
  id: 'approvals.remove-material',
  kind: 'write',
  title: text('删除材料', 'Remove a material'),
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
  errors: {
    NO_FILE: {
      status: 404,
      ...text('没有这个文件，或已随申请提交。', 'There is no such file, or it was submitted with the application.'),
    },
  },
})

export const submitApplication = defineContract({
  id: 'approvals.submit-application',
  kind: 'write',
  title: text('提交申请', 'Submit an application'),
  input: z.object({ itemCode: z.string(), form: z.record(z.string(), z.any()) }),
  output: done.extend({ warnings: z.record(z.string(), bilingual) }),
  errors: {
    ...saveApplicationDraft.errors,
    FORM: {
      status: 422,
      ...text('有几处要改，您填的都还在。', 'A few entries need a change; everything you typed is still here.'),
    },
    MATERIALS: { status: 422, ...text('还缺必交的材料。', 'Mandatory materials are missing.') },
  },
})

export const issueCorrection = defineContract({
  id: 'approvals.issue-correction',
  kind: 'write',
  title: text('一次告知补正', 'Request a correction'),
  summary: text('一次告知全部需要补正的内容；只能告知一次。', 'Tells everything to be corrected, once.'),
  input: z.object({ caseId, notice: words, materials: z.array(z.string()).default([]) }),
  output: done,
  errors: {
    ...stepErrors,
    ONCE: {
      status: 409,
      ...text(
        '补正只能一次告知（行政许可法第三十二条），这件已经告知过。请受理或不予受理。',
        'A correction may be requested once only (Administrative Licensing Law art. 32); please accept or refuse.',
      ),
    },
  },
})

export const answerCorrection = defineContract({
  id: 'approvals.answer-correction',
  kind: 'write',
  title: text('提交补正', 'Answer the correction'),
  input: z.object({ caseId, answer: words }),
  output: done,
  errors: stepErrors,
})

export const acceptCase = defineContract({
  id: 'approvals.accept-case',
  kind: 'write',
  title: text('受理', 'Accept'),
  input: z.object({ caseId }),
  output: done,
  errors: stepErrors,
})

export const acceptBySilence = defineContract({
  id: 'approvals.accept-by-silence',
  kind: 'write',
  title: text('逾期未告知，视为受理', 'Accepted by silence'),
  input: z.object({ caseId }),
  output: done,
  errors: stepErrors,
})

export const ringTimer = defineContract({
  id: 'approvals.ring-timer',
  kind: 'write',
  title: text('流程图上的定时到时', 'A timer of the chart is due'),
  input: z.object({ caseId, element: z.string() }),
  output: done,
  errors: stepErrors,
})

export const receiveMessage = defineContract({
  id: 'approvals.receive-message',
  kind: 'write',
  title: text('收到别的办件的消息或信号', 'Receive a message or signal from another case'),
  input: z.object({ caseId, element: z.string(), from: z.uuid() }),
  output: done,
  errors: stepErrors,
})

export const refuseAcceptance = defineContract({
  id: 'approvals.refuse-acceptance',
  kind: 'write',
  title: text('不予受理', 'Refuse acceptance'),
  input: z.object({ caseId, reason: words }),
  output: done,
  errors: stepErrors,
})

export const review = defineContract({
  id: 'approvals.review',
  kind: 'write',
  title: text('审查通过，报决定', 'Review, pass on for decision'),
  input: z.object({ caseId, opinion: words }),
  output: done,
  errors: stepErrors,
})

export const applyRule = defineContract({
  id: 'approvals.apply-rule',
  kind: 'write',
  title: text('按裁量基准计算', 'Compute by the discretion standard'),
  summary: text(
    '办流程图上的裁量任务：按现行基准计算，适用了哪条规则写进行为。',
    'Performs the chart’s business-rule task: by the standard in force; the rules that applied are kept in the act.',
  ),
  input: z.object({ caseId }),
  output: done,
  errors: { ...stepErrors, ...decideByStandard.errors },
})

export const startSpecialProcedure = defineContract({
  id: 'approvals.start-special-procedure',
  kind: 'write',
  title: text('启动特别程序', 'Start a special procedure'),
  input: z.object({ caseId, days: z.coerce.number().int().min(1).max(90), reason: words }),
  output: done,
  errors: {
    ...stepErrors,
    NO_SPECIAL: {
      status: 422,
      ...text('这个事项的流程里没有特别程序。', 'The item’s procedure has no special procedure.'),
    },
  },
})

export const endSpecialProcedure = defineContract({
  id: 'approvals.end-special-procedure',
  kind: 'write',
  title: text('结束特别程序', 'End the special procedure'),
  input: z.object({ caseId, result: words }),
  output: done,
  errors: stepErrors,
})

export const extend = defineContract({
  id: 'approvals.extend',
  kind: 'write',
  title: text('延长期限', 'Extend the limit'),
  input: z.object({ caseId, reason: words }),
  output: done,
  errors: { ...stepErrors, ONCE: { status: 409, ...text('只能延长一次。', 'It may be extended once only.') } },
})

export const decide = defineContract({
  id: 'approvals.decide',
  kind: 'write',
  title: text('作出决定', 'Decide'),
  input: z
    .object({ caseId, outcome: z.enum(['grant', 'refuse']), reason: z.string().trim().max(4000).default('') })
    .refine((v) => v.outcome === 'grant' || v.reason.length >= 2, {
      path: ['reason'],
      message: '不予许可要写明理由（行政许可法第三十八条）。 A refusal needs its reasons.',
    }),
  output: done,
  errors: {
    ...stepErrors,
    SAME_PERSON: { status: 403, ...text('审查和决定不能是同一个人。', 'The same person may not review and decide.') },
  },
})

export const issueLicence = defineContract({
  id: 'approvals.issue-licence',
  kind: 'write',
  title: text('制证', 'Issue the document'),
  input: z.object({ caseId }),
  output: done.extend({ licence: z.string() }),
  errors: stepErrors,
})

export const serve = defineContract({
  id: 'approvals.serve',
  kind: 'write',
  title: text('送达', 'Serve'),
  input: z.object({ caseId, how: z.enum(['online', 'counter', 'courier']).default('online') }),
  output: done,
  errors: stepErrors,
})

export const withdraw = defineContract({
  id: 'approvals.withdraw',
  kind: 'write',
  title: text('撤回申请', 'Withdraw'),
  input: z.object({ caseId, reason: optionalWords }),
  output: done,
  errors: {
    ...noCase,
    DECIDED: {
      status: 409,
      ...text('已经作出决定，不能撤回。', 'A decision was made; it can no longer be withdrawn.'),
    },
  },
})

export const rate = defineContract({
  id: 'approvals.rate',
  kind: 'write',
  title: text('评价', 'Rate'),
  input: z.object({ caseId, score: z.coerce.number().int().min(1).max(5), comment: optionalWords }),
  output: done,
  errors: {
    ...noCase,
    NOT_CLOSED: { status: 409, ...text('办结以后才能评价。', 'A case can be rated once it is closed.') },
    ONCE: { status: 409, ...text('您已经评价过了，谢谢。', 'You have rated it already, thank you.') },
  },
})

const countView = z.any()
const actView = z.object({
  id: z.uuid(),
  number: z.int(),
  type: z.string(),
  title: bilingual,
  at: z.date(),
  recordedAt: z.date(),
  who: bilingual,
  why: z.string().optional(),
  facts: z.record(z.string(), z.any()),
  basis: z.array(z.any()),
})
export const caseView = z.object({
  id: z.uuid(),
  jurisdiction: z.string(),
  number: z.string(),
  itemCode: z.string(),
  itemName: bilingual,
  itemVersion: z.int(),
  itemDigest: z.string(),
  chartDigest: z.string(),
  unit: z.string(),
  unitName: bilingual,
  submittedAt: z.date(),
  status: z.string(),
  statusText: bilingual,
  steps: z.record(z.string(), z.string()),
  clocks: z.record(z.string(), countView),
  now: z.object({ name: z.string(), count: countView }).nullable(),
  applicant: z.string(),
  form: z.any(),
  warnings: z.record(z.string(), bilingual),
  materials: z.array(
    z.object({
      id: z.uuid(),
      material: z.string(),
      name: z.string(),
      size: z.int(),
      type: z.string(),
      sha256: z.string(),
      uploadedAt: z.date(),
    }),
  ),
  documents: z.array(z.object({ number: z.string(), kind: z.string(), issuedAt: z.date() })),
  acts: z.array(actView),
  rated: z.int().nullable(),
  outcome: z.string().nullable(),
  specialDays: z.int().nullable(),
  abilities: z.record(z.string(), z.boolean()),
})
export type CaseView = z.output<typeof caseView>

export const getCase = defineContract({
  id: 'approvals.get-case',
  kind: 'read',
  title: text('查看办件', 'View a case'),
  input: z.object({ number: z.string() }),
  output: caseView,
  errors: noCase,
})

const row = z.object({
  id: z.uuid(),
  number: z.string(),
  itemName: bilingual,
  unitName: bilingual,
  applicant: z.string(),
  submittedAt: z.date(),
  status: z.string(),
  statusText: bilingual,
  elements: z.array(z.string()),
  now: z.object({ name: z.string(), count: countView }).nullable(),
})
export type CaseRow = z.output<typeof row>

export const myCases = defineContract({
  id: 'approvals.my-cases',
  kind: 'read',
  title: text('我的办件', 'My cases'),
  input: z.object({}),
  output: z.object({
    cases: z.array(row),
    drafts: z.array(z.object({ itemCode: z.string(), itemName: bilingual, updatedAt: z.date() })),
  }),
})

export const unitCases = defineContract({
  id: 'approvals.unit-cases',
  kind: 'read',
  title: text('本单位办件', 'Cases of the unit'),
  summary: text('按期限先后；可按步骤、文字筛选。', 'Due first; by step or words where asked.'),
  input: z.object({
    step: z.string().optional(),
    text: z.string().optional(),
    closed: z.coerce.boolean().optional(),
    page: z.coerce.number().int().min(1).default(1),
  }),
  output: z.object({ cases: z.array(row), counts: z.record(z.string(), z.int()), more: z.boolean() }),
})

/**
 * The acts that perform steps of a chart: what `gnomon:act` may name, and what each says in the variable `outcome` to the gateway
 * behind it (null where it says nothing). `docs/guide/charts.md` lists the same.
 */
export const STEP_ACTS: Record<string, { title: Text; outcomes: readonly string[] }> = {
  'case.accepted': { title: text('审核材料', 'Check the papers'), outcomes: ['complete', 'correct', 'refuse'] },
  'correction.answered': { title: text('补正', 'Answer the correction'), outcomes: [] },
  'case.reviewed': { title: text('审查', 'Review'), outcomes: ['pass', 'inspect'] },
  'special-procedure.ended': { title: text('特别程序', 'Special procedure'), outcomes: [] },
  'case.decided': { title: text('决定', 'Decide'), outcomes: ['grant', 'refuse'] },
  'licence.issued': { title: text('制证', 'Issue the document'), outcomes: [] },
  'case.served': { title: text('送达', 'Serve'), outcomes: [] },
}
