import type { z } from 'zod'
import type { Actor } from './actor.ts'
import type { ActDraft } from './acts.ts'
import type { Contract, Input } from './contract.ts'
import type { Db, Tx } from './database/connect.ts'
import type { Files } from './files.ts'
import type { Policy } from './policy.ts'
import type { Fields, Problem, StandardCode } from './problem.ts'
import type { ReadContext } from './read-context.ts'
import type { Text } from './text.ts'
import type { Timers } from './timer.ts'

type More = { detail?: Text; fields?: Fields }
export type RunContext<C extends Contract> = ReadContext & {
  input: Input<C>
  timer: Timers
  /** Builds one of the contract's declared errors, or a standard one, to be thrown. */
  problem(code: (keyof C['errors'] & string) | StandardCode, more?: More): Problem
}

export type WriteResult<C extends Contract> = { output: z.input<C['output']> } & (
  | { act: ActDraft; acts?: never }
  | { acts: [ActDraft, ...ActDraft[]]; act?: never }
)

type WriteContract = Contract<any, any, any, 'write'>
type ReadContract = Contract<any, any, any, 'read'>

/**
 * What must hold of somebody before the operation runs, beyond who performs it: a mark against a bidder, a licence that ended. It
 * throws a Problem, or gives the proof of what was looked up, as of when, which the act keeps (`public.gate`); undefined where there
 * was nothing to ask.
 */
export type Gate<I> = (ctx: ReadContext & { input: I }) => Promise<Passed | undefined>
export type Passed = {
  proof: Record<string, unknown>
  /** The acts that record it beside the act that leans on it. */
  beside?(leaning: ActDraft): Promise<ActDraft[]>
}

/** The drafts of what leans on a gate's answer: the first keeps the proof, what records it stands beside. */
export async function leaningOn(passed: Passed | undefined, drafts: ActDraft[]): Promise<ActDraft[]> {
  if (!passed) return drafts
  drafts[0]!.public.gate = passed.proof
  return [...drafts, ...((await passed.beside?.(drafts[0]!)) ?? [])]
}

/** What an operation has before its transaction; `db` is the transaction where another operation calls it. */
export type Preparing<I> = { db: Db | Tx; files: Files; input: I; actor?: Actor }

export type Operation<C extends Contract = Contract> = {
  contract: C
  allow: Policy<any>
  /** `citizen`: performed as the person, whatever post the session has; the act then names no unit. */
  as?: 'citizen'
  /** Of a room of the whole city (`defineRoom({ centre })`): acts at the centre unless its contract names a place. */
  centre?: boolean
  gate?: Gate<any>
  /** Slow work that needs no transaction, done before it begins; its result is `prepared` in `run`. */
  prepare?(ctx: Preparing<any>): Promise<unknown>
  run(ctx: any): Promise<unknown>
}

/**
 * The only way to write. It must return the act or acts that it performed: a write without an act does not compile.
 * The platform supplies, in this order: input validation, the actor, the transaction, the policy inside it, the run, the
 * act rows, response validation, the mapping of declared errors.
 */
export function operation<C extends WriteContract, P = undefined>(
  contract: C,
  definition: {
    allow: Policy<Input<C>>
    as?: 'citizen'
    centre?: boolean
    gate?: Gate<Input<C>>
    prepare?(ctx: Preparing<Input<C>>): Promise<P>
    run(ctx: RunContext<C> & { prepared: P }): Promise<WriteResult<C>>
  },
): Operation<C> {
  return { contract, ...definition }
}

/** A read: the same pipeline in a read-only transaction, without an act. */
export function query<C extends ReadContract>(
  contract: C,
  definition: { allow: Policy<Input<C>>; run(ctx: RunContext<C>): Promise<z.input<C['output']>> },
): Operation<C> {
  return { contract, ...definition }
}
