import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'
import { ENDED } from './contract.ts'

const open = { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] } as const

/** What happens to a licence after it was issued; it stands on the stream of the case that issued it. */
export const acts = defineActs('licences', {
  'licence.ended': {
    title: text('证照失效', 'Licence ended'),
    published: true,
    public: stamped({
      number: z.string(),
      how: z.enum(ENDED),
      /** The licence that took its place, and the case of the application that asked for it. */
      by: z.string().optional(),
      from: z.string().optional(),
      closed: z.boolean().optional(),
    }),
    private: z.object({
      reason: says(z.string(), open).optional(),
      document: says(z.unknown(), { ...open, quiet: true }).optional(),
    }),
  },
  'licence.prolonged': {
    title: text('视为准予延续', 'Counts as renewed'),
    published: true,
    public: stamped({ number: z.string(), until: z.string(), from: z.string() }),
    private: z.object({}),
  },
  'licence.used': {
    title: text('用已有的证照当材料', 'A licence handed in as a material'),
    published: false,
    public: z.object({
      itemCode: z.string(),
      material: z.string(),
      sha256: z.string(),
      size: z.int(),
      type: z.string(),
      licence: z.string(),
    }),
    private: z.object({ name: z.string() }),
  },
})
