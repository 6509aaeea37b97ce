import type { Transition } from './net.ts'
import type { Element } from './read-bpmn.ts'

/** Branches or incoming flows of one inclusive gateway; each subset is a transition. */
export const MAX_INCLUSIVE = 6

export const isInclusiveJoin = (e: Element | undefined): boolean =>
  e?.$type === 'bpmn:InclusiveGateway' && (e.incoming?.length ?? 0) > 1

/**
 * The flows by which the branches of a split meet, one each, in one inclusive join that has no other flow into it;
 * undefined where they do not, and the join has to look at the whole marking.
 */
export function pairedFlows(split: Element): Element[] | undefined {
  const outs: Element[] = split.outgoing ?? []
  const reached = outs.map((out) => {
    const joins = new Set<Element>()
    const seen = new Set<Element>()
    let ends = false
    const walk = (flow: Element) => {
      const target = flow.targetRef as Element | undefined
      if (!target || target === split) return
      if (isInclusiveJoin(target)) return void joins.add(flow)
      if (seen.has(target)) return
      seen.add(target)
      if ((target.outgoing ?? []).length === 0) ends = true
      for (const next of target.outgoing ?? []) walk(next)
    }
    walk(out)
    return ends ? [] : [...joins]
  })
  const flows = reached.map((r) => r[0])
  const join = flows[0]?.targetRef as Element | undefined
  const paired =
    join !== undefined &&
    reached.every((r) => r.length === 1 && r[0]!.targetRef === join) &&
    new Set(flows).size === flows.length &&
    join.incoming.length === flows.length
  return paired ? (flows as Element[]) : undefined
}

/** Places from which a token can still reach one of `targets` without passing the transitions `without`. */
export function upstream(
  transitions: readonly Transition[],
  targets: readonly number[],
  without: ReadonlySet<string>,
): number[] {
  const found = new Set(targets)
  for (let grew = true; grew; ) {
    grew = false
    for (const t of transitions) {
      if (without.has(t.element) || !t.post.some((p) => found.has(p))) continue
      for (const p of t.pre) {
        if (found.has(p)) continue
        found.add(p)
        grew = true
      }
    }
  }
  return [...found]
}

export const subsets = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: (1 << all.length) - 1 }, (_, i) => all.filter((_x, k) => (i + 1) & (1 << k)))
