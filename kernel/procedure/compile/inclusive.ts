// Inclusive gateways: a transition for each set of branches that may be taken, and joins that know when to stop waiting.
import type { Transition } from '../net.ts'
import type { Element } from '../read-bpmn.ts'
import { branchesOf } from './branches.ts'
import type { Builder } from './builder.ts'
import { into, outgoing, subsets, tooMany, waits } from './flows.ts'
import { isSide } from './graph.ts'

/** Inclusive joins without a partner; each one looks at the whole net. */
const MAX_LOOKING = 50

/**
 * Where every branch of a split leads to its own flow into one inclusive join, and nothing else leads into or out of the branches,
 * a token goes straight to the join for each branch not taken, and the join waits for all. Elsewhere a join waits while a token may
 * still come to an empty flow and to none that is not (BPMN 2.0.2, 13.4.3).
 */
export function inclusiveGateway(b: Builder, e: Element, nodes: Element[]) {
  const outs: Element[] = e.outgoing
  if (tooMany(b, e, Math.max(outs.length, e.incoming.length))) return
  const { edges } = b.frame
  const pre = isInclusiveJoin(e) && !isPaired(e, nodes, edges) ? looking(b, e) : waits(b, e)
  if (!pre) return
  if (outs.length <= 1) return b.silent(e, 'gateway', pre, outgoing(b, e))
  const meeting = pairedFlows(e, edges)
  const branches = branchesOf(b, e)
  for (const chosen of subsets(outs)) {
    const post = outs.flatMap((f, i) => (chosen.includes(f) ? [into(b, f)] : meeting ? [into(b, meeting[i]!)] : []))
    const flows = branches.filter((_, i) => chosen.includes(outs[i]!)).map((branch) => branch.flow)
    b.silent(e, 'gateway', pre, post, { id: `${b.id(e)}:${flows.join('+')}`, flows })
  }
}

const isInclusiveJoin = (e: Element): boolean => e.$type === 'bpmn:InclusiveGateway' && e.incoming?.length > 1

type Edges = Map<Element, Element[]>
const isPaired = (join: Element, nodes: Element[], edges: Edges): boolean =>
  nodes.some(
    (n) =>
      n.$type === 'bpmn:InclusiveGateway' && n.outgoing.length > 1 && pairedFlows(n, edges)?.[0]?.targetRef === join,
  )

/** The place of a join that looks at the whole net, which is made when the net is complete; undefined where there are too many. */
function looking(b: Builder, e: Element): number[] | undefined {
  const waiting = waits(b, e)
  if (++b.looking > MAX_LOOKING) {
    b.refuse(
      'TOO_LARGE',
      e,
      `是第 ${b.looking} 个要看整张图的包容汇合，最多 ${MAX_LOOKING} 个。请成对地画，或拆开。`,
      `is the ${b.looking}th inclusive join that has to look at the whole chart; at most ${MAX_LOOKING}. Please draw them in pairs, or split it.`,
    )
    return undefined
  }
  const met = b.place(`met:${e.id}`)
  const id = b.id(e)
  b.last.push(() => {
    for (const [i, some] of subsets(waiting).entries()) {
      const join: Transition = {
        id: `${id}:join${i + 1}`,
        element: id,
        label: null,
        kind: 'gateway',
        pre: some,
        post: [met],
      }
      b.add(join)
      // One join may lie behind another: each looks at a net that has all of them.
      b.looks.push(() => {
        const missing = waiting.filter((p) => !some.includes(p))
        // What may come to an empty flow as well as to one that has its token does not keep the join waiting.
        const anyway = new Set(upstream(b.net.transitions, some, id))
        join.inhibit = upstream(b.net.transitions, missing, id).filter((p) => !anyway.has(p))
      })
    }
  })
  return [met]
}

/** Places from which a token can still reach one of `targets` without passing the element `without`. */
function upstream(transitions: readonly Transition[], targets: readonly number[], without: string): number[] {
  const found = new Set(targets)
  for (let grew = true; grew; ) {
    grew = false
    for (const t of transitions) {
      if (t.element === without || !t.post.some((p) => found.has(p))) continue
      for (const p of t.pre) {
        if (found.has(p)) continue
        found.add(p)
        grew = true
      }
    }
  }
  return [...found]
}

/** Asked for every split at every join. */
const pairs = new WeakMap<Element, Element[] | null>()

/**
 * The flows by which the branches of a split meet, one each, in one inclusive join that has no other flow into it;
 * undefined where they do not, and the join has to look at the whole marking.
 */
function pairedFlows(split: Element, edges: Edges): Element[] | undefined {
  let found = pairs.get(split)
  if (found === undefined) {
    found = meetingOf(split, edges) ?? null
    pairs.set(split, found)
  }
  return found ?? undefined
}

function meetingOf(split: Element, edges: Edges): Element[] | undefined {
  const meeting: Element[] = []
  const between = new Set<Element>()
  for (const out of split.outgoing) {
    const flows = flowsToJoins(split, out, edges, between)
    if (flows?.length !== 1) return undefined
    meeting.push(flows[0]!)
  }
  const join = meeting[0]!.targetRef as Element
  const within = (e: Element): boolean => e === split || between.has((e.attachedToRef as Element | undefined) ?? e)
  const paired =
    meeting.every((f) => f.targetRef === join) &&
    new Set(meeting).size === meeting.length &&
    join.incoming.length === meeting.length &&
    // A branch that is entered from elsewhere brings one token where the join waits for all.
    [...between].every((e) => (e.incoming as Element[]).every((f) => within(f.sourceRef)))
  return paired ? meeting : undefined
}

/**
 * The flows into inclusive joins to which one branch of a split leads, also by events that interrupt its steps; what lies before is
 * added to `between`. Undefined where the branch may end before.
 */
function flowsToJoins(split: Element, branch: Element, edges: Edges, between: Set<Element>): Element[] | undefined {
  const found = new Set<Element>()
  const seen = new Set<Element>()
  const flows = [branch]
  for (let flow = flows.pop(); flow; flow = flows.pop()) {
    const target = flow.targetRef as Element | undefined
    if (!target || target === split) continue
    if (isInclusiveJoin(target)) found.add(flow)
    else if (!seen.has(target)) {
      if (!target.outgoing?.length) return undefined
      seen.add(target)
      between.add(target)
      const interrupting = (edges.get(target) ?? []).filter((e) => !isSide(e))
      flows.push(...target.outgoing, ...interrupting.flatMap((e) => e.outgoing as Element[]))
    }
  }
  return [...found]
}
