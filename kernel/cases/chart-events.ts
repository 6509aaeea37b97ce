import {
  type ActDraft,
  actOfActor,
  operation,
  type Problem,
  type ReadContext,
  type Subject,
  systemOnly,
  type Timers,
  type Tx,
  text,
} from '../platform/index.ts'
import { procedureOf, type StepInfo } from '../procedure/index.ts'
import { acts } from './acts.ts'
import { type CaseAt, caseAt } from './case-at.ts'
import { endOf, receiveMessage, ringTimer } from './contract.ts'
import { asAct, restate } from './standing.ts'
import { type Fired, fire } from './step.ts'

// What happens to a case by its chart and nobody's hand: timers, messages, the end of a case that it opened.

type Ctx = ReadContext & { timer: Timers; problem(code: any): Problem }

/** What the case's chart says of one of its elements. */
export const stepOf = async (tx: Tx, { found }: CaseAt, element: string): Promise<StepInfo | undefined> =>
  found.chartDigest ? (await procedureOf(tx, found.chartDigest)).steps[element] : undefined

type Happening<P> = {
  /** The act that says it. */
  make(draft: { jurisdiction: string; subject: Subject; public: P }): ActDraft
  /** What it says beyond version, chart and step. */
  says(of: { at: CaseAt; step: StepInfo; ended: boolean }): Omit<P, keyof CaseAt['stamp'] | keyof Fired['stamp']>
  /** What the gateway behind the step sees. */
  outcome?: string | undefined
  expects?(step: StepInfo): boolean
}

/** Fires a step by the system, and writes the act that says so. */
export async function happen<P>(
  ctx: Ctx,
  { caseId, element }: { caseId: string; element: string },
  event: Happening<P>,
) {
  const at = await caseAt(ctx.tx, { caseId }, { lock: true })
  const step = await stepOf(ctx.tx, at, element)
  if (!step || event.expects?.(step) === false) throw ctx.problem('NOT_OPEN')
  const fired = await fire(ctx, at, element, { outcome: event.outcome ?? null })
  const said = { ...at.stamp, ...fired.stamp, ...event.says({ at, step, ended: fired.ended }) } as P
  const act = event.make({ jurisdiction: at.found.jurisdiction, subject: at.subject, public: said })
  await restate(ctx.tx, at, [...at.acts, asAct(at, act, ctx.clock.now(), actOfActor(ctx.actor))], ctx.clock, fired)
  return { act, output: { caseId, number: at.found.number } }
}

/** A timer event of the chart is due: its step fires by the clock, at the instant that the chart gave it. */
export const ring = operation(ringTimer, {
  allow: systemOnly,
  run: ({ input, ...ctx }) =>
    happen(ctx, input, {
      make: acts['timer.rang'],
      expects: (step) => step.kind === 'timer',
      says: ({ step, ended }) => ({
        element: input.element,
        name: text(step.name, step.nameEn ?? step.name),
        timer: step.timer!,
        closed: ended,
      }),
    }),
})

/** Another case's chart sent what this one waits for, or a case that this one opened has ended. */
export const receive = operation(receiveMessage, {
  allow: systemOnly,
  run: ({ input, ...ctx }) =>
    happen(ctx, input, {
      make: acts['message.received'],
      expects: (step) => step.message !== undefined || step.of !== undefined,
      outcome: input.outcome,
      says: ({ step, ended }) => ({
        name: step.message ?? step.name,
        from: input.from,
        ...(input.outcome === undefined ? {} : { outcome: input.outcome }),
        closed: ended,
      }),
    }),
})

/** What an open receive task waits for: the number of a case, or why none was opened. */
export async function waitedFor(
  tx: Tx,
  at: CaseAt,
  element: string,
): Promise<{ number: string } | { left: string } | undefined> {
  const step = await stepOf(tx, at, element)
  if (!step?.of || !at.work.some((w) => w.element === element)) return undefined
  const sent = at.acts.findLast((a) => /^child\.(opened|left)$/.test(a.type) && a.public.step === step.of)
  if (!sent) return undefined
  return sent.type === 'child.left' ? { left: sent.public.why } : { number: sent.public.number }
}

/**
 * Whether the case that a step opened has ended, and how, so that the receive task that waits for it can go on: asked when the task
 * opens and when the child ends, whichever comes second finds both.
 */
export async function endedChild(
  { tx, callAsSystem }: Pick<ReadContext, 'tx' | 'callAsSystem'>,
  at: CaseAt,
  element: string,
): Promise<{ number: string; outcome: string } | undefined> {
  const waited = await waitedFor(tx, at, element)
  if (!waited) return undefined
  if ('left' in waited) return { number: at.found.number, outcome: waited.left }
  const end = await callAsSystem(endOf, waited)
  return end ? { ...waited, ...end } : undefined
}
