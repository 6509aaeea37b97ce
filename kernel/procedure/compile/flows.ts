// Where flows lead: the place on which a node waits, and the places that a node fills when it is left.
import type { Element } from '../read-bpmn.ts'
import { isGateway } from '../vocabulary.ts'
import type { Builder } from './builder.ts'
import { isPlainEnd } from './graph.ts'

/** Flows of one inclusive choice or join; each subset is a transition. */
const MAX_INCLUSIVE = 6

/** The place on which a node waits. Events behind an event-based gateway wait where the gateway does. */
export function at(b: Builder, e: Element): number {
  // Gateways in a circle wait nowhere, and are refused for what follows them.
  const back = new Set([e])
  for (const x of back) {
    const before = x.incoming?.[0]?.sourceRef as Element | undefined
    if (before?.$type === 'bpmn:EventBasedGateway') back.add(before)
  }
  return b.place(`at:${[...back].at(-1)!.id}`)
}

/** The places on which a joining gateway waits. */
export const waits = (b: Builder, e: Element): number[] =>
  e.incoming.length > 1 ? e.incoming.map((f: Element) => into(b, f)) : [at(b, e)]

/** Where a flow leads: joins wait on each flow apart, all other nodes on any (their flows share one place). */
export function into(b: Builder, flow: Element): number {
  const target = flow.targetRef as Element | undefined
  if (!target) return b.place(`nowhere:${flow.id}`)
  const { sides, idle } = b.frame
  const side = sides.get(flow.sourceRef)
  if (side && isPlainEnd(target) && !sides.has(target)) {
    // The side branch ends in an end that the main way shares: its token ends there too, but does not end the scope.
    const known = b.hasPlace(`side:${flow.id}`)
    const from = b.place(`side:${flow.id}`)
    if (!known) b.silent(target, 'end', [from], [idle.get(side)!], { id: `${b.id(target)}:${flow.id}` })
    return from
  }
  const joins = /^bpmn:(Parallel|Inclusive)Gateway$/.test(target.$type) && target.incoming?.length > 1
  return joins ? b.place(`flow:${flow.id}`) : at(b, target)
}

/** The places that a node fills when it is left. */
export function outgoing(b: Builder, e: Element): number[] {
  const outs: Element[] = e.outgoing
  if (!isGateway(e.$type) && outs.some((f) => f.conditionExpression)) return [chosen(b, e)]
  return outs.map((f) => into(b, f))
}

/** Behind an activity whose flows have conditions: those without one are taken, and some of the others (BPMN 2.0, 8.3.13). */
function chosen(b: Builder, e: Element): number {
  const known = b.hasPlace(`after:${e.id}`)
  const after = b.place(`after:${e.id}`)
  if (known) return after
  const outs: Element[] = e.outgoing
  const always = outs.filter((f) => !f.conditionExpression && f !== e.default)
  const some = outs.filter((f) => !always.includes(f))
  if (tooMany(b, e, some.length)) return after
  for (const chosen of [...(always.length > 0 ? [[]] : []), ...subsets(some)]) {
    const taken = [...always, ...chosen]
    const post = taken.map((f) => into(b, f))
    b.silent(e, 'gateway', [after], post, { id: `${b.id(e)}:${taken.map((f) => f.id).join('+')}` })
  }
  return after
}

/** Refuses more flows than there are transitions for. */
export function tooMany(b: Builder, e: Element, flows: number): boolean {
  if (flows <= MAX_INCLUSIVE) return false
  b.refuse(
    'UNSUPPORTED',
    e,
    `有 ${flows} 条包容分支，最多 ${MAX_INCLUSIVE} 条。`,
    `has ${flows} inclusive branches; at most ${MAX_INCLUSIVE}.`,
  )
  return true
}

/** Every choice of at least one. */
export const subsets = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: (1 << all.length) - 1 }, (_, i) => all.filter((_x, k) => (i + 1) & (1 << k)))
