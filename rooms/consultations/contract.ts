import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
const unit = z.string().min(2).max(100)
const words = z.string().trim().min(2).max(4000)
const reason = z.string().trim().min(4).max(2000)
const bilingual = z.object({ zh: z.string(), en: z.string() })
const said = z
  .string()
  .trim()
  .min(6, {
    params: text('请写清楚是什么事（至少六个字）。', 'Please say what it is about, in six characters at least.'),
  } as never)
  .max(4000)
const place = z.string().trim().max(200).default('')
const district = z
  .string()
  .regex(/^\d{6}$/)
  .optional()
export const contact = z.object({
  name: z.string().trim().max(100).default(''),
  phone: z.string().trim().max(40).default(''),
  email: z.union([z.literal(''), z.email()]).default(''),
})
const NO_UNIT = {
  status: 422,
  ...text('没有这个单位，或者它不受理诉求。', 'There is no such unit, or it takes none.'),
} as const
const NO_OFFICE = {
  status: 409,
  ...text(
    '现在没有能受理的机关（被投诉的单位自己不能受理），请拨打 12345。',
    'No office can take it now (never the unit that it is against); please call 12345.',
  ),
} as const

export const submit = defineContract({
  id: 'consultations.submit',
  kind: 'write',
  title: text('咨询、求助、建议、投诉', 'Ask, ask for help, suggest, complain'),
  summary: text(
    '一张表，不用分类；按内容、地点和单位派给承办单位。',
    'One form, no category; sent to whoever handles it by words, place and unit.',
  ),
  input: z.object({ said, place, district, unit: unit.optional(), against: z.boolean().default(false) }),
  output: done,
  errors: { NO_UNIT, NO_OFFICE },
})
export const record = defineContract({
  id: 'consultations.record',
  kind: 'write',
  title: text('登记电话、当面的诉求', 'Record what was said by telephone or in person'),
  input: z.object({
    channel: z.enum(['phone', 'counter']),
    said,
    place,
    district,
    unit: unit.optional(),
    against: z.boolean().default(false),
    contact,
  }),
  output: done,
  errors: { NO_UNIT, NO_OFFICE },
})
/** From outside, in the words of Open311: see open311.ts. */
export const report = defineContract({
  id: 'consultations.report',
  kind: 'write',
  title: text('别的渠道送来的诉求', 'A request from another channel'),
  summary: text('Open311 GeoReport v2 的 POST Service Request。', 'POST Service Request of Open311 GeoReport v2.'),
  input: z.object({
    key: z.string().max(100),
    service: z.string().max(60),
    said,
    place: z.string().trim().max(400).default(''),
    lat: z.number().min(-90).max(90).optional(),
    long: z.number().min(-180).max(180).optional(),
    contact,
  }),
  output: done,
  errors: {
    NO_KEY: { status: 403, ...text('api_key 不对，或者已经停用。', 'The api_key is not known, or was ended.') },
    NO_SERVICE: { status: 404, ...text('没有这个 service_code。', 'There is no such service_code.') },
    NO_PLACE: {
      status: 400,
      ...text('请给 lat 和 long，或者 address_string。', 'Please give lat and long, or address_string.'),
    },
    NO_OFFICE,
  },
})
export const assign = defineContract({
  id: 'consultations.assign',
  kind: 'write',
  title: text('派单', 'Assign'),
  summary: text(
    '派给承办单位，并入正在办的同一件事，或者告知应走的途径。',
    'To a unit; to the same matter that is being handled; or the way that it belongs to is told.',
  ),
  input: z.object({
    caseId,
    outcome: z.enum(['assign', 'merge', 'elsewhere']),
    unit: unit.optional(),
    into: z.string().trim().max(40).optional(),
    way: z.string().max(40).optional(),
    class: z.string().max(60).optional(),
    note: z.string().trim().max(2000).default(''),
  }),
  output: done,
  errors: {
    ...stepErrors,
    NO_UNIT,
    OWN_MATTER: { status: 422, ...text('被投诉的单位不能办理。', 'The unit that it is against cannot handle it.') },
    NO_SAME: {
      status: 422,
      ...text('没有这件正在办的诉求，不能并入。', 'There is no such open matter to merge it into.'),
    },
    NO_WAY: { status: 422, ...text('请选应走的途径。', 'Please choose the way that it belongs to.') },
  },
})
export const sign = defineContract({
  id: 'consultations.sign',
  kind: 'write',
  title: text('签收或者退回', 'Sign for it, or return it'),
  summary: text(
    '只能退回一次，写明理由；指定以后不能退回。',
    'Returned once, with a reason; never after it was designated.',
  ),
  input: z.object({ caseId, outcome: z.enum(['sign', 'return']), reason: z.string().trim().max(2000).default('') }),
  output: done,
  errors: {
    ...stepErrors,
    REASON: { status: 422, ...text('退回要写明理由。', 'To return it, please say why.') },
    FINAL: {
      status: 409,
      ...text('已经指定由本单位办理，不能再退回。', 'It was designated; it cannot be returned any more.'),
    },
  },
})
export const designate = defineContract({
  id: 'consultations.designate',
  kind: 'write',
  title: text('指定办理', 'Designate who handles it'),
  summary: text(
    '争议由派单机关决定，决定以后谁也不能退回。',
    'The office decides a dispute; after that nobody can return it.',
  ),
  input: z.object({ caseId, unit, reason }),
  output: done,
  errors: {
    ...stepErrors,
    NO_UNIT,
    OWN_MATTER: { status: 422, ...text('被投诉的单位不能办理。', 'The unit that it is against cannot handle it.') },
  },
})
export const extend = defineContract({
  id: 'consultations.extend',
  kind: 'write',
  title: text('延长办理', 'Extend'),
  input: z.object({ caseId, days: z.coerce.number().int().min(1).max(365), reason }),
  output: done,
  errors: {
    ...stepErrors,
    ONCE: { status: 409, ...text('已经延长过。', 'It was extended already.') },
    TOO_LONG: { status: 422, ...text('超过了可以延长的天数。', 'Longer than it may be extended.') },
    LATE: { status: 409, ...text('期限已经过了，不能再延长。', 'The limit is over; it cannot be extended any more.') },
  },
})
export const answer = defineContract({
  id: 'consultations.answer',
  kind: 'write',
  title: text('答复', 'Answer'),
  input: z.object({ caseId, answer: words }),
  output: done,
  errors: stepErrors,
})
export const tell = defineContract({
  id: 'consultations.tell',
  kind: 'write',
  title: text('转告并入的诉求', 'Tell those whose matter was merged'),
  input: z.object({ caseId, from: z.string(), answer: z.string() }),
  output: done,
  errors: stepErrors,
})
export const rate = defineContract({
  id: 'consultations.rate',
  kind: 'write',
  title: text('评价', 'Rate'),
  summary: text(
    '满意就办结；不满意可以要求重办一次。',
    'Satisfied, it is closed; not satisfied, it is done anew once.',
  ),
  input: z.object({ caseId, outcome: z.enum(['satisfied', 'reopen']), words: z.string().trim().max(2000).default('') }),
  output: done,
  errors: {
    ...stepErrors,
    WHY: { status: 422, ...text('请写明哪里没有解决。', 'Please say what is not solved.') },
    ENOUGH: {
      status: 409,
      ...text(
        '已经重办过，不能再重办；可以投诉办理情况。',
        'It was done anew already; you may complain about how it was handled.',
      ),
    },
  },
})
export const close = defineContract({
  id: 'consultations.close',
  kind: 'write',
  title: text('逾期未评价，办结', 'Closed without a rating'),
  input: z.object({ caseId }),
  output: done,
  errors: stepErrors,
})
export const share = defineContract({
  id: 'consultations.share',
  kind: 'write',
  title: text('公开问答', 'Publish question and answer'),
  summary: text(
    '改写后公开，不写诉求人；所有人可以搜到。',
    'Written anew for everybody, without who asked; found by the search.',
  ),
  input: z.object({
    caseId,
    title: z.string().trim().min(4).max(100),
    question: z.string().trim().min(4).max(1000),
    answer: z.string().trim().min(4).max(4000),
  }),
  output: done,
  errors: {
    ...stepErrors,
    SHARED: { status: 409, ...text('已经公开过。', 'It was published already.') },
    PERSONAL: {
      status: 422,
      ...text(
        '里面有电话、证件号码或者诉求人的姓名，请改写。',
        'It holds a telephone or identity number, or the name of who asked; please write it anew.',
      ),
    },
  },
})
export const admitClient = defineContract({
  id: 'consultations.admit-client',
  kind: 'write',
  title: text('接入渠道', 'Admit a client'),
  summary: text('发给一个 api_key，只显示一次。', 'Gives an api_key, shown once.'),
  input: z.object({ name: z.string().trim().min(2).max(100) }),
  output: z.object({ client: z.string(), key: z.string() }),
  secret: true,
})
export const endClient = defineContract({
  id: 'consultations.end-client',
  kind: 'write',
  title: text('停用渠道', 'End a client'),
  input: z.object({ client: z.string().max(60) }),
  output: z.object({ client: z.string() }),
  errors: { NO_CLIENT: { status: 404, ...text('没有这个渠道。', 'There is no such client.') } },
})
export const clients = defineContract({
  id: 'consultations.clients',
  kind: 'read',
  title: text('接入的渠道', 'Clients'),
  input: z.object({}),
  output: z.array(
    z.object({ client: z.string(), name: z.string(), admittedOn: z.string(), endedOn: z.string().nullable() }),
  ),
})

export const publicTicket = z.object({
  number: z.string(),
  class: z.string(),
  title: bilingual,
  status: z.enum(['open', 'closed']),
  statusText: bilingual,
  unit: z.string(),
  unitName: bilingual,
  district: z.string().nullable(),
  requestedAt: z.date(),
  updatedAt: z.date(),
  expectedOn: z.string().nullable(),
  lat: z.number().nullable(),
  long: z.number().nullable(),
  /** What was published of it: question and answer, written for everybody. */
  shared: z.object({ title: z.string(), question: z.string(), answer: z.string() }).nullable(),
})
export const MOST_DAYS = 90
export const requests = defineContract({
  id: 'consultations.requests',
  kind: 'read',
  title: text('诉求办理情况（公开部分）', 'Requests, as far as they are public'),
  summary: text(
    '按编号，或按类别、状态、收到的日期；跨度不超过九十天，最多一千件。不含内容、地址和诉求人。',
    'By number, or by kind, state and day received; ninety days at most, a thousand at most. Never words, addresses or persons.',
  ),
  input: z.object({
    numbers: z.array(z.string().max(40)).max(100).optional(),
    class: z.array(z.string().max(60)).max(50).optional(),
    status: z.enum(['open', 'closed']).optional(),
    from: z.date().optional(),
    to: z.date().optional(),
  }),
  output: z.array(publicTicket),
})
export const answers = defineContract({
  id: 'consultations.answers',
  kind: 'read',
  title: text('公开的问答', 'Published questions'),
  input: z.object({
    q: z.string().trim().max(100).optional(),
    class: z.string().max(60).optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(10_000).default(50),
  }),
  output: z.object({
    rows: z.array(
      z.object({ number: z.string(), title: z.string(), class: z.string(), unit: z.string(), on: z.string() }),
    ),
    total: z.int(),
  }),
})
/** All of them, as open data. */
export const openAnswers = defineContract({
  id: 'consultations.open-answers',
  kind: 'read',
  title: text('公开的问答（全部）', 'Published questions, all'),
  input: z.object({}),
  output: z.array(
    z.object({
      number: z.string(),
      title: z.string(),
      question: z.string(),
      answer: z.string(),
      class: z.string(),
      unit: z.string(),
      on: z.string(),
    }),
  ),
})
