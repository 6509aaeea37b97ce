import type { z } from 'zod'
import { actTypes } from './acts.ts'

/**
 * Who may open a private field of an act, said where the field is declared: the one who did the act, the case's parties (all that
 * are not hidden, or those of a role), the unit that leads the case, units that have or had a step of it, the offices that supervise
 * it. Auditors and the second level of supervision may open all, unless the field is `sealed`.
 */
export type Reader = 'actor' | 'parties' | `party:${string}` | 'unit' | 'performers' | 'supervision'
export type Readers = {
  to: readonly Reader[]
  /** An act type: before it stands on the case's stream nobody but the actor may read. */
  from?: string
  /** Not even for auditors and supervision: who informed. */
  sealed?: boolean
  /** Not among the words on the timeline (a form, a name that stands elsewhere). */
  quiet?: boolean
}

/** Where a field says nothing: those who did it, lead it and supervise it. */
export const DEFAULT_READERS: Readers = { to: ['actor', 'unit', 'supervision'] }

const said = new WeakMap<object, Readers>()

/** Declares who may read a private field: `private: z.object({ reason: says(z.string(), { to: ['parties', 'unit'] }) })`. */
export function says<S extends z.ZodType>(schema: S, readers: Readers): S {
  const own = schema.clone() as S
  said.set(own, readers)
  return own
}

/** The readers of a private field of an act type; `actor` is the citizen who did it. */
export function readersOf(type: string, field: string): Readers {
  const shape = (actTypes.get(type)?.private as z.ZodObject | undefined)?.shape
  let schema = shape?.[field] as (z.ZodType & { unwrap?(): z.ZodType }) | undefined
  while (schema && !said.has(schema)) schema = schema.unwrap?.() as typeof schema
  return (schema && said.get(schema)) ?? DEFAULT_READERS
}
