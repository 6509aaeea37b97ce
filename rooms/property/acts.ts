import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'
import { forWhom } from '../../trade/auction/index.ts'
import { MOVES } from '../../trade/entry/index.ts'
import { FIELDS, saleForm } from './contract.ts'

const secret = { to: [], sealed: true, quiet: true } as const
const inside = { to: ['actor', 'unit', 'performers', 'supervision'] } as const
const afterwards = { to: ['parties', 'unit', 'performers', 'supervision'] } as const
const opinion = says(z.string(), inside)
const none = z.object({})
const no = z.int().positive()
const fen = z.int()

/** Who wants to buy is a number of a registration; who it is stands in no published field. */
export const acts = defineActs('property', {
  'property.planned': {
    title: text('登记转让决策', 'Decision registered'),
    published: true,
    public: stamped({ number: z.string(), form: saleForm }),
    private: none,
  },
  'property.approved': {
    title: text('审批转让', 'Sale decided'),
    published: true,
    public: stamped({ outcome: z.enum(['approve', 'return']) }),
    private: z.object({ opinion }),
  },
  'property.appraised': {
    title: text('评估备案', 'Appraisal recorded'),
    published: true,
    public: stamped({ report: z.string(), agency: z.string(), base: z.iso.date(), appraised: fen }),
    private: none,
  },
  'property.predisclosed': {
    title: text('信息预披露', 'Pre-disclosed'),
    published: true,
    public: stamped({ until: z.iso.date() }),
    private: none,
  },
  'property.lowered': {
    title: text('批准低于九成的底价', 'Floor under nine tenths approved'),
    published: true,
    public: stamped({ floor: fen }),
    private: z.object({ opinion }),
  },
  'property.disclosed': {
    title: text('正式披露', 'Disclosed'),
    published: true,
    public: stamped({ floor: fen, deposit: fen, profile: z.string(), until: z.iso.date() }),
    private: none,
  },
  'property.extended': {
    title: text('延长披露', 'Disclosure extended'),
    published: true,
    public: stamped({ until: z.iso.date() }),
    private: none,
  },
  'property.registered': {
    title: text('意向受让登记', 'Registered to buy'),
    published: true,
    public: stamped({ no, order: z.string() }),
    private: z.object({
      who: says(z.string(), secret),
      forWhom: says(forWhom.optional(), secret),
      claims: says(z.boolean(), inside),
    }),
  },
  'property.deposit-moved': {
    title: text('保证金变动', 'Deposit moved'),
    published: true,
    public: stamped({ order: z.string(), what: z.enum(MOVES) }),
    private: none,
  },
  'property.qualified': {
    title: text('资格确认', 'Registration decided'),
    published: true,
    public: stamped({ no, outcome: z.enum(['pass', 'refuse']), priority: z.boolean() }),
    private: z.object({ reason: says(z.string(), inside) }),
  },
  'property.arranged': {
    title: text('披露期满', 'Disclosure ended'),
    published: true,
    public: stamped({
      outcome: z.enum(['bid', 'agree', 'none', 'again']),
      qualified: z.int(),
      opens: z.string().nullable(),
      closes: z.string().nullable(),
      price: fen.nullable(),
    }),
    private: none,
  },
  'property.closed': {
    title: text('竞价结束', 'Sale closed'),
    published: true,
    public: stamped({ outcome: z.enum(['dealt', 'failed']), bidder: z.int().nullable(), price: fen.nullable() }),
    private: none,
  },
  'property.matched': {
    title: text('行使优先权', 'First right exercised'),
    published: true,
    public: stamped({ price: fen }),
    private: z.object({ who: says(z.string(), { to: [], sealed: true, quiet: true }) }),
  },
  'property.asked': {
    title: text('征询行权结束', 'Asking ended'),
    published: true,
    public: stamped({ exercised: z.boolean() }),
    private: none,
  },
  'property.contracted': {
    title: text('签订合同', 'Contract signed'),
    published: true,
    public: stamped({
      ...{ contract: z.string(), asset: z.string(), price: fen, day: z.iso.date(), order: z.string() },
      instalments: z.array(z.object({ due: z.iso.date(), amount: fen })),
      /** The order of the buyer’s deposit: part of the price. */
      deposit: z.string(),
    }),
    private: z.object({ buyer: says(z.string(), afterwards) }),
  },
  'property.settled': {
    title: text('价款到齐', 'The price has come'),
    published: true,
    public: stamped({ order: z.string() }),
    private: none,
  },
  'property.waived': {
    title: text('放行一项不符', 'Mismatch waived'),
    published: true,
    public: stamped({ field: z.enum(FIELDS), reason: z.string() }),
    private: none,
  },
  'property.attested': {
    title: text('鉴证', 'Attested'),
    published: true,
    public: stamped({ same: z.array(z.enum(FIELDS)), waived: z.array(z.enum(FIELDS)) }),
    private: z.object({ opinion }),
  },
  'property.certified': {
    title: text('出具交易凭证', 'Deal certified'),
    published: true,
    public: stamped({}),
    private: z.object({ document: says(z.unknown(), { ...afterwards, quiet: true }) }),
  },
  'property.published': {
    title: text('公告结果', 'Result published'),
    published: true,
    public: stamped({ price: fen, until: z.iso.date() }),
    private: none,
  },
})
