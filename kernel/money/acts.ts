import { z } from 'zod'
import { defineActs, says, text } from '../platform/index.ts'
import { KINDS } from './kinds.ts'
import { PAID_AS } from './order.rules.ts'

const fen = z.int().positive()
const day = z.string()
const officers = { to: ['actor', 'unit', 'supervision'] } as const
const who = says(z.string(), officers).optional()
const of = { number: z.string(), kind: z.enum(KINDS), unit: z.string(), case: z.string().nullable() }

/** Orders are named by number and case; who pays, from which account, under which serial number of the bank stays private. */
export const acts = defineActs('money', {
  'money.account-opened': {
    title: text('设立代收账户', 'Collecting account opened'),
    published: true,
    public: z.object({ bank: z.string(), account: z.string(), holder: z.string(), kinds: z.array(z.enum(KINDS)) }),
    private: z.object({}),
  },
  'money.ordered': {
    title: text('开出缴款通知', 'Payment ordered'),
    published: true,
    public: z.object({ ...of, amount: fen, due: day, bank: z.string(), account: z.string() }),
    private: z.object({ payer: who, purpose: who }),
  },
  'money.rescheduled': {
    title: text('延期、分期', 'Term put off or cut up'),
    published: true,
    public: z.object({ ...of, parts: z.array(z.object({ due: day, amount: fen })) }),
    private: z.object({ reason: who }),
  },
  'money.cancelled': {
    title: text('撤销缴款通知', 'Order cancelled'),
    published: true,
    public: z.object({ ...of, excess: z.int().nonnegative() }),
    private: z.object({ reason: who }),
  },
  'money.received': {
    title: text('到账', 'Money received'),
    published: true,
    public: z.object({
      ...of,
      amount: fen,
      day,
      as: z.enum(PAID_AS),
      late: z.boolean(),
      /** By somebody else than the payer. */
      other: z.boolean(),
      owed: z.int().nonnegative(),
      settled: z.boolean(),
      /** Found by an officer, not by its number. */
      assigned: z.boolean().optional(),
    }),
    private: z.object({ from: who, serial: who, reason: who }),
  },
  'money.refund-ordered': {
    title: text('通知银行退款', 'Refund ordered'),
    published: true,
    public: z.object({
      ...{ refund: z.string(), number: z.string().nullable(), case: z.string().nullable(), amount: fen },
      interest: fen.optional(),
    }),
    private: z.object({ to: who, serial: who, reason: who }),
  },
  'money.refunded': {
    title: text('已退款', 'Refunded'),
    published: true,
    public: z.object({
      refund: z.string(),
      number: z.string().nullable(),
      case: z.string().nullable(),
      amount: fen,
      interest: fen.optional(),
      day,
    }),
    private: z.object({ serial: who }),
  },
  'money.unmatched': {
    title: text('到账待核', 'Money without an order'),
    published: true,
    public: z.object({ account: z.string(), direction: z.enum(['in', 'out']), amount: fen, day }),
    private: z.object({ from: who, reference: who, serial: who }),
  },
  'money.contradicted': {
    title: text('银行前后说法不一', 'The bank contradicts itself'),
    published: true,
    public: z.object({ account: z.string(), amount: fen, now: z.int() }),
    private: z.object({ serial: who }),
  },
  'money.heard': {
    title: text('银行来报', 'Heard from the bank'),
    published: false,
    public: z.object({ account: z.string(), by: z.enum(['notice', 'file', 'query']), lines: z.int(), fresh: z.int() }),
    private: z.object({ digest: z.string().optional() }),
  },
  'money.bank-away': {
    title: text('银行暂时问不到', 'The bank could not be asked'),
    published: false,
    public: z.object({ account: z.string(), tries: z.int(), again: z.string() }),
    private: z.object({ why: z.string() }),
  },
})
