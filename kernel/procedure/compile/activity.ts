// Tasks, subprocesses and calls, with the boundary events on their edge.
import type { Element } from '../read-bpmn.ts'
import { ERROR } from '../vocabulary.ts'
import type { Builder, Handler } from './builder.ts'
import { catchEvent, cycleOf, turnsOf } from './events.ts'
import { at, outgoing } from './flows.ts'
import { isSide, kindOf, throwsError } from './graph.ts'
import { instances } from './instances.ts'

export function activity(b: Builder, e: Element) {
  const edge = b.frame.edges.get(e) ?? []
  const oneStep = kindOf(e) !== undefined && !e.loopCharacteristics
  if (edge.length > 0 && (!oneStep || edge.some(isSide))) return guarded(b, e, edge)
  instances(b, e, at(b, e), outgoing(b, e), [])
  // What interrupts a single step takes its token: no more is needed.
  for (const event of edge) catchEvent(b, event, [at(b, e)], outgoing(b, event), { attachedTo: b.id(e) })
}

/** While the activity is under way `run` holds a token; its edge looks at that, wherever the tokens within are. */
function guarded(b: Builder, e: Element, edge: Element[]) {
  const [run, start, done] = [b.place(`run:${e.id}`), b.place(`begin:${e.id}`), b.place(`over:${e.id}`)]
  /** A non-interrupting event may happen while one of its places is marked: once, or as often as its cycle says. */
  const armed = new Map(edge.filter(isSide).map((event) => [event, turnsOf(b, event, cycleOf(event)?.times ?? 1)]))
  const held: number[] = []
  const thrown = edge.filter((event) => event.eventDefinitions?.[0]?.$type === ERROR && !kindOf(e))
  const handlers: Handler[] = thrown.map((event) => ({
    ref: event.eventDefinitions[0].errorRef,
    reset: held,
    posts: outgoing(b, event),
  }))
  b.silent(e, 'gateway', [at(b, e)], [run, start, ...[...armed.values()].map(([first]) => first!)])
  for (const p of b.placesMadeBy(() => instances(b, e, start, [done], handlers))) held.push(p)
  const turns = [...armed.values()].flat()
  held.push(run, start, done, ...turns)
  b.silent(e, 'gateway', [done, run], outgoing(b, e), { id: `${b.id(e)}:leave`, reset: turns })
  for (const event of edge) {
    const ready = armed.get(event)
    if (thrown.includes(event)) {
      if (!throwsError(e, event.eventDefinitions[0].errorRef, b.processes))
        b.refuse(
          'UNSUPPORTED',
          event,
          '等的错误在里面没有任何错误结束事件会抛出。',
          'waits for an error that no error end within throws.',
        )
    } else if (ready === undefined) catchEvent(b, event, [run], outgoing(b, event), { attachedTo: b.id(e) }, held)
    else {
      const more = { attachedTo: b.id(e), nonInterrupting: true }
      const [pre, post] = [
        [run, b.frame.idle.get(event)!],
        [run, ...outgoing(b, event)],
      ]
      const cycle = cycleOf(event)
      // Without a number of times it stays armed.
      if (cycle && cycle.times === undefined) catchEvent(b, event, [...pre, ready[0]!], [...post, ready[0]!], more)
      else catchEvent(b, event, pre, post, more, undefined, ready)
    }
  }
}
