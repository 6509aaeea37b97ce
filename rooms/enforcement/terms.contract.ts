import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import type { ErrorDeclaration } from '../../kernel/platform/index.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

// What the contracts of a penalty share: the shapes of their fields, and the refusals that several of them declare.

export const bilingual = z.object({ zh: z.string(), en: z.string() })
export const line = z.string().trim().min(1).max(200)
export const words = z.string().trim().min(2).max(4000)
export const fen = z.int().min(0).max(900_000_000_000_000)
export const day = z.iso.date()
export const upload = z.custom<{ name: string; size: number; bytes: Uint8Array }>(
  (f) => typeof f === 'object' && f !== null && (f as { bytes?: unknown }).bytes instanceof Uint8Array,
)
export const facts = z.record(z.string().max(60), z.unknown())

/** Whom a case is about: an organisation by its credit code, a person by the identity card. */
export const subject = z.object({
  kind: z.enum(['organisation', 'person']),
  name: line,
  code: z.string().trim().toUpperCase().min(15).max(18),
  address: line,
  phone: z.string().trim().max(30).optional(),
  representative: z.string().trim().max(60).optional(),
})
export type Subject = z.output<typeof subject>

export const refuse = (status: number, zh: string, en: string): ErrorDeclaration => ({ status, ...text(zh, en) })
export const NO_CASE = refuse(404, '没有这件案件。', 'There is no such case.')
export const NOT_OPEN = refuse(409, '这一步现在没有打开，请刷新后查看。', 'This step is not open now; please reload.')
export const NO_ITEM = refuse(422, '没有公布这个处罚事项。', 'There is no such published item.')
export const FACTS = refuse(422, '案件事实还不完整。', 'The facts are not complete.')
export const LAW = refuse(422, '法律不允许这样处理。', 'The law does not allow it.')
export const REASONS = refuse(422, '偏离基准要写明理由。', 'Leaving the standard needs reasons.')
export const CARDS = refuse(
  422,
  '要有两名持有效执法证的执法人员。',
  'Two officers with cards that are valid today are needed.',
)
export const CODE = refuse(422, '当事人的代码不对。', 'The party’s code is not right.')
export const TOO_EARLY = refuse(409, '告知的期限还没有到。', 'The time that the notice gave is not over.')
export const NO_MEASURE = refuse(
  409,
  '没有这一项措施，或者已经处理。',
  'There is no such measure, or it was dealt with.',
)
export const BAD_FILE = refuse(422, '这个文件收不了。', 'This file cannot be taken.')
export const CLOSED = refuse(409, '案件已经结案，不能再加。', 'The case is closed; nothing can be added.')

export const of = { caseId: z.uuid() }
export const done = z.object({ caseId: z.uuid(), number: z.string() })

export type Shape = z.ZodRawShape
export const onCase = <I extends Shape, const E extends Record<string, ErrorDeclaration> = Record<never, never>>(
  name: string,
  title: Text,
  input: I,
  errors?: E,
  summary?: Text,
) =>
  defineContract({
    id: `enforcement.${name}` as const,
    kind: 'write',
    title,
    ...(summary ? { summary } : {}),
    input: z.object({ ...of, ...input }),
    output: done.extend({ document: z.string().optional() }),
    errors: { NO_CASE, NOT_OPEN, ...(errors ?? ({} as E)) },
  })

export const notDecided = {
  NOT_DECIDED: refuse(409, '还没有作出、送达处罚决定。', 'There is no decision that was served.'),
}
