import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'
import { ENDINGS } from './contract.ts'

const open = { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] } as const

/** What happens to a licence after it was issued; it stands on the stream of the case that issued it. */
export const acts = defineActs('licences', {
  'licence.ended': {
    title: text('证照失效', 'Licence ended'),
    published: true,
    public: stamped({ number: z.string(), how: z.enum(ENDINGS) }),
    private: z.object({ reason: says(z.string(), open), document: says(z.any(), { ...open, quiet: true }) }),
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
