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
  input: z.object({ caseId, days: z.coerce.number().int().min(1).max(365), reason: said }),
  output: done,
  errors: {
    ...stepErrors,
    ONCE: { status: 409, ...text('已经延长过。', 'It was extended already.') },
    TOO_LONG: { status: 422, ...text('最长二十个工作日。', 'Twenty working days at most.') },
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
  input: z.object({ caseId, by: z.enum(['items', 'pages']), n: z.int().min(1).max(100_000) }),
  output: done.extend({ fen: z.int() }),
  errors: { ...stepErrors, FREE: { status: 409, ...text('在免费的范围内。', 'It is free of charge.') } },
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
    wrong: z.array(z.string()),
  }),
})
