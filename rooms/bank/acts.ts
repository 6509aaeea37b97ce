import { z } from 'zod'
import { defineActs, text } from '../../kernel/platform/index.ts'
import { MODES } from './contract.ts'

/** Of the demonstration alone: not leaves of the city's log. */
export const acts = defineActs('bank', {
  'bank.paid': {
    title: text('演示银行收款', 'Paid at the demonstration bank'),
    published: false,
    public: z.object({ serials: z.array(z.string()) }),
    private: z.object({}),
  },
  'bank.behaved': {
    title: text('演示银行换了表现', 'The demonstration bank behaves differently'),
    published: false,
    public: z.object({ mode: z.enum(MODES) }),
    private: z.object({}),
  },
})
