import { findUnit, units } from '../identity/index.ts'
import {
  type ActDraft,
  type ActMakers,
  type Actor,
  type ActType,
  actOfActor,
  type Citation,
  type Contract,
  type Gate,
  type Input,
  leaningOn,
  type Operation,
  operation,
  type Policy,
  Problem,
  type ReadContext,
  type RunContext,
  standardErrors,
  type Timers,
  type Tx,
  text,
} from '../platform/index.ts'
import { endProcedure, fireStep, ProcedureError, type StepResult, type Thrown } from '../procedure/index.ts'
import { lockCase } from './case.store.ts'
import { type CaseAt, caseAt, mustStepBack, NO_CASE, notYours, performs, recusalProblem, sees } from './case-at.ts'
import { receiveMessage } from './contract.ts'
import type { CaseKind } from './kind.ts'
import { asAct, restate } from './standing.ts'
import { receiversOf, type Work, workOf } from './work.store.ts'

/** A message or signal that passing the chart sent, and how many cases it reached. */
export type Sent = { kind: 'message' | 'signal'; name: string; cases: number }
export const NOT_OPEN = {
  status: 409,
  ...text(
    '这一步现在没有打开，可能刚被别人办了。请刷新后查看。',
    'This step is not open now; somebody may just have done it. Please reload.',
  ),
} as const

const UNFIT = { status: 403, ...text('您现在不能办这一步。', 'You cannot do this step now.') } as const

type OfCase = Contract<any, any, any, 'write'>
type Said<P> = { basis?: Citation[]; public?: P; private?: Record<string, unknown> }
type Unstamped<P> = Omit<P, 'itemVersion' | 'chartDigest' | 'step' | 'sent'>
type Public<D, T> = T extends keyof D
  ? D[T] extends ActType<infer P>
    ? Unstamped<import('zod').input<P>>
    : never
  : never
/** What a step's functions see: the operation's context, the case, and what `prepare` made. */
export type StepContext<C extends OfCase, F, M = undefined> = RunContext<C> & {
  input: Input<C>
  at: CaseAt<F>
  /** The open step that is performed. */
  work: Work
  made: M
}
/** After the chart has moved. */
export type FiredContext<C extends OfCase, F, M> = StepContext<C, F, M> & {
  ended: boolean
  opened: StepResult['opened']
}

type Shared<C extends OfCase, F, D, T, M> = {
  /** The act that it is. */
  act: T
  as?: 'citizen'
  /** What must hold of somebody first, as of `operation`; asked once the case is known and who may do the step. */
  gate?(ctx: Parameters<Gate<Input<C>>>[0] & { at: CaseAt<F> }): ReturnType<Gate<Input<C>>>
  /** What must hold beyond the chart. */
  check?(ctx: StepContext<C, F>): void | Promise<void>
  /** What must be computed before the chart moves: a rule's answer, a document's content. */
  prepare?(ctx: StepContext<C, F>): M | Promise<M>
  /** What the act says; its version, chart and step are added. */
  says?(ctx: FiredContext<C, F, M>): Said<Public<D, T>> | Promise<Said<Public<D, T>>>
  /** What else belongs to it in the same transaction: a timer, a row. */
  also?(ctx: FiredContext<C, F, M>): Promise<unknown> | unknown
  /** Fields of the output beyond caseId and number. */
  output?(ctx: FiredContext<C, F, M>): Record<string, unknown>
}
type StepDefinition<C extends OfCase, F, D, T, M> = Shared<C, F, D, T, M> & {
  /** Which open step it performs, by the act that the chart names; the act itself when left out. */
  performs?: string | ((work: Work) => boolean)
  /** What the gateway behind the step sees as `outcome`. */
  outcome?(input: Input<C>): string | null
  /** More variables for that gateway. */
  variables?(ctx: StepContext<C, F, M>): Record<string, unknown>
  allow?: Policy<Input<C>>
}
type ActDefinition<C extends OfCase, F, D, T, M> = Shared<C, F, D, T, M> & {
  /** Who may, given the case. */
  who(at: CaseAt<F>, actor: Actor, ctx: ReadContext): boolean | Promise<boolean>
  /** Takes the case off its chart: no step stays open. */
  ends?: boolean | ((ctx: StepContext<C, F, M>) => boolean)
}

const signedIn: Policy<unknown> = ({ actor }) => actor.kind !== 'anonymous'

/**
 * The two ways in which a room acts on its cases. `step` performs an open step of the chart: it loads and locks the case, finds the
 * step that is the actor's, lets the chart move, sends its messages, writes standing and work, and makes the act. `act` does the same
 * beside the chart. Policy: the chart's performer, and 回避; nothing else is asked.
 */
export function caseOperations<F, D extends Record<string, ActType<any, any>>>(
  ...of: [kind: CaseKind<F>, acts: ActMakers<D>] | [acts: ActMakers<D>]
): {
  step<C extends OfCase, T extends keyof D & string, M = undefined>(
    contract: C,
    definition: StepDefinition<C, F, D, T, M>,
  ): Operation<C>
  act<C extends OfCase, T extends keyof D & string, M = undefined>(
    contract: C,
    definition: ActDefinition<C, F, D, T, M>,
  ): Operation<C>
} {
  const acts = of.at(-1) as ActMakers<D>
  const kind = of.length === 2 ? of[0] : undefined
  /** The case, where it is of the kind whose acts these are: an act never comes to stand on another kind's stream. */
  async function found(tx: Tx, ref: { caseId: string } | { number: string }): Promise<CaseAt<F>> {
    const at = await caseAt<F>(tx, ref, { lock: true })
    if (kind && at.kind !== kind) throw new Problem('NO_CASE', NO_CASE)
    return at
  }
  /** The act, how the case stands after it, and the output: what both ways end with. */
  async function finish(
    d: Shared<any, F, D, string, any>,
    ctx: any,
    stamp: object,
    moved: Parameters<typeof restate>[4],
  ) {
    const { at, tx, clock, actor } = ctx as StepContext<any, F>
    await d.also?.(ctx)
    const said: Said<any> = (await d.says?.(ctx)) ?? {}
    const draft = (acts as Record<string, (args: any) => ActDraft>)[d.act]!({
      jurisdiction: at.found.jurisdiction,
      subject: at.subject,
      basis: said.basis ?? [],
      public: { ...at.stamp, ...stamp, ...said.public },
      private: said.private ?? {},
    })
    const drafts = await leaningOn(ctx.passed, [draft])
    await restate(tx, at, [...at.acts, asAct(at, draft, clock.now(), actOfActor(actor))], clock, moved)
    return { acts: drafts, output: { caseId: at.found.id, number: at.found.number, ...d.output?.(ctx) } }
  }
  return {
    step: (contract, d) =>
      operation(contract, {
        allow: d.allow ?? signedIn,
        ...(d.as ? { as: d.as } : {}),
        async run(run: any): Promise<any> {
          // Who does the steps that open next is found among the units: asked along with the case.
          const [at] = await Promise.all([found(run.tx, run.input), units(run.tx)])
          const work = await findStep(run, at, d.performs ?? d.act)
          const ctx = { ...run, at, work }
          ctx.passed = await d.gate?.(ctx)
          await d.check?.(ctx)
          ctx.made = await d.prepare?.(ctx)
          const variables = { outcome: d.outcome?.(run.input) ?? null, ...d.variables?.(ctx) }
          const fired = await fire(run, at, work.element, variables)
          return finish(d as never, { ...ctx, ...fired }, fired.stamp, fired)
        },
      }),
    act: (contract, d) =>
      operation(contract, {
        allow: signedIn,
        ...(d.as ? { as: d.as } : {}),
        async run(run: any): Promise<any> {
          const at = await found(run.tx, run.input)
          if (run.actor.kind !== 'system' && !(await d.who(at, run.actor, run)))
            throw new Problem('FORBIDDEN', standardErrors.FORBIDDEN)
          await stepBack(run, at)
          const ctx = { ...run, at, ended: d.ends === true, opened: [] }
          ctx.passed = await d.gate?.(ctx)
          await d.check?.(ctx)
          ctx.made = await d.prepare?.(ctx)
          const ends = typeof d.ends === 'function' ? d.ends(ctx) : d.ends === true
          ctx.ended = ends
          if (ends) {
            await endProcedure(run.tx, at.found.jurisdiction, at.found.id)
            await (run.timer as Timers).cancel(at.found.jurisdiction, at.found.id)
          }
          return finish(d as never, ctx, {}, { opened: [], closed: ends ? at.work : [] })
        },
      }),
  }
}

/** 回避 holds for every act by a post; what a party does, it does as a citizen. */
async function stepBack({ tx, actor, clock }: Pick<ReadContext, 'tx' | 'actor' | 'clock'>, at: CaseAt): Promise<void> {
  if (actor.kind !== 'person' || !actor.post) return
  const why = mustStepBack(at, actor)
  if (why) throw recusalProblem(why)
  const unfit = await at.kind.unfit?.({ tx, clock, actor }, at)
  if (unfit) throw new Problem('UNFIT', UNFIT, { detail: unfit })
}

/** The open step that the act performs and that is the actor's. Throws FORBIDDEN or NOT_OPEN saying which. */
async function findStep(
  ctx: Pick<ReadContext, 'tx' | 'actor' | 'clock'>,
  at: CaseAt,
  which: string | ((work: Work) => boolean),
): Promise<Work> {
  const open = at.work.filter((w) => (typeof which === 'string' ? w.act === which : which(w)))
  const mine = open.find((w) => performs(at, w, ctx.actor))
  if (mine) {
    await stepBack(ctx, at)
    return mine
  }
  if (open[0]) throw notYours(open[0], open[0].unit ? (await findUnit(ctx.tx, open[0].unit))?.name : undefined)
  if (!(await sees(ctx.tx, at, ctx.actor))) throw new Problem('FORBIDDEN', standardErrors.FORBIDDEN)
  throw new Problem('NOT_OPEN', NOT_OPEN)
}

export type Fired = Pick<StepResult, 'ended' | 'opened' | 'closed'> & { stamp: { step: string; sent?: Sent[] } }

/** Fires one element of the case's chart in this transaction; the gateway behind it sees the variables. Throws NOT_OPEN. */
export async function fire(
  ctx: Pick<ReadContext, 'tx' | 'clock' | 'callAsSystem'> & { timer: Timers },
  at: CaseAt,
  element: string,
  variables: Record<string, unknown>,
): Promise<Fired> {
  const { jurisdiction, id: caseId } = at.found
  try {
    const { ended, opened, closed, thrown } = await fireStep(ctx.tx, {
      jurisdiction,
      caseId,
      element,
      variables,
      clock: ctx.clock,
    })
    const sent = await tell(ctx, at.found, thrown)
    await awaitChildren(ctx, at.found, opened)
    if (ended) await ctx.timer.cancel(jurisdiction, caseId)
    return { ended, opened, closed, stamp: { step: element, ...(sent.length > 0 ? { sent } : {}) } }
  } catch (error) {
    if (error instanceof ProcedureError) throw new Problem('NOT_OPEN', NOT_OPEN, { detail: error.said })
    throw error
  }
}

/** Send tasks that open a case, and receive tasks that wait for one, are looked after at once, each in a transaction of its own. */
export async function awaitChildren(
  { timer, clock }: { timer: Timers; clock: ReadContext['clock'] },
  { jurisdiction, id }: { jurisdiction: string; id: string },
  opened: StepResult['opened'],
): Promise<void> {
  for (const s of opened) {
    const kind = s.opens ? 'cases.open-child' : s.of ? 'cases.child-ended' : undefined
    if (kind) await timer.set({ kind, jurisdiction, subjectId: id, due: clock.now(), payload: { element: s.element } })
  }
}

/** Brings what a case's chart sent to the cases that wait for it, each with an act of its own, in the same transaction. */
export async function tell(
  { tx, callAsSystem }: Pick<ReadContext, 'tx' | 'callAsSystem'>,
  { jurisdiction, id, correlation }: Pick<CaseAt['found'], 'jurisdiction' | 'id' | 'correlation'>,
  thrown: Thrown[],
): Promise<Sent[]> {
  const sent: Sent[] = []
  for (const { kind, name } of thrown) {
    const receivers = await receiversOf(tx, { jurisdiction, kind, name, correlation: correlation ?? undefined })
    let cases = 0
    for (const { caseId, element } of receivers) {
      // While this act waited for the case, another's message may have taken it on: then there is nobody left to tell.
      await lockCase(tx, caseId)
      if (!(await workOf(tx, jurisdiction, caseId)).some((w) => w.element === element)) continue
      await callAsSystem(receiveMessage, { caseId, element, from: id })
      cases++
    }
    sent.push({ kind, name, cases })
  }
  return sent
}
