// Longer than 300 lines: one walk over the chart; every element's translation stands beside its neighbours', which share places.
import { createHash } from 'node:crypto'
import { text } from '../platform/text.ts'
import { isInclusiveJoin, MAX_INCLUSIVE, pairedFlows, subsets, upstream } from './inclusive.ts'
import type { Net, StepKind, Transition } from './net.ts'
import { type Definitions, type Element, readBpmn } from './read-bpmn.ts'
import type { Refusal } from './refusal.ts'
import { parseTimer } from './timer.rules.ts'
import {
  aWord,
  CONDITIONAL,
  ERROR,
  ESCALATION,
  GLOBAL_TASKS,
  MESSAGE,
  SIGNAL,
  TASKS,
  TERMINATE,
  TIMER,
  wordOf,
} from './vocabulary.ts'

export { supported } from './vocabulary.ts'

/** What a visible step says of itself: who does it, with what, by when, under which law. */
export type StepInfo = {
  /** Unique in the net: the chart's id, with `#n` for the n-th of several instances and `call/` before what a call contains. */
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
  /** A boundary event that leaves its step open. */
  nonInterrupting?: boolean
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
  /** What passing an element sends: a message to one case, a signal to all that wait for it. */
  throws: Record<string, { kind: 'message' | 'signal'; name: string }>
  /** The field of the case's form by which messages between cases find one another. */
  correlation?: string
}

export type Compiled = {
  net: Net
  procedure: Procedure
  digest: string
  problems: Refusal[]
  definitions?: Definitions
}

/** Instances of one activity; more would be a queue, not a step. */
export const MAX_INSTANCES = 20
const MAX_CALLS = 20
/** Inclusive joins without a partner; each one looks at the whole net. */
const MAX_LOOKING = 50
/** Transitions of one net: calls that call, and instances of instances, multiply. */
const MAX_TRANSITIONS = 50_000

export const digestOf = (xml: string): string => createHash('sha256').update(xml).digest('hex')

/** The chart's own id of a step: without the instance and the call that it is in. */
export const chartElement = (element: string): string => element.split('/')[0]!.split('#')[0]!

/** BPMN XML → workflow net. `problems` is empty exactly when the chart can run (soundness is `checkSoundness`'s question). */
export async function compileBpmn(xml: string): Promise<Compiled> {
  const digest = digestOf(xml)
  const { definitions, problems } = await readBpmn(xml)
  const compiler = new Compiler(problems, definitions)
  if (definitions) compiler.file()
  return { net: compiler.net, procedure: compiler.procedure, digest, problems, ...(definitions ? { definitions } : {}) }
}

/** One process or subprocess while it is compiled. */
type Frame = {
  exit: number
  /** Every place within, also of what it contains; grows until the frame is done, and resets refer to it. */
  places: number[]
  /** Where an error thrown within leads. */
  handlers: { ref: Element | undefined; reset: number[][]; posts: number[] }[]
  /** For each non-interrupting boundary event: marked while its side branch is not under way. */
  idle: Map<Element, number>
  /** Nodes that only a side branch reaches, and whose. */
  sides: Map<Element, Element>
  /** Boundary events by the activity that they sit on. */
  edges: Map<Element, Element[]>
}

class Compiler {
  net: Net = { places: ['source', 'sink'], transitions: [], source: 0, sink: 1 }
  procedure: Procedure = { id: '', name: '', net: this.net, steps: {}, branches: {}, names: {}, throws: {} }
  private problems: Refusal[]
  private roots: Element[]
  private fileLanguage: string
  private processes: Element[]
  private placeOf = new Map<string, number>()
  private frames: Frame[] = []
  private calls: Element[] = []
  private prefix = ''
  private refused = new Set<string>()
  private chosenAt = new Set<number>()
  private paired = new Map<Element, Element[] | undefined>()
  private looking = 0
  /** Gateways that look at the whole net are made when it is complete. */
  private last: (() => void)[] = []

  constructor(problems: Refusal[], definitions: Definitions | undefined) {
    this.problems = problems
    this.roots = definitions?.rootElements ?? []
    this.fileLanguage = String(definitions?.expressionLanguage ?? '')
    this.processes = this.roots.filter((e) => e.$type === 'bpmn:Process' && (e.flowElements?.length ?? 0) > 0)
  }

  file() {
    for (const e of this.roots)
      if (e.$type === 'bpmn:Choreography' || e.$type === 'bpmn:GlobalConversation')
        this.refuse(
          'UNSUPPORTED',
          e,
          `是${wordOf(e.$type).zh}，这里不能运行。`,
          `is ${aWord(e.$type)}, which does not run here.`,
        )
    if (this.processes.length === 0) {
      if (this.problems.length > 0) return
      const empty = this.roots.find((e) => e.$type === 'bpmn:Process' || e.$type === 'bpmn:Collaboration')
      if (empty)
        return this.refuse(
          'NO_PROCESS',
          empty,
          '里面没有画任何步骤，文件里没有流程可以运行。',
          'has no steps drawn in it; there is no process in the file to run.',
        )
      return void this.problems.push({
        code: 'NO_PROCESS',
        message: text('文件里没有流程。', 'There is no process in the file.'),
      })
    }
    const called = new Set(this.processes.flatMap((p) => calledBy(p)))
    const mains = this.processes.filter((p) => !called.has(p.id))
    const [main, second] = mains.length === 0 ? this.processes : mains
    if (second && mains.length > 1)
      return this.refuse(
        'UNSUPPORTED',
        second,
        '是文件里另一个独立的流程。请每个流程一个文件；被调用的流程可以同在一个文件里。',
        'is another process of its own. Please keep one a file; processes that are called may stand beside it.',
      )
    this.procedure.id = main!.id
    this.procedure.name = main!.name ?? main!.id
    if (main!.correlation) this.procedure.correlation = String(main!.correlation)
    this.calls.push(main!)
    this.scope(main!, this.net.source, this.net.sink)
    for (const finish of this.last) finish()
    if (this.full)
      this.refuse(
        'TOO_LARGE',
        main!,
        `展开后超过 ${MAX_TRANSITIONS} 步（多实例和调用逐层相乘）。请减少次数或拆开。`,
        `comes to more than ${MAX_TRANSITIONS} steps once its instances and calls are multiplied out. Please use fewer, or split it.`,
      )
  }

  private get full(): boolean {
    return this.net.transitions.length > MAX_TRANSITIONS
  }

  private refuse(code: Refusal['code'], e: Element, zh: string, en: string, more: Partial<Refusal> = {}) {
    const name = e.name ? `「${e.name}」` : ''
    const key = `${code} ${e.id}`
    if (this.refused.has(key)) return
    this.refused.add(key)
    this.problems.push({
      code,
      element: e.id,
      ...(e.name ? { name: e.name } : {}),
      message: text(`${name}${zh}（${e.id}）`, `${e.name ? `“${e.name}” ` : ''}${en} (${e.id})`),
      ...more,
    })
  }

  /** What a case cannot run on although the chart says where it leads: enough for replaying a log. */
  private cannotRun(e: Element, zh: string, en: string, code: Refusal['code'] = 'UNSUPPORTED') {
    this.refuse(code, e, zh, en, { running: true })
  }

  private id(e: Element): string {
    return this.prefix + e.id
  }

  private place(key: string): number {
    const full = this.prefix + key
    let at = this.placeOf.get(full)
    if (at === undefined) {
      at = this.net.places.push(full) - 1
      this.placeOf.set(full, at)
      for (const f of this.frames) f.places.push(at)
    }
    return at
  }

  private add(t: Transition) {
    this.net.transitions.push(t)
  }

  private silent(e: Element, kind: StepKind, pre: number[], post: number[], more: Partial<Transition> = {}) {
    this.add({ id: this.id(e), element: this.id(e), label: null, kind, pre, post, ...more })
  }

  /** One process or embedded subprocess, from its entry place to its exit place. */
  private scope(owner: Element, entry: number, exit: number, handlers: Frame['handlers'] = []) {
    const elements: Element[] = owner.flowElements ?? []
    for (const e of elements) if (e.name) this.procedure.names[this.id(e)] = e.name
    const nodes = elements.filter((e) => e.$type !== 'bpmn:SequenceFlow' && !/^bpmn:Data(Object|Store)/.test(e.$type))
    const inside = new Set(nodes)
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
        // Each start of a process is a way to begin it; a subprocess begins at all of them, which the net does not do.
        owner.$type === 'bpmn:Process' ? { running: true } : {},
      )
    if (ends.length === 0)
      this.refuse('NO_END', owner, '没有结束事件。请画出流程怎样结束。', 'has no end event. Please draw how it ends.')
    for (const flow of elements.filter((e) => e.$type === 'bpmn:SequenceFlow'))
      if (!flow.sourceRef || !flow.targetRef)
        this.refuse('DANGLING', flow, '这条连线有一头没有接上。', 'This flow is not connected at one end.')
      else if (!inside.has(flow.sourceRef) || !inside.has(flow.targetRef))
        this.refuse(
          'UNSUPPORTED',
          flow,
          '这条连线穿过了子流程或流程的边界。请从边界上的事件出去。',
          'This flow crosses the border of a subprocess or process. Please leave by an event on its border.',
        )
    const edges = Map.groupBy(
      nodes.filter((e) => e.$type === 'bpmn:BoundaryEvent'),
      (e) => e.attachedToRef as Element,
    )
    const frame: Frame = { exit, places: [], handlers, idle: new Map(), sides: new Map(), edges }
    this.frames.push(frame)
    for (const e of nodes.filter(isSide)) {
      frame.idle.set(e, this.place(`idle:${e.id}`))
      for (const only of sideOnly(e, nodes, edges)) frame.sides.set(only, e)
    }
    for (const e of nodes) if (!this.full) this.node(e, entry, nodes)
    this.frames.pop()
  }

  private get frame(): Frame {
    return this.frames.at(-1)!
  }

  /** Where a flow leads: joins wait on each flow apart, all other nodes on any (their flows share one place). */
  private into(flow: Element): number {
    const target = flow.targetRef as Element | undefined
    if (!target) return this.place(`nowhere:${flow.id}`)
    const side = this.frame.sides.get(flow.sourceRef)
    if (side && isPlainEnd(target) && !this.frame.sides.has(target)) {
      // The side branch ends in an end that the main way shares: its token ends there too, but does not end the scope.
      const at = this.place(`side:${flow.id}`)
      const id = `${this.id(target)}:${flow.id}`
      if (!this.net.transitions.some((t) => t.id === id))
        this.silent(target, 'end', [at], [this.frame.idle.get(side)!], { id })
      return at
    }
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
    const outs: Element[] = e.outgoing ?? []
    if (!/Gateway$/.test(e.$type) && outs.some((f) => f.conditionExpression)) return [this.chosen(e, outs)]
    return outs.map((f) => this.into(f))
  }

  /** Behind an activity whose flows have conditions: those without one are taken, and some of the others (BPMN 2.0, 8.3.13). */
  private chosen(e: Element, outs: Element[]): number {
    const at = this.place(`after:${e.id}`)
    if (this.chosenAt.has(at)) return at
    this.chosenAt.add(at)
    const always = outs.filter((f) => !f.conditionExpression && f !== e.default)
    const some = outs.filter((f) => !always.includes(f))
    if (some.length > MAX_INCLUSIVE) this.tooMany(e, some.length)
    else
      for (const taken of [...(always.length > 0 ? [[]] : []), ...subsets(some)])
        this.silent(
          e,
          'gateway',
          [at],
          [...always, ...taken].map((f) => this.into(f)),
          { id: `${this.id(e)}:${[...always, ...taken].map((f) => f.id).join('+')}` },
        )
    return at
  }

  private tooMany(e: Element, most: number) {
    this.refuse(
      'UNSUPPORTED',
      e,
      `有 ${most} 条包容分支，最多 ${MAX_INCLUSIVE} 条。`,
      `has ${most} inclusive branches; at most ${MAX_INCLUSIVE}.`,
    )
  }

  private info(e: Element, kind: StepKind, more: Partial<StepInfo> = {}): StepInfo {
    const limit = e.limit === undefined ? undefined : Number(e.limit)
    const picked = Object.fromEntries(
      ['post', 'unitLevel', 'form', 'limitUnit', 'basis', 'act', 'decision', 'nameEn']
        .filter((k) => e[k] !== undefined)
        .map((k) => [k, e[k]]),
    )
    return {
      element: this.id(e),
      name: e.name ?? e.id,
      kind,
      ...picked,
      ...(limit === undefined ? {} : { limit }),
      ...more,
    }
  }

  private node(e: Element, entry: number, nodes: Element[]) {
    const outs = e.outgoing ?? []
    const ins = e.incoming ?? []
    // These are entered or left in a way of their own, and are refused for what they are.
    const apart = e.triggeredByEvent || e.isForCompensation || (e.eventDefinitions ?? []).some(isApart)
    if (!apart && e.$type !== 'bpmn:StartEvent' && e.$type !== 'bpmn:BoundaryEvent' && ins.length === 0)
      this.refuse('DANGLING', e, '没有连线进来，永远走不到。', 'has no flow into it and can never be reached.')
    if (!apart && e.$type !== 'bpmn:EndEvent' && outs.length === 0)
      this.refuse('DANGLING', e, '没有连线出去，走到这里就停住了。', 'has no flow out of it; the case would stop here.')
    if (e.isForCompensation)
      return this.refuse(
        'UNSUPPORTED',
        e,
        '是补偿活动，这里不能运行。',
        'is a compensation activity, which does not run here.',
      )
    if ((e.startQuantity ?? 1) !== 1 || (e.completionQuantity ?? 1) !== 1)
      this.refuse(
        'UNSUPPORTED',
        e,
        '要等或放出不止一个令牌（startQuantity、completionQuantity）。请用并行网关画出来。',
        'waits for or gives several tokens (startQuantity, completionQuantity). Please draw that with a parallel gateway.',
      )
    if (e.instantiate && e.$type !== 'bpmn:StartEvent')
      this.refuse(
        'UNSUPPORTED',
        e,
        '用来启动流程（instantiate）。请画一个开始事件。',
        'begins the process (instantiate). Please draw a start event.',
      )
    if (!/^bpmn:(Exclusive|Inclusive)Gateway$/.test(e.$type))
      for (const f of outs)
        if (f.conditionExpression)
          this.cannotRun(
            f,
            '是有条件的连线，却不是从排他或包容网关出来的。请在中间画一个网关。',
            'is a conditional flow that does not come out of an exclusive or inclusive gateway. Please draw one between.',
          )
    if (e.$type === 'bpmn:ScriptTask')
      this.cannotRun(e, '是脚本任务，这里不能运行。', 'is a script task, which does not run here.')
    if (kindOf(e)) return this.activity(e)
    switch (e.$type) {
      case 'bpmn:StartEvent':
        if (!this.events(e, [MESSAGE, TIMER], [SIGNAL, CONDITIONAL, ERROR, ESCALATION])) return
        return this.silent(e, 'start', [entry], [...this.outgoing(e), ...this.frame.idle.values()])
      case 'bpmn:EndEvent':
        return this.end(e)
      case 'bpmn:IntermediateThrowEvent':
        if (!this.events(e, [MESSAGE, SIGNAL], [ESCALATION])) return
        this.throwing(e)
        return this.silent(e, 'throw', [this.at(e)], this.outgoing(e))
      case 'bpmn:IntermediateCatchEvent':
        return this.catching(e, [this.at(e)], this.outgoing(e))
      case 'bpmn:BoundaryEvent':
        if (!e.attachedToRef || !nodes.includes(e.attachedToRef))
          this.refuse('DANGLING', e, '没有附在任何任务上。', 'is not attached to a task.')
        return
      case 'bpmn:ExclusiveGateway':
        return this.exclusive(e)
      case 'bpmn:ParallelGateway':
        return this.silent(e, 'gateway', this.waits(e), this.outgoing(e))
      case 'bpmn:InclusiveGateway':
        return this.inclusive(e, nodes)
      case 'bpmn:EventBasedGateway':
        if (e.eventGatewayType === 'Parallel')
          this.refuse(
            'UNSUPPORTED',
            e,
            '是并行的事件网关，这里不能运行。',
            'is a parallel event-based gateway, which does not run here.',
          )
        for (const f of outs)
          if (!['bpmn:IntermediateCatchEvent', 'bpmn:ReceiveTask'].includes(f.targetRef?.$type))
            this.refuse(
              'UNSUPPORTED',
              e,
              '后面只能接等待事件或接收任务。',
              'may only be followed by catching events or receive tasks.',
            )
        return
      case 'bpmn:SubProcess':
        if (e.triggeredByEvent)
          return this.refuse(
            'UNSUPPORTED',
            e,
            '是事件子流程，这里不能运行。',
            'is an event subprocess, which does not run here.',
          )
        return this.activity(e)
      case 'bpmn:CallActivity':
        return this.activity(e)
      default: {
        return this.refuse(
          'UNSUPPORTED',
          e,
          `是${wordOf(e.$type).zh}，这里不能运行。`,
          `is ${aWord(e.$type)}, which does not run here.`,
        )
      }
    }
  }

  private pairs(split: Element): Element[] | undefined {
    if (!this.paired.has(split)) this.paired.set(split, pairedFlows(split))
    return this.paired.get(split)
  }

  private waits(e: Element): number[] {
    const ins: Element[] = e.incoming ?? []
    return ins.length > 1 ? ins.map((f) => this.into(f)) : [this.at(e)]
  }

  /** Whether the flow through an event is known: its definitions are allowed, or `harmless` to where it leads. */
  private events(e: Element, allowed: string[], harmless: string[] = []): boolean {
    const all: Element[] = e.eventDefinitions ?? []
    const odd = all.find((d) => !allowed.includes(d.$type) && !harmless.includes(d.$type))
    const several = all.length > 1
    const shown = odd ?? all.find((d) => !allowed.includes(d.$type))
    if (shown) {
      const word = wordOf(shown.$type)
      const en = `is ${aWord(shown.$type)}, which does not run here.`
      const more: Partial<Refusal> = odd ? {} : { running: true }
      this.refuse('UNSUPPORTED', e, `是${word.zh}，这里不能运行。`, en, more)
    } else if (several)
      this.refuse(
        'UNSUPPORTED',
        e,
        `写了 ${all.length} 个事件定义，这里只能有一个。`,
        `has ${all.length} event definitions; here it may have one.`,
        all.some((d) => d.$type === ERROR || d.$type === TERMINATE) ? {} : { running: true },
      )
    return !odd
  }

  private throwing(e: Element) {
    const d = e.eventDefinitions?.[0] as Element | undefined
    const name = d?.messageRef?.name ?? d?.signalRef?.name ?? e.messageRef?.name
    if (name) this.procedure.throws[this.id(e)] = { kind: d?.$type === SIGNAL ? 'signal' : 'message', name }
  }

  private end(e: Element) {
    if (!this.events(e, [MESSAGE, SIGNAL, ERROR, TERMINATE], [ESCALATION])) return
    const type = e.eventDefinitions?.[0]?.$type as string | undefined
    this.throwing(e)
    const side = this.frame.sides.get(e)
    if (type === ERROR) return this.errorEnd(e)
    if (type === TERMINATE) return this.silent(e, 'end', [this.at(e)], [this.frame.exit], { reset: this.frame.places })
    if (side) return this.silent(e, 'end', [this.at(e)], [this.frame.idle.get(side)!])
    this.silent(e, 'end', [this.at(e), ...this.frame.idle.values()], [this.frame.exit])
  }

  /** To the nearest boundary that catches it; one that nobody catches ends the whole case. */
  private errorEnd(e: Element) {
    const thrown = e.eventDefinitions[0].errorRef as Element | undefined
    const id = this.id(e)
    const made = { id, element: id, label: null, kind: 'end' as const, pre: [this.at(e)] }
    for (const f of this.frames.toReversed()) {
      const handler = f.handlers.find((h) => !h.ref || h.ref === thrown)
      // What the activity holds is known when all of it is compiled.
      if (handler) return this.last.push(() => this.add({ ...made, post: handler.posts, reset: handler.reset.flat() }))
    }
    const root = this.frames[0]!
    return this.add({ ...made, post: [root.exit], reset: root.places })
  }

  /** A task, subprocess or call with what sits on its edge. */
  private activity(e: Element) {
    const edge = this.frame.edges.get(e) ?? []
    const plain = kindOf(e) !== undefined && !e.loopCharacteristics && !edge.some(isSide)
    if (plain || edge.length === 0) {
      this.instances(e, this.at(e), this.outgoing(e), [])
      for (const b of edge) this.catching(b, [this.at(e)], this.outgoing(b), { attachedTo: this.id(e) })
      return
    }
    // While the activity is under way `run` holds a token; its edge looks at that, wherever the tokens within are.
    const [run, start, done] = [this.place(`run:${e.id}`), this.place(`begin:${e.id}`), this.place(`over:${e.id}`)]
    const armed = new Map(edge.filter(isSide).map((b) => [b, this.place(`armed:${b.id}`)]))
    const within: number[] = []
    const reset = [within, [run, start, done, ...armed.values()]]
    const thrown = edge.filter((b) => b.eventDefinitions?.[0]?.$type === ERROR && !kindOf(e))
    const handlers = thrown.map((b) => ({
      ref: b.eventDefinitions[0].errorRef as Element | undefined,
      reset,
      posts: this.outgoing(b),
    }))
    this.silent(e, 'gateway', [this.at(e)], [run, start, ...armed.values()])
    const before = this.net.places.length
    this.instances(e, start, [done], handlers)
    for (let p = before; p < this.net.places.length; p++) within.push(p)
    this.silent(e, 'gateway', [done, run], this.outgoing(e), { id: `${this.id(e)}:leave`, reset: [...armed.values()] })
    for (const b of edge) {
      if (thrown.includes(b)) {
        if (!throwsError(e, b.eventDefinitions[0].errorRef, this.processes))
          this.refuse(
            'UNSUPPORTED',
            b,
            '等的错误在里面没有任何错误结束事件会抛出。',
            'waits for an error that no error end within throws.',
          )
        continue
      }
      const ready = armed.get(b)
      const more = { attachedTo: this.id(e), ...(ready === undefined ? {} : { nonInterrupting: true }) }
      if (ready === undefined) this.catching(b, [run], this.outgoing(b), more, reset.flat())
      else {
        const idle = this.frame.idle.get(b)!
        this.catching(b, [run, ready, idle], [run, ...this.outgoing(b)], more)
      }
    }
  }

  /** One run of an activity, or several beside or after one another. */
  private instances(e: Element, from: number, to: number[], handlers: Frame['handlers']) {
    const loop = e.loopCharacteristics as Element | undefined
    if (!loop) return this.body(e, from, to, handlers)
    if (loop.$type !== 'bpmn:MultiInstanceLoopCharacteristics') {
      this.cannotRun(
        e,
        '是循环活动，这里不能运行。请画出回路。',
        'is a looping activity, which does not run here. Please draw the loop.',
      )
      return this.repeated(e, from, to, handlers, loop.testBefore === true)
    }
    const posts = String(e.posts ?? '')
      .split(/[,，、\s]+/)
      .filter(Boolean)
    const written = String(loop.loopCardinality?.body ?? '')
      .replace(/^=\s*|^\$\{|\}$/g, '')
      .trim()
    const count = posts.length || (/^\d+$/.test(written) ? Number(written) : 0)
    if (loop.behavior && loop.behavior !== 'All')
      this.cannotRun(
        e,
        '在实例完成时抛出事件（behavior），这里不能运行。',
        'throws events as its instances complete (behavior), which does not run here.',
      )
    if (count < 1 || count > MAX_INSTANCES) {
      const beside = !kindOf(e) && !loop.isSequential
      this.refuse(
        'UNSUPPORTED',
        e,
        `是多实例活动，但图上没有写明有谁参加。请在 gnomon:posts 列出岗位，或把次数写成 1 到 ${MAX_INSTANCES} 的数。`,
        `has several instances, but the chart does not say whose. Please list the posts in gnomon:posts, or write a number from 1 to ${MAX_INSTANCES}.`,
        // So many runs of several steps beside one another have no bound; of one step they are a loop of it.
        beside ? {} : { running: true },
      )
      return beside ? undefined : this.repeated(e, from, to, handlers, false)
    }
    const condition = loop.completionCondition?.body ? String(loop.completionCondition.body).trim() : undefined
    if (condition) this.language(e, loop.completionCondition)
    const numbers = Array.from({ length: count }, (_, i) => i + 1)
    const ins = numbers.map((i) => this.place(`in:${e.id}#${i}`))
    const outs = loop.isSequential
      ? [...ins.slice(1), this.place(`all:${e.id}`)]
      : numbers.map((i) => this.place(`out:${e.id}#${i}`))
    const begun = condition ? [this.place(`several:${e.id}`)] : []
    const before = this.net.places.length
    const name = this.id(e)
    this.silent(e, 'gateway', [from], [...begun, ...(loop.isSequential ? [ins[0]!] : ins)], { id: `${name}:begin` })
    for (const i of numbers) this.body(e, ins[i - 1]!, [outs[i - 1]!], handlers, i, posts[i - 1])
    this.silent(e, 'gateway', [...begun, ...(loop.isSequential ? [outs.at(-1)!] : outs)], to, { id: `${name}:all` })
    if (!condition) return
    const within = [...ins, ...outs]
    for (let p = before; p < this.net.places.length; p++) within.push(p)
    this.silent(e, 'gateway', begun, to, {
      id: `${name}:enough`,
      reset: within,
      guard: {
        condition,
        instances: count,
        finished: loop.isSequential
          ? ins.map((p, i) => [p, i] as [number, number])
          : outs.map((p) => [p, 1] as [number, number]),
      },
    })
  }

  /** Any number of runs, one after another. */
  private repeated(e: Element, from: number, to: number[], handlers: Frame['handlers'], maybeNone: boolean) {
    const [turn, turned] = [this.place(`turn:${e.id}`), this.place(`turned:${e.id}`)]
    const name = this.id(e)
    this.silent(e, 'gateway', [from], [turn], { id: `${name}:begin` })
    this.body(e, turn, [turned], handlers)
    this.silent(e, 'gateway', [turned], [turn], { id: `${name}:again` })
    this.silent(e, 'gateway', [turned], to, { id: `${name}:all` })
    if (maybeNone) this.silent(e, 'gateway', [from], to, { id: `${name}:none` })
  }

  /** What stands for one step because what is in it is not in the file: a log may know it as one activity. */
  private closed(e: Element): StepKind | undefined {
    if (e.$type === 'bpmn:SubProcess') {
      if ((e.flowElements ?? []).length > 0) return undefined
      this.cannotRun(
        e,
        '是收起来的子流程，里面没有画任何步骤。请画出来，或改成任务。',
        'is a collapsed subprocess with no steps drawn in it. Please draw them, or make it a task.',
      )
      return 'task'
    }
    const called = calledId(e)
    const task = this.roots.find((r) => r.id === called && GLOBAL_TASKS[r.$type])
    if (task) return GLOBAL_TASKS[task.$type]
    if (this.processes.some((p) => p.id === called)) return undefined
    this.cannotRun(
      e,
      `调用的流程「${called || '未写'}」不在这个文件里。请把它放进同一个文件，这样一个摘要就固定了全部。`,
      `calls the process “${called || 'none'}”, which is not in this file. Please put it into the same file, so that one digest fixes all of it.`,
    )
    return 'task'
  }

  private body(e: Element, from: number, to: number[], handlers: Frame['handlers'], n?: number, post?: string) {
    const kind = kindOf(e) ?? this.closed(e)
    const mark = n === undefined ? '' : `#${n}`
    if (kind) {
      const element = this.id(e) + mark
      const message = e.messageRef?.name ? { message: e.messageRef.name as string } : {}
      if (mark && e.name) this.procedure.names[element] = e.name
      if (kind === 'send') this.throwing(e)
      this.procedure.steps[element] = { ...this.info(e, kind, message), element, ...(post ? { post } : {}) }
      return this.add({ id: element, element, label: e.name ?? e.id, kind, pre: [from], post: to })
    }
    const outer = this.prefix
    if (e.$type === 'bpmn:SubProcess') {
      const exit = this.place(`done:${e.id}${mark}`)
      if (mark) this.prefix = `${outer}${e.id}${mark}/`
      this.scope(e, from, exit, handlers)
      this.prefix = outer
      return this.silent(e, 'gateway', [exit], to, mark ? { id: `${this.id(e)}${mark}` } : {})
    }
    const process = this.processes.find((p) => p.id === calledId(e))!
    if (this.calls.includes(process))
      return this.refuse('UNSUPPORTED', e, '的调用绕回了自己。', 'calls in a circle, back to where it began.')
    if (this.calls.length > MAX_CALLS) return this.refuse('UNSUPPORTED', e, '的调用太深。', 'calls too deep.')
    const exit = this.place(`done:${e.id}${mark}`)
    this.prefix = `${outer}${e.id}${mark}/`
    this.calls.push(process)
    this.scope(process, from, exit, handlers)
    this.calls.pop()
    this.prefix = outer
    this.silent(e, 'gateway', [exit], to, { id: `${this.id(e)}${mark}:return` })
  }

  private catching(e: Element, pre: number[], post: number[], more: Partial<StepInfo> = {}, reset?: number[]) {
    const onTask = more.attachedTo !== undefined
    if (!this.events(e, onTask ? [MESSAGE, TIMER, SIGNAL, ERROR] : [MESSAGE, TIMER, SIGNAL], [CONDITIONAL])) return
    const definition = e.eventDefinitions?.[0] as Element | undefined
    if (!definition)
      this.cannotRun(
        e,
        '没有说明在等什么。请设为消息或定时事件。',
        'does not say what it waits for. Please make it a message or timer event.',
      )
    const kinds: Record<string, StepKind> = {
      [TIMER]: 'timer',
      [MESSAGE]: 'message',
      [SIGNAL]: 'signal',
      [ERROR]: 'error',
    }
    const kind = kinds[definition?.$type ?? MESSAGE]!
    const timer = String(definition?.timeDuration?.body ?? definition?.timeDate?.body ?? '').trim()
    if (kind === 'timer' && !parseTimer(timer))
      this.cannotRun(
        e,
        timer
          ? `的定时「${timer}」这里不认识。请写时长（如 P5D、PT4H）或日期时间（如 2026-05-01T09:00:00+08:00）。`
          : '没有写定时多久（或用了循环定时）。请写明时长，如 P5D。',
        timer
          ? `has the timer “${timer}”, which is not known here. Please write a duration (such as P5D, PT4H) or a date and time (such as 2026-05-01T09:00:00+08:00).`
          : 'has no duration (or uses a cycle). Please state one, such as P5D.',
      )
    const message = definition?.messageRef?.name ?? definition?.signalRef?.name ?? definition?.errorRef?.name
    this.procedure.steps[this.id(e)] = this.info(e, kind, {
      ...(timer ? { timer } : {}),
      ...(message ? { message } : {}),
      ...more,
    })
    const id = this.id(e)
    this.add({ id, element: id, label: e.name ?? e.id, kind, pre, post, ...(reset ? { reset } : {}) })
  }

  private branchesOf(e: Element): Branch[] {
    const outs: Element[] = e.outgoing ?? []
    const branches = outs.map((f) => ({
      flow: this.id(f),
      isDefault: e.default === f,
      ...(f.conditionExpression?.body ? { condition: String(f.conditionExpression.body).trim() } : {}),
    }))
    for (const [i, b] of branches.entries())
      if (outs.length > 1 && !b.condition && !b.isDefault)
        this.cannotRun(
          outs[i]!,
          '从网关出去但没有条件，也不是默认连线。请写条件。',
          'leaves a gateway without a condition and is not its default. Please write one.',
          'NO_CONDITION',
        )
      else if (b.condition && b.isDefault)
        this.cannotRun(
          outs[i]!,
          '是默认连线，却写了条件。请去掉其中一个。',
          'is the default flow and yet has a condition. Please remove one of them.',
          'BAD_CONDITION',
        )
      else if (b.condition) this.language(outs[i]!, outs[i]!.conditionExpression)
    this.procedure.branches[this.id(e)] = branches
    return branches
  }

  /** An expression in another language than FEEL is named, even where it could be read as FEEL: it may mean something else. */
  private language(e: Element, expression: Element) {
    const stated = expression.language ?? expression.$attrs?.language
    // XPath is what the standard presumes and what most tools write at the root, whatever their expressions are in.
    const general = /xpath/i.test(this.fileLanguage) ? '' : this.fileLanguage
    const juel = /^[$#]\{/.test(String(expression.body).trim()) ? 'JUEL' : undefined
    const language = juel ?? String(stated ?? general)
    if (language && !/feel/i.test(language))
      this.cannotRun(
        e,
        `的条件「${String(expression.body).trim().slice(0, 80)}」是用 ${language} 写的。请改写成 FEEL。`,
        `has the condition “${String(expression.body).trim().slice(0, 80)}”, which is written in ${language}. Please write it in FEEL.`,
        'BAD_CONDITION',
      )
  }

  private exclusive(e: Element) {
    for (const [i, b] of this.branchesOf(e).entries())
      this.silent(e, 'gateway', [this.at(e)], [this.into(e.outgoing[i])], {
        id: `${this.id(e)}:${b.flow}`,
        flows: [b.flow],
      })
  }

  /**
   * Where every branch of a split leads to its own flow into one inclusive join, a token goes straight to the join for each
   * branch not taken, and the join waits for all. Elsewhere a join waits while a token may still come (BPMN 2.0, 13.4.3).
   */
  private inclusive(e: Element, nodes: Element[]) {
    const outs: Element[] = e.outgoing ?? []
    const ins: Element[] = e.incoming ?? []
    const most = Math.max(outs.length, ins.length)
    if (most > MAX_INCLUSIVE) return this.tooMany(e, most)
    const paired = nodes.some(
      (n) =>
        n.$type === 'bpmn:InclusiveGateway' && (n.outgoing ?? []).length > 1 && this.pairs(n)?.[0]?.targetRef === e,
    )
    let pre = this.waits(e)
    if (isInclusiveJoin(e) && !paired) {
      if (++this.looking > MAX_LOOKING)
        return this.refuse(
          'TOO_LARGE',
          e,
          `是第 ${this.looking} 个要看整张图的包容汇合，最多 ${MAX_LOOKING} 个。请成对地画，或拆开。`,
          `is the ${this.looking}th inclusive join that has to look at the whole chart; at most ${MAX_LOOKING}. Please draw them in pairs, or split it.`,
        )
      const met = this.place(`met:${e.id}`)
      const waiting = pre
      pre = [met]
      const id = this.id(e)
      this.last.push(() => {
        const rest = this.net.transitions.slice()
        for (const [i, some] of subsets(waiting).entries()) {
          const missing = waiting.filter((p) => !some.includes(p))
          const inhibit = upstream(rest, missing, new Set([id])).filter((p) => !some.includes(p))
          this.add({
            id: `${id}:join${i + 1}`,
            element: id,
            label: null,
            kind: 'gateway',
            pre: some,
            post: [met],
            inhibit,
          })
        }
      })
    }
    if (outs.length <= 1) return this.silent(e, 'gateway', pre, this.outgoing(e))
    const meeting = this.pairs(e)
    const branches = this.branchesOf(e)
    for (const chosen of subsets(outs)) {
      const post = outs.flatMap((f, i) =>
        chosen.includes(f) ? [this.into(f)] : meeting ? [this.into(meeting[i]!)] : [],
      )
      const flows = branches.filter((_, i) => chosen.includes(outs[i]!)).map((b) => b.flow)
      this.silent(e, 'gateway', pre, post, { id: `${this.id(e)}:${flows.join('+')}`, flows })
    }
  }
}

/** A boundary event that leaves its activity running. */
const isSide = (e: Element): boolean => e.$type === 'bpmn:BoundaryEvent' && e.cancelActivity === false

const isApart = (d: Element): boolean => /^bpmn:(Compensate|Link)EventDefinition$/.test(d.$type)

const isPlainEnd = (e: Element): boolean =>
  e.$type === 'bpmn:EndEvent' && ![ERROR, TERMINATE].includes(e.eventDefinitions?.[0]?.$type)

/** What is reached from a non-interrupting boundary event and not from the start. */
function sideOnly(side: Element, nodes: Element[], edges: Map<Element, Element[]>): Element[] {
  const main = reach(
    nodes.filter((e) => e.$type === 'bpmn:StartEvent'),
    edges,
  )
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

/** Without the prefix of a qualified name. */
const calledId = (e: Element): string => String(e.calledElement ?? '').replace(/^[^:]*:/, '')

const kindOf = (e: Element): StepKind | undefined =>
  TASKS[e.$type] ?? (e.$type === 'bpmn:ScriptTask' ? 'task' : undefined)

const calledBy = (scope: Element): string[] =>
  (scope.flowElements ?? []).flatMap((e: Element) => [
    ...(e.$type === 'bpmn:CallActivity' ? [calledId(e)] : []),
    ...calledBy(e),
  ])

/** Whether an error end within an activity throws what a boundary waits for. */
function throwsError(e: Element, ref: Element | undefined, processes: Element[], depth = 0): boolean {
  if (depth > MAX_CALLS) return false
  const inner = e.$type === 'bpmn:CallActivity' ? processes.find((p) => p.id === calledId(e)) : e
  return (inner?.flowElements ?? []).some(
    (x: Element) =>
      (x.$type === 'bpmn:EndEvent' &&
        x.eventDefinitions?.[0]?.$type === ERROR &&
        (!ref || x.eventDefinitions[0].errorRef === ref)) ||
      throwsError(x, ref, processes, depth + 1),
  )
}
