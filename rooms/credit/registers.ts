import { readFileSync } from 'node:fs'
import { z } from 'zod'

const bilingual = z.object({ zh: z.string(), en: z.string() })
/** Registers that are brought here as tables; of organisations all of them. */
export const registers = z
  .array(
    z.object({
      id: z.string(),
      title: bilingual,
      kind: z.enum(['registration', 'qualification', 'commitment-broken', 'commitment-kept', 'award']),
      from: bilingual,
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('registers.json', import.meta.url), 'utf8')))
export const registerOf = (id: string) => registers.find((r) => r.id === id)
