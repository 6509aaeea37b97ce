// A subprocess that an event begins while its scope is open: the scope's own boundary event, with a body.
import type { Element } from '../read-bpmn.ts'
import { ERROR } from '../vocabulary.ts'
import type { Builder } from './builder.ts'
import { catchEvent, cycleOf, turnsOf } from './events.ts'

const startOf = (e: Element): Element | undefined =>
  (e.flowElements ?? []).find((x: Element) => x.$type === 'bpmn:StartEvent')
const definitionOf = (start: Element | undefined): Element | undefined => start?.eventDefinitions?.[0]
const isError = (start: Element | undefined): boolean => definitionOf(start)?.$type === ERROR

/** What must be known before the scope around it is compiled: its place, and the errors that it catches. */
export function announce(b: Builder, e: Element): void {
  const { frame } = b
  frame.idle.set(e, b.place(`idle:${e.id}`))
  const start = startOf(e)
  const times = start && start.isInterrupting === false ? cycleOf(start)?.times : undefined
  if (times) frame.turns.set(e, turnsOf(b, start!, times))
  if (!isError(start)) return
  // What it empties is known when all of the scope is compiled.
  const reset: number[] = []
  const handler = { ref: definitionOf(start)!.errorRef, reset, posts: [b.place(`begin:${e.id}`)], by: e }
  frame.handlers = [handler, ...frame.handlers]
}

/**
 * Interrupting, it takes all tokens of its scope and ends it when it ends. Otherwise it runs beside it, once at a time, and the
 * scope is over when it is not under way.
 */
export function eventSubprocess(b: Builder, e: Element) {
  const { frame } = b
  const start = startOf(e)
  const definition = definitionOf(start)
  if (!start || !definition)
    return b.refuse(
      'UNSUPPORTED',
      e,
      '是事件子流程，却没有一个写明等什么的开始事件。请在里面画一个消息、定时、信号或错误开始。',
      'is an event subprocess without a start event that says what it waits for. Please draw a message, timer, signal or error start in it.',
    )
  const interrupting = isError(start) || start.isInterrupting !== false
  const idle = frame.idle.get(e)!
  const [begin, over] = [b.place(`begin:${e.id}`), b.place(`done:${e.id}`)]
  const own = b.placesMadeBy(() => b.scope(b, e, begin, over))
  const mine = new Set([...own, begin, over])
  const emptied: number[] = []
  if (isError(start)) {
    const handler = frame.handlers.find((h) => h.by === e)
    b.last.push(() => handler!.reset.push(...frame.places.filter((p) => !mine.has(p))))
  } else if (interrupting) {
    catchEvent(b, start, [idle], [begin], { attachedTo: b.id(e) }, emptied)
    b.last.push(() => emptied.push(...frame.places.filter((p) => !mine.has(p) && p !== idle)))
  } else
    catchEvent(b, start, [idle], [begin], { attachedTo: b.id(e), nonInterrupting: true }, undefined, frame.turns.get(e))
  // It may as well end its scope's activity by an error of its own, and never come here.
  b.silent(start, 'gateway', [over], [interrupting ? frame.exit : idle], { id: `${b.id(e)}:over` })
}
