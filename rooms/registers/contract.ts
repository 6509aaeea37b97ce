import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

export const MODES = ['good', 'late', 'wrong', 'double', 'down'] as const
export type Mode = (typeof MODES)[number]

export const behave = defineContract({
  id: 'registers.behave',
  kind: 'write',
  title: text('演示登记库的表现', 'How the demonstration’s registers behave'),
  input: z.object({ mode: z.enum(MODES) }),
  output: z.object({ mode: z.enum(MODES) }),
  errors: {
    NOT_HERE: { status: 404, ...text('只有演示城市有演示登记库。', 'Only a demonstration city has them.') },
  },
})
