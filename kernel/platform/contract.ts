// Browser-safe: contracts are what other rooms, pages' scripts and the OpenAPI document may name.
import { z } from 'zod'
import type { Citation } from './acts.ts'
import { placeOf } from './place.ts'
import type { ErrorDeclaration } from './problem.ts'
import type { Text } from './text.ts'

/** An article of law as answers carry it. */
export const citation = z.object({
  law: z.string(),
  article: z.int(),
  paragraph: z.int().optional(),
  item: z.int().optional(),
}) as unknown as z.ZodType<Citation>

export type Kind = 'write' | 'read'

export type Contract<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  E extends Record<string, ErrorDeclaration> = Record<string, ErrorDeclaration>,
  K extends Kind = Kind,
> = {
  /** `<room>.<verb-noun>`; the JSON endpoint is /api/<room>/<verb-noun>. */
  id: `${string}.${string}`
  kind: K
  title: Text
  /** One sentence for the OpenAPI document. */
  summary?: Text
  input: I
  output: O
  errors: E
  /** How long a text in the input may be, where that is more than any form's: charts, tables, receipts. */
  longest?: number
  /** How many entries its input may have, where it is more than any form has. */
  parts?: number
  /** The output holds a token: it is answered once and kept nowhere, not even for a repeated command. */
  secret?: boolean
  /** A second address of its endpoint, for those who type one. */
  at?: string
  /** Where it acts, where that is not what `placeOfInput` finds: decides which database carries the transaction. */
  place?(input: z.output<I>): string | undefined
  /** A write that does no harm when it is asked twice: another place may ask it, in a transaction of its own (`callAsSystem`). */
  twice?: boolean
  /**
   * What those who call it wait for one another at (a lot): they take turns in the order of arrival and share transactions (turns.ts),
   * and the time is that of arrival.
   */
  turns?(input: z.output<I>): string
}

export function defineContract<
  I extends z.ZodType,
  O extends z.ZodType,
  const K extends Kind,
  const E extends Record<string, ErrorDeclaration> = Record<never, never>,
>(contract: Omit<Contract<I, O, E, K>, 'errors'> & { errors?: E }): Contract<I, O, E, K> {
  return { ...contract, errors: contract.errors ?? ({} as E) }
}

/**
 * The place in which a contract acts, known from its input alone, before there is a transaction: what the contract says; else what
 * the input names, by an id or a number that carries its place. Undefined for what belongs to no place (accounts, the catalogue).
 */
export function placeOfInput(contract: Contract, raw: unknown): string | undefined {
  if (contract.place) {
    const parsed = contract.input.safeParse(raw)
    return parsed.success ? contract.place(parsed.data) : undefined
  }
  if (typeof raw !== 'object' || raw === null) return undefined
  const { jurisdiction, caseId, number, itemCode, id } = raw as Record<string, unknown>
  if (typeof jurisdiction === 'string' && /^\d{6}$/.test(jurisdiction)) return jurisdiction
  for (const named of [caseId, id]) {
    const place = typeof named === 'string' ? placeOf(named) : undefined
    if (place) return place
  }
  const coded = (value: unknown) => (typeof value === 'string' ? /^(\d{6})-/.exec(value)?.[1] : undefined)
  for (const named of [number, itemCode]) {
    const place = coded(named)
    if (place) return place
  }
  // What is named otherwise: `measureId`, `lotNumber`, a unit's code.
  for (const value of Object.values(raw)) {
    const place = coded(value) ?? (typeof value === 'string' && UUID_8.test(value) ? placeOf(value) : undefined)
    if (place) return place
  }
  return undefined
}
const UUID_8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

export type Input<C extends Contract> = z.output<C['input']>
export type RawInput<C extends Contract> = z.input<C['input']>
export type Output<C extends Contract> = z.output<C['output']>
