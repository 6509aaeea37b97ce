// Gateways, except the inclusive one: a choice is a transition for each branch, a parallel gateway one for all.
import type { Element } from '../read-bpmn.ts'
import { branchesOf } from './branches.ts'
import type { Builder } from './builder.ts'
import { at, into, outgoing, waits } from './flows.ts'

export function exclusiveGateway(b: Builder, e: Element) {
  for (const [i, { flow }] of branchesOf(b, e).entries())
    b.silent(e, 'gateway', [at(b, e)], [into(b, e.outgoing[i])], { id: `${b.id(e)}:${flow}`, flows: [flow] })
}

export function parallelGateway(b: Builder, e: Element) {
  b.silent(e, 'gateway', waits(b, e), outgoing(b, e))
}

/** No transition of its own: the events behind it wait on its place, and the first takes the token. */
export function eventBasedGateway(b: Builder, e: Element) {
  if (e.eventGatewayType === 'Parallel')
    b.refuse(
      'UNSUPPORTED',
      e,
      '是并行的事件网关，这里不能运行。',
      'is a parallel event-based gateway, which does not run here.',
    )
  for (const f of e.outgoing)
    if (!['bpmn:IntermediateCatchEvent', 'bpmn:ReceiveTask'].includes(f.targetRef?.$type))
      b.refuse(
        'UNSUPPORTED',
        e,
        '后面只能接等待事件或接收任务。',
        'may only be followed by catching events or receive tasks.',
      )
}
