import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'
import { KINDS } from './kinds.ts'
import { PAID_AS, STATES } from './order.rules.ts'

/** Whole 分; up to a hundred billion yuan. */
const fen = z.int().positive().max(1e13)
const day = z.iso.date()
const jurisdiction = z.string().regex(/^\d{6}$/)
const said = z.string().trim().min(2).max(500)
const number = z.string().regex(/^\d{6}-(JK|TK)\d{4}-\d{6}-\d{2}$/)
const account = z.string().regex(/^[0-9A-Za-z-]{6,34}$/)
const bilingual = z.object({ zh: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) })
const citations = z.array(
  z.object({ law: z.string(), article: z.int(), paragraph: z.int().optional(), item: z.int().optional() }),
)
export const payer = z.object({
  name: z.string().trim().min(1).max(200),
  uscc: z.string().optional(),
  personId: z.uuid().optional(),
  organisationId: z.uuid().optional(),
})
export const line = z.object({
  account,
  /** The bank's own number of the line: by it a line is taken once, however often it is told. */
  serial: z.string().trim().min(1).max(80),
  direction: z.enum(['in', 'out']),
  amount: fen,
  day,
  name: z.string().max(200).default(''),
  counterAccount: z.string().max(60).default(''),
  reference: z.string().max(500).default(''),
})
export type Line = z.output<typeof line>
export const part = z.object({ due: day, amount: fen })

const NO_ORDER = { status: 404, ...text('没有这张缴款通知。', 'There is no such order to pay.') } as const
const NO_ACCOUNT = { status: 409, ...text('没有可用的代收账户。', 'There is no account that collects this.') } as const
const NO_LINE = { status: 404, ...text('没有这笔流水。', 'There is no such line.') } as const
const taken = z.object({ lines: z.int(), fresh: z.int(), unmatched: z.int() })

export const openAccount = defineContract({
  id: 'money.open-account',
  kind: 'write',
  title: text('设立代收账户', 'Open a collecting account'),
  input: z.object({
    jurisdiction,
    number: account,
    bank: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
    /** The unit whose account it is (the treasury's, never one that fines). */
    holder: z.string().min(1).max(80),
    kinds: z.array(z.enum(KINDS)).min(1),
  }),
  output: z.object({ id: z.uuid() }),
  errors: {
    NO_BANK: { status: 422, ...text('没有接入这家银行。', 'This bank is not connected.') },
    EXISTS: { status: 409, ...text('这个账户已经设立。', 'The account exists.') },
  },
})

export const issueOrder = defineContract({
  id: 'money.issue-order',
  kind: 'write',
  title: text('开出缴款通知', 'Order a payment'),
  summary: text(
    '由作出决定的那一步调用：谁、为什么、缴多少、最后一日；账户是代收银行的，不是本机关的。',
    'Called by the step that decides: who pays, for what, how much, by which day; to the collecting bank, never to the unit.',
  ),
  input: z.object({
    jurisdiction,
    kind: z.enum(KINDS),
    /** The unit that orders. */
    unit: z.string().min(1).max(80),
    case: z.object({ id: z.uuid(), number: z.string() }).optional(),
    payer,
    purpose: bilingual,
    amount: fen,
    due: day,
    basis: citations.optional(),
  }),
  output: z.object({ id: z.uuid(), number: z.string(), account: z.string(), bank: bilingual, due: day }),
  errors: {
    NO_ACCOUNT,
    OWN_ACCOUNT: {
      status: 409,
      ...text('作出决定的机关不能自己收款。', 'The unit that decides does not collect.'),
    },
    PAST: { status: 422, ...text('最后一日已经过去。', 'The last day is past.') },
  },
})

export const reschedule = defineContract({
  id: 'money.reschedule',
  kind: 'write',
  title: text('延期、分期缴纳', 'Put off or cut up a payment'),
  input: z.object({ number, parts: z.array(part).min(1).max(120), reason: said, basis: citations.optional() }),
  output: z.object({ number: z.string(), due: day }),
  errors: {
    NO_ORDER,
    PLAN: { status: 422, ...text('分期的办法不对。', 'The plan does not stand.') },
    CLOSED: { status: 409, ...text('这张通知已经结清或撤销。', 'The order is settled or cancelled.') },
  },
})

export const cancelOrder = defineContract({
  id: 'money.cancel-order',
  kind: 'write',
  title: text('撤销缴款通知', 'Cancel an order'),
  summary: text(
    '决定被撤销、变更时；已经缴的可以退。',
    'When the decision is annulled or changed; what was paid may be returned.',
  ),
  input: z.object({ number, reason: said }),
  output: z.object({ number: z.string(), excess: z.int() }),
  errors: { NO_ORDER, CLOSED: { status: 409, ...text('已经撤销。', 'It was cancelled.') } },
})

export const notify = defineContract({
  id: 'money.notify',
  kind: 'write',
  title: text('银行到账通知', 'A bank’s notice'),
  summary: text(
    '银行签名的通知：HMAC-SHA256 覆盖银行、地方、时间、随机串和正文；五分钟内有效，每个随机串一次，每个流水号一次。',
    'Signed by the bank: HMAC-SHA256 over bank, place, time, nonce and body; good for five minutes; each nonce once, each serial number once.',
  ),
  input: z.object({
    jurisdiction,
    bank: z.string().max(40),
    time: z.iso.datetime(),
    nonce: z.string().min(16).max(64),
    /** JSON of { lines: Line[] }, as it was signed. */
    body: z.string().max(500_000),
    signature: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  output: taken,
  longest: 500_000,
  errors: {
    SIGNATURE: { status: 401, ...text('签名不对。', 'The signature does not hold.') },
    STALE: { status: 401, ...text('通知的时间不对。', 'The notice is not of now.') },
    REPLAYED: { status: 409, ...text('这份通知收过了。', 'This notice was taken already.') },
    BODY: { status: 422, ...text('通知的内容读不懂。', 'The notice cannot be read.') },
    NO_ACCOUNT,
  },
})

export const importStatement = defineContract({
  id: 'money.import-statement',
  kind: 'write',
  title: text('导入银行对账单', 'Import a bank statement'),
  summary: text(
    'ISO 20022 camt.053、camt.054，或 CSV；同一笔流水导入几次都只算一次。',
    'ISO 20022 camt.053 or camt.054, or CSV; a line counts once, however often it is imported.',
  ),
  input: z.object({
    jurisdiction,
    file: z.object({ name: z.string(), size: z.int(), bytes: z.instanceof(Uint8Array) }),
  }),
  output: taken,
  errors: {
    NO_ACCOUNT,
    STATEMENT: { status: 422, ...text('对账单读不懂。', 'The statement cannot be read.') },
  },
})

export const askBank = defineContract({
  id: 'money.ask-bank',
  kind: 'write',
  title: text('问银行', 'Ask the bank'),
  input: z.object({ jurisdiction, account }),
  output: z.object({ away: z.boolean(), fresh: z.int() }),
  errors: { NO_ACCOUNT },
})

export const assignLine = defineContract({
  id: 'money.assign-line',
  kind: 'write',
  title: text('认领到账', 'Assign money to an order'),
  input: z.object({ id: z.uuid(), number, reason: said }),
  output: z.object({ number: z.string(), owed: z.int() }),
  errors: {
    NO_LINE,
    NO_ORDER,
    ASSIGNED: {
      status: 409,
      ...text('这笔已经认领、退款或是付出的。', 'The line is assigned, returned, or went out.'),
    },
    CANCELLED: { status: 409, ...text('这张通知已经撤销。', 'The order was cancelled.') },
  },
})

export const returnLine = defineContract({
  id: 'money.return-line',
  kind: 'write',
  title: text('退款', 'Return money'),
  summary: text(
    '退一笔流水的全部或部分，只退到原账户：待核的、多缴的、重缴的、撤销之后的。',
    'Returns a line or a part of it to the account it came from: what matches no order, is too much, came twice, or whose order was cancelled.',
  ),
  input: z.object({ id: z.uuid(), amount: fen, reason: said }),
  output: z.object({ refund: z.string() }),
  errors: {
    NO_LINE,
    TOO_MUCH: { status: 409, ...text('超过可退的金额。', 'More than can be returned.') },
  },
})

export const returnOrder = defineContract({
  id: 'money.return-order',
  kind: 'write',
  title: text('退还一张通知的余款', 'Return what an order does not keep'),
  summary: text(
    '由那一步调用：保证金不再需要时撤销通知，把到账的全部退回原账户；或只退多缴、重缴的。',
    'Called by the step: a deposit that is owed no more is cancelled and all of it returned to the accounts it came from; or only what was paid beyond it.',
  ),
  input: z.object({
    number,
    keep: z.enum(['nothing', 'what-is-owed']),
    reason: said,
    /** What goes along though it never came in: what the money earned where it lay. The room says how much. */
    interest: z.int().nonnegative().max(1e13).default(0),
  }),
  output: z.object({ number: z.string(), refunds: z.array(z.string()), amount: z.int() }),
  errors: { NO_ORDER, NOTHING: { status: 409, ...text('没有可退的。', 'There is nothing to return.') } },
})

export const orderView = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: z.enum(KINDS),
  unit: z.string(),
  caseNumber: z.string().nullable(),
  purpose: bilingual,
  /** Only for those concerned. */
  payer: z.string().nullable(),
  amount: z.int(),
  due: day,
  state: z.enum(STATES),
  owed: z.int(),
  excess: z.int(),
  overdue: z.boolean(),
  account: z.string(),
  bank: bilingual,
  parts: z.array(part),
  payments: z.array(z.object({ on: day, amount: z.int(), as: z.enum(PAID_AS), late: z.boolean(), other: z.boolean() })),
  refunded: z.int(),
  refundOrdered: z.int(),
  /** What went, or is to go, along with refunds. */
  interest: z.int(),
})
export type OrderView = z.output<typeof orderView>

export const viewOrder = defineContract({
  id: 'money.view-order',
  kind: 'read',
  title: text('缴款通知', 'An order to pay'),
  input: z.object({ number }),
  output: orderView,
  errors: { NO_ORDER },
})

/** What the person, or an organisation that the person belongs to, has to pay or paid; the newest first. */
export const myOrders = defineContract({
  id: 'money.my-orders',
  kind: 'read',
  title: text('我的缴款', 'My payments'),
  input: z.object({}),
  output: z.array(orderView),
})

export const lineView = z.object({
  id: z.uuid(),
  account: z.string(),
  serial: z.string(),
  direction: z.enum(['in', 'out']),
  amount: z.int(),
  day,
  name: z.string(),
  counterAccount: z.string(),
  reference: z.string(),
  back: z.int(),
  contradicted: z.boolean(),
  orderNumber: z.string().nullable(),
})

export const reconcile = defineContract({
  id: 'money.reconcile',
  kind: 'read',
  title: text('对账', 'Reconciliation'),
  summary: text(
    '各账户的情况，以及对不上任何通知的到账。',
    'How the accounts stand, and the money that matches no order.',
  ),
  input: z.object({ jurisdiction, page: z.int().min(1).optional() }),
  output: z.object({
    accounts: z.array(
      z.object({
        number: z.string(),
        bank: bilingual,
        holder: z.string(),
        answeredAt: z.date().nullable(),
        awaySince: z.date().nullable(),
        awayWhy: z.string().nullable(),
        nextAsk: z.date().nullable(),
        received: z.int(),
        assigned: z.int(),
        suspense: z.int(),
      }),
    ),
    rows: z.array(lineView),
    total: z.int(),
    /** Refunds that were ordered and that the bank has not shown; the oldest first, a hundred at most. */
    refunds: z.array(
      z.object({
        ...{ number: z.string(), order: z.string().nullable(), caseNumber: z.string().nullable() },
        /** Of it interest. */
        ...{ amount: z.int(), interest: z.int(), orderedAt: z.date(), late: z.boolean() },
      }),
    ),
  }),
})

export const orderRow = z.object({
  number: z.string(),
  kind: z.enum(KINDS),
  unit: z.string(),
  caseNumber: z.string().nullable(),
  payer: z.string(),
  amount: z.int(),
  received: z.int(),
  due: day,
  issuedAt: z.date(),
  state: z.enum(STATES),
})
export const listOrders = defineContract({
  id: 'money.list-orders',
  kind: 'read',
  title: text('缴款通知一览', 'Orders to pay'),
  input: z.object({
    jurisdiction,
    state: z.enum([...STATES, 'overdue']).optional(),
    kind: z.enum(KINDS).optional(),
    text: z.string().max(100).optional(),
    page: z.int().min(1).optional(),
    size: z.int().min(1).max(5000).optional(),
  }),
  output: z.object({ rows: z.array(orderRow), total: z.int() }),
})

/** The lines of an order, and what of each is on its way back: where excess can be returned from. */
export const linesOfOrder = defineContract({
  id: 'money.lines-of-order',
  kind: 'read',
  title: text('一张通知的流水', 'Lines of an order'),
  input: z.object({ number }),
  output: z.object({ rows: z.array(lineView), returnable: z.int() }),
  errors: { NO_ORDER },
})

/** For the bank’s side: what it is to pay out. */
export const viewRefund = defineContract({
  id: 'money.view-refund',
  kind: 'read',
  title: text('退款通知', 'An ordered refund'),
  input: z.object({ number }),
  output: z.object({
    number: z.string(),
    account: z.string(),
    bank: z.string(),
    /** Of it interest. */
    amount: z.int(),
    interest: z.int(),
    name: z.string(),
    counterAccount: z.string(),
    done: z.boolean(),
  }),
  errors: { NO_LINE },
})
