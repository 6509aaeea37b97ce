import { sql } from 'kysely'
import { z } from 'zod'
import { insertAct, type Written } from './act.store.ts'
import type { ActKey } from './act-key.ts'
import { type Actor, asCitizen, system } from './actor.ts'
import type { ActDraft } from './acts.ts'
import type { Clock } from './clock.ts'
import { type Contract, type Output, placeOfInput, type RawInput } from './contract.ts'
import { type Db, later, type Tx } from './database/connect.ts'
import { problemOfCode } from './database/refusal.ts'
import type { Files } from './files.ts'
import { isUuid } from './ids.ts'
import { leaningOn, type Operation } from './operation.ts'
import { checkPlain } from './plain.ts'
import { type Fields, Problem, type StandardCode, standardErrors, standardProblem } from './problem.ts'
import type { ReadContext } from './read-context.ts'
import { replayed } from './replay.ts'
import { type Text, text } from './text.ts'
import { timersOf } from './timer.ts'
import { inTurn } from './turns.ts'

/** What an operation needs from the process that runs it; built once in apps/. */
export type Runtime = {
  db: Db
  /** The database of a place; with one database, `db`. What commits together is of one place. */
  pool(place: string): Db
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
/** `place`: where it acts, where the input does not say so. `first`: what the transaction begins with. */
export type Execution = {
  who: Who
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
  const place = execution.place ?? placeOfInput(contract, input) ?? runtime.home
  const began = performance.now()
  let outcome = 'OK'
  try {
    checkPlain(input, contract.longest)
    const turn = turnOf(contract, input)
    const arrived = turn === undefined ? undefined : frozen(execution.clock ?? runtime.clock)
    const prepared = await prepare(runtime, operation, input, execution.who)
    for (let attempt = 1; ; attempt++) {
      try {
        let acts: Written[] = []
        const once = contract.kind === 'write' ? execution.commandId : undefined
        const first = async (tx: Tx): Promise<Begun> => {
          await execution.first?.(tx)
          const actor = typeof execution.who === 'function' ? await execution.who(tx) : execution.who
          return { actor, command: once ? await claim(tx, operation, actor, place, once) : undefined }
        }
        const work = (tx: Tx, { actor, command }: Begun) => {
          acts = []
          const clock = arrived ?? frozen(execution.clock ?? runtime.clock)
          const scope: Scope = { runtime, tx, actor, clock, acts, prepared }
          return command ? carryOut(scope, operation, input, command) : perform(scope, operation, input)
        }
        const output =
          turn === undefined
            ? await runtime
                .pool(place)
                .transaction()
                .setAccessMode(contract.kind === 'read' ? 'read only' : 'read write')
                .execute(async (tx) => work(tx, await first(tx)))
            : await inTurn(runtime.pool(place), turn, {
                first,
                work,
                undo: async (tx, { command }) => command?.fresh && later(tx, unclaim(command)),
              })
        if (acts.length > 0) runtime.committed?.(acts)
        return output as Output<C>
      } catch (error) {
        if (attempt < 3 && ['40001', '40P01'].includes((error as { code?: string }).code ?? '')) continue
        const left = error instanceof Problem ? error.leaves : undefined
        if (left) await leave(runtime, left, execution)
        // A database that is away for a moment is waited out where doing it again is safe: a read, or a command that is once-only.
        const safe = contract.kind === 'read' || execution.commandId !== undefined
        if (safe && asProblem(error)?.code === 'UNAVAILABLE' && performance.now() - began < (runtime.patience ?? 0)) {
          await new Promise((resolve) => setTimeout(resolve, 250))
          continue
        }
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

type Scope = { runtime: Runtime; tx: Tx; actor: Actor; clock: Clock; acts: Written[]; prepared?: Prepared }
type Prepared = { value: unknown; by: string } | undefined

/** What the operation does before its transaction; nothing for input that it will refuse. */
async function prepare(runtime: Runtime, operation: Operation, raw: unknown, who: Who): Promise<Prepared> {
  const parsed = operation.prepare && operation.contract.input.safeParse(raw)
  if (!parsed?.success) return undefined
  const actor = typeof who === 'function' ? await runtime.db.transaction().execute(who) : who
  return {
    by: operation.contract.id,
    value: await operation.prepare!({ db: runtime.db, files: runtime.files, input: parsed.data, actor }),
  }
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
  return {
    tx: inner.tx,
    actor: inner.actor,
    clock: inner.clock,
    files: inner.runtime.files,
    home: inner.runtime.home,
    site: inner.runtime.site ?? 'http://localhost',
    call: (contract, input) => perform(inner, registered(inner.runtime, contract), input) as never,
    callAsSystem: (contract, input) =>
      perform({ ...inner, actor: system(contract.id) }, registered(inner.runtime, contract), input) as never,
    async can(contract, input) {
      const operation = registered(inner.runtime, contract)
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

async function perform(from: Scope, operation: Operation, raw: unknown): Promise<unknown> {
  const { contract } = operation
  const scope = operation.as === 'citizen' ? { ...from, actor: asCitizen(from.actor) } : from
  const parsed = contract.input.safeParse(raw)
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

/** A command as it was found or begun; `fresh`: by this transaction. */
type Command = { jurisdiction: string; id: string; personId: string | null; fresh: boolean }
type Begun = { actor: Actor; command: Command | undefined }

/** Two copies at once wait for one another on the row. */
async function claim(tx: Tx, operation: Operation, actor: Actor, jurisdiction: string, id: string): Promise<Command> {
  const personId = actor.kind === 'person' ? actor.personId : null
  const fresh =
    await sql`insert into platform.command (jurisdiction, id, operation, person_id) values (${jurisdiction}, ${id}::uuid, ${operation.contract.id}, ${personId}::uuid)
    on conflict do nothing returning id`.execute(tx)
  return { jurisdiction, id, personId, fresh: fresh.rows.length > 0 }
}

const unclaim = (c: Command) =>
  sql`delete from platform.command where jurisdiction = ${c.jurisdiction} and id = ${c.id}::uuid`

/** A command carried out before answers as it did then. */
async function carryOut(scope: Scope, operation: Operation, input: unknown, c: Command): Promise<unknown> {
  if (!c.fresh) {
    const { rows } = await sql<{ output: unknown }>`select output from platform.command
      where jurisdiction = ${c.jurisdiction} and id = ${c.id}::uuid and operation = ${operation.contract.id} and person_id is not distinct from ${c.personId}::uuid`.execute(
      scope.tx,
    )
    if (!rows[0] || rows[0].output === null || operation.contract.secret) throw standardProblem('CONFLICT')
    return replayed(operation.contract.output, rows[0].output)
  }
  const output = await perform(scope, operation, input)
  if (operation.contract.secret) return output
  await later(
    scope.tx,
    sql`update platform.command set output = ${output as any}::jsonb where jurisdiction = ${c.jurisdiction} and id = ${c.id}::uuid`,
  )
  return output
}

const zh = z.locales.zhCN().localeError
const en = z.locales.en().localeError

/** Zod's issues → the form's field names (`a.b[0].c`) → what is wrong, in both languages. */
export function fieldsOf(error: z.ZodError): Fields {
  const fields: Fields = {}
  for (const issue of error.issues) {
    const path = issue.path.reduce<string>(
      (at, key) => (typeof key === 'number' ? `${at}[${key}]` : at ? `${at}.${String(key)}` : String(key)),
      '',
    )
    const say = (locale: typeof zh) => {
      const said = locale(issue as never)
      return (typeof said === 'string' ? said : said?.message) ?? issue.message
    }
    const own = issue.code === 'custom' ? (issue.params as Partial<Text> | undefined) : undefined
    fields[path] ??=
      own?.zh && own.en
        ? text(own.zh, own.en)
        : issue.code === 'custom'
          ? text(issue.message, issue.message)
          : text(say(zh), say(en))
  }
  return fields
}

/** What the reader should hear of an error; undefined for those that only the incident log may hold. */
export function asProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  return problemOfCode(String((error as { code?: unknown })?.code ?? ''))
}
