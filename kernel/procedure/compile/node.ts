// One node of a scope: what no node may have is refused, and each kind goes to its own translation.
import type { Element } from '../read-bpmn.ts'
import { asksConditions, aWord, wordOf } from '../vocabulary.ts'
import { activity } from './activity.ts'
import type { Builder } from './builder.ts'
import { eventSubprocess } from './event-subprocess.ts'
import { catchEvent, endEvent, startEvent, throwEvent } from './events.ts'
import { at, outgoing } from './flows.ts'
import { eventBasedGateway, exclusiveGateway, parallelGateway } from './gateways.ts'
import { isApart, kindOf } from './graph.ts'
import { inclusiveGateway } from './inclusive.ts'

export function node(b: Builder, e: Element, entry: number, nodes: Element[]) {
  checkEnds(b, e)
  if (e.isForCompensation)
    return b.refuse(
      'UNSUPPORTED',
      e,
      '是补偿活动，这里不能运行。',
      'is a compensation activity, which does not run here.',
    )
  checkAttributes(b, e)
  if (kindOf(e)) return activity(b, e)
  switch (e.$type) {
    case 'bpmn:StartEvent':
      return startEvent(b, e, entry)
    case 'bpmn:EndEvent':
      return endEvent(b, e)
    case 'bpmn:IntermediateThrowEvent':
      return throwEvent(b, e)
    case 'bpmn:IntermediateCatchEvent':
      if (e.isLink) return b.silent(e, 'throw', [at(b, e)], outgoing(b, e))
      return catchEvent(b, e, [at(b, e)], outgoing(b, e))
    case 'bpmn:BoundaryEvent':
      // Compiled with the activity that it sits on.
      if (!e.attachedToRef || !nodes.includes(e.attachedToRef))
        b.refuse('DANGLING', e, '没有附在任何任务上。', 'is not attached to a task.')
      return
    case 'bpmn:ExclusiveGateway':
      return exclusiveGateway(b, e)
    case 'bpmn:ParallelGateway':
      return parallelGateway(b, e)
    case 'bpmn:InclusiveGateway':
      return inclusiveGateway(b, e, nodes)
    case 'bpmn:EventBasedGateway':
      return eventBasedGateway(b, e)
    case 'bpmn:SubProcess':
      return e.triggeredByEvent ? eventSubprocess(b, e) : activity(b, e)
    case 'bpmn:CallActivity':
      return activity(b, e)
    default:
      return b.refuse(
        'UNSUPPORTED',
        e,
        `是${wordOf(e.$type).zh}，这里不能运行。`,
        `is ${aWord(e.$type)}, which does not run here.`,
      )
  }
}

/** A flow in and a flow out, except where a case begins or ends; what has ways of its own is refused for what it is. */
function checkEnds(b: Builder, e: Element) {
  if (isApart(e)) return
  if (e.$type !== 'bpmn:StartEvent' && e.$type !== 'bpmn:BoundaryEvent' && e.incoming.length === 0)
    b.refuse('DANGLING', e, '没有连线进来，永远走不到。', 'has no flow into it and can never be reached.')
  if (e.$type !== 'bpmn:EndEvent' && e.outgoing.length === 0)
    b.refuse('DANGLING', e, '没有连线出去，走到这里就停住了。', 'has no flow out of it; the case would stop here.')
}

function checkAttributes(b: Builder, e: Element) {
  if ((e.startQuantity ?? 1) !== 1 || (e.completionQuantity ?? 1) !== 1)
    b.refuse(
      'UNSUPPORTED',
      e,
      '要等或放出不止一个令牌（startQuantity、completionQuantity）。请用并行网关画出来。',
      'waits for or gives several tokens (startQuantity, completionQuantity). Please draw that with a parallel gateway.',
    )
  if (e.instantiate && e.$type !== 'bpmn:StartEvent')
    b.refuse(
      'UNSUPPORTED',
      e,
      '用来启动流程（instantiate）。请画一个开始事件。',
      'begins the process (instantiate). Please draw a start event.',
    )
  if (!asksConditions(e.$type))
    for (const f of e.outgoing)
      if (f.conditionExpression)
        b.cannotRun(
          f,
          '是有条件的连线，却不是从排他或包容网关出来的。请在中间画一个网关。',
          'is a conditional flow that does not come out of an exclusive or inclusive gateway. Please draw one between.',
        )
  if (e.$type === 'bpmn:ScriptTask')
    b.cannotRun(e, '是脚本任务，这里不能运行。', 'is a script task, which does not run here.')
}
