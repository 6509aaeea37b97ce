// Browser-safe: what happens while a project is built.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { caseId, done, fen, LINK, NOT_NOW, said, short } from './contract.ts'
import { changeGrounds, claims } from './words.ts'

const keys = <T extends object>(of: T) => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]
export const CHANGE_GROUNDS = keys(changeGrounds)
export const CLAIMS = keys(claims)
const day = z.iso.date()
const NO_CONTRACT = {
  status: 404,
  ...text('这个项目没有这份合同。', 'The project has no contract of this number.'),
} as const

export const tender = defineContract({
  id: 'projects.tender',
  kind: 'write',
  title: text('登记招标采购', 'Record a tender'),
  summary: text(
    '写市场里那一件的编号；依法不招标的写理由。',
    'By the number under which a market ran it; where the law asks for none, why.',
  ),
  input: z.object({
    caseId,
    lot: short,
    market: z
      .string()
      .trim()
      .regex(/^\d{6}-\d{4}-\d{6}$/)
      .optional(),
    exempt: said.optional(),
  }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_NOW,
    EITHER: {
      status: 422,
      ...text('写交易编号，或写不招标的理由，二者取一。', 'Give the number of the tender, or why there was none.'),
    },
  },
})

export const sign = defineContract({
  id: 'projects.sign',
  kind: 'write',
  title: text('签订合同', 'Sign a contract'),
  input: z.object({
    caseId,
    contract: short,
    lot: short,
    contractor: short,
    amount: fen,
    advance: z.int().min(0).max(1e13).default(0),
    payWithin: z.coerce.number().int().min(1).max(365).default(30),
    from: day,
    to: day,
    afterAudit: z.boolean().default(false),
    prefinanced: z.boolean().default(false),
  }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_NOW,
    LINK,
    EXISTS: { status: 409, ...text('这个合同编号已经登记。', 'A contract of this number is recorded.') },
    NO_TENDER: {
      status: 409,
      ...text(
        '先登记这个标段的招标采购（或不招标的理由）。',
        'Please record the tender of this lot first, or why there was none.',
      ),
    },
    TIMES: { status: 422, ...text('竣工要在开工之后。', 'It has to end after it begins.') },
    ADVANCE: { status: 422, ...text('预付款不能多于合同价。', 'The advance is more than the contract.') },
    TOO_LONG: {
      status: 422,
      ...text(
        '付款期限最长六十日（保障中小企业款项支付条例第九条）。',
        'Sixty days at most (Regulations on payments, art. 9).',
      ),
    },
  },
})

export const start = defineContract({
  id: 'projects.start',
  kind: 'write',
  title: text('报告开工', 'Report that works have begun'),
  summary: text(
    '报告的是事实：没有批准就开了工，也要照实报，并亮红牌。',
    'A fact is reported: works that began without approval are reported too, and get a red light.',
  ),
  input: z.object({ caseId, on: day, permit: short.optional() }),
  output: done,
  errors: {
    ...stepErrors,
    ONCE: { status: 409, ...text('已经报告过开工。', 'It was reported already.') },
    NOT_NOW,
    DAY: { status: 422, ...text('开工日期不能在今天以后。', 'The day cannot be after today.') },
  },
})

export const report = defineContract({
  id: 'projects.report',
  kind: 'write',
  title: text('报送进度', 'Report progress'),
  summary: text(
    '要有上次报送以后的现场照片；应到的进度按合同工期算。',
    'With photographs taken since the last report; where works ought to be is computed from the contracts.',
  ),
  input: z.object({ caseId, percent: z.coerce.number().int().min(0).max(100), said }),
  output: done.extend({ late: z.boolean() }),
  errors: {
    ...stepErrors,
    NOT_NOW,
    NO_PHOTO: {
      status: 409,
      ...text(
        '上次报送以后还没有加现场照片。请先加照片，再报进度。',
        'No photograph was added since the last report. Please add one first.',
      ),
    },
    BACKWARDS: {
      status: 422,
      ...text(
        '进度不能比上次报的低；报错了请写在说明里。',
        'It cannot be lower than last time; please explain instead.',
      ),
    },
  },
})

export const change = defineContract({
  id: 'projects.change',
  kind: 'write',
  title: text('工程变更', 'Change a contract'),
  input: z.object({
    caseId,
    contract: short,
    /** Less or more, in 分. */
    amount: z
      .int()
      .min(-1e13)
      .max(1e13)
      .refine((n) => n !== 0),
    ground: z.enum(CHANGE_GROUNDS),
    joint: z.boolean().default(false),
    reason: said,
  }),
  output: done,
  errors: { ...stepErrors, NOT_NOW, LINK, NO_CONTRACT },
})

export const certify = defineContract({
  id: 'projects.certify',
  kind: 'write',
  title: text('核定工程量', 'Certify work'),
  summary: text(
    '由核定岗，不由报送的人；从这天起算付款期限。',
    'By the post that certifies, not by who reports; the days of payment count from here.',
  ),
  input: z.object({ caseId, what: z.enum(CLAIMS), contract: short, amount: fen }),
  output: done.extend({ payBy: z.string() }),
  errors: { ...stepErrors, NOT_NOW, LINK, NO_CONTRACT },
})

export const pay = defineContract({
  id: 'projects.pay',
  kind: 'write',
  title: text('支付', 'Pay'),
  summary: text('由财政部门直接支付，不超过已核定的。', 'By the treasury, never over what was certified.'),
  input: z.object({ caseId, contract: short, amount: fen, voucher: short }),
  output: done,
  errors: { ...stepErrors, NOT_NOW, LINK, NO_CONTRACT },
})
