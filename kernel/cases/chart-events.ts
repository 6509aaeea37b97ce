import {
  type ActDraft,
  actOfActor,
  operation,
  type Problem,
  type ReadContext,
  systemOnly,
  type Timers,
  type Tx,
  text,
} from '../platform/index.ts'
import { procedureOf, type StepInfo } from '../procedure/index.ts'
import { acts } from './acts.ts'
import { findCase } from './case.store.ts'
import { type CaseAt, caseAt } from './case-at.ts'
import { receiveMessage, ringTimer } from './contract.ts'
import { standingOf } from './standing.store.ts'
import { asAct, restate } from './standing.ts'
import { type Fired, fire } from './step.ts'

// What happens to a case by its chart and nobody's hand: timers, messages, the end of a case that it opened.

type Ctx = ReadContext & { timer: Timers; problem(code: any): Problem }

/** What the case's chart says of one of its elements. */
export const stepOf = async (tx: Tx, { found }: CaseAt, element: string): Promise<StepInfo | undefined> =>
  found.chartDigest ? (await procedureOf(tx, found.chartDigest)).steps[element] : undefined

/** Fires a step by the system, and writes the act that says so. */
export async function happen(
  ctx: Ctx,
  caseId: string,
  element: string,
  event: (at: CaseAt, step: StepInfo, fired: Fired) => ActDraft,
  variables: Record<string, unknown> = { outcome: null },
  expects: (step: StepInfo) => boolean = () => true,
) {
  const at = await caseAt(ctx.tx, { caseId }, { lock: true })
  const step = await stepOf(ctx.tx, at, element)
  if (!step || !expects(step)) throw ctx.problem('NOT_OPEN')
  const fired = await fire(ctx, at, element, variables)
  const act = event(at, step, fired)
  await restate(ctx.tx, at, [...at.acts, asAct(at, act, ctx.clock.now(), actOfActor(ctx.actor))], ctx.clock, fired)
  return { act, output: { caseId, number: at.found.number } }
}

const of = (at: CaseAt) => ({ jurisdiction: at.found.jurisdiction, subject: at.subject })

/** A timer event of the chart is due: its step fires by the clock, at the instant that the chart gave it. */
export const ring = operation(ringTimer, {
  allow: systemOnly,
  run: ({ input, ...ctx }) =>
    happen(
      ctx,
      input.caseId,
      input.element,
      (at, step, { ended, stamp }) =>
        acts['timer.rang']({
          ...of(at),
          public: {
            ...at.stamp,
            ...stamp,
            element: input.element,
            name: text(step.name, step.nameEn ?? step.name),
            timer: step.timer!,
            closed: ended,
          },
        }),
      undefined,
      (step) => step.kind === 'timer',
    ),
})

/** Another case's chart sent what this one waits for, or a case that this one opened has ended. */
export const receive = operation(receiveMessage, {
  allow: systemOnly,
  run: ({ input, ...ctx }) =>
    happen(
      ctx,
      input.caseId,
      input.element,
      (at, step, { ended, stamp }) =>
        acts['message.received']({
          ...of(at),
          public: {
            ...at.stamp,
            ...stamp,
            name: step.message ?? step.name,
            from: input.from,
            ...(input.outcome === undefined ? {} : { outcome: input.outcome }),
            closed: ended,
          },
        }),
      { outcome: input.outcome ?? null },
      (step) => step.message !== undefined || step.of !== undefined,
    ),
})

/**
 * Whether the case that a step opened has ended, and how, so that the receive task that waits for it can go on: asked when the task
 * opens and when the child ends, whichever comes second finds both.
 */
export async function endedChild(
  { tx }: Pick<ReadContext, 'tx'>,
  at: CaseAt,
  element: string,
): Promise<{ number: string; outcome: string } | undefined> {
  const step = await stepOf(tx, at, element)
  if (!step?.of || !at.work.some((w) => w.element === element)) return undefined
  const opened = at.acts.findLast((a) => a.type === 'child.opened' && a.public.step === step.of)
  const child = opened && (await findCase(tx, opened.public.number))
  const standing = child && (await standingOf(tx, child.jurisdiction, child.id))
  return standing?.closed ? { number: standing.number, outcome: standing.status } : undefined
}
