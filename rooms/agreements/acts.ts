import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

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
