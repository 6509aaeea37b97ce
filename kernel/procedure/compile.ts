// Longer than 300 lines: one walk over the chart; every element's translation stands beside its neighbours', which share places.
import { createHash } from 'node:crypto'
import { type Text, text } from '../platform/text.ts'
import type { Net, StepKind, Transition } from './net.ts'
import { type Definitions, type Element, readBpmn } from './read-bpmn.ts'
import type { Refusal } from './refusal.ts'

/** What a visible step says of itself: who does it, with what, by when, under which law. */
export type StepInfo = {
  element: string
  name: string
  nameEn?: string
  kind: StepKind
  post?: string
  unitLevel?: string
  form?: string
  limit?: number
  limitUnit?: string
  basis?: string
  act?: string
  decision?: string
  message?: string
  /** For timers: the ISO 8601 duration or date as the chart has it. */
  timer?: string
  /** For boundary events: the step on whose edge it sits. */
  attachedTo?: string
}

export type Branch = { flow: string; condition?: string; isDefault: boolean }

export type Procedure = {
  id: string
  name: string
  net: Net
  steps: Record<string, StepInfo>
  /** Exclusive and inclusive gateways: their branches in the order of the chart. */
  branches: Record<string, Branch[]>
  /** Names of all elements, for messages. */
  names: Record<string, string>
}

export type Compiled = {
  net: Net
  procedure: Procedure
  digest: string
  problems: Refusal[]
  definitions?: Definitions
}

const TASKS: Record<string, StepKind> = {
  'bpmn:Task': 'task',
  'bpmn:UserTask': 'user',
  'bpmn:ManualTask': 'manual',
  'bpmn:ServiceTask': 'service',
  'bpmn:SendTask': 'send',
  'bpmn:ReceiveTask': 'receive',
  'bpmn:BusinessRuleTask': 'business-rule',
}
const MAX_INCLUSIVE = 6

const WORDS: Record<string, Text> = {
  'bpmn:ScriptTask': text('脚本任务', 'script task'),
  'bpmn:ComplexGateway': text('复杂网关', 'complex gateway'),
  'bpmn:Transaction': text('事务子流程', 'transaction'),
  'bpmn:AdHocSubProcess': text('即席子流程', 'ad-hoc subprocess'),
  'bpmn:CallActivity': text('调用活动', 'call activity'),
  'bpmn:CompensateEventDefinition': text('补偿事件', 'compensation event'),
  'bpmn:EscalationEventDefinition': text('升级事件', 'escalation event'),
  'bpmn:ErrorEventDefinition': text('错误事件', 'error event'),
  'bpmn:CancelEventDefinition': text('取消事件', 'cancel event'),
  'bpmn:ConditionalEventDefinition': text('条件事件', 'conditional event'),
  'bpmn:LinkEventDefinition': text('链接事件', 'link event'),
  'bpmn:TerminateEventDefinition': text('终止事件', 'terminate event'),
}

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
  'bpmn:SequenceFlow',
] as const

export const digestOf = (xml: string): string => createHash('sha256').update(xml).digest('hex')

/** BPMN XML → workflow net. `problems` is empty exactly when the chart can run (soundness is `checkSoundness`'s question). */
export async function compileBpmn(xml: string): Promise<Compiled> {
  const digest = digestOf(xml)
  const { definitions, problems } = await readBpmn(xml)
  const compiler = new Compiler(problems)
  if (definitions) {
    const processes =
      definitions.rootElements?.filter((e) => e.$type === 'bpmn:Process' && (e.flowElements?.length ?? 0) > 0) ?? []
    if (processes.length === 0)
      problems.push({ code: 'NO_PROCESS', message: text('文件里没有流程。', 'There is no process in the file.') })
    else if (processes.length > 1)
      problems.push({
        code: 'UNSUPPORTED',
        element: processes[1]!.id,
        name: processes[1]!.name ?? '',
        message: text(
          '文件里有不止一个流程。请每个流程一个文件。',
          'The file has more than one process. Please keep one process a file.',
        ),
      })
    else compiler.process(processes[0]!)
  }
  return { net: compiler.net, procedure: compiler.procedure, digest, problems, ...(definitions ? { definitions } : {}) }
}

class Compiler {
  net: Net = { places: ['source', 'sink'], transitions: [], source: 0, sink: 1 }
  procedure: Procedure = { id: '', name: '', net: this.net, steps: {}, branches: {}, names: {} }
  private problems: Refusal[]
  private placeOf = new Map<string, number>()

  constructor(problems: Refusal[]) {
    this.problems = problems
  }

  private refuse(code: Refusal['code'], e: Element, zh: string, en: string) {
    const name = e.name ? `「${e.name}」` : ''
    this.problems.push({
      code,
      element: e.id,
      ...(e.name ? { name: e.name } : {}),
      message: text(`${name}${zh}（${e.id}）`, `${e.name ? `“${e.name}” ` : ''}${en} (${e.id})`),
    })
  }

  private place(key: string): number {
    let at = this.placeOf.get(key)
    if (at === undefined) {
      at = this.net.places.push(key) - 1
      this.placeOf.set(key, at)
    }
    return at
  }

  private add(t: Transition) {
    this.net.transitions.push(t)
  }

  process(e: Element) {
    this.procedure.id = e.id
    this.procedure.name = e.name ?? e.id
    this.scope(e, this.net.source, this.net.sink)
  }

  /** One process or embedded subprocess, from its entry place to its exit place. */
  private scope(owner: Element, entry: number, exit: number) {
    const elements: Element[] = owner.flowElements ?? []
    for (const e of elements) if (e.name) this.procedure.names[e.id] = e.name
    const nodes = elements.filter((e) => e.$type !== 'bpmn:SequenceFlow' && !/^bpmn:Data(Object|Store)/.test(e.$type))
    const starts = nodes.filter((e) => e.$type === 'bpmn:StartEvent')
    const ends = nodes.filter((e) => e.$type === 'bpmn:EndEvent')
    if (starts.length === 0)
      this.refuse('NO_START', owner, '没有开始事件。请画一个开始。', 'has no start event. Please draw one.')
    if (starts.length > 1)
      this.refuse(
        'TWO_STARTS',
        starts[1]!,
        '是第二个开始事件。一张图只有一个开始。',
        'is a second start event. A chart has one start.',
      )
    if (ends.length === 0)
      this.refuse('NO_END', owner, '没有结束事件。请画出流程怎样结束。', 'has no end event. Please draw how it ends.')
    for (const flow of elements.filter((e) => e.$type === 'bpmn:SequenceFlow'))
      if (!flow.sourceRef || !flow.targetRef)
        this.refuse('DANGLING', flow, '这条连线有一头没有接上。', 'This flow is not connected at one end.')
    for (const e of nodes) this.node(e, entry, exit, nodes)
  }

  /** Where a flow leads: joins wait on each flow apart, all other nodes on any (their flows share one place). */
  private into(flow: Element): number {
    const target = flow.targetRef as Element | undefined
    if (!target) return this.place(`nowhere:${flow.id}`)
    const joins =
      (target.$type === 'bpmn:ParallelGateway' || target.$type === 'bpmn:InclusiveGateway') &&
      (target.incoming?.length ?? 0) > 1
    return joins ? this.place(`flow:${flow.id}`) : this.at(target)
  }

  /** The place on which a node waits. Events behind an event-based gateway wait where the gateway does. */
  private at(e: Element): number {
    const before = (e.incoming as Element[] | undefined)?.[0]?.sourceRef as Element | undefined
    return before?.$type === 'bpmn:EventBasedGateway' ? this.at(before) : this.place(`at:${e.id}`)
  }

  private outgoing(e: Element): number[] {
    return (e.outgoing ?? []).map((f: Element) => this.into(f))
  }

  private info(e: Element, kind: StepKind, more: Partial<StepInfo> = {}): StepInfo {
    const limit = e.limit === undefined ? undefined : Number(e.limit)
    const picked = Object.fromEntries(
      ['post', 'unitLevel', 'form', 'limitUnit', 'basis', 'act', 'decision', 'nameEn']
        .filter((k) => e[k] !== undefined)
        .map((k) => [k, e[k]]),
    )
    return { element: e.id, name: e.name ?? e.id, kind, ...picked, ...(limit === undefined ? {} : { limit }), ...more }
  }

  private node(e: Element, entry: number, exit: number, nodes: Element[]) {
    const outs = e.outgoing ?? []
    const ins = e.incoming ?? []
    if (e.$type !== 'bpmn:StartEvent' && e.$type !== 'bpmn:BoundaryEvent' && ins.length === 0)
      this.refuse('DANGLING', e, '没有连线进来，永远走不到。', 'has no flow into it and can never be reached.')
    if (e.$type !== 'bpmn:EndEvent' && outs.length === 0)
      this.refuse('DANGLING', e, '没有连线出去，走到这里就停住了。', 'has no flow out of it; the case would stop here.')
    if (e.loopCharacteristics)
      return this.refuse(
        'UNSUPPORTED',
        e,
        '是多实例或循环活动，这里还不能运行。',
        'is a multi-instance or loop activity, which does not run here.',
      )
    if (e.isForCompensation)
      return this.refuse(
        'UNSUPPORTED',
        e,
        '是补偿活动，这里不能运行。',
        'is a compensation activity, which does not run here.',
      )
    const task = TASKS[e.$type]
    if (task) return this.task(e, task, nodes)
    switch (e.$type) {
      case 'bpmn:StartEvent':
        if (!this.events(e, ['bpmn:MessageEventDefinition', 'bpmn:TimerEventDefinition'])) return
        return this.add({ id: e.id, element: e.id, label: null, kind: 'start', pre: [entry], post: this.outgoing(e) })
      case 'bpmn:EndEvent':
        if (!this.events(e, ['bpmn:MessageEventDefinition', 'bpmn:SignalEventDefinition'])) return
        return this.add({ id: e.id, element: e.id, label: null, kind: 'end', pre: [this.at(e)], post: [exit] })
      case 'bpmn:IntermediateThrowEvent':
        if (!this.events(e, ['bpmn:MessageEventDefinition', 'bpmn:SignalEventDefinition'])) return
        return this.add({
          id: e.id,
          element: e.id,
          label: null,
          kind: 'throw',
          pre: [this.at(e)],
          post: this.outgoing(e),
        })
      case 'bpmn:IntermediateCatchEvent':
        return this.catching(e, this.at(e))
      case 'bpmn:BoundaryEvent':
        return this.boundary(e, nodes)
      case 'bpmn:ExclusiveGateway':
        return this.exclusive(e)
      case 'bpmn:ParallelGateway':
        return this.add({
          id: e.id,
          element: e.id,
          label: null,
          kind: 'gateway',
          pre: this.waits(e),
          post: this.outgoing(e),
        })
      case 'bpmn:InclusiveGateway':
        return this.inclusive(e)
      case 'bpmn:EventBasedGateway':
        for (const f of outs)
          if (!['bpmn:IntermediateCatchEvent', 'bpmn:ReceiveTask'].includes(f.targetRef?.$type))
            this.refuse(
              'UNSUPPORTED',
              e,
              '后面只能接等待事件或接收任务。',
              'may only be followed by catching events or receive tasks.',
            )
        return
      case 'bpmn:SubProcess': {
        if (e.triggeredByEvent)
          return this.refuse(
            'UNSUPPORTED',
            e,
            '是事件子流程，这里不能运行。',
            'is an event subprocess, which does not run here.',
          )
        const exitPlace = this.place(`done:${e.id}`)
        this.scope(e, this.at(e), exitPlace)
        return this.add({
          id: e.id,
          element: e.id,
          label: null,
          kind: 'gateway',
          pre: [exitPlace],
          post: this.outgoing(e),
        })
      }
      default: {
        const word = WORDS[e.$type] ?? text(e.$type.replace('bpmn:', ''), e.$type.replace('bpmn:', ''))
        return this.refuse(
          'UNSUPPORTED',
          e,
          `是${word.zh}，这里不能运行。`,
          `is a ${word.en}, which does not run here.`,
        )
      }
    }
  }

  private waits(e: Element): number[] {
    const ins: Element[] = e.incoming ?? []
    return ins.length > 1 ? ins.map((f) => this.into(f)) : [this.at(e)]
  }

  private events(e: Element, allowed: string[]): boolean {
    const odd = (e.eventDefinitions as Element[] | undefined)?.find((d) => !allowed.includes(d.$type))
    if (!odd) return true
    const word = WORDS[odd.$type] ?? text(odd.$type.replace('bpmn:', ''), odd.$type.replace('bpmn:', ''))
    this.refuse('UNSUPPORTED', e, `是${word.zh}，这里不能运行。`, `is a ${word.en}, which does not run here.`)
    return false
  }

  private task(e: Element, kind: StepKind, nodes: Element[]) {
    const conditional = (e.outgoing ?? []).find((f: Element) => f.conditionExpression)
    if (conditional)
      return this.refuse(
        'UNSUPPORTED',
        conditional,
        '是直接从任务出去的条件连线。请在中间画一个网关。',
        'is a conditional flow straight out of a task. Please draw a gateway between.',
      )
    if (nodes.some((n) => n.$type === 'bpmn:BoundaryEvent' && n.attachedToRef === e && n.cancelActivity === false))
      return // its boundary event is refused
    this.procedure.steps[e.id] = this.info(e, kind, e.messageRef?.name ? { message: e.messageRef.name } : {})
    this.add({ id: e.id, element: e.id, label: e.name ?? e.id, kind, pre: [this.at(e)], post: this.outgoing(e) })
  }

  private catching(e: Element, at: number, attachedTo?: string) {
    if (!this.events(e, ['bpmn:MessageEventDefinition', 'bpmn:TimerEventDefinition', 'bpmn:SignalEventDefinition']))
      return
    const definition = e.eventDefinitions?.[0] as Element | undefined
    if (!definition)
      return this.refuse(
        'UNSUPPORTED',
        e,
        '没有说明在等什么。请设为消息或定时事件。',
        'does not say what it waits for. Please make it a message or timer event.',
      )
    const kind: StepKind =
      definition.$type === 'bpmn:TimerEventDefinition'
        ? 'timer'
        : definition.$type === 'bpmn:MessageEventDefinition'
          ? 'message'
          : 'signal'
    const timer = definition.timeDuration?.body ?? definition.timeDate?.body
    if (kind === 'timer' && !timer)
      return this.refuse(
        'UNSUPPORTED',
        e,
        '没有写定时多久（或用了循环定时）。请写明时长，如 P5D。',
        'has no duration (or uses a cycle). Please state one, such as P5D.',
      )
    const message = definition.messageRef?.name ?? definition.signalRef?.name
    this.procedure.steps[e.id] = this.info(e, kind, {
      ...(timer ? { timer } : {}),
      ...(message ? { message } : {}),
      ...(attachedTo ? { attachedTo } : {}),
    })
    this.add({ id: e.id, element: e.id, label: e.name ?? e.id, kind, pre: [at], post: this.outgoing(e) })
  }

  private boundary(e: Element, nodes: Element[]) {
    const host = e.attachedToRef as Element | undefined
    if (!host || !nodes.includes(host))
      return this.refuse('DANGLING', e, '没有附在任何任务上。', 'is not attached to a task.')
    if (e.cancelActivity === false)
      return this.refuse(
        'UNSUPPORTED',
        e,
        '是不中断的边界事件，这里不能运行。',
        'is a non-interrupting boundary event, which does not run here.',
      )
    if (!TASKS[host.$type])
      return this.refuse(
        'UNSUPPORTED',
        e,
        '附在子流程上，这里只支持附在任务上。',
        'is attached to a subprocess; only tasks are supported here.',
      )
    this.catching(e, this.at(host), host.id)
  }

  private branchesOf(e: Element): Branch[] {
    const outs: Element[] = e.outgoing ?? []
    const branches = outs.map((f) => ({
      flow: f.id,
      isDefault: e.default === f,
      ...(f.conditionExpression?.body ? { condition: String(f.conditionExpression.body).trim() } : {}),
    }))
    if (outs.length > 1)
      for (const [i, b] of branches.entries())
        if (!b.condition && !b.isDefault)
          this.refuse(
            'NO_CONDITION',
            outs[i]!,
            '从网关出去但没有条件，也不是默认连线。请写条件。',
            'leaves a gateway without a condition and is not its default. Please write one.',
          )
    this.procedure.branches[e.id] = branches
    return branches
  }

  private exclusive(e: Element) {
    for (const [i, b] of this.branchesOf(e).entries())
      this.add({
        id: `${e.id}:${b.flow}`,
        element: e.id,
        label: null,
        kind: 'gateway',
        pre: [this.at(e)],
        post: [this.into(e.outgoing[i])],
        flows: [b.flow],
      })
  }

  /**
   * An inclusive split with its join: for each branch not taken, a token goes straight to the join, so the join waits for all.
   * That is exact where every branch of the split leads to its own flow into one inclusive join, and refused elsewhere.
   */
  private inclusive(e: Element) {
    const outs: Element[] = e.outgoing ?? []
    const pre = this.waits(e)
    if (outs.length <= 1)
      return this.add({ id: e.id, element: e.id, label: null, kind: 'gateway', pre, post: this.outgoing(e) })
    if (outs.length > MAX_INCLUSIVE)
      return this.refuse(
        'UNSUPPORTED',
        e,
        `有 ${outs.length} 条包容分支，最多 ${MAX_INCLUSIVE} 条。`,
        `has ${outs.length} inclusive branches; at most ${MAX_INCLUSIVE}.`,
      )
    const bypass = this.joinOf(e, outs)
    if (!bypass)
      return this.refuse(
        'UNSUPPORTED',
        e,
        '分出去的各条分支没有一一汇到同一个包容网关。请让它们成对。',
        'does not have all its branches meet, one flow each, in one inclusive gateway. Please pair them.',
      )
    const branches = this.branchesOf(e)
    for (let chosen = 1; chosen < 1 << outs.length; chosen++) {
      const taken = outs.filter((_, i) => chosen & (1 << i))
      this.add({
        id: `${e.id}:${taken.map((f) => f.id).join('+')}`,
        element: e.id,
        label: null,
        kind: 'gateway',
        pre,
        post: outs.map((f, i) => (chosen & (1 << i) ? this.into(f) : bypass[i]!)),
        flows: branches.filter((_, i) => chosen & (1 << i)).map((b) => b.flow),
      })
    }
  }

  private joinOf(split: Element, outs: Element[]): number[] | undefined {
    const reached = outs.map((out) => {
      const joins = new Set<Element>()
      const seen = new Set<Element>()
      const walk = (flow: Element) => {
        const target = flow.targetRef as Element | undefined
        if (!target || target === split) return
        if (target.$type === 'bpmn:InclusiveGateway' && (target.incoming?.length ?? 0) > 1) return void joins.add(flow)
        if (seen.has(target)) return
        seen.add(target)
        for (const next of target.outgoing ?? []) walk(next)
      }
      walk(out)
      return [...joins]
    })
    const flows = reached.map((r) => r[0])
    const join = flows[0]?.targetRef as Element | undefined
    if (
      !join ||
      reached.some((r) => r.length !== 1 || r[0]!.targetRef !== join) ||
      new Set(flows).size !== flows.length ||
      join.incoming.length !== flows.length
    )
      return undefined
    return flows.map((f) => this.into(f!))
  }
}
