import type { Run } from './run.ts'
import type { Value } from './value.ts'

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
