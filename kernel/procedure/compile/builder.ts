// The net while it is made, and where in the chart its maker stands. Everything else in this folder is functions over it.
import { text } from '../../platform/text.ts'
import type { Net, StepKind, Transition } from '../net.ts'
import type { Definitions, Element } from '../read-bpmn.ts'
import type { Refusal } from '../refusal.ts'
import type { Procedure } from './compiled.ts'

/** Transitions of one net: calls that call, and instances of instances, multiply. */
export const MAX_TRANSITIONS = 50_000

/** Where an error goes that is thrown within an activity. */
export type Handler = {
  /** The error that it catches; undefined catches all. */
  ref: Element | undefined
  /** Every place that the activity holds; complete when the activity is. */
  reset: number[]
  posts: number[]
  /** The event subprocess that catches it; what is thrown within itself is for those around it. */
  by?: Element
}

/** One process or subprocess while it is compiled. */
export type Frame = {
  owner: Element
  exit: number
  /** Every place within, also of what it contains; grows until the frame is done, and resets refer to it. */
  places: number[]
  handlers: Handler[]
  /**
   * For each non-interrupting boundary event: marked while its side branch is not under way; for each event subprocess: marked
   * while the scope is open and it has not begun.
   */
  idle: Map<Element, number>
  /** The turns of event subprocesses that begin several times at most: the first is marked when the scope begins. */
  turns: Map<Element, number[]>
  /** Nodes that only a side branch reaches, and whose. */
  sides: Map<Element, Element>
  /** Boundary events by the activity that they sit on. */
  edges: Map<Element, Element[]>
}

/** One process or embedded subprocess, from its entry place to its exit place. */
export type CompileScope = (b: Builder, owner: Element, entry: number, exit: number, handlers?: Handler[]) => void

/**
 * Places are numbered in the order in which they are first asked for, and running cases hold their tokens by these numbers:
 * to ask in another order is to move the tokens of every running case whose chart is compiled again.
 */
export class Builder {
  readonly net: Net = { places: ['source', 'sink'], transitions: [], source: 0, sink: 1 }
  /** Ids are the file's: a step called `constructor` is no more than a step. */
  readonly procedure: Procedure = {
    id: '',
    name: '',
    net: this.net,
    steps: Object.create(null),
    branches: Object.create(null),
    names: Object.create(null),
    throws: Object.create(null),
  }
  readonly problems: Refusal[]
  readonly roots: Element[]
  /** Processes with something in them. */
  readonly processes: Element[]
  /** The language of all expressions that do not state their own. */
  readonly expressionLanguage: string
  /** The scopes around the element at hand, the innermost last. */
  readonly frames: Frame[] = []
  /** The processes around it: the file's own and those that call one another. */
  readonly calls: Element[] = []
  /** What waits for all that the net contains: gateways that look at all of it, errors that empty all of an activity. */
  readonly last: (() => void)[] = []
  /** What waits for the net to be complete. */
  readonly looks: (() => void)[] = []
  /** What messages between pools are called, by the elements at both ends. */
  readonly messages = new Map<Element, string>()
  /** Inclusive joins that look at the whole net, so far. */
  looking = 0
  /** Compiles a scope within: a scope holds nodes, a node may be a scope again, and only here does the circle close. */
  readonly scope: CompileScope
  private prefix = ''
  private numbers = new Map<string, number>()
  private refused = new Set<string>()

  constructor(problems: Refusal[], definitions: Definitions | undefined, scope: CompileScope) {
    this.scope = scope
    this.problems = problems
    this.roots = definitions?.rootElements ?? []
    this.processes = this.roots.filter((e) => e.$type === 'bpmn:Process' && (e.flowElements?.length ?? 0) > 0)
    this.expressionLanguage = String(definitions?.expressionLanguage ?? '')
    for (const c of this.roots)
      for (const flow of (c.messageFlows ?? []) as Element[]) {
        const name = flow.messageRef?.name ?? flow.name ?? flow.sourceRef?.name
        for (const end of [flow.sourceRef, flow.targetRef]) if (name && end) this.messages.set(end, String(name))
      }
  }

  get frame(): Frame {
    return this.frames.at(-1)!
  }

  get full(): boolean {
    return this.net.transitions.length > MAX_TRANSITIONS
  }

  /** The element's name in the net: its id behind the calls and instances that it is in. */
  id(e: Element): string {
    return this.prefix + e.id
  }

  /** Compiles what a call or an instance contains, with names of its own. */
  inside(part: string, compile: () => void) {
    const outer = this.prefix
    this.prefix = `${outer}${part}/`
    compile()
    this.prefix = outer
  }

  place(key: string): number {
    const name = this.prefix + key
    let at = this.numbers.get(name)
    if (at === undefined) {
      at = this.net.places.push(name) - 1
      this.numbers.set(name, at)
      for (const f of this.frames) f.places.push(at)
    }
    return at
  }

  hasPlace(key: string): boolean {
    return this.numbers.has(this.prefix + key)
  }

  placesMadeBy(compile: () => void): number[] {
    const before = this.net.places.length
    compile()
    return Array.from({ length: this.net.places.length - before }, (_, i) => before + i)
  }

  add(t: Transition) {
    this.net.transitions.push(t)
  }

  /** A transition that nobody performs. */
  silent(e: Element, kind: StepKind, pre: number[], post: number[], more: Partial<Transition> = {}) {
    this.add({ id: this.id(e), element: this.id(e), label: null, kind, pre, post, ...more })
  }

  /** Once for each element and code, also where the element is compiled several times. */
  refuse(code: Refusal['code'], e: Element, zh: string, en: string, more: Partial<Refusal> = {}) {
    const key = `${code} ${e.id}`
    if (this.refused.has(key)) return
    this.refused.add(key)
    const name = e.name ? `「${e.name}」` : ''
    this.problems.push({
      code,
      element: e.id,
      ...(e.name ? { name: e.name } : {}),
      message: text(`${name}${zh}（${e.id}）`, `${e.name ? `“${e.name}” ` : ''}${en} (${e.id})`),
      ...more,
    })
  }

  /** What a case cannot run on although the chart says where it leads: enough for replaying a log. */
  cannotRun(e: Element, zh: string, en: string, code: Refusal['code'] = 'UNSUPPORTED') {
    this.refuse(code, e, zh, en, { running: true })
  }
}
