// Browser-safe.
import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

export const BOND_STATES = ['due', 'paid', 'returning', 'back', 'kept'] as const
/** Of a bidder’s own bond: its order, how it stands, and the interest that goes along with it. */
export const ownBond = z.object({ order: z.string(), state: z.enum(BOND_STATES), interest: z.int() })
export const bondWords: Record<(typeof BOND_STATES)[number], Text> = {
  due: text('待缴纳', 'to be paid'),
  paid: text('已到账', 'has come'),
  returning: text('正在退还', 'on its way back'),
  back: text('已退还', 'is back'),
  kept: text('不予退还', 'is kept'),
}

/** By the system: what the bank said of a bond. */
export const hear = defineContract({
  id: 'bond.hear',
  kind: 'write',
  title: text('保证金变动', 'A bond moved'),
  input: z.object({ jurisdiction: z.string(), order: z.string(), what: z.enum(['paid', 'late', 'refunded']) }),
  output: z.object({ order: z.string() }),
})

const withdrawn = z.object({ jurisdiction: z.string(), number: z.string(), personId: z.uuid() })
/** By the system: his bid was withdrawn, his bond goes back before anything is opened. */
export const early = defineContract({
  id: 'bond.early',
  kind: 'write',
  title: text('撤回投标，退还保证金', 'A bond goes back early'),
  input: withdrawn,
  output: z.object({ order: z.string() }),
  errors: { NONE: { status: 409, ...text('没有可退的保证金。', 'There is no bond to give back.') } },
})
/** By the system: he bids again, and his bond is ordered anew. */
export const again = defineContract({
  id: 'bond.again',
  kind: 'write',
  title: text('重新投标，重新缴纳保证金', 'A bond is ordered anew'),
  input: withdrawn,
  output: early.output,
  errors: { NONE: early.errors.NONE },
})
