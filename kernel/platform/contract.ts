// Browser-safe: contracts are what other rooms, pages' scripts and the OpenAPI document may name.
import type { z } from 'zod'
import type { ErrorDeclaration } from './problem.ts'
import type { Text } from './text.ts'

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
  /** The output holds a token: it is answered once and kept nowhere, not even for a repeated command. */
  secret?: boolean
}

export function defineContract<
  I extends z.ZodType,
  O extends z.ZodType,
  const K extends Kind,
  const E extends Record<string, ErrorDeclaration> = Record<never, never>,
>(contract: Omit<Contract<I, O, E, K>, 'errors'> & { errors?: E }): Contract<I, O, E, K> {
  return { ...contract, errors: contract.errors ?? ({} as E) }
}

export type Input<C extends Contract> = z.output<C['input']>
export type RawInput<C extends Contract> = z.input<C['input']>
export type Output<C extends Contract> = z.output<C['output']>
