// Longer than 300 lines: the room's whole interface in one file, as other rooms and the OpenAPI document name it.
import { z } from 'zod'
import type { Count } from '../../kernel/calendar/index.ts'
import * as cases from '../../kernel/cases/contract.ts'
import { serveDocument, service } from '../../kernel/documents/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { decide as decideByStandard } from '../discretion/contract.ts'
import { checkChange, endLicence } from '../licences/contract.ts'
import { hearingView } from './hearing/hearing.contract.ts'
import { grantErrors, quotaErrors, quotaView } from './quota/quota.contract.ts'
import { visitOffer, visitView } from './site-visit/visit.contract.ts'

export * from './hearing/hearing.contract.ts'
export * from './quota/quota.contract.ts'
export * from './site-visit/visit.contract.ts'

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

/** A clerk's draft for somebody who stands at the counter: never mixed with the clerk's own. */
const counter = z.boolean().default(false)
/** Of several applications in one sitting: a draft of its own, its rows in it. */
const batch = z.boolean().default(false)
/** For whom the applicant acts (`capacityOf` of kernel/identity): himself where it is empty. */
const capacity = z.string().max(80).default('')
const NO_CAPACITY = {
  status: 403,
  ...text(
    '您现在不能代表它申请：成员资格或委托已经终止，或没有申请的权限。您填的都还在，可以改为以别的身份申请。',
    'You cannot apply for it now: the membership or the authority ended, or has no such scope. All that you typed is kept; you may apply in another capacity.',
  ),
} as const
const { stepErrors, caseErrors: noCase } = cases

export const saveApplicationDraft = defineContract({
  id: 'approvals.save-draft',
  kind: 'write',
  title: text('保存草稿', 'Save the draft'),
  input: z.object({ itemCode: z.string(), form: z.record(z.string(), z.unknown()), counter, capacity, batch }),
  output: z.object({ savedAt: z.date() }),
  errors: {
    NO_ITEM: { status: 404, ...text('这个事项没有公布，或已停用。', 'The item is not published or was retired.') },
    FROM_BELOW: {
      status: 409,
      ...text(
        '这个事项先由下级机关审查、报到这里决定（行政许可法第四十三条），请向您所在地的区、镇申请同名事项。',
        'It is reviewed by the organ below and then decided here (Administrative Licensing Law art. 43); please apply for the item of the same name in your district or town.',
      ),
    },
  },
})

export const moveDraft = defineContract({
  id: 'approvals.move-draft',
  kind: 'write',
  title: text('草稿改换身份', 'Take a draft into another capacity'),
  input: z.object({ itemCode: z.string().regex(/^\d{6}-/), from: capacity, to: capacity, batch }),
  output: z.object({}),
  errors: { NO_CAPACITY, NO_DRAFT: { status: 404, ...text('没有这份草稿。', 'There is no such draft.') } },
})

export const uploadMaterial = defineContract({
  id: 'approvals.upload-material',
  kind: 'write',
  title: text('上传材料', 'Upload a material'),
  summary: text(
    '一份材料可以是几个文件，传上来立即保存；不能收的逐个说明，能收的留下。也可以先分段上传（cases.keep-part），再按摘要收。',
    'A material may be several files, kept at once; what cannot be taken is told one by one, the rest stays. Or its parts come first (cases.keep-part), and it is taken by its digest.',
  ),
  input: z.object({
    itemCode: z.string(),
    material: z.string(),
    file: cases.sentFile,
    /** Others of the same material, chosen with it. */
    more: z.array(cases.sentFile).max(19).default([]),
    counter,
    capacity,
    batch,
  }),
  /** The first that was taken, and those that were not. */
  output: z.object({
    id: z.uuid(),
    sha256: z.string(),
    size: z.int(),
    type: z.string(),
    name: z.string(),
    refused: z.array(z.object({ name: z.string(), why: bilingual })),
  }),
  errors: {
    ...saveApplicationDraft.errors,
    NO_MATERIAL: { status: 422, ...text('这个事项不需要这份材料。', 'The item does not ask for this material.') },
    BAD_FILE: { status: 422, ...text('这个文件不能收。', 'The file cannot be taken.') },
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

export const moveMaterial = defineContract({
  id: 'approvals.move-material',
  kind: 'write',
  title: text('调整材料的顺序', 'Move a material'),
  input: z.object({ id: z.uuid(), to: z.enum(['up', 'down']) }),
  output: z.object({ id: z.uuid() }),
  errors: {
    ...removeMaterial.errors,
    AT_END: {
      status: 409,
      ...text('它已经在这一头了，不能再移。', 'It stands at this end already and cannot be moved further.'),
    },
  },
})

export const submitApplication = defineContract({
  id: 'approvals.submit-application',
  kind: 'write',
  title: text('提交申请', 'Submit an application'),
  input: z.object({ itemCode: z.string(), form: z.record(z.string(), z.unknown()), capacity }),
  output: done.extend({ warnings: z.record(z.string(), bilingual) }),
  errors: {
    ...saveApplicationDraft.errors,
    FORM: {
      status: 422,
      ...text('有几处要改，您填的都还在。', 'A few entries need a change; everything you typed is still here.'),
    },
    NO_CAPACITY,
    ...quotaErrors,
    LICENCE: checkChange.errors.LICENCE,
    MATERIALS: { status: 422, ...text('还缺必交的材料。', 'Mandatory materials are missing.') },
    ALREADY: {
      status: 409,
      ...text('这份申请已经交过了。', 'This application was handed in already.'),
    },
  },
})

/** A page that can be looked over, and one transaction. */
export const MOST_AT_ONCE = 50
export const submitBatch = defineContract({
  id: 'approvals.submit-batch',
  kind: 'write',
  title: text('一次申请多件', 'Apply several times at once'),
  summary: text(
    '同一个事项，一次提交多件：每件自成一件，各有编号、期限和证照；有一件不对，一件也不提交。',
    'The same item several times in one sitting: each a case with its own number, clock and licence; where one is wrong none is submitted.',
  ),
  input: z.object({
    itemCode: z.string(),
    rows: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_AT_ONCE),
    capacity,
  }),
  output: z.object({ batch: z.uuid(), cases: z.array(z.object({ caseId: z.uuid(), number: z.string() })) }),
  errors: {
    ...submitApplication.errors,
    NOT_SEVERAL: {
      status: 409,
      ...text('联办的事项不能一次申请多件，请一件一件地办。', 'A joint application is made one at a time, please.'),
    },
  },
})

export const takeAtCounter = defineContract({
  id: 'approvals.take-at-counter',
  kind: 'write',
  title: text('窗口代为申请', 'Take an application at the counter'),
  summary: text(
    '申请人在场，窗口核对证件后代为填写、扫描和提交；申请人还是本人。',
    'With the applicant present and the identity checked, the counter fills in, scans and submits; the applicant stays the applicant.',
  ),
  input: z.object({
    itemCode: z.string(),
    form: z.record(z.string(), z.unknown()),
    applicantName: z.string().trim().min(2).max(60),
    applicantId: z.string().trim().min(1).max(40),
    applicantPhone: z.string().trim().min(1).max(40),
    /** The clerk saw the person and the card. */
    present: z.literal(true),
  }),
  output: done.extend({ login: z.string().nullable() }),
  errors: {
    ...submitApplication.errors,
    BAD_PERSON: {
      status: 422,
      ...text('申请人的号码要核对。', 'The applicant’s numbers need a look.'),
    },
    NOT_HERE: {
      status: 403,
      ...text(
        '这个窗口不收这个事项：只收本地区的和全市的事项。',
        'This counter does not take this item: only those of its own place and of the city.',
      ),
    },
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

export const acceptMany = defineContract({
  id: 'approvals.accept-many',
  kind: 'write',
  title: text('批量受理', 'Accept several'),
  input: z.object({
    numbers: z.array(z.string().min(1).max(40)).min(1).max(50),
  }),
  output: z.object({ accepted: z.int() }),
  errors: { NOT_THIS: { status: 409, ...text('有一件不能受理。', 'One of them cannot be accepted.') } },
})

export const acceptBySilence = defineContract({
  id: 'approvals.accept-by-silence',
  kind: 'write',
  title: text('逾期未告知，视为受理', 'Accepted by silence'),
  input: z.object({ caseId }),
  output: done,
  errors: stepErrors,
})

export const openApproval = defineContract({
  id: 'approvals.open-approval',
  kind: 'write',
  twice: true,
  place: ({ itemCode }) => itemCode.slice(0, 6),
  title: text('由另一个办件开出审批办件', 'Open an approval from another case'),
  input: z.object({ itemCode: z.string(), parent: z.string(), element: z.string() }),
  output: done,
  errors: { ...stepErrors, ...saveApplicationDraft.errors },
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
  title: text('提出审查意见，报决定', 'Review, pass on for decision'),
  summary: text(
    '建议准予或者不予许可；决定与建议不同时要写明理由。',
    'Recommends to grant or to refuse; a decision that differs needs its reasons.',
  ),
  input: z.object({ caseId, advice: z.enum(['grant', 'refuse']).default('grant'), opinion: words }),
  output: done,
  errors: {
    ...stepErrors,
    VISIT: {
      status: 409,
      ...text(
        '约了联合勘验，还没有出记录：请先完成记录，或者取消勘验。',
        'A joint visit was called and its record is not made: please complete it, or call the visit off.',
      ),
    },
  },
})

export const giveOpinion = defineContract({
  id: 'approvals.give-opinion',
  kind: 'write',
  title: text('提出会审意见', 'Give the opinion that was asked'),
  summary: text(
    '联审的单位各提各的；过了期限不答不算同意，亮的是没答的那个单位的灯。',
    'Each unit asked gives its own; silence past the limit is no consent, and the light is of the unit that is silent.',
  ),
  input: z.object({ caseId, opinion: z.enum(['agree', 'disagree']), reason: words }),
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
      params: text(
        '不予许可要写明理由（行政许可法第三十八条）。',
        'A refusal needs its reasons (Administrative Licensing Law art. 38).',
      ),
    }),
  output: done,
  errors: {
    ...stepErrors,
    NO_LICENCE: endLicence.errors.NO_LICENCE,
    ...grantErrors,
    UNANSWERED: {
      status: 409,
      ...text(
        '还有陈述、申辩没有答复，答复以后才能决定（行政许可法第三十六条）。',
        'An objection waits for its answer; it is decided after that (art. 36).',
      ),
    },
    HEARING: {
      status: 409,
      ...text(
        '告知了听证权利：五日没过，或者听证还没有举行，不能决定。',
        'The right to a hearing was told: it is not decided before the five days are over, or the hearing is held.',
      ),
    },
    BY_RECORD: {
      status: 422,
      ...text(
        '举行过听证，决定按笔录作出：请写明怎样采纳的（行政许可法第四十八条）。',
        'A hearing was held and the decision follows its record: please say how (art. 48).',
      ),
    },
    SAME_PERSON: { status: 403, ...text('审查和决定不能是同一个人。', 'The same person may not review and decide.') },
    AGAINST_OPINION: {
      status: 422,
      ...text('有会审单位不同意，请写明为什么准予。', 'A unit asked disagrees; please say why it is granted.'),
    },
    AGAINST_ADVICE: {
      status: 422,
      ...text('决定与审查建议不同，请写明理由。', 'The decision differs from the review; please give the reasons.'),
    },
  },
})

export const issueLicence = defineContract({
  id: 'approvals.issue-licence',
  kind: 'write',
  title: text('制证', 'Issue the document'),
  input: z.object({ caseId }),
  output: done.extend({ licence: z.string() }),
  errors: {
    ...stepErrors,
    NO_LICENCE: endLicence.errors.NO_LICENCE,
    DEFERRED: {
      status: 409,
      ...text(
        '承诺后补的材料还没补齐，补齐以后才能制证。',
        'A material that was promised is not there yet; the document is issued after it came.',
      ),
    },
  },
})

export const serve = defineContract({
  id: 'approvals.serve',
  kind: 'write',
  title: text('送达', 'Serve'),
  summary: text(
    '决定书和证照的送达回证；送达后办结。',
    'The proof of service of the decision and the licence; serving closes the case.',
  ),
  // Today where no day is said.
  input: service.extend({ caseId, on: z.iso.date().optional() }),
  output: done,
  errors: { ...stepErrors, NOT_SERVICE: serveDocument.errors.NOT_SERVICE },
})

export const lapseDeferral = defineContract({
  id: 'approvals.lapse-deferral',
  kind: 'write',
  title: text('容缺材料到期未补', 'A promised material did not come'),
  input: z.object({ caseId, day: z.iso.date() }),
  output: done,
  errors: stepErrors,
})

export const checkPromise = defineContract({
  id: 'approvals.check-promise',
  kind: 'write',
  title: text('核查承诺', 'Check the promise'),
  summary: text('承诺不实的，转撤销许可。', 'A false promise goes on to revocation.'),
  input: z.object({ caseId, outcome: z.enum(['kept', 'broken']), finding: words }),
  output: done,
  errors: stepErrors,
})

export const renewBySilence = defineContract({
  id: 'approvals.renew-by-silence',
  kind: 'write',
  title: text('届满未决定，视为准予延续', 'Renewed by silence'),
  input: z.object({ caseId, until: z.iso.date() }),
  output: done,
  errors: stepErrors,
})

export const tellUsedUp = defineContract({
  id: 'approvals.tell-used-up',
  kind: 'write',
  title: text('告知名额已经用完', 'Tell that the limit is used up'),
  input: z.object({ caseId, limit: z.int() }),
  output: done,
  errors: noCase,
})

export const raiseObjection = defineContract({
  id: 'approvals.raise-objection',
  kind: 'write',
  title: text('陈述、申辩', 'State an objection'),
  summary: text(
    '申请人和利害关系人在决定前都可以提；单位答复以后才能决定（行政许可法第三十六条）。',
    'Applicant and persons concerned may, before the decision; the unit answers before it decides (art. 36).',
  ),
  input: z.object({ caseId, objection: words }),
  output: done,
  errors: {
    ...noCase,
    DECIDED: {
      status: 409,
      ...text(
        '已经作出决定；不服的，可以申请行政复议或者提起诉讼。',
        'A decision was made; reconsideration or a lawsuit is the way now.',
      ),
    },
    MANY: {
      status: 429,
      ...text(
        '已有许多陈述在等答复，请等单位答复后再提，或者申请听证。',
        'Many statements wait for an answer; please wait for it, or ask for a hearing.',
      ),
    },
  },
})

export const answerObjection = defineContract({
  id: 'approvals.answer-objection',
  kind: 'write',
  title: text('答复陈述、申辩', 'Answer the objections'),
  input: z.object({ caseId, taken: z.enum(['yes', 'no']), answer: words }),
  output: done,
  errors: stepErrors,
})

export const withdrawDecision = defineContract({
  id: 'approvals.withdraw-decision',
  kind: 'write',
  title: text('撤回未送达的决定', 'Withdraw a decision that was not served'),
  input: z.object({ caseId, reason: words }),
  output: done,
  errors: {
    ...stepErrors,
    SERVED: {
      status: 409,
      ...text(
        '证照已制或者决定已送达，不能撤回；该撤销证照的，请用“撤销、撤回、注销证照”。',
        'It was issued or served and can no longer be withdrawn; to revoke the licence, end it.',
      ),
    },
  },
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

const jointPart = z.object({
  itemCode: z.string(),
  title: bilingual,
  unitName: bilingual,
  /** `waiting` until the chart opens it; `not-asked` and `no-item` are opened never. */
  state: z.enum(['waiting', 'not-asked', 'no-item', 'open', 'closed']),
  number: z.string().nullable(),
  statusText: bilingual.nullable(),
  outcome: z.string().nullable(),
  licence: z.string().nullable(),
  /** The clock by which the applicant waits for it. */
  count: z.custom<Count>().nullable(),
  /** It waits for the reader. */
  mine: z.boolean(),
})
export const jointView = z.object({
  number: z.string(),
  title: bilingual,
  /** The case that is read is the joint application itself. */
  root: z.boolean(),
  accepted: z.boolean(),
  parts: z.array(jointPart),
})
export type JointView = z.output<typeof jointView>

export const caseView = cases.caseView.extend({
  joint: jointView.nullable(),
  quota: quotaView.nullable(),
  warnings: z.record(z.string(), bilingual),
  rated: z.int().nullable(),
  outcome: z.string().nullable(),
  advice: z.string().nullable(),
  abilities: z.record(z.string(), z.boolean()),
  specialDays: z.int().nullable(),
  /** 容缺: what comes later, by when, whether it is there or was told to be late. */
  deferred: z.array(
    z.object({ material: z.string(), name: bilingual, until: z.string(), given: z.boolean(), lapsed: z.boolean() }),
  ),
  promised: z.boolean(),
  /** Joint review: each unit asked, what it said or by when it has to. */
  opinions: z.array(
    z.object({
      unitName: bilingual,
      opinion: z.enum(['agree', 'disagree']).nullable(),
      at: z.date().nullable(),
      due: z.string().nullable(),
      late: z.boolean(),
    }),
  ),
  hearing: hearingView.nullable(),
  /** Among whom the reader chooses who presides. */
  chairs: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.string() })),
  visit: visitView.nullable(),
  visitOffer: visitOffer.nullable(),
  /** Units that the reader may call to a visit. */
  visitable: z.array(z.object({ code: z.string(), name: bilingual })),
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

export const myCases = defineContract({
  id: 'approvals.my-cases',
  kind: 'read',
  title: text('我的申请', 'My applications'),
  summary: text('办件，和没交的草稿。', 'Cases, and drafts that were not handed in.'),
  input: cases.myCases.input.omit({ kind: true }),
  output: cases.myCases.output.extend({
    drafts: z.array(
      z.object({
        itemCode: z.string(),
        itemName: bilingual,
        capacity: z.string(),
        batch: z.boolean(),
        updatedAt: z.date(),
      }),
    ),
    /** Receipts of several that were handed in at once, the newest first: of the places of the page's cases. */
    together: z.array(z.object({ itemCode: z.string(), batch: z.string(), cases: z.int(), at: z.date() })),
  }),
})
