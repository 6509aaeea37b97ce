import { z } from 'zod'
import { caseView } from '../../kernel/cases/contract.ts'
import { citation, defineContract } from '../../kernel/platform/contract.ts'
import type { ErrorDeclaration } from '../../kernel/platform/index.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const line = z.string().trim().min(1).max(200)
const words = z.string().trim().min(2).max(4000)
const fen = z.int().min(0).max(900_000_000_000_000)
const day = z.iso.date()
const facts = z.record(z.string().max(60), z.any())
export const money = fen

/** Whom a case is about: an organisation by its credit code, a person by the identity card. */
export const subject = z.object({
  kind: z.enum(['organisation', 'person']),
  name: line,
  code: z.string().trim().toUpperCase().min(15).max(18),
  address: line,
  phone: z.string().trim().max(30).optional(),
  representative: z.string().trim().max(60).optional(),
})
export type Subject = z.output<typeof subject>

const refuse = (status: number, zh: string, en: string): ErrorDeclaration => ({ status, ...text(zh, en) })
const NO_CASE = refuse(404, '没有这件案件。', 'There is no such case.')
const NOT_OPEN = refuse(409, '这一步现在没有打开，请刷新后查看。', 'This step is not open now; please reload.')
const NO_ITEM = refuse(422, '没有公布这个处罚事项。', 'There is no such published item.')
const FACTS = refuse(422, '案件事实还不完整。', 'The facts are not complete.')
const LAW = refuse(422, '法律不允许这样处理。', 'The law does not allow it.')
const REASONS = refuse(422, '偏离基准要写明理由。', 'Leaving the standard needs reasons.')
const CARDS = refuse(
  422,
  '要有两名持有效执法证的执法人员。',
  'Two officers with cards that are valid today are needed.',
)
const CODE = refuse(422, '当事人的代码不对。', 'The party’s code is not right.')
const TOO_EARLY = refuse(409, '告知的期限还没有到。', 'The time that the notice gave is not over.')
const CLOSED = refuse(409, '案件已经结案，不能再加。', 'The case is closed; nothing can be added.')

const of = { caseId: z.uuid() }
const done = z.object({ caseId: z.uuid(), number: z.string() })

type Shape = z.ZodRawShape
const onCase = <I extends Shape, const E extends Record<string, ErrorDeclaration> = Record<never, never>>(
  name: string,
  title: Text,
  input: I,
  errors?: E,
  summary?: Text,
) =>
  defineContract({
    id: `enforcement.${name}` as const,
    kind: 'write',
    title,
    ...(summary ? { summary } : {}),
    input: z.object({ ...of, ...input }),
    output: done.extend({ document: z.string().optional() }),
    errors: { NO_CASE, NOT_OPEN, ...(errors ?? ({} as E)) },
  })

// ---- opening

export const file = defineContract({
  id: 'enforcement.file',
  kind: 'write',
  title: text('立案', 'File a case'),
  summary: text(
    '由线索立案：开出案件，指定两名承办人员。',
    'From a lead: opens the case and puts two officers in charge.',
  ),
  input: z.object({
    itemCode: z.string(),
    subject,
    actOn: day,
    place: line,
    facts: facts.default({}),
    officers: z.array(z.uuid()).length(2),
    source: z.string().max(60),
    lead: z.string().optional(),
  }),
  output: done,
  errors: {
    NO_ITEM,
    CARDS,
    CODE,
    LAW,
    PRESCRIBED: refuse(422, '违法行为已过追究时效。', 'It is too late to penalise this act.'),
    SAME_ACT: refuse(
      409,
      '这个当事人的同一违法行为已经立案或处罚过。',
      'The same act of this party is already a case or was penalised.',
    ),
  },
})

export const spot = defineContract({
  id: 'enforcement.spot',
  kind: 'write',
  title: text('当场处罚', 'Penalise on the spot'),
  summary: text(
    '简易程序：一张表，当场编号、出具、交付。',
    'The simple procedure: one form, numbered, issued and handed over at once.',
  ),
  input: z.object({
    itemCode: z.string(),
    subject,
    actOn: day,
    place: line,
    facts,
    kind: z.enum(['warning', 'fine']),
    fine: fen.default(0),
    second: z.uuid(),
    collected: z.boolean().default(false),
    signed: z.enum(['signed', 'refused']),
    statement: z.string().trim().max(1000).optional(),
    reasons: words,
  }),
  output: done.extend({ document: z.string() }),
  errors: {
    NO_ITEM,
    CARDS,
    CODE,
    FACTS,
    LAW,
    REASONS,
    SAME_ACT: file.errors.SAME_ACT,
    NOT_SIMPLE: refuse(422, '这个事项不适用简易程序。', 'This item is not for the simple procedure.'),
    TOO_MUCH: refuse(
      422,
      '超过当场处罚的限额，要按普通程序办。',
      'It is above what may be decided on the spot; the ordinary procedure is needed.',
    ),
    NOT_COLLECTED: refuse(422, '这笔罚款不能当场收缴。', 'This fine must not be collected on the spot.'),
  },
})

export const changeOfficers = onCase(
  'change-officers',
  text('更换承办人', 'Change the officers'),
  { officers: z.array(z.uuid()).length(2), reason: words },
  { CARDS },
)

// ---- investigation

export const EVIDENCE = [
  'document',
  'object',
  'audiovisual',
  'electronic',
  'witness',
  'party',
  'expert',
  'record',
] as const
const upload = z.custom<{ name: string; size: number; bytes: Uint8Array }>(
  (f) => typeof f === 'object' && f !== null && (f as { bytes?: unknown }).bytes instanceof Uint8Array,
)
export const addEvidence = onCase(
  'add-evidence',
  text('加入证据', 'Add evidence'),
  {
    kind: z.enum(EVIDENCE),
    maker: line,
    takenOn: day,
    device: z.string().trim().max(200).optional(),
    place: line,
    note: z.string().trim().max(2000).optional(),
    file: upload,
  },
  {
    CLOSED,
    BAD_FILE: refuse(422, '这个文件收不了。', 'This file cannot be taken.'),
    TAKEN_LATER: refuse(422, '取证日期不能晚于今天。', 'It cannot be taken after today.'),
  },
)

export const issueForm = onCase(
  'issue-form',
  text('制作文书', 'Issue a form'),
  { form: z.string().max(60), fields: z.record(z.string().max(40), z.string().max(4000)) },
  {
    NO_FORM: refuse(422, '没有这种文书。', 'There is no such form.'),
    CLOSED,
    INCOMPLETE: refuse(422, '文书还没有填完。', 'The form is not complete.'),
  },
)

export const MEASURES = ['preservation', 'seizure', 'sealing'] as const
export const askMeasure = onCase(
  'ask-measure',
  text('报批措施', 'Propose a measure'),
  { kind: z.enum(MEASURES), goods: words, reason: words },
  { CLOSED },
)
const noMeasure = {
  NO_MEASURE: refuse(409, '没有这一项措施，或者已经处理。', 'There is no such measure, or it was dealt with.'),
}
const which = { measure: z.coerce.number().int().min(1) }
export const orderMeasure = onCase('order-measure', text('批准措施', 'Order a measure'), which, noMeasure)
export const refuseMeasure = onCase(
  'refuse-measure',
  text('不批准措施', 'Refuse a measure'),
  { ...which, reason: words },
  noMeasure,
)
export const extendMeasure = onCase(
  'extend-measure',
  text('延长查封扣押', 'Extend a seizure'),
  { ...which, reason: words },
  {
    ...noMeasure,
    EXTENDED: refuse(409, '只能延长一次。', 'It can be extended once.'),
    OVER: refuse(409, '期限已经过了，应当解除。', 'Its time is over; it has to be lifted.'),
  },
)
export const endMeasure = onCase(
  'end-measure',
  text('解除或处理', 'End a measure'),
  { ...which, outcome: z.enum(['returned', 'confiscated', 'seized', 'transferred', 'destroyed']), reason: words },
  noMeasure,
)

export const KINDS = ['warning', 'fine', 'confiscation', 'order', 'suspension', 'revocation'] as const
export const report = onCase(
  'report',
  text('调查终结报告', 'Investigation report'),
  {
    conclusion: z.enum(['penalise', 'spare', 'refer']),
    facts,
    kinds: z.array(z.enum(KINDS)).default([]),
    fine: fen.default(0),
    confiscate: fen.default(0),
    reasons: words,
    deviationReason: z.string().trim().max(2000).optional(),
  },
  {
    FACTS,
    LAW,
    REASONS,
    MEASURES_OPEN: refuse(409, '还有没处理的登记保存。', 'Evidence is still preserved and not dealt with.'),
  },
)
export const review = onCase('review', text('法制审核', 'Legal review'), {
  outcome: z.enum(['pass', 'return']),
  opinion: words,
})

// ---- notice, defence, hearing

export const notice = onCase('notice', text('事先告知', 'Give notice'), {})
export const defend = onCase(
  'defend',
  text('陈述申辩', 'Defend'),
  {
    statement: z.string().trim().max(4000).default(''),
    hearing: z.boolean().default(false),
    waived: z.boolean().default(false),
  },
  {
    NO_NOTICE: refuse(409, '还没有告知，或者已经决定。', 'There is no notice yet, or it was decided already.'),
    NO_HEARING: refuse(
      409,
      '这一件没有听证，或者申请期限已过。',
      'This case has no hearing, or the time to ask is over.',
    ),
    EMPTY: refuse(
      422,
      '请写下您的意见，或者选择要求听证、放弃。',
      'Please write what you say, or choose the hearing or to waive.',
    ),
  },
  text('当事人提出意见、要求听证，或者表示放弃。', 'The party says what it has to say, asks for a hearing, or waives.'),
)
/** What a party said at the counter, recorded by an officer. */
export const recordDefence = onCase(
  'record-defence',
  text('记录陈述申辩', 'Record the defence'),
  defend.input.shape,
  defend.errors,
)
export const weigh = onCase(
  'weigh',
  text('复核', 'Weigh the defence'),
  { adopted: z.enum(['none-made', 'adopted', 'partly', 'not']), opinion: words, again: z.boolean().default(false) },
  { TOO_EARLY, NOT_SERVED: refuse(409, '告知书还没有送达。', 'The notice is not served.') },
)
export const callHearing = onCase(
  'call-hearing',
  text('通知听证', 'Call the hearing'),
  { on: day, place: line },
  { TOO_SOON: refuse(422, '听证要在七个工作日以前通知。', 'A hearing is told seven working days before.') },
)
export const holdHearing = onCase(
  'hold-hearing',
  text('听证笔录', 'Record the hearing'),
  { attended: z.enum(['yes', 'no']), record: words, opinion: words },
  { TOO_EARLY: refuse(409, '还没有到听证的日子。', 'The day of the hearing has not come.') },
)

// ---- decision

export const discuss = onCase('discuss', text('集体讨论', 'Discuss'), {
  who: words,
  present: z.coerce.number().int().min(3).max(50),
  opinion: words,
})
export const decide = onCase(
  'decide',
  text('决定', 'Decide'),
  {
    outcome: z.enum(['penalise', 'spare', 'return']),
    fine: fen.default(0),
    confiscate: fen.default(0),
    reasons: words,
  },
  {
    LAW,
    REASONS,
    NOT_REVIEWED: refuse(
      409,
      '没有通过法制审核，不能决定。',
      'Without a legal review that passed there is no decision.',
    ),
    HEAVIER: refuse(
      422,
      '不得因申辩加重处罚；超过告知的要重新告知。',
      'A defence must not make it heavier; more than was noticed needs a new notice.',
    ),
    SAME_ACT: file.errors.SAME_ACT,
    NOT_DISCUSSED: refuse(409, '偏离基准的要先集体讨论。', 'What leaves the standard is discussed first.'),
  },
)
export const extend = onCase(
  'extend',
  text('延长办案期限', 'Extend the limit'),
  { reason: words },
  { EXTENDED: refuse(409, '已经延长过，或者已经决定。', 'It was extended already, or is decided.') },
)
export const suspend = onCase(
  'suspend',
  text('中止计算期限', 'Suspend the clock'),
  { why: z.enum(['testing', 'review', 'suit', 'notice', 'crime']), reason: words },
  { SUSPENDED: refuse(409, '已经中止。', 'It is suspended already.') },
)
export const resume = onCase(
  'resume',
  text('恢复计算期限', 'Let the clock go on'),
  { reason: words },
  { NOT_SUSPENDED: refuse(409, '没有中止。', 'It is not suspended.') },
)
export const recordSpot = onCase('record-spot', text('备案', 'Put on record'), {
  opinion: z.string().trim().max(1000).default(''),
})

// ---- publication

const notDecided = { NOT_DECIDED: refuse(409, '还没有作出、送达处罚决定。', 'There is no decision that was served.') }
export const publish = onCase('publish', text('公开决定', 'Publish'), {}, notDecided)
export const withhold = onCase('withhold', text('不予公开', 'Do not publish'), { reason: words }, notDecided)
export const withdraw = onCase(
  'withdraw',
  text('撤回公开', 'Withdraw the publication'),
  { reason: words },
  { NOT_PUBLISHED: refuse(409, '没有公开。', 'It is not published.') },
)

// ---- payment and enforcement

export const pay = onCase(
  'pay',
  text('缴款入案', 'Enter a payment'),
  {
    kind: z.enum(['fine', 'confiscation', 'surcharge']).default('fine'),
    amount: fen.min(1),
    on: day,
    order: z.string().max(60),
    as: z.string().max(20),
    other: z.boolean(),
  },
  {},
  text('只由收缴账簿的到账行为带来，没有人手工登记。', 'Only what the books of money say; nobody enters it by hand.'),
)
const NOTHING_DUE = refuse(409, '这一件没有要缴的罚款。', 'There is nothing to pay.')
export const askDeferral = onCase(
  'ask-deferral',
  text('申请暂缓或分期', 'Ask to pay later or in parts'),
  { reason: words },
  { NOTHING_DUE },
)
const NOT_ASKED = refuse(409, '当事人没有申请。', 'The party did not ask.')
export const grantDeferral = onCase(
  'grant-deferral',
  text('批准暂缓或分期', 'Grant a deferral'),
  { parts: z.coerce.number().int().min(1).max(24), first: day, reason: words },
  { NOT_ASKED, TERM: refuse(422, '首期日期要在今天以后。', 'The first day is after today.') },
)
export const refuseDeferral = onCase(
  'refuse-deferral',
  text('不批准暂缓或分期', 'Refuse a deferral'),
  { reason: words },
  { NOT_ASKED },
)
export const settle = onCase(
  'settle',
  text('履行情况', 'Execution'),
  { outcome: z.enum(['paid', 'urge', 'court', 'stop']), reason: z.string().trim().max(2000).default('') },
  {
    UNPAID: refuse(409, '还没有缴清。', 'It is not paid in full.'),
    NOT_SERVED: refuse(409, '决定书还没有送达。', 'The decision is not served.'),
    NOT_DUE: refuse(409, '缴款期限还没有过。', 'The time to pay is not over.'),
    NOT_YET: refuse(
      409,
      '复议、诉讼的期限没有过，或者催告没有满十个工作日。',
      'The time for review and suit is not over, or ten working days since the urging have not passed.',
    ),
    REASONS,
  },
)
export const urge = onCase('urge', text('催告', 'Urge'), {})
export const applyCourt = onCase('apply-court', text('申请法院强制执行', 'Apply to the court'), {})
export const settleGoods = onCase(
  'settle-goods',
  text('处理涉案物品', 'Dispose of the goods'),
  { outcome: z.enum(['none', 'returned', 'destroyed', 'auctioned', 'treasury']), record: words },
  { MEASURES_OPEN: refuse(409, '还有没解除的措施。', 'A measure is still in force.') },
)
export const refer = onCase('refer', text('移送司法机关', 'Refer to the judicial organ'), { to: line, reason: words })
export const close = onCase(
  'close',
  text('结案', 'Close'),
  { opinion: z.string().trim().max(2000).default('') },
  {
    MEASURES_OPEN: refuse(409, '还有没解除的查封、扣押。', 'Something is still seized and not lifted.'),
    NOT_PUBLIC: refuse(
      409,
      '决定书还没有送达，或者没有决定是否公开。',
      'The decision is not served, or it is not settled whether it is published.',
    ),
  },
)

// ---- afterwards

export const annul = onCase(
  'annul',
  text('撤销或变更决定', 'Annul or change the decision'),
  {
    by: z.enum(['review', 'court', 'own']),
    what: z.enum(['annulled', 'changed', 'unlawful', 'void', 'upheld']),
    fine: fen.optional(),
    reason: words,
  },
  { ...notDecided, HEAVIER: refuse(422, '变更不能加重。', 'A change cannot make it heavier.') },
  text(
    '复议、诉讼结果或自行纠正；公开、名单、统计随之撤回。',
    'By review, court or the organ itself; publication, lists and statistics follow.',
  ),
)
export const correct = onCase('correct', text('补正决定书', 'Correct the decision'), { what: words }, notDecided)
export const changeSubject = onCase(
  'change-subject',
  text('当事人变化', 'The party changed'),
  {
    what: z.enum(['died', 'bankrupt', 'merged', 'renamed', 'address']),
    name: z.string().trim().max(200).optional(),
    code: z.string().trim().toUpperCase().max(18).optional(),
    address: z.string().trim().max(200).optional(),
    reason: words,
  },
  { CODE },
)
export const join = defineContract({
  id: 'enforcement.join',
  kind: 'write',
  title: text('凭案号和校验码进入案件', 'Open a case by its number and code'),
  summary: text('案号和校验码印在告知书、决定书上。', 'Number and code are printed on the notice and the decision.'),
  input: z.object({ number: z.string().trim().min(8).max(40), code: z.string().trim().toUpperCase().min(6).max(20) }),
  output: done,
  errors: {
    NO_CASE,
    WRONG: refuse(
      422,
      '案号和校验码对不上，请照告知书、决定书上的填。',
      'Number and code do not match; please copy them from the letter.',
    ),
  },
})

// ---- reads

export const computed = z.object({
  version: z.int(),
  digest: z.string(),
  rule: z.string(),
  treatment: z.string(),
  band: z.object({ from: z.int(), to: z.int() }),
  range: z.object({ from: z.int(), to: z.int() }),
  law: bilingual,
  basis: z.array(citation),
  confirmed: z.boolean(),
  reasons: z.array(bilingual),
  looked: z.record(z.string(), z.any()),
})
export const standard = defineContract({
  id: 'enforcement.standard',
  kind: 'read',
  title: text('按基准算幅度', 'Compute by the standard'),
  summary: text(
    '给出事实，得出适用的法律、规则和幅度；初次违法由系统查。',
    'From facts to law, rule and band; whether it is the first offence is looked up.',
  ),
  input: z.object({ itemCode: z.string(), subjectCode: z.string().max(18).optional(), actOn: day, facts }),
  output: computed,
  errors: { NO_ITEM, FACTS, LAW },
})

export const history = defineContract({
  id: 'enforcement.history',
  kind: 'read',
  title: text('当事人的案件', 'Cases of a subject'),
  summary: text(
    '立案以前要看：全市各单位对同一当事人的案件。',
    'To be seen before filing: the city’s cases of one subject.',
  ),
  input: z.object({ code: z.string().trim().toUpperCase().min(15).max(18), itemCode: z.string().optional() }),
  output: z.array(
    z.object({
      number: z.string(),
      unit: z.string(),
      itemCode: z.string(),
      title: bilingual,
      actOn: z.string(),
      filedAt: z.date(),
      decidedAt: z.date().nullable(),
      fine: z.number().nullable(),
      annulled: z.string().nullable(),
      closed: z.boolean(),
    }),
  ),
})

const decision = z.object({
  number: z.string(),
  subject: z.string(),
  uscc: z.string().nullable(),
  conduct: bilingual,
  fine: z.number(),
  decision: z.string(),
  unit: z.string(),
  unitName: bilingual,
  publishedAt: z.date(),
  shownUntil: z.string(),
})
export const published = defineContract({
  id: 'enforcement.published',
  kind: 'read',
  title: text('公开的处罚决定', 'Published decisions'),
  input: z.object({
    text: z.string().trim().max(100).optional(),
    unit: z.string().max(40).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  output: z.object({ rows: z.array(decision), total: z.int() }),
})

/** A case as its page shows it: what every case shows, and what a penalty is about. */
export const view = defineContract({
  id: 'enforcement.view',
  kind: 'read',
  title: text('查看处罚案件', 'View a penalty case'),
  input: z.object({ number: z.string() }),
  output: caseView.extend({
    /** The reader's post, where it is one of the unit's that may act; `charge`: of the two officers in charge. */
    role: z.string().nullable(),
    charge: z.boolean(),
    subject: subject.nullable(),
    place: z.string(),
    /** The code by which the party opens it; shown to officers, who may have to tell it. */
    code: z.string().nullable(),
    conduct: bilingual,
    simple: z.boolean(),
    actOn: z.string(),
    officers: z.array(z.string()),
    measures: z.array(
      z.object({
        n: z.int(),
        title: bilingual,
        kind: z.string(),
        goods: z.string(),
        state: z.enum(['asked', 'ordered', 'ended', 'refused']),
        until: z.string().nullable(),
      }),
    ),
    computed: z
      .object({
        standard: z.string(),
        version: z.int(),
        digest: z.string(),
        rule: z.string(),
        band: z.object({ from: z.number(), to: z.number() }),
        fine: z.number(),
        position: z.number().nullable(),
        deviation: z.boolean(),
      })
      .nullable(),
    noticed: z
      .object({
        hearing: z.boolean(),
        servedOn: z.string().nullable(),
        until: z.string().nullable(),
        waived: z.boolean(),
        asked: z.boolean(),
      })
      .nullable(),
    decided: z
      .object({
        outcome: z.string(),
        fine: z.number(),
        confiscate: z.number(),
        document: z.string().nullable(),
        servedOn: z.string().nullable(),
      })
      .nullable(),
    due: z
      .object({
        by: z.string().nullable(),
        fine: z.number(),
        paid: z.number(),
        surcharge: z.number(),
        balance: z.number(),
        atCeiling: z.boolean(),
        lines: z.array(
          z.object({ from: z.string(), to: z.string(), what: z.string(), base: z.number(), sum: z.number() }),
        ),
        orders: z.array(z.string()),
        plan: z.array(z.object({ due: z.string(), amount: z.number() })),
        deferralAsked: z.boolean(),
      })
      .nullable(),
    published: z.object({ until: z.string() }).nullable(),
    withheld: z.boolean(),
    annulled: z.string().nullable(),
  }),
  errors: { NO_CASE },
})

export const list = defineContract({
  id: 'enforcement.list',
  kind: 'read',
  title: text('处罚案件列表', 'Penalty cases'),
  summary: text(
    '负责人和法制审核看本单位的，执法人员看自己承办的，当事人看自己的。',
    'Heads and reviewers: the unit’s; officers: those in their charge; parties: their own.',
  ),
  input: z.object({
    text: z.string().trim().max(100).optional(),
    item: z.string().max(40).optional(),
    status: z.string().max(40).optional(),
    closed: z.boolean().optional(),
    order: z.enum(['due', 'number', 'opened']).default('due'),
    descending: z.boolean().default(false),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(5000).default(40),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        number: z.string(),
        title: bilingual,
        party: z.string(),
        status: bilingual,
        closed: z.boolean(),
        clock: z.string().nullable(),
        due: z.string().nullable(),
        openedAt: z.date(),
      }),
    ),
    total: z.int(),
  }),
})
