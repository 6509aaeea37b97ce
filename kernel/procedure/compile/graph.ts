// Questions to the chart alone, before there is a net: what an element is, what it reaches, what it contains.
import type { StepKind } from '../net.ts'
import type { Element } from '../read-bpmn.ts'
import { ERROR, TASKS, TERMINATE } from '../vocabulary.ts'

/** A boundary event that leaves its activity running. */
export const isSide = (e: Element): boolean => e.$type === 'bpmn:BoundaryEvent' && e.cancelActivity === false

/** A subprocess that an event within its scope begins (BPMN 2.0, 13.5.4). */
export const isEventSubprocess = (e: Element): boolean => e.$type === 'bpmn:SubProcess' && e.triggeredByEvent === true

/** Entered or left in a way of its own, without flows. */
export const isApart = (e: Element): boolean =>
  Boolean(e.triggeredByEvent || e.isForCompensation) ||
  (e.eventDefinitions ?? []).some((d: Element) => /^bpmn:(Compensate|Link)EventDefinition$/.test(d.$type))

/** An end of its own way alone, which leaves the rest of the scope as it is. */
export const isPlainEnd = (e: Element): boolean =>
  e.$type === 'bpmn:EndEvent' && ![ERROR, TERMINATE].includes(e.eventDefinitions?.[0]?.$type)

/** What kind of step a task is; undefined for what is no task. */
export const kindOf = (e: Element): StepKind | undefined =>
  TASKS[e.$type] ?? (e.$type === 'bpmn:ScriptTask' ? 'task' : undefined)

/** What is reached from a non-interrupting boundary event and not from the start. */
export function sideOnly(side: Element, nodes: Element[], edges: Map<Element, Element[]>): Element[] {
  const starts = nodes.filter((e) => e.$type === 'bpmn:StartEvent')
  const main = reach(starts, edges)
  return [...reach([side], edges)].filter((e) => !main.has(e))
}

/** Nodes reached by flows and by interrupting boundary events. */
function reach(from: Element[], edges: Map<Element, Element[]>): Set<Element> {
  const seen = new Set<Element>(from)
  for (const e of seen) {
    for (const f of e.outgoing ?? []) if (f.targetRef) seen.add(f.targetRef)
    for (const b of edges.get(e) ?? []) if (!isSide(b)) seen.add(b)
  }
  return seen
}

/** The process that a call names, without the prefix of a qualified name. */
export const calledId = (e: Element): string => String(e.calledElement ?? '').replace(/^[^:]*:/, '')

/** Every process that is called within. */
export const calledBy = (scope: Element): string[] =>
  (scope.flowElements ?? []).flatMap((e: Element) => [
    ...(e.$type === 'bpmn:CallActivity' ? [calledId(e)] : []),
    ...calledBy(e),
  ])

/** Whether an error end within an activity throws what a boundary waits for. */
export function throwsError(activity: Element, ref: Element | undefined, processes: Element[]): boolean {
  const within = new Set([activity])
  for (const e of within) {
    // A process that is called twice is looked through once: calls in calls would multiply.
    const inner = e.$type === 'bpmn:CallActivity' ? processes.find((p) => p.id === calledId(e)) : e
    for (const x of (inner?.flowElements ?? []) as Element[]) {
      const thrown = x.$type === 'bpmn:EndEvent' ? x.eventDefinitions?.[0] : undefined
      if (thrown?.$type === ERROR && (!ref || thrown.errorRef === ref)) return true
      within.add(x)
    }
  }
  return false
}
