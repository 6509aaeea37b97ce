import { text } from '../../platform/text.ts'
import { type Diagnostic, type DiagnosticCode, Halt } from './error.ts'
import type { Value } from './value.ts'

/** What a decision table did, for the sentence that a notice needs. */
export type TableTrace = {
  decision: string
  hitPolicy: string
  inputs: { label: string; value: Value }[]
  /** Rules that were met, from one, in the order of the table; `used` for those that made the result. */
  rules: {
    index: number
    id?: string
    used: boolean
    conditions: string[]
    outputs: { label: string; value: Value }[]
    annotations: string[]
  }[]
}

/** One evaluation: what went wrong, how deep and how long it is, and what time it is. */
export class Run {
  /** Filled where the caller asks for an explanation. */
  trace: TableTrace[] | null = null
  readonly diagnostics: Diagnostic[] = []
  depth = 0
  steps = 0
  /** For now() and today(); a decision without it has none. */
  readonly now: Date | null
  readonly limits: { depth: number; steps: number }
  constructor(options: { now?: Date | null; depth?: number; steps?: number } = {}) {
    this.now = options.now ?? null
    this.limits = { depth: options.depth ?? 250, steps: options.steps ?? 1_000_000 }
  }

  /** Notes what went wrong; the value is null. */
  report(code: DiagnosticCode, zh: string, en: string, at?: string): null {
    if (this.diagnostics.length < 100) this.diagnostics.push({ code, message: text(zh, en), ...(at ? { at } : {}) })
    return null
  }

  step(count = 1): void {
    this.steps += count
    if (this.steps > this.limits.steps)
      throw new Halt(
        'TOO_LONG',
        `计算超过 ${this.limits.steps} 步，已停止。`,
        `Stopped after ${this.limits.steps} steps.`,
      )
  }

  enter(): void {
    this.step()
    if (++this.depth > this.limits.depth)
      throw new Halt(
        'TOO_DEEP',
        `函数相互调用超过 ${this.limits.depth} 层，已停止。`,
        `Stopped: functions call each other more than ${this.limits.depth} deep.`,
      )
  }

  leave(): void {
    this.depth--
  }
}

export class Scope {
  readonly vars: Map<string, Value>
  readonly parent: Scope | null
  readonly run: Run
  constructor(vars: Map<string, Value>, parent: Scope | null, run: Run) {
    this.vars = vars
    this.parent = parent
    this.run = run
  }

  get(name: string): Value | undefined {
    for (let s: Scope | null = this; s; s = s.parent) {
      const v = s.vars.get(name)
      if (v !== undefined) return v
    }
    return undefined
  }
}

export type Code = (scope: Scope) => Value
