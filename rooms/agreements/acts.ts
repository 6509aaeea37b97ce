import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'
import { WHY } from './quotes.rules.ts'

const none = z.object({})
const words = z.object({ words: says(z.string(), { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] }) })

export const acts = defineActs('agreements', {
  'agreement.began': {
    title: text('框架协议生效', 'Framework in force'),
    published: true,
    public: z.object({ number: z.string(), from: z.string(), to: z.string(), suppliers: z.array(z.string()) }),
    private: none,
  },
  'agreement.removed': {
    title: text('清退入围供应商', 'Supplier removed'),
    published: true,
    public: z.object({ number: z.string(), uscc: z.string(), reason: z.string() }),
    private: none,
  },
  'agreement.offered': {
    title: text('上架协议商品', 'Good offered'),
    published: true,
    public: z.object({ number: z.string(), uscc: z.string(), name: z.string(), model: z.string(), price: z.int() }),
    private: none,
  },
  'agreement.repriced': {
    title: text('协议商品调价', 'Price changed'),
    published: true,
    public: z.object({ number: z.string(), uscc: z.string(), price: z.int(), withdrawn: z.boolean() }),
    private: none,
  },
  'agreement.published': {
    title: text('公布开放式框架协议', 'Open framework published'),
    published: true,
    public: z.object({
      ...{
        number: z.string(),
        title: z.string(),
        price: z.int(),
        measure: z.string(),
        from: z.string(),
        to: z.string(),
      },
    }),
    private: none,
  },
  'agreement.closed': {
    title: text('终止开放式框架协议', 'Open framework closed'),
    published: true,
    public: z.object({ number: z.string(), reason: z.string() }),
    private: none,
  },
  'agreement.left': {
    title: text('供应商退出', 'Supplier left'),
    published: true,
    public: z.object({ number: z.string(), uscc: z.string(), words: z.string() }),
    private: none,
  },
  'entry.applied': {
    title: text('申请加入', 'Applied to join'),
    published: true,
    public: stamped({ number: z.string(), agreement: z.string() }),
    private: words,
  },
  'entry.decided': {
    title: text('审核申请', 'Application decided'),
    published: true,
    public: stamped({ agreement: z.string(), outcome: z.enum(['in', 'refuse']) }),
    private: words,
  },
  'order.placed': {
    title: text('直接订购', 'Ordered'),
    published: true,
    public: stamped({
      number: z.string(),
      agreement: z.string(),
      uscc: z.string(),
      good: z.string(),
      price: z.int(),
      count: z.int(),
      amount: z.int(),
    }),
    private: none,
  },
  /** Second-stage competition: `goods` may be quoted, at their prices at most: supplier, good, model, price. */
  'quotes.called': {
    title: text('二次竞价邀请', 'Quotes asked for'),
    published: true,
    public: stamped({
      number: z.string(),
      agreement: z.string(),
      good: z.string(),
      need: z.string(),
      count: z.int(),
      deadline: z.string(),
      box: z.string(),
      goods: z.array(z.tuple([z.string(), z.string(), z.string(), z.int()])),
    }),
    private: none,
  },
  'quotes.closed': {
    title: text('报价截止', 'Quotes closed'),
    published: true,
    public: stamped({ count: z.int(), outcome: z.enum(['some', 'none']) }),
    private: none,
  },
  /** Supplier, model, price of one, rank, why it has none. */
  'quotes.opened': {
    title: text('开启报价', 'Quotes opened'),
    published: true,
    public: stamped({
      outcome: z.enum(['ranked', 'none']),
      quotes: z.array(
        z.tuple([z.string(), z.string(), z.int().nullable(), z.int().nullable(), z.enum(WHY).nullable()]),
      ),
    }),
    private: none,
  },
  'quotes.awarded': {
    title: text('确定成交', 'Chosen'),
    published: true,
    public: stamped({
      outcome: z.enum(['award', 'end']),
      uscc: z.string().nullable(),
      price: z.int(),
      amount: z.int(),
      reason: z.string(),
      /** Whose turn it would have been, had no list barred them. */
      passed: z.array(z.string()).optional(),
    }),
    private: none,
  },
  'order.taken': {
    title: text('供应商接单', 'Supplier answered'),
    published: true,
    public: stamped({ outcome: z.enum(['take', 'decline']) }),
    private: words,
  },
  'order.accepted': {
    title: text('验收', 'Accepted'),
    published: true,
    public: stamped({ grade: z.int() }),
    private: words,
  },
  'order.paid': {
    title: text('支付', 'Paid'),
    published: true,
    public: stamped({ voucher: z.string(), amount: z.int() }),
    private: none,
  },
})
