import { text } from '../../platform/text.ts'
import { type Diagnostic, type DiagnosticCode, Halt } from './error.ts'

/** One evaluation: what went wrong, how deep and how long it is, and what time it is. */
export class Run {
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
