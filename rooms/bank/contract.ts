import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

export const MODES = ['good', 'late', 'wrong', 'double', 'down'] as const
export type Mode = (typeof MODES)[number]

const jurisdiction = z.string().regex(/^\d{6}$/)
const NOT_HERE = { status: 404, ...text('只有演示城市有演示银行。', 'Only a demonstration city has it.') } as const

export const pay = defineContract({
  id: 'bank.pay',
  kind: 'write',
  title: text('在演示银行付款', 'Pay at the demonstration bank'),
  input: z.object({
    jurisdiction,
    account: z.string().regex(/^[0-9A-Za-z-]{6,34}$/),
    /** Whole 分. */
    amount: z.int().positive().max(1e13),
    name: z.string().trim().min(1).max(200),
    reference: z.string().trim().max(200),
    /** Out of which account; the payer's own where nothing is said. */
    from: z
      .string()
      .regex(/^\d{12,30}$/)
      .optional(),
  }),
  output: z.object({ serials: z.array(z.string()) }),
  errors: { NOT_HERE },
})

export const behave = defineContract({
  id: 'bank.behave',
  kind: 'write',
  title: text('演示银行的表现', 'How the demonstration bank behaves'),
  input: z.object({ jurisdiction, mode: z.enum(MODES) }),
  output: z.object({ mode: z.enum(MODES) }),
  errors: { NOT_HERE },
})
