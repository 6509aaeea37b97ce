// Events: what a case waits for, what it sends, how it ends.
import type { StepKind } from '../net.ts'
import type { Element } from '../read-bpmn.ts'
import { parseCycle, parseTimer } from '../timer.rules.ts'
import { aWord, CONDITIONAL, ERROR, ESCALATION, MESSAGE, SIGNAL, TERMINATE, TIMER, wordOf } from '../vocabulary.ts'
import type { Builder } from './builder.ts'
import type { StepInfo } from './compiled.ts'
import { at, outgoing } from './flows.ts'
import { stepInfo } from './step-info.ts'

/** A start is passed when the case begins; what it waits for is only drawn. */
export function startEvent(b: Builder, e: Element, entry: number) {
  // Of an event subprocess it is the event that begins it.
  const known =
    b.frame.owner.triggeredByEvent || isKnown(b, e, [MESSAGE, TIMER], [SIGNAL, CONDITIONAL, ERROR, ESCALATION])
  if (!known) return
  const { idle, turns } = b.frame
  b.silent(e, 'start', [entry], [...outgoing(b, e), ...idle.values(), ...[...turns.values()].map(([first]) => first!)])
}

export function throwEvent(b: Builder, e: Element) {
  if (!isKnown(b, e, [MESSAGE, SIGNAL], [ESCALATION])) return
  noteThrown(b, e)
  b.silent(e, 'throw', [at(b, e)], outgoing(b, e))
}

/** Notes what passing an element sends. */
export function noteThrown(b: Builder, e: Element) {
  const d = e.eventDefinitions?.[0] as Element | undefined
  const name = d?.messageRef?.name ?? d?.signalRef?.name ?? e.messageRef?.name ?? b.messages.get(e)
  if (name) b.procedure.throws[b.id(e)] = { kind: d?.$type === SIGNAL ? 'signal' : 'message', name }
}

export function endEvent(b: Builder, e: Element) {
  if (!isKnown(b, e, [MESSAGE, SIGNAL, ERROR, TERMINATE], [ESCALATION])) return
  noteThrown(b, e)
  const type = e.eventDefinitions?.[0]?.$type as string | undefined
  if (type === ERROR) return errorEnd(b, e)
  const { exit, places, idle, sides, turns } = b.frame
  const left = [...turns.values()].flat()
  const side = sides.get(e)
  if (type === TERMINATE) b.silent(e, 'end', [at(b, e)], [exit], { reset: places })
  else if (side) b.silent(e, 'end', [at(b, e)], [idle.get(side)!])
  // The scope is over when no side branch is under way either.
  else b.silent(e, 'end', [at(b, e), ...idle.values()], [exit], left.length > 0 ? { reset: left } : {})
}

/** To the nearest boundary that catches it; one that nobody catches ends the whole case. */
function errorEnd(b: Builder, e: Element) {
  const thrown = e.eventDefinitions[0].errorRef as Element | undefined
  const id = b.id(e)
  const made = { id, element: id, label: null, kind: 'end' as const, pre: [at(b, e)] }
  for (const f of b.frames.toReversed()) {
    const handler = f.handlers.find((h) => (!h.ref || h.ref === thrown) && !b.frames.some((x) => x.owner === h.by))
    // What the activity holds is known when all of it is compiled.
    if (handler) return void b.last.push(() => b.add({ ...made, post: handler.posts, reset: handler.reset }))
  }
  const whole = b.frames[0]!
  b.add({ ...made, post: [whole.exit], reset: whole.places })
}

const WAITS: Record<string, StepKind> = { [TIMER]: 'timer', [MESSAGE]: 'message', [SIGNAL]: 'signal', [ERROR]: 'error' }

/** A step that happens when what it waits for comes: an event in the flow, or on an activity's edge. */
export function catchEvent(
  b: Builder,
  e: Element,
  pre: number[],
  post: number[],
  more: Partial<StepInfo> = {},
  reset?: number[],
  turns?: number[],
) {
  const onEdge = more.attachedTo !== undefined
  if (!isKnown(b, e, onEdge ? [MESSAGE, TIMER, SIGNAL, ERROR] : [MESSAGE, TIMER, SIGNAL], [CONDITIONAL])) return
  const definition = e.eventDefinitions?.[0] as Element | undefined
  if (!definition)
    b.cannotRun(
      e,
      '没有说明在等什么。请设为消息或定时事件。',
      'does not say what it waits for. Please make it a message or timer event.',
    )
  const kind = WAITS[definition?.$type ?? MESSAGE]!
  // Of a cycle each turn is a timer of its own; how often there is one is the net's affair.
  const cycle = cycleOf(e)
  const timer =
    cycle?.duration ??
    String(definition?.timeDuration?.body ?? definition?.timeDate?.body ?? definition?.timeCycle?.body ?? '').trim()
  if (kind === 'timer' && !parseTimer(timer))
    b.cannotRun(
      e,
      timer
        ? `的定时「${timer}」这里不认识。请写时长（如 P5D、PT4H）、循环（如 R3/PT4H）或日期时间（如 2026-05-01T09:00:00+08:00）。`
        : '没有写定时多久。请写明时长，如 P5D。',
      timer
        ? `has the timer “${timer}”, which is not known here. Please write a duration (such as P5D, PT4H), a cycle (such as R3/PT4H) or a date and time (such as 2026-05-01T09:00:00+08:00).`
        : 'has no duration. Please state one, such as P5D.',
    )
  const message =
    definition?.messageRef?.name ??
    definition?.signalRef?.name ??
    definition?.errorRef?.name ??
    (kind === 'message' ? b.messages.get(e) : undefined)
  const id = b.id(e)
  b.procedure.steps[id] = stepInfo(b, e, kind, {
    ...(timer ? { timer } : {}),
    ...(message ? { message } : {}),
    ...more,
  })
  const made = { element: id, label: e.name ?? e.id, kind, ...(reset ? { reset } : {}) }
  if (!turns) return b.add({ id, ...made, pre, post })
  // So many times: each takes the turn that the one before it left.
  for (const [i, turn] of turns.entries()) {
    const next = turns[i + 1]
    b.add({ id: `${id}:${i + 1}`, ...made, pre: [...pre, turn], post: next === undefined ? post : [...post, next] })
  }
}

/** The cycle of an event's timer, where it has one. */
export const cycleOf = (e: Element): ReturnType<typeof parseCycle> =>
  parseCycle(String((e.eventDefinitions?.[0] as Element | undefined)?.timeCycle?.body ?? '').trim())

/** A place for each turn of an event that happens more than once. */
export const turnsOf = (b: Builder, e: Element, times: number): number[] =>
  Array.from({ length: times }, (_, i) => b.place(i === 0 ? `armed:${e.id}` : `armed:${e.id}:${i + 1}`))

/** Whether the flow through an event is known: its definitions are allowed, or `harmless` to where it leads. */
function isKnown(b: Builder, e: Element, allowed: string[], harmless: string[]): boolean {
  const all: Element[] = e.eventDefinitions ?? []
  const odd = all.find((d) => !allowed.includes(d.$type) && !harmless.includes(d.$type))
  const shown = odd ?? all.find((d) => !allowed.includes(d.$type))
  if (shown)
    b.refuse(
      'UNSUPPORTED',
      e,
      `是${wordOf(shown.$type).zh}，这里不能运行。`,
      `is ${aWord(shown.$type)}, which does not run here.`,
      odd ? {} : { running: true },
    )
  else if (all.length > 1)
    b.refuse(
      'UNSUPPORTED',
      e,
      `写了 ${all.length} 个事件定义，这里只能有一个。`,
      `has ${all.length} event definitions; here it may have one.`,
      all.some((d) => d.$type === ERROR || d.$type === TERMINATE) ? {} : { running: true },
    )
  return !odd
}
