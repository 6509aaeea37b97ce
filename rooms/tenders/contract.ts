// Browser-safe.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { gateErrors } from '../../kernel/parties/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { lotForm, tenderForm } from './form.shape.ts'

/** Posts that tenders and prequalifications ask for. */
export const OFFICER = 'tender-officer'
export const OVERSEER = 'tender-overseer'
export const KEEPER = 'tender-keeper'

export const OBJECTS = ['documents', 'opening', 'candidates'] as const
const fen = z.int().positive().max(1e13)
const said = z.string().trim().min(2).max(2000)
const caseId = z.uuid()
const number = z.string().max(40)
const done = z.object({ caseId: z.uuid(), number: z.string() })
const instant = z.iso.datetime({ offset: true })
const bidder = z.coerce.number().int().positive()
const file = z.object({
  name: z.string(),
  size: z.int(),
  bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array),
})

const BOND = {
  status: 422,
  ...text('保证金超过估算价的百分之二。', 'The bond is above two per cent of the estimate.'),
} as const

export const plan = defineContract({
  id: 'tenders.plan',
  kind: 'write',
  title: text('登记招标项目', 'Register a tender'),
  input: tenderForm.omit({ lot: true }),
  output: done,
  errors: {
    BOND,
    NO_METHOD: { status: 422, ...text('没有这个评标办法。', 'There is no such method.') },
    COMMITTEE: {
      status: 422,
      ...text('评标委员会应为五人以上单数。', 'The committee has five members or more, an odd number.'),
    },
    NOT_PREQUALIFIED: {
      status: 422,
      ...text(
        '没有本单位已经通知结果的这个资格预审，或是否接受联合体与它不一致。',
        'There is no such prequalification of this unit with its results told, or it differs over consortia.',
      ),
    },
    NOT_FAILED: {
      status: 422,
      ...text('只能接续本单位已经流标的项目。', 'It can only follow a failed tender of the same unit.'),
    },
  },
})

export const addLot = defineContract({
  id: 'tenders.add-lot',
  kind: 'write',
  title: text('增加标段', 'Add a lot'),
  summary: text(
    '核准以前增加；每个标段有自己的编号、限价、投标箱、开标、评标和合同，公告和核准是一次。',
    'Before the approval. Each lot has its own number, ceiling, box, opening, evaluation and contract; approval and notice are one.',
  ),
  input: lotForm.extend({ caseId }),
  output: done.extend({ lot: z.string() }),
  errors: {
    ...stepErrors,
    BOND,
    NOT_FIRST: { status: 409, ...text('标段加在第一标段上。', 'Lots are added to the first one.') },
    NOT_NOW: { status: 409, ...text('核准以后不能再增加标段。', 'No lot is added after the approval.') },
  },
})
/** By the system, in the act that adds it. */
export const openLot = defineContract({
  id: 'tenders.open-lot',
  kind: 'write',
  title: text('设立标段', 'Open a lot'),
  input: z.object({ jurisdiction: z.string(), unit: z.string(), unitName: z.string(), form: tenderForm }),
  output: done,
})

export const approve = defineContract({
  id: 'tenders.approve',
  kind: 'write',
  title: text('核准招标方案', 'Approve the plan'),
  input: z.object({ caseId, outcome: z.enum(['approve', 'return']), opinion: said }),
  output: done,
  errors: stepErrors,
})

export const announce = defineContract({
  id: 'tenders.announce',
  kind: 'write',
  title: text('发布招标公告', 'Publish the notice'),
  summary: text(
    '自招标文件开始发出至投标截止不少于二十日；同时设立密封投标箱。',
    'Twenty days at least from the documents to the deadline; the box for sealed bids is set up with it.',
  ),
  input: z.object({
    caseId,
    deadline: instant,
    trustees: z.array(z.string().max(100)).min(3).max(9),
    threshold: z.coerce.number().int().min(2).max(9),
  }),
  output: done,
  errors: {
    ...stepErrors,
    TOO_SOON: { status: 422, ...text('到投标截止不足二十日。', 'Under twenty days to the deadline.') },
    NO_DOCUMENTS: { status: 409, ...text('还没有上传招标文件。', 'The tender documents are not there yet.') },
    NO_KEY: {
      status: 409,
      ...text('有受托人还没有登记公钥，不能设立投标箱。', 'A trustee has not registered a key yet.'),
    },
    TIMES: { status: 422, ...text('受托人的人数不对。', 'The number of trustees is wrong.') },
  },
})

export const attach = defineContract({
  id: 'tenders.attach',
  kind: 'write',
  title: text('上传招标文件', 'Add a tender document'),
  input: z.object({ caseId, name: z.string().trim().min(2).max(100), file }),
  output: done.extend({ sha256: z.string() }),
  errors: { ...stepErrors, FILE: { status: 422, ...text('请上传 PDF。', 'Please upload a PDF.') } },
})

export const clarify = defineContract({
  id: 'tenders.clarify',
  kind: 'write',
  title: text('澄清或修改', 'Clarify or amend'),
  summary: text(
    '可能影响投标文件编制的，离截止不足十五日要顺延。',
    'What may affect bids needs fifteen days before the deadline, or the deadline moves.',
  ),
  input: z.object({ caseId, words: said, affects: z.boolean().default(false), deadline: instant.optional() }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_NOW: { status: 409, ...text('已过投标截止时间。', 'The deadline has passed.') },
    POSTPONE: {
      status: 422,
      ...text(
        '离投标截止不足十五日，请同时把截止时间推迟到十五日以后。',
        'Under fifteen days to the deadline: please move it to fifteen days from now or later.',
      ),
    },
  },
})

export const object = defineContract({
  id: 'tenders.object',
  kind: 'write',
  title: text('提出异议', 'Object'),
  summary: text(
    '对招标文件：截止十日前；对开标：当场；对评标结果：公示期间。答复之前程序停下。',
    'To the documents ten days before the deadline, to the opening on the spot, to the result while it is publicised. The process stands still until it is answered.',
  ),
  input: z.object({ caseId, on: z.enum(OBJECTS), words: said }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_NOW: { status: 409, ...text('现在不在提出这类异议的时间内。', 'This cannot be objected to now.') },
  },
})

export const answer = defineContract({
  id: 'tenders.answer',
  kind: 'write',
  title: text('答复异议', 'Answer an objection'),
  input: z.object({ caseId, objection: z.coerce.number().int().positive(), words: said }),
  output: done,
  errors: { ...stepErrors, NONE: { status: 404, ...text('没有待答复的这项异议。', 'No such objection waits.') } },
})

export const register = defineContract({
  id: 'tenders.register',
  kind: 'write',
  title: text('登记投标', 'Register to bid'),
  summary: text(
    '取得投标编号，按通知缴投标保证金。谁登记、有几家，开标前不公开。',
    'Gives a bidder number and a notice to pay the bond. Who registered, and how many, is not published before the opening.',
  ),
  input: z.object({ number, agreed: z.literal(true) }),
  output: z.object({ number, bidder: z.int(), order: z.string() }),
  errors: {
    NO_TENDER: { status: 404, ...text('没有这个招标项目。', 'There is no such tender.') },
    NOT_NOW: { status: 409, ...text('现在不能登记。', 'Registration is not open now.') },
    ONCE: { status: 409, ...text('您已经登记过。', 'You have registered already.') },
    NO_ACCOUNT: { status: 409, ...text('没有可用的保证金账户。', 'There is no account for bonds.') },
    OWN: { status: 403, ...text('招标人不能投标。', 'The tenderer cannot bid.') },
    NOT_PASSED: {
      status: 403,
      ...text('这个项目做过资格预审，通过的才能登记。', 'It was prequalified: only who passed can register.'),
    },
    LOTS: {
      status: 409,
      ...text(
        '公告限定了一家可以投几个标段，您已经满了。',
        'The notice limits how many lots one may bid for: you have them.',
      ),
    },
  },
})

const ofSystem = { output: done, errors: stepErrors }
export const close = defineContract({
  id: 'tenders.close',
  kind: 'write',
  title: text('投标截止', 'The deadline passed'),
  input: z.object({ caseId, count: z.int().nonnegative() }),
  ...ofSystem,
})
export const callOpening = defineContract({
  id: 'tenders.call-opening',
  kind: 'write',
  title: text('宣布开标', 'Call the opening'),
  input: z.object({ caseId }),
  output: done,
  errors: {
    ...stepErrors,
    STANDSTILL: {
      status: 409,
      ...text('有异议还没有答复，程序停下。', 'An objection waits for its answer: it stands still.'),
    },
  },
})
export const opened = defineContract({
  id: 'tenders.opened',
  kind: 'write',
  title: text('开标', 'Opened'),
  input: z.object({ caseId }),
  ...ofSystem,
})

export const publicise = defineContract({
  id: 'tenders.publicise',
  kind: 'write',
  title: text('公示中标候选人', 'Publicise the candidates'),
  input: z.object({ caseId, days: z.coerce.number().int().min(1).max(60) }),
  output: done,
  errors: {
    ...stepErrors,
    TOO_SHORT: { status: 422, ...text('公示不得少于三日。', 'Three days at least.') },
    UNSIGNED: {
      status: 409,
      ...text('评标委员会成员还没有全部签署或写明不同意。', 'Not all members have signed or dissented yet.'),
    },
  },
})
export const award = defineContract({
  id: 'tenders.award',
  kind: 'write',
  title: text('确定中标人', 'Award'),
  summary: text(
    '应当是排名第一的候选人；放弃、不可抗力、不交履约保证金或查实违法的，才依次确定下一名。',
    'The first-ranked candidate; the next one only where he renounces, force majeure, no performance bond, or a proven breach.',
  ),
  input: z.object({ caseId, bidder, reason: z.string().trim().max(2000).default('') }),
  output: done,
  errors: {
    ...stepErrors,
    STANDSTILL: {
      status: 409,
      ...text(
        '公示期没有满，或有异议没有答复，或监督部门责令暂停。',
        'The publicity is not over, an objection waits, or the overseer has stopped it.',
      ),
    },
    NOT_CANDIDATE: { status: 422, ...text('不是中标候选人。', 'Not a candidate.') },
    FIRST: {
      status: 422,
      ...text('不定第一名的，要写明法定理由。', 'Passing over the first-ranked needs its legal reason.'),
    },
    LOT_ORDER: {
      status: 409,
      ...text(
        '一家最多中几个标段有限定，按标段次序定标；前面的标段还没有定。',
        'How many lots one may win is limited: they are awarded in their order, and an earlier one waits.',
      ),
    },
    LOTS: {
      status: 409,
      ...text(
        '这一家中标的标段已到公告限定的数，依次定下一名。',
        'This bidder has won as many lots as the notice allows: the next one is due.',
      ),
    },
    ...gateErrors,
  },
})
export const signContract = defineContract({
  id: 'tenders.sign-contract',
  kind: 'write',
  title: text('签订合同', 'Sign the contract'),
  input: z.object({ caseId, contract: z.string().trim().min(2).max(60), price: fen }),
  output: done,
  errors: {
    ...stepErrors,
    STANDSTILL: { status: 409, ...text('监督部门责令暂停。', 'The overseer has stopped it.') },
    PRICE: { status: 422, ...text('合同价应与中标价一致。', 'The price of the contract is that of the bid.') },
  },
})
export const fileReport = defineContract({
  id: 'tenders.file-report',
  kind: 'write',
  title: text('提交书面报告', 'File the report'),
  input: z.object({ caseId }),
  output: done,
  errors: stepErrors,
})

export * from './committee.contract.ts'
export { SPECIALTIES, specialties, type TenderForm } from './form.shape.ts'
export * from './price-list.contract.ts'
export * from './remedies.contract.ts'
export * from './shown.contract.ts'
