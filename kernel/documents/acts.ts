import { z } from 'zod'
import { stamped } from '../cases/index.ts'
import { defineActs, says, text } from '../platform/index.ts'
import { WAYS } from './ways.ts'

const seen = { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] } as const
const said = says(z.string(), seen).optional()

export const acts = defineActs('documents', {
  // 送达回证 (民事诉讼法 art. 87): on the case's own stream.
  'document.served': {
    title: text('送达文书', 'Document served'),
    published: true,
    public: stamped({
      number: z.string(),
      how: z.enum(WAYS),
      on: z.string(),
      effectiveOn: z.string(),
      /** The last days for redress, where the document names it. */
      lastDays: z.object({ reconsideration: z.string(), suit: z.string() }).optional(),
    }),
    private: z.object({ receiver: said, witness: said, reason: said }),
  },
})
