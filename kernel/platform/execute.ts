import { z } from 'zod'
import { insertAct, type Written } from './act.store.ts'
import type { ActKey } from './act-key.ts'
import { type Actor, asCitizen, system } from './actor.ts'
import type { ActDraft } from './acts.ts'
import type { Clock } from './clock.ts'
import { answered, type Command, claim, keepAnswer, unclaim } from './command.store.ts'
import type { Contract, Output, RawInput } from './contract.ts'
import { type Db, later, type Tx } from './database/connect.ts'
import { problemOfCode } from './database/refusal.ts'
import { answers, awayProblem, type Databases, isApart, isAway, placeOfPost, whereOf } from './databases.ts'
import { fieldsOf } from './fields.ts'
import type { Files } from './files.ts'
import { derivedId, isUuid } from './ids.ts'
import { leaningOn, type Operation } from './operation.ts'
import { checkPlain } from './plain.ts'
import { type Fields, Problem, type StandardCode, standardErrors, standardProblem } from './problem.ts'
import type { ReadContext } from './read-context.ts'
import { type Text, text } from './text.ts'
import { timersOf } from './timer.ts'
import { inTurn } from './turns.ts'

/** What an operation needs from the process that runs it; built once in apps/. */
export type Runtime = {
  /** The centre; where there is one database, the one. */
  db: Db
  /** The database of a place; with one database, `db`. What commits together is of one place. */
  pool(place: string): Db
  /** All databases, the centre first; left out where there is one. */
  databases?: Databases
  clock: Clock
  files: Files
  operations: ReadonlyMap<string, Operation>
  /** Signs acts as they are performed. */
  actKey?: ActKey
  /** The division whose installation this is (行政区划代码): where accounts, sessions and the log stand. */
  home: string
  /** The address that browsers know the city by. */
  site?: string
  /** How long, in milliseconds, a repeatable operation waits out a database that is away; 0 when left out. */
  patience?: number
  /** Called after a commit that wrote acts, so that consumers in this process need not wait for their next look. */
  committed?(acts: Written[]): void
  /** Told when a consumer went on without an act. */
  setAside?(consumer: string, place: string, error: unknown): void
  /** Observes each finished operation: id, milliseconds, outcome code ('OK' or a problem's). */
  observe?(id: string, ms: number, outcome: string): void
}

/** The actor, or how to find it inside the transaction (from a session). */
export type Who = Actor | ((tx: Tx) => Promise<Actor>)
/**
 * `place`: where it acts, where the input does not say so. `first`: what the transaction begins with. `seed`: what it is, where it is no command: what it asks of another database is asked once, however
 * often it is begun again.
 */
export type Execution = {
  who: Who
  seed?: string
  clock?: Clock
  commandId?: string
  place?: string
  first?(tx: Tx): Promise<void>
}

const noCommand = text(
  '防重复的编号要写成 UUID，或者不写。',
  'The number that keeps a command from being carried out twice is a UUID, or is left out.',
)

/**
 * The id that makes a command once-only, as a caller gave it in `field`; none where he gave none.
 * @throws INVALID naming the field: to drop an id that cannot be read would carry the command out twice, unasked.
 */
export function commandIdIn(value: unknown, field: string): string | undefined {
  if (value === undefined || value === '') return undefined
  if (!isUuid(value)) throw standardProblem('INVALID', { fields: { [field]: noCommand } })
  return value
}

/**
 * Runs one operation or query in its own transaction. Serialization failures and deadlocks are retried (three times in all);
 * everything else that the database refuses becomes a Problem.
 */
export async function execute<C extends Contract>(
  runtime: Runtime,
  contract: C,
  input: RawInput<C>,
  execution: Execution,
): Promise<Output<C>> {
  const operation = registered(runtime, contract)
  const named = execution.place ?? whereOf(operation, input)
  const began = performance.now()
  let outcome = 'OK'
  try {
    checkPlain(input, contract.longest, contract.parts)
    const turn = turnOf(contract, input)
    const arrived = turn === undefined ? undefined : frozen(execution.clock ?? runtime.clock)
    let ready: Ready | undefined
    for (let attempt = 1; ; attempt++) {
      try {
        ready ??= await makeReady(runtime, operation, input, execution.who, named)
        const { who, place, db, prepared } = ready
        let acts: Written[] = []
        const once = contract.kind === 'write' ? execution.commandId : undefined
        const first = async (tx: Tx): Promise<Begun> => {
          await execution.first?.(tx)
          const actor = typeof who === 'function' ? await who(tx) : who
          return { actor, command: once ? await claim(tx, contract, actor, place, once) : undefined }
        }
        const work = (tx: Tx, { actor, command }: Begun) => {
          acts = []
          const clock = arrived ?? frozen(execution.clock ?? runtime.clock)
          const seed = execution.commandId ?? execution.seed
          const scope: Scope = { runtime, db, tx, actor, clock, acts, prepared, seed }
          return command ? carryOut(scope, operation, input, command) : perform(scope, operation, input)
        }
        const output =
          turn === undefined
            ? await db
                .transaction()
                .setAccessMode(contract.kind === 'read' ? 'read only' : 'read write')
                .execute(async (tx) => work(tx, await first(tx)))
            : await inTurn(db, turn, {
                first,
                work,
                undo: async (tx, { command }) => command?.fresh && later(tx, unclaim(command)),
              })
        if (acts.length > 0) runtime.committed?.(acts)
        answers(runtime, db)
        return output as Output<C>
      } catch (error) {
        if (attempt < 3 && ['40001', '40P01'].includes((error as { code?: string }).code ?? '')) continue
        const left = error instanceof Problem ? error.leaves : undefined
        if (left) await leave(runtime, left, execution)
        // A database that is away for a moment is waited out where doing it again is safe: a read, or a command that is once-only.
        const safe =
          (contract.kind === 'read' || execution.commandId !== undefined) && !(ready && isAway(runtime, ready.db))
        if (safe && asProblem(error)?.code === 'UNAVAILABLE' && performance.now() - began < (runtime.patience ?? 0)) {
          await new Promise((resolve) => setTimeout(resolve, 250))
          // Its place may have moved meanwhile.
          if (isApart(runtime)) ready = undefined
          continue
        }
        if (ready && asProblem(error)?.code === 'UNAVAILABLE') throw awayProblem(runtime, ready.db) ?? error
        throw error
      }
    }
  } catch (error) {
    const problem = asProblem(error)
    outcome = problem?.code ?? 'INTERNAL'
    throw problem ?? error
  } finally {
    runtime.observe?.(contract.id, performance.now() - began, outcome)
  }
}

/** What a refusal leaves behind; where that fails the refusal stands all the same, and is told as it was. */
async function leave(runtime: Runtime, left: NonNullable<Problem['leaves']>, { clock }: Execution): Promise<void> {
  const found = runtime.operations.get(left.operation)
  if (!found) throw new Error(`no room registered ${left.operation}, which a refusal leaves behind`)
  const who = system(left.operation)
  await execute(runtime, found.contract, left.input as never, { who, ...(clock ? { clock } : {}) }).catch(() => {})
}

type Scope = {
  runtime: Runtime
  db?: Db
  tx: Tx
  actor: Actor
  clock: Clock
  acts: Written[]
  prepared?: Prepared
  seed?: string | undefined
}
type Prepared = { value: unknown; by: string } | undefined
type Ready = { who: Who; place: string; db: Db; prepared: Prepared }

/**
 * Where it acts, and what it does before its transaction (nothing for input that it will refuse). Sessions stand at the centre: where
 * a place has a database of its own, who it is is known before that is asked.
 */
async function makeReady(
  runtime: Runtime,
  operation: Operation,
  raw: unknown,
  who: Who,
  named: string | undefined,
): Promise<Ready> {
  const find = () => (typeof who === 'function' ? runtime.db.transaction().execute(who) : who)
  const parsed = operation.prepare && operation.contract.input.safeParse(raw)
  const apart = isApart(runtime)
  const actor = apart || parsed?.success ? await find() : undefined
  const post = apart && !operation.centre && operation.as !== 'citizen' ? placeOfPost(actor) : undefined
  const place = named ?? post ?? runtime.home
  const db = runtime.pool(place)
  const { files } = runtime
  const prepared = parsed?.success
    ? { by: operation.contract.id, value: await operation.prepare!({ db, files, input: parsed.data, actor: actor! }) }
    : undefined
  return { who: apart ? actor! : who, place, db, prepared }
}

/** What the contract takes turns at, where it does. */
function turnOf(contract: Contract, raw: unknown): string | undefined {
  const parsed = contract.turns && contract.input.safeParse(raw)
  return parsed?.success ? contract.turns!(parsed.data) : undefined
}

/** All acts of one transaction happened at one instant; of one that takes turns, when it arrived. */
function frozen(clock: Clock): Clock {
  const at = clock.now()
  return { now: () => at }
}

function registered<C extends Contract>(runtime: Runtime, contract: C): Operation {
  const operation = runtime.operations.get(contract.id)
  if (!operation) throw new Error(`no room registered an operation for the contract ${contract.id}`)
  return operation
}

/** The context that policies, operations and pages read with. */
export function readContext(scope: Omit<Scope, 'acts'> & { acts?: Written[] }): ReadContext {
  const inner: Scope = { acts: [], ...scope }
  const { runtime } = inner
  return {
    tx: inner.tx,
    actor: inner.actor,
    clock: inner.clock,
    files: inner.runtime.files,
    home: inner.runtime.home,
    site: inner.runtime.site ?? 'http://localhost',
    call: (contract, input) => reach(inner, registered(runtime, contract), input) as never,
    callAsSystem: (contract, input) =>
      reach({ ...inner, actor: system(contract.id) }, registered(runtime, contract), input) as never,
    async can(contract, input) {
      const operation = registered(runtime, contract)
      try {
        const as = operation.as === 'citizen' ? { ...inner, actor: asCitizen(inner.actor) } : inner
        return (await operation.allow({ ...readContext(as), input: operation.contract.input.parse(input) })) === true
      } catch (error) {
        if (error instanceof Problem || error instanceof z.ZodError) return false
        throw error
      }
    },
  }
}

/**
 * Performs it in the scope's transaction where its place lives in the same database; else in that place's, in a transaction of its own
 * that ends before the scope's does. A write goes there only where its contract bears to be asked twice: ours may still fail.
 */
function reach(scope: Scope, operation: Operation, raw: unknown): Promise<unknown> {
  const { runtime, actor, clock } = scope
  const { contract } = operation
  if (!isApart(runtime)) return perform(scope, operation, raw)
  const place = operation.centre && !contract.place ? runtime.home : whereOf(operation, raw)
  if (place === undefined || runtime.pool(place) === (scope.db ?? runtime.db)) return perform(scope, operation, raw)
  if (contract.kind === 'write' && !contract.twice)
    throw new Error(`${contract.id} writes in the database of ${place} out of a transaction of another`)
  const once = contract.kind === 'write' && scope.seed ? { commandId: derivedId(scope.seed, contract.id, raw) } : {}
  return execute(runtime, contract, raw as never, { who: actor, clock, place, ...once })
}

async function perform(from: Scope, operation: Operation, raw: unknown): Promise<unknown> {
  const { contract } = operation
  const scope = operation.as === 'citizen' ? { ...from, actor: asCitizen(from.actor) } : from
  const parsed = contract.input.safeParse(raw, { reportInput: true })
  if (!parsed.success) throw standardProblem('INVALID', { fields: fieldsOf(parsed.error) })
  const context = { ...readContext(scope), input: parsed.data }
  if (!(await operation.allow(context)))
    throw standardProblem(scope.actor.kind === 'anonymous' ? 'LOGIN_REQUIRED' : 'FORBIDDEN')
  const gate = await operation.gate?.(context)
  const result = (await operation.run({
    ...context,
    timer: timersOf(scope.tx),
    prepared:
      scope.prepared?.by === contract.id
        ? scope.prepared.value
        : await operation.prepare?.({
            db: scope.tx,
            files: scope.runtime.files,
            input: parsed.data,
            actor: scope.actor,
          }),
    problem(code: string, more: { detail?: Text; fields?: Fields } = {}) {
      const declared =
        (Object.hasOwn(contract.errors, code) ? contract.errors[code] : undefined) ??
        standardErrors[code as StandardCode]
      if (!declared) throw new Error(`${contract.id} threw an error it does not declare: ${code}`)
      return new Problem(code, declared, more)
    },
  })) as any
  if (contract.kind === 'read') return contract.output.parse(result)
  const drafts: ActDraft[] = result.acts ?? [result.act]
  if (drafts.length === 0 || drafts.some((d) => !d)) throw new Error(`${contract.id} wrote without an act`)
  for (const draft of await leaningOn(gate, drafts))
    scope.acts.push(await insertAct(scope.tx, draft, scope.actor, scope.clock.now(), scope.runtime.actKey))
  return contract.output.parse(result.output)
}

type Begun = { actor: Actor; command: Command | undefined }

/** A command carried out before answers as it did then. */
async function carryOut(scope: Scope, operation: Operation, input: unknown, command: Command): Promise<unknown> {
  if (!command.fresh) return answered(scope.tx, operation.contract, command)
  const output = await perform(scope, operation, input)
  if (!operation.contract.secret) await keepAnswer(scope.tx, command, output)
  return output
}

/** What the reader should hear of an error; undefined for those that only the incident log may hold. */
export function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  return problemOfCode(String((error as { code?: unknown })?.code ?? ''))
}
