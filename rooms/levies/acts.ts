import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

const told = { to: ['actor', 'party:payer', 'unit', 'performers', 'supervision'] } as const
const said = says(z.string(), told)
const held = says(z.unknown(), { ...told, quiet: true })

/** Who pays is in no published act. */
export const acts = defineActs('levies', {
  'levy.declared': {
    title: text('申报', 'Declared'),
    published: true,
    public: stamped({ number: z.string(), item: z.string(), quantity: z.int() }),
    private: z.object({ said }),
  },
  'levy.assessed': {
    title: text('核定数量', 'Assessed'),
    published: true,
    public: stamped({ quantity: z.int() }),
    private: z.object({ said }),
  },
  'levy.decided': {
    title: text('决定征收', 'Decided'),
    published: true,
    public: stamped({
      outcome: z.enum(['levy', 'return', 'none']),
      item: z.string().optional(),
      quantity: z.int().optional(),
      /** What the standard gives for the quantity. */
      standard: z.int().optional(),
      amount: z.int().optional(),
      grounds: z.string().optional(),
      /** The item was not in force on that day. */
      cancelled: z.boolean().optional(),
      order: z.string().optional(),
    }),
    private: z.object({ said, document: held }),
  },
  'levy.relieved': {
    title: text('减征、免征', 'Reduced or waived'),
    published: true,
    public: stamped({
      ground: z.string(),
      grounds: z.string(),
      percent: z.int(),
      before: z.int(),
      amount: z.int(),
      order: z.string().optional(),
    }),
    private: z.object({ said }),
  },
  'levy.paid': {
    title: text('缴入国库', 'Paid to the treasury'),
    published: true,
    public: stamped({ order: z.string(), amount: z.int(), on: z.string(), receipt: z.string(), treasury: z.boolean() }),
    private: z.object({ document: held }),
  },
})
