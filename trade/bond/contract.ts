// Browser-safe.
import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

/** By the system: what the bank said of a bond. */
export const hear = defineContract({
  id: 'bond.hear',
  kind: 'write',
  title: text('保证金变动', 'A bond moved'),
  input: z.object({ jurisdiction: z.string(), order: z.string(), what: z.enum(['paid', 'late', 'refunded']) }),
  output: z.object({ order: z.string() }),
})
