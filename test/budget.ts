// Tells which room's tests take longer than their budget. It fails nothing: a busy machine is slow for everybody, and no test is timed.
import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import { projectRoot } from '../kernel/platform/harness.ts'
import budgets from './budgets.json' with { type: 'json' }

/** Seconds for the tests of a folder, as two cores run them when nothing else does. */
const known: Record<string, number> = budgets.seconds

/** `rooms/approvals` of a test's file; of what stands higher, its first folder. */
export const roomOf = (file: string): string => file.split('/').slice(0, 2).join('/')

/** What took longer than it may, the worst first. */
export function overBudget(taken: ReadonlyMap<string, number>): { room: string; seconds: number; budget: number }[] {
  return [...taken]
    .map(([room, seconds]) => ({ room, seconds, budget: known[room] ?? budgets.else }))
    .filter((r) => r.seconds > r.budget)
    .sort((a, b) => b.seconds / b.budget - a.seconds / a.budget)
}

export default class BudgetReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const taken = new Map<string, number>()
    for (const m of modules) {
      const room = roomOf(relative(projectRoot, m.moduleId))
      const { duration, environmentSetupDuration, prepareDuration } = m.diagnostic()
      taken.set(room, (taken.get(room) ?? 0) + (duration + environmentSetupDuration + prepareDuration) / 1000)
    }
    for (const { room, seconds, budget } of overBudget(taken))
      console.log(`  over budget: ${room} took ${seconds.toFixed(0)} s of ${budget} s (test/budgets.json)`)
  }
}
