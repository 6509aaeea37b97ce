// The kinds of BPMN elements and their words. Nothing here needs a server: the editor in the browser asks it too.
import { type Text, text } from '../platform/text.ts'
import type { StepKind } from './net.ts'

export const TASKS: Record<string, StepKind> = {
  'bpmn:Task': 'task',
  'bpmn:UserTask': 'user',
  'bpmn:ManualTask': 'manual',
  'bpmn:ServiceTask': 'service',
  'bpmn:SendTask': 'send',
  'bpmn:ReceiveTask': 'receive',
  'bpmn:BusinessRuleTask': 'business-rule',
}

/** A task that stands at the root of the file, for call activities. */
export const GLOBAL_TASKS: Record<string, StepKind> = {
  'bpmn:GlobalTask': 'task',
  'bpmn:GlobalUserTask': 'user',
  'bpmn:GlobalManualTask': 'manual',
  'bpmn:GlobalBusinessRuleTask': 'business-rule',
}

export const TIMER = 'bpmn:TimerEventDefinition'
export const MESSAGE = 'bpmn:MessageEventDefinition'
export const SIGNAL = 'bpmn:SignalEventDefinition'
export const ERROR = 'bpmn:ErrorEventDefinition'
export const ESCALATION = 'bpmn:EscalationEventDefinition'
export const CONDITIONAL = 'bpmn:ConditionalEventDefinition'
export const TERMINATE = 'bpmn:TerminateEventDefinition'

export const isGateway = (type: string): boolean => /^bpmn:\w*Gateway$/.test(type)

/** Gateways whose branches have conditions. */
export const asksConditions = (type: string): boolean => /^bpmn:(Exclusive|Inclusive)Gateway$/.test(type)

/** The chart's own id of a step of the net: without the instance and the call that it is in. */
export const chartElement = (element: string): string => element.split('/')[0]!.split('#')[0]!

const WORDS: Record<string, Text> = {
  'bpmn:ScriptTask': text('脚本任务', 'script task'),
  'bpmn:ComplexGateway': text('复杂网关', 'complex gateway'),
  'bpmn:Transaction': text('事务子流程', 'transaction'),
  'bpmn:AdHocSubProcess': text('即席子流程', 'ad-hoc subprocess'),
  'bpmn:CompensateEventDefinition': text('补偿事件', 'compensation event'),
  'bpmn:EscalationEventDefinition': text('升级事件', 'escalation event'),
  'bpmn:ErrorEventDefinition': text('错误事件', 'error event'),
  'bpmn:CancelEventDefinition': text('取消事件', 'cancel event'),
  'bpmn:ConditionalEventDefinition': text('条件事件', 'conditional event'),
  'bpmn:LinkEventDefinition': text('链接事件', 'link event'),
  'bpmn:SignalEventDefinition': text('信号事件', 'signal event'),
  'bpmn:MessageEventDefinition': text('消息事件', 'message event'),
  'bpmn:TimerEventDefinition': text('定时事件', 'timer event'),
  'bpmn:TerminateEventDefinition': text('终止事件', 'terminate event'),
  'bpmn:Choreography': text('编排图', 'choreography'),
  'bpmn:GlobalConversation': text('会话图', 'conversation'),
  'bpmn:ChoreographyTask': text('编排任务', 'choreography task'),
  'bpmn:GlobalScriptTask': text('全局脚本任务', 'global script task'),
  'bpmn:StandardLoopCharacteristics': text('循环活动', 'looping activity'),
}
/** “a task”, “an ad-hoc subprocess”. */
export const aWord = (type: string): string => {
  const { en } = wordOf(type)
  return `${/^[aeiou]/i.test(en) ? 'an' : 'a'} ${en}`
}
export const wordOf = (type: string): Text => WORDS[type] ?? text(type.replace('bpmn:', ''), type.replace('bpmn:', ''))

/** The BPMN elements that run here; every other flow element is refused by name. `docs/guide/charts.md` lists the same. */
export const supported = [
  ...Object.keys(TASKS),
  'bpmn:StartEvent',
  'bpmn:EndEvent',
  'bpmn:IntermediateCatchEvent',
  'bpmn:IntermediateThrowEvent',
  'bpmn:BoundaryEvent',
  'bpmn:ExclusiveGateway',
  'bpmn:ParallelGateway',
  'bpmn:InclusiveGateway',
  'bpmn:EventBasedGateway',
  'bpmn:SubProcess',
  'bpmn:CallActivity',
  'bpmn:SequenceFlow',
] as const
