// One process or embedded subprocess, from its entry place to its exit place.
// What it contains may be scopes again: scope → node → activity → instances → body → the builder's `scope`.
import type { Element } from '../read-bpmn.ts'
import type { Builder, Frame, Handler } from './builder.ts'
import { announce } from './event-subprocess.ts'
import { isEventSubprocess, isSide, sideOnly } from './graph.ts'
import { node } from './node.ts'

export function scope(b: Builder, owner: Element, entry: number, exit: number, handlers: Handler[] = []) {
  const elements: Element[] = owner.flowElements ?? []
  for (const e of elements) if (e.name) b.procedure.names[b.id(e)] = e.name
  const nodes = elements.filter((e) => e.$type !== 'bpmn:SequenceFlow' && !/^bpmn:Data(Object|Store)/.test(e.$type))
  check(b, owner, nodes, elements)
  const edges = Map.groupBy(
    nodes.filter((e) => e.$type === 'bpmn:BoundaryEvent'),
    (e) => e.attachedToRef as Element,
  )
  const frame: Frame = { owner, exit, places: [], handlers, idle: new Map(), turns: new Map(), sides: new Map(), edges }
  b.frames.push(frame)
  for (const e of nodes.filter(isSide)) {
    frame.idle.set(e, b.place(`idle:${e.id}`))
    for (const only of sideOnly(e, nodes, edges)) frame.sides.set(only, e)
  }
  // They catch what the scope throws, so they are known before it is compiled.
  for (const e of nodes.filter(isEventSubprocess)) announce(b, e)
  for (const e of nodes) if (!b.full) node(b, e, entry, nodes)
  b.frames.pop()
}

function check(b: Builder, owner: Element, nodes: Element[], elements: Element[]) {
  const starts = nodes.filter((e) => e.$type === 'bpmn:StartEvent')
  if (starts.length === 0)
    b.refuse('NO_START', owner, '没有开始事件。请画一个开始。', 'has no start event. Please draw one.')
  if (starts.length > 1)
    b.refuse(
      'TWO_STARTS',
      starts[1]!,
      '是第二个开始事件。一张图只有一个开始。',
      'is a second start event. A chart has one start.',
      // Each start of a process is a way to begin it; a subprocess begins at all of them, which the net does not do.
      owner.$type === 'bpmn:Process' ? { running: true } : {},
    )
  if (!nodes.some((e) => e.$type === 'bpmn:EndEvent'))
    b.refuse('NO_END', owner, '没有结束事件。请画出流程怎样结束。', 'has no end event. Please draw how it ends.')
  const inside = new Set(nodes)
  for (const flow of elements.filter((e) => e.$type === 'bpmn:SequenceFlow'))
    if (!flow.sourceRef || !flow.targetRef)
      b.refuse('DANGLING', flow, '这条连线有一头没有接上。', 'This flow is not connected at one end.')
    else if (!inside.has(flow.sourceRef) || !inside.has(flow.targetRef))
      b.refuse(
        'UNSUPPORTED',
        flow,
        '这条连线穿过了子流程或流程的边界。请从边界上的事件出去。',
        'This flow crosses the border of a subprocess or process. Please leave by an event on its border.',
      )
}
