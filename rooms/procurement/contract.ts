// Browser-safe.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { gateErrors } from '../../kernel/parties/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { procurementForm } from './form.shape.ts'
import { BOND, CEILING, COMMITTEE, NO_LINE, OVER, SINGLE } from './lots.contract.ts'
import { caseId, done, fen, file, instant, only, said } from './parts.contract.ts'

export const setBudget = defineContract({
  id: 'procurement.set-budget',
  kind: 'write',
  title: text('下达采购预算', 'Set a budget line'),
  summary: text('财政部门对本级单位下达；区里的由区财政。', 'By the finance office of the place, for its own units.'),
  input: z.object({
    unit: z.string().min(2).max(100),
    year: z.int().min(2000).max(2100),
    line: z.string().trim().min(1).max(60),
    title: z.string().trim().min(2).max(100),
    amount: fen,
  }),
  output: z.object({ line: z.string() }),
  errors: {
    NO_UNIT: { status: 422, ...text('本级没有这个单位。', 'There is no such unit in this place.') },
    UNDER: {
      status: 409,
      ...text('不能少于已经安排的金额。', 'It cannot be less than what is taken from it already.'),
    },
  },
})
const line = z.object({
  unit: z.string(),
  year: z.int(),
  line: z.string(),
  title: z.string(),
  amount: z.int(),
  taken: z.int(),
})
export const budgets = defineContract({
  id: 'procurement.budgets',
  kind: 'read',
  title: text('采购预算', 'Budget lines'),
  summary: text('财政看本级全部，单位看自己的。', 'Finance sees all of its place, a unit its own.'),
  input: z.object({ year: z.int() }),
  output: z.array(line),
})
/** For rooms that spend by other ways, as the system: an order of a framework takes from the same lines. */
export const commit = defineContract({
  id: 'procurement.commit',
  kind: 'write',
  title: text('占用预算', 'Take from a budget line'),
  input: z.object({
    jurisdiction: z.string(),
    number: z.string().max(40),
    unit: z.string(),
    year: z.int(),
    line: z.string(),
    /** 0 gives back what the number took. */
    amount: z.int().nonnegative(),
  }),
  output: z.object({ number: z.string() }),
  errors: { OVER, NO_LINE },
})

export const plan = defineContract({
  id: 'procurement.plan',
  kind: 'write',
  title: text('申报采购计划', 'File a procurement plan'),
  input: procurementForm.omit({ lot: true }),
  output: done,
  errors: {
    ...{ OVER, NO_LINE, CEILING, COMMITTEE, BOND, SINGLE },
    GROUND: {
      status: 422,
      ...text(
        '公开招标不写情形；其他方式要选与方式相符的法定情形。',
        'An open tender has no ground; every other method needs the ground that belongs to it.',
      ),
    },
    CATEGORY: {
      status: 422,
      ...text(
        '询价只用于规格标准统一、价格变化小的货物（政府采购法第三十二条）。',
        'An inquiry is for uniform goods whose price hardly moves (art. 32).',
      ),
    },
    SCORING: {
      status: 422,
      ...text(
        '评审办法与采购方式不符：谈判、询价用最低评标价，磋商用综合评分。',
        'The method of evaluation does not fit: lowest price for negotiation and inquiry, composite for consultation.',
      ),
    },
    INVITED: {
      status: 422,
      ...text('邀请要三家以上，单一来源只能一家。', 'Three at least are invited; a single source is one.'),
    },
    NOT_FAILED: {
      status: 422,
      ...text('只能接续本单位已经废标的项目。', 'It can only follow a failed process of the same unit.'),
    },
  },
})
export const approve = defineContract({
  id: 'procurement.approve',
  kind: 'write',
  title: text('核准采购计划和方式', 'Approve plan and method'),
  input: z.object({ caseId, outcome: z.enum(['approve', 'return']), opinion: said }),
  output: done,
  errors: stepErrors,
})
export const attach = defineContract({
  id: 'procurement.attach',
  kind: 'write',
  title: text('上传采购文件', 'Add a document'),
  input: z.object({ caseId, name: z.string().trim().min(2).max(100), file }),
  output: done.extend({ sha256: z.string() }),
  errors: { ...stepErrors, FILE: { status: 422, ...text('请上传 PDF。', 'Please upload a PDF.') } },
})
export const announce = defineContract({
  id: 'procurement.announce',
  kind: 'write',
  title: text('发布采购公告', 'Publish the notice'),
  input: z.object({
    caseId,
    deadline: instant,
    trustees: z.array(z.string().max(100)).min(3).max(9),
    threshold: z.coerce.number().int().min(2).max(9),
  }),
  output: done,
  errors: {
    ...stepErrors,
    TOO_SOON: {
      status: 422,
      ...text('到响应截止的时间不够法定的天数。', 'There are fewer days to the deadline than the law wants.'),
    },
    NO_DOCUMENTS: { status: 409, ...text('还没有上传采购文件。', 'The documents are not there yet.') },
    NO_KEY: { status: 409, ...text('有受托人还没有登记公钥。', 'A trustee has not registered a key yet.') },
    TIMES: { status: 422, ...text('受托人的人数不对。', 'The number of trustees is wrong.') },
  },
})
export const register = defineContract({
  id: 'procurement.register',
  kind: 'write',
  title: text('登记参加', 'Register to take part'),
  summary: text('谁登记、有几家，开启以前不公开。', 'Who registered, and how many, is not told before the opening.'),
  input: z.object({ number: z.string().max(40), agreed: z.literal(true) }),
  output: z.object({ number: z.string(), bidder: z.int(), order: z.string().nullable() }),
  errors: {
    NO_PROCESS: { status: 404, ...text('没有这个采购项目。', 'There is no such process.') },
    NOT_NOW: { status: 409, ...text('现在不能登记。', 'Registration is not open now.') },
    ONCE: { status: 409, ...text('您已经登记过。', 'You have registered already.') },
    NOT_SUPPLIER: {
      status: 409,
      ...text('请先在供应商库登记。', 'Please register as a supplier first.'),
    },
    NOT_INVITED: { status: 403, ...text('这次只邀请了特定的供应商。', 'Only those invited may take part.') },
    RESERVED: {
      status: 403,
      ...text('这次专门面向中小企业采购。', 'This one is for small and medium businesses only.'),
    },
    OWN: { status: 403, ...text('采购人不能参加。', 'The buyer cannot take part.') },
    NO_ACCOUNT: { status: 409, ...text('没有可用的保证金账户。', 'There is no account for bonds.') },
    LOTS: {
      status: 409,
      ...text(
        '公告限定了一家可以参加几个包，您已经满了。',
        'The notice limits for how many lots one may bid: you have them.',
      ),
    },
    ...{ ...gateErrors },
  },
})

const few = z.object({ caseId, count: z.int().nonnegative() })
export const close = defineContract({
  ...{ id: 'procurement.close', kind: 'write', output: done, errors: stepErrors },
  title: text('响应截止', 'The deadline passed'),
  input: few,
})
export const callOpening = defineContract({
  ...{ id: 'procurement.call-opening', kind: 'write', ...only },
  title: text('宣布开启', 'Call the opening'),
})
export const opened = defineContract({
  ...{ id: 'procurement.opened', kind: 'write', ...only },
  title: text('开启', 'Opened'),
})
export const callRound = defineContract({
  id: 'procurement.call-round',
  kind: 'write',
  title: text('请供应商报价', 'Ask for quotes'),
  summary: text(
    '同时、书面告诉所有还在的供应商；报价密封，彼此看不到。',
    'All who are still in are told at once, in writing; quotes are sealed, nobody sees another’s.',
  ),
  input: z.object({ caseId, deadline: instant, words: said, last: z.boolean().default(false) }),
  output: done,
  errors: {
    ...stepErrors,
    TIMES: { status: 422, ...text('截止时间要在现在以后。', 'The deadline must lie ahead.') },
  },
})
export const closeRound = defineContract({
  ...{ id: 'procurement.close-round', kind: 'write', output: done, errors: stepErrors },
  title: text('报价截止', 'Quotes closed'),
  input: few,
})
export const roundOpened = defineContract({
  ...{ id: 'procurement.round-opened', kind: 'write', ...only },
  title: text('报价开启', 'Quotes opened'),
})

export * from './committee.contract.ts'
export { type ProcurementForm, procurementForm } from './form.shape.ts'
export { addLot, bondsBack, KEPT, keepBond, openLot } from './lots.contract.ts'
export * from './remedies.contract.ts'
export * from './result.contract.ts'
export * from './shown.contract.ts'
