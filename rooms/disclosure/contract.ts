import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
const said = z.string().trim().min(2).max(4000)
export const CATEGORIES = {
  natural: text('自然人', 'natural person'),
  business: text('商业企业', 'business'),
  research: text('科研机构', 'research'),
  welfare: text('社会公益组织', 'social welfare'),
  legal: text('法律服务机构', 'legal service'),
  other: text('其他', 'other'),
} as const
export const CHANNELS = {
  internet: text('互联网', 'internet'),
  counter: text('当面', 'in person'),
  registered: text('需签收的邮寄', 'registered post'),
  plain: text('平常信函', 'plain post'),
  fax: text('传真', 'fax'),
} as const
const category = z.enum(Object.keys(CATEGORIES) as [keyof typeof CATEGORIES])
/** One line for one thing asked: each is answered by itself. */
const asked = z
  .string()
  .trim()
  .min(4)
  .max(8000)
  .refine((s) => s.split(/\r?\n/).filter((l) => l.trim()).length <= 30, {
    params: text(
      '一次最多三十项，每行一项；更多的请分次提出。',
      'At most thirty at once, one a line; please ask for more in another request.',
    ),
  })
const NO_UNIT = { status: 422, ...text('这个单位在这里不受理公开申请。', 'This unit takes no requests here.') } as const

export const request = defineContract({
  id: 'disclosure.request',
  kind: 'write',
  title: text('申请公开政府信息', 'Ask for information'),
  summary: text(
    '不用说明理由；每行写一项，逐项答复。',
    'No reasons are asked for; one thing a line, each answered by itself.',
  ),
  input: z.object({
    unit: z.string().max(100),
    category,
    asked,
    how: z.enum(['electronic', 'paper', 'copy']).default('electronic'),
  }),
  output: done,
  errors: { NO_UNIT },
})
export const record = defineContract({
  id: 'disclosure.record',
  kind: 'write',
  title: text('登记当面、邮寄的申请', 'Record a request on paper'),
  input: z.object({
    channel: z.enum(['counter', 'registered', 'plain', 'fax']),
    on: z.iso.date(),
    name: z.string().trim().min(1).max(200),
    category,
    asked,
  }),
  output: done,
  errors: {
    NO_UNIT,
    AHEAD: { status: 422, ...text('收到的日期不能在将来。', 'It cannot be received in the future.') },
  },
})
export const register = defineContract({
  id: 'disclosure.register',
  kind: 'write',
  title: text('登记确认', 'Register'),
  summary: text(
    '互联网、平信、传真从双方确认之日起算；不明确的一次性告知补正，答复期限自收到补正之日重新起算。',
    'By internet, plain post and fax it counts from when both sides confirm; unclear, it is to be made clear once, and the limit begins anew.',
  ),
  input: z.object({
    caseId,
    outcome: z.enum(['go', 'correct']),
    notice: z.string().trim().max(4000).default(''),
    until: z.iso.date().optional(),
  }),
  output: done,
  errors: {
    ...stepErrors,
    NOTICE: {
      status: 422,
      ...text('请写明要补正什么、到哪天。', 'Please say what is to be made clear, and until when.'),
    },
    TOO_LATE: {
      status: 409,
      ...text(
        '补正要在收到申请之日起七个工作日内告知，已经过了。',
        'That has to be said within seven working days of receipt, which are over.',
      ),
    },
    TOO_SHORT: { status: 422, ...text('补正期限太短。', 'The time to make it clear is too short.') },
  },
})
export const correct = defineContract({
  id: 'disclosure.correct',
  kind: 'write',
  title: text('补正', 'Make it clear'),
  input: z.object({ caseId, asked }),
  output: done,
  errors: stepErrors,
})
export const abandon = defineContract({
  id: 'disclosure.abandon',
  kind: 'write',
  title: text('逾期不补正，不再处理', 'Not made clear in time'),
  input: z.object({ caseId, reason: said }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_YET: { status: 409, ...text('补正期限还没有到。', 'The time to make it clear is not over.') },
  },
})
export const search = defineContract({
  id: 'disclosure.search',
  kind: 'write',
  title: text('检索记录', 'Record the search'),
  input: z.object({
    caseId,
    where: said,
    terms: said,
    found: z.array(z.coerce.number().int().min(1).max(100)).max(100).default([]),
  }),
  output: done,
  errors: stepErrors,
})
export const consult = defineContract({
  id: 'disclosure.consult',
  kind: 'write',
  title: text('征求第三方意见', 'Consult a third party'),
  summary: text(
    '所需时间不计入答复期限；信里不写申请人是谁。',
    'Its time is not counted; the letter does not say who asks.',
  ),
  input: z.object({ caseId, item: z.int().min(1).max(30), to: z.string().trim().min(1).max(200) }),
  output: done.extend({ document: z.string(), consultation: z.int() }),
  errors: { ...stepErrors, NO_ITEM: { status: 422, ...text('没有这一项。', 'There is no such item.') } },
})
export const heard = defineContract({
  id: 'disclosure.heard',
  kind: 'write',
  title: text('记录第三方意见', 'Record what the third party says'),
  input: z.object({
    caseId,
    consultation: z.int().min(1),
    answer: z.enum(['agrees', 'objects', 'silent']),
    opinion: z.string().trim().max(4000).default(''),
  }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_ASKED: {
      status: 409,
      ...text('没有这次征求，或者已经记录。', 'There is no such consultation, or it is settled.'),
    },
    NOT_YET: {
      status: 409,
      ...text('第三方的十五个工作日还没有到。', 'The third party’s fifteen working days are not over.'),
    },
  },
})
export const extend = defineContract({
  id: 'disclosure.extend',
  kind: 'write',
  title: text('延长答复期限', 'Extend the reply'),
  summary: text(
    '由公开工作机构负责人同意，告知申请人，最长二十个工作日，一次。',
    'By the head of the disclosure office, told to the requester, twenty working days at most, once.',
  ),
  input: z.object({
    caseId,
    days: z.coerce.number().int().min(1).max(365),
    /** `excessive`: the reasons for so much were accepted, and it takes longer (art. 35). */
    ground: z.enum(['complex', 'excessive']).default('complex'),
    reason: said,
  }),
  output: done,
  errors: {
    ...stepErrors,
    ONCE: { status: 409, ...text('已经延长过。', 'It was extended already.') },
    TOO_LONG: {
      status: 422,
      ...text(
        '超过了这种情形的最长天数（一般为二十个工作日）。',
        'Longer than this ground allows (twenty working days as a rule).',
      ),
    },
    NO_REASONS: {
      status: 409,
      ...text(
        '申请数量、频次过多的，先要求说明理由，说明了才能另定期限。',
        'For an excessive request reasons are asked for and given first.',
      ),
    },
    LATE: {
      status: 409,
      ...text('答复期限已经过了，不能再延长。', 'The limit is over; it cannot be extended any more.'),
    },
  },
})
export const fee = defineContract({
  id: 'disclosure.fee',
  kind: 'write',
  title: text('收费通知', 'Notice of a fee'),
  summary: text(
    '只对数量、频次明显超过合理范围的；按档累进计算。',
    'Only where number or frequency is clearly excessive; in progressive steps.',
  ),
  input: z.object({ caseId, by: z.enum(['items', 'pages']), n: z.int().min(1).max(100_000), reason: said }),
  output: done.extend({ fen: z.int(), order: z.string() }),
  errors: {
    ...stepErrors,
    FREE: { status: 409, ...text('在免费的范围内。', 'It is free of charge.') },
    ONCE: { status: 409, ...text('已经通知过缴费。', 'A fee was noticed already.') },
    OTHER_WAY: {
      status: 422,
      ...text(
        '一个机关只能选一种计费方式，本机关用的是另一种。',
        'An authority uses one way of counting; this one uses the other.',
      ),
    },
    NO_ACCOUNT: { status: 409, ...text('没有可用的代收账户。', 'There is no account that collects this.') },
  },
})
export const feePaid = defineContract({
  id: 'disclosure.fee-paid',
  kind: 'write',
  title: text('处理费已缴清', 'The fee is paid'),
  input: z.object({ caseId, order: z.string(), on: z.iso.date() }),
  output: done,
  errors: stepErrors,
})
export const unpaid = defineContract({
  id: 'disclosure.unpaid',
  kind: 'write',
  title: text('逾期不缴费，不再处理', 'Fee not paid in time'),
  input: z.object({ caseId, reason: said }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_YET: { status: 409, ...text('缴费的期限还没有到。', 'The time to pay is not over.') },
  },
})
export const askReasons = defineContract({
  id: 'disclosure.ask-reasons',
  kind: 'write',
  title: text('要求说明理由', 'Ask for the reasons'),
  summary: text(
    '只对数量、频次明显超过合理范围的；期限照常计算。',
    'Only where number or frequency is clearly excessive; the days go on.',
  ),
  input: z.object({ caseId, why: said }),
  output: done,
  errors: { ...stepErrors, ONCE: { status: 409, ...text('已经要求过。', 'They were asked for already.') } },
})
export const giveReasons = defineContract({
  id: 'disclosure.give-reasons',
  kind: 'write',
  title: text('说明理由', 'Give the reasons'),
  input: z.object({ caseId, reasons: said }),
  output: done,
  errors: stepErrors,
})
const region = z.object({
  page: z.int().min(1),
  left: z.number().min(0),
  top: z.number().min(0),
  width: z.number().positive(),
  height: z.number().positive(),
})
export const redact = defineContract({
  id: 'disclosure.redact',
  kind: 'write',
  title: text('遮盖不公开的部分', 'Redact what is not disclosed'),
  summary: text(
    '写出要遮盖的词和区域；文件重新生成，遮住的内容不留在任何一层里。',
    'Words and regions to be blackened; the file is made anew, and what is blackened is in no layer of it.',
  ),
  input: z.object({
    caseId,
    item: z.int().min(1).max(30),
    paper: z.uuid(),
    words: z.array(z.string().trim().min(1).max(200)).max(200).default([]),
    regions: z.array(region).max(500).default([]),
    grounds: z.array(z.string().max(10)).min(1).max(8),
    reason: said,
  }),
  output: done.extend({ paper: z.uuid(), removed: z.int() }),
  errors: {
    ...stepErrors,
    NO_ITEM: { status: 422, ...text('没有这一项。', 'There is no such item.') },
    NO_PAPER: { status: 422, ...text('这一件里没有这份检索到的文件。', 'The case has no such file that was found.') },
    NOT_PDF: {
      status: 422,
      ...text('只能遮盖 PDF；图片请先转成 PDF。', 'Only a PDF can be redacted; please turn a picture into one.'),
    },
    GROUND: { status: 422, ...text('遮盖的依据要选不予公开的情形。', 'The grounds must be grounds of refusal.') },
    NOTHING: { status: 422, ...text('请写出要遮盖的词，或者区域。', 'Please name words or regions to blacken.') },
    MISSED: {
      status: 422,
      ...text('有的词在文字里没有找到，没有生成文件。', 'Some words were not found in the text; no file was made.'),
    },
  },
})
const day = z.iso.date()
export const contest = defineContract({
  id: 'disclosure.contest',
  kind: 'write',
  title: text('记录复议、诉讼', 'Record a review or suit'),
  input: z.object({
    caseId,
    way: z.enum(['review', 'suit', 'suit-after-review']),
    on: day,
    docket: z.string().trim().min(1).max(100),
  }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_ANSWERED: { status: 409, ...text('还没有答复。', 'It was not answered yet.') },
    DAY: { status: 422, ...text('日期要在答复以后、今天以前。', 'The day lies between the answer and today.') },
    RUNNING: { status: 409, ...text('前一个复议、诉讼还没有结果。', 'The one before has no result yet.') },
    NO_REVIEW: { status: 409, ...text('没有经过复议。', 'There was no review before.') },
  },
})
export const endContest = defineContract({
  id: 'disclosure.end-contest',
  kind: 'write',
  title: text('记录复议、诉讼的结果', 'Record its result'),
  input: z.object({ caseId, result: z.enum(['upheld', 'corrected', 'other']), on: day }),
  output: done,
  errors: {
    ...stepErrors,
    DAY: { status: 422, ...text('日期不对。', 'The day is not right.') },
  },
})
export const answers = z
  .array(z.object({ n: z.int(), code: z.string().max(40), text: z.string().trim().min(2).max(4000) }))
  .min(1)
  .max(30)
export const draft = defineContract({
  id: 'disclosure.draft',
  kind: 'write',
  title: text('拟答复', 'Draft the answer'),
  summary: text(
    '每一项一个结果，用官方表格的代码；内容和理由逐项写。',
    'One outcome an item, by the official codes; content or reasons for each.',
  ),
  input: z.object({ caseId, answers }),
  output: done,
  errors: {
    ...stepErrors,
    EACH: { status: 422, ...text('每一项都要答复，且只答复一次。', 'Each item is answered, once.') },
    CODE: { status: 422, ...text('没有这个结果代码。', 'There is no such outcome.') },
    NEEDS: { status: 422, ...text('这样答复还缺前面的步骤。', 'A step is missing for such an answer.') },
  },
})
export const reply = defineContract({
  id: 'disclosure.reply',
  kind: 'write',
  title: text('审查答复', 'Review and reply'),
  input: z.object({
    caseId,
    outcome: z.enum(['reply', 'return']),
    opinion: said,
    share: z.string().trim().max(200).default(''),
  }),
  output: done.extend({ document: z.string().nullable() }),
  errors: {
    ...stepErrors,
    NOT_SHARED: {
      status: 422,
      ...text('没有予以公开的内容，不能转为主动公开。', 'Nothing was granted that could be made public for all.'),
    },
  },
})
export const close = defineContract({
  id: 'disclosure.close',
  kind: 'write',
  title: text('办结', 'Close'),
  input: z.object({ caseId }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_SERVED: { status: 409, ...text('答复书送达以后才能办结。', 'It can be closed once the answer is served.') },
  },
})

const cells = z.record(z.string(), z.int())
export const annual = defineContract({
  id: 'disclosure.annual',
  kind: 'read',
  title: text('政府信息公开年度报告', 'Yearly report'),
  summary: text(
    '官方表格的行和列，每一格都核对恒等式。',
    'Rows and columns of the official form, its identities checked in every cell.',
  ),
  input: z.object({ year: z.coerce.number().int().min(2008).max(2100), unit: z.string().max(100).optional() }),
  output: z.object({
    fresh: cells,
    carriedIn: cells,
    rows: z.record(z.string(), cells),
    total: cells,
    carriedOut: cells,
    /** The second table: of art. 20 what was done, from acts. */
    done: z.array(
      z.object({
        item: z.int(),
        title: z.object({ zh: z.string(), en: z.string() }),
        value: z.number(),
        unit: z.enum(['piece', 'fen']),
      }),
    ),
    /** The fourth: way × result. */
    contests: z.record(z.string(), cells),
    wrong: z.array(z.string()),
  }),
})
