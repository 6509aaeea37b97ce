import { dayOf } from '../../../kernel/calendar/index.ts'
import type { Tx } from '../../../kernel/platform/index.ts'
import type { Item } from '../list/list.shape.ts'
import { itemOf, type List, listOn } from '../list/list.store.ts'
import { findPlan, type PlanLine, type Task } from './plan.store.ts'

/** A task's line of the plan, read by the list in force when its pools were closed, or now: its items, and the units that take part, the lead first. */
export async function taskSpec(
  tx: Tx,
  task: Task,
  at: Date,
): Promise<{ list: List; spec: PlanLine; items: Item[]; units: string[] } | undefined> {
  const plan = await findPlan(tx, task.plan)
  const known = task.closedAt ?? at
  const list = await listOn(tx, dayOf(known), known)
  const spec = plan?.lines[task.line]
  if (!list || !spec) return undefined
  const items = spec.items.flatMap((code) => itemOf(list, code) ?? [])
  return { list, spec, items, units: [...new Set([task.unit, ...items.map((i) => i.unit)])] }
}

export const unitsOfTask = async (tx: Tx, task: Task, at: Date): Promise<string[]> =>
  (await taskSpec(tx, task, at))?.units ?? [task.unit]
