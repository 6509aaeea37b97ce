import { z } from 'zod'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

export const acts = defineActs('suppliers', {
  'supplier.registered': {
    title: text('登记为供应商', 'Supplier registered'),
    published: true,
    public: z.object({ uscc: z.string(), name: z.string(), size: z.string() }),
    private: z.object({
      contact: says(z.string(), { to: ['actor'] }),
    }),
  },
  'supplier.graded': {
    title: text('评价履约', 'Performance graded'),
    published: true,
    public: z.object({ number: z.string(), uscc: z.string(), grade: z.int() }),
    private: z.object({ words: says(z.string(), { to: ['actor', 'unit', 'supervision'] }) }),
  },
})
