import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { subject as fullSubject } from '../enforcement/contract.ts'

const words = z.string().trim().min(2).max(4000)
const line = z.string().trim().min(1).max(200)
const of = { caseId: z.uuid() }
const done = z.object({ caseId: z.uuid(), number: z.string() })
const NO_CASE = { status: 404, ...text('没有这条线索。', 'There is no such lead.') } as const
const NOT_OPEN = {
  status: 409,
  ...text('这一步现在没有打开，请刷新后查看。', 'This step is not open now; please reload.'),
} as const
const NO_UNIT = { status: 422, ...text('没有这个执法单位。', 'There is no such enforcing unit.') } as const
export const SOURCES = ['inspection', 'complaint', 'transfer', 'assigned', 'media', 'room'] as const

/** Whom a lead points at, as far as it is known. */
const about = z.object({ name: z.string().trim().max(200).default(''), code: z.string().trim().max(18).default('') })
const told = {
  what: words,
  place: line,
  about: about.default({ name: '', code: '' }),
  itemCode: z.string().max(40).optional(),
}

export const register = defineContract({
  id: 'leads.register',
  kind: 'write',
  title: text('登记线索', 'Register a lead'),
  input: z.object({
    ...told,
    source: z.enum(SOURCES),
    informant: z.object({ name: z.string().trim().max(100), contact: z.string().trim().max(200) }).optional(),
    /** The case, order or notice that it came from. */
    from: z.string().trim().max(60).optional(),
    unit: z.string().max(60).optional(),
  }),
  output: done.extend({ similar: z.array(z.string()) }),
  errors: { NO_UNIT },
})
export const inform = defineContract({
  id: 'leads.inform',
  kind: 'write',
  title: text('举报违法行为', 'Inform of a violation'),
  summary: text('举报人的身份不告诉被举报人和别的单位。', 'Who informs is not told to the party nor to other units.'),
  input: z.object({ ...told, unit: z.string().max(60) }),
  output: done,
  errors: { NO_UNIT },
})
export const check = defineContract({
  id: 'leads.check',
  kind: 'write',
  title: text('核查线索', 'Check a lead'),
  input: z.object({
    ...of,
    outcome: z.enum(['file', 'decline', 'transfer']),
    opinion: words,
    itemCode: z.string().max(40).optional(),
    subject: fullSubject.optional(),
    actOn: z.iso.date().optional(),
    place: z.string().trim().max(200).optional(),
    to: z.string().max(60).optional(),
  }),
  output: done,
  errors: {
    NO_CASE,
    NOT_OPEN,
    NO_UNIT,
    INCOMPLETE: {
      status: 422,
      ...text('建议立案的，要写明事项、当事人、日期和地点。', 'To file, item, party, day and place are needed.'),
    },
    NO_ITEM: { status: 422, ...text('本单位没有公布这个处罚事项。', 'Your unit has no such published item.') },
    CODE: { status: 422, ...text('当事人的代码不对。', 'The party’s code is not right.') },
  },
})
export const extend = defineContract({
  id: 'leads.extend',
  kind: 'write',
  title: text('延长核查', 'Extend the check'),
  input: z.object({ ...of, reason: words }),
  output: done,
  errors: {
    NO_CASE,
    EXTENDED: { status: 409, ...text('已经延长过，或者已经核查。', 'It was extended already, or is checked.') },
  },
})
export const settle = defineContract({
  id: 'leads.settle',
  kind: 'write',
  title: text('立案审批', 'File or not'),
  summary: text(
    '同意立案的，当即开出案件，指定两名承办人员。',
    'Where it is filed, the case opens at once with two officers in charge.',
  ),
  input: z.object({
    ...of,
    outcome: z.enum(['file', 'decline', 'return']),
    opinion: words,
    officers: z.array(z.uuid()).max(2).default([]),
  }),
  output: done.extend({ opened: z.string().optional() }),
  errors: {
    NO_CASE,
    NOT_OPEN,
    NOT_READY: {
      status: 409,
      ...text('核查没有建议立案，请退回补充。', 'The check did not propose to file; please return it.'),
    },
    OFFICERS: { status: 422, ...text('立案要指定两名承办人员。', 'Two officers are put in charge.') },
  },
})
export const transfer = defineContract({
  id: 'leads.transfer',
  kind: 'write',
  title: text('移送', 'Transfer'),
  input: z.object({ ...of, reason: words }),
  output: done.extend({ document: z.string() }),
  errors: { NO_CASE, NOT_OPEN },
})
export const receive = defineContract({
  id: 'leads.receive',
  kind: 'write',
  title: text('接收移送', 'Receive'),
  summary: text(
    '接收是回执；认为不归自己管的，报共同的上级指定。',
    'Receiving is the receipt; who disputes it refers it to the common superior.',
  ),
  input: z.object({ ...of, outcome: z.enum(['accept', 'dispute']), opinion: words }),
  output: done,
  errors: { NO_CASE, NOT_OPEN },
})
export const assign = defineContract({
  id: 'leads.assign',
  kind: 'write',
  title: text('指定管辖', 'Assign'),
  input: z.object({ ...of, unit: z.string().max(60), reason: words }),
  output: done,
  errors: { NO_CASE, NOT_OPEN, NO_UNIT },
})
const row = z.object({
  number: z.string(),
  party: z.string(),
  status: z.object({ zh: z.string(), en: z.string() }),
  closed: z.boolean(),
  due: z.string().nullable(),
  openedAt: z.date(),
})
export const list = defineContract({
  id: 'leads.list',
  kind: 'read',
  title: text('线索列表', 'Leads'),
  input: z.object({
    text: z.string().trim().max(100).optional(),
    closed: z.boolean().optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(5000).default(40),
  }),
  output: z.object({ rows: z.array(row), total: z.int() }),
})
