// Browser-safe: what the contracts of this room have in common.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { text } from '../../kernel/platform/text.ts'

export const said = z.string().trim().min(2).max(2000)
export const caseId = z.uuid()
export const done = z.object({ caseId, number: z.string() })
export const fen = z.int().positive().max(1e13)
export const instant = z.iso.datetime({ offset: true })
export const file = z.object({
  name: z.string(),
  size: z.int(),
  bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array),
})
export const only = { input: z.object({ caseId }), output: done, errors: stepErrors }
export const STANDSTILL = {
  status: 409,
  ...text(
    '有质疑没有答复，或者投诉处理期间暂停，先停下。',
    'A challenge waits for its answer, or it is suspended by a complaint: it stands still.',
  ),
} as const
