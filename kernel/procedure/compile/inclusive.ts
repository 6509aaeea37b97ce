// Inclusive gateways: a transition for each set of branches that may be taken, and joins that know when to stop waiting.
import type { Transition } from '../net.ts'
import type { Element } from '../read-bpmn.ts'
import { branchesOf } from './branches.ts'
import type { Builder } from './builder.ts'
import { into, outgoing, subsets, tooMany, waits } from './flows.ts'

/** Inclusive joins without a partner; each one looks at the whole net. */
const MAX_LOOKING = 50

/**
 * Where every branch of a split leads to its own flow into one inclusive join, a token goes straight to the join for each
 * branch not taken, and the join waits for all. Elsewhere a join waits while a token may still come (BPMN 2.0, 13.4.3).
 */
export function inclusiveGateway(b: Builder, e: Element, nodes: Element[]) {
  const outs: Element[] = e.outgoing
  if (tooMany(b, e, Math.max(outs.length, e.incoming.length))) return
  const pre = isInclusiveJoin(e) && !isPaired(e, nodes) ? looking(b, e) : waits(b, e)
  if (!pre) return
  if (outs.length <= 1) return b.silent(e, 'gateway', pre, outgoing(b, e))
  const meeting = pairedFlows(e)
  const branches = branchesOf(b, e)
  for (const chosen of subsets(outs)) {
    const post = outs.flatMap((f, i) => (chosen.includes(f) ? [into(b, f)] : meeting ? [into(b, meeting[i]!)] : []))
    const flows = branches.filter((_, i) => chosen.includes(outs[i]!)).map((branch) => branch.flow)
    b.silent(e, 'gateway', pre, post, { id: `${b.id(e)}:${flows.join('+')}`, flows })
  }
}

const isInclusiveJoin = (e: Element): boolean => e.$type === 'bpmn:InclusiveGateway' && e.incoming?.length > 1

const isPaired = (join: Element, nodes: Element[]): boolean =>
  nodes.some(
    (n) => n.$type === 'bpmn:InclusiveGateway' && n.outgoing.length > 1 && pairedFlows(n)?.[0]?.targetRef === join,
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
    const rest = b.net.transitions.slice()
    for (const [i, some] of subsets(waiting).entries()) {
      const missing = waiting.filter((p) => !some.includes(p))
      const inhibit = upstream(rest, missing, id).filter((p) => !some.includes(p))
      b.add({ id: `${id}:join${i + 1}`, element: id, label: null, kind: 'gateway', pre: some, post: [met], inhibit })
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
function pairedFlows(split: Element): Element[] | undefined {
  let found = pairs.get(split)
  if (found === undefined) {
    found = meetingOf(split) ?? null
    pairs.set(split, found)
  }
  return found ?? undefined
}

function meetingOf(split: Element): Element[] | undefined {
  const meeting: Element[] = []
  for (const out of split.outgoing) {
    const flows = flowsToJoins(split, out)
    if (flows?.length !== 1) return undefined
    meeting.push(flows[0]!)
  }
  const join = meeting[0]!.targetRef as Element
  const paired =
    meeting.every((f) => f.targetRef === join) &&
    new Set(meeting).size === meeting.length &&
    join.incoming.length === meeting.length
  return paired ? meeting : undefined
}

/** The flows into inclusive joins to which one branch of a split leads; undefined where it may end before. */
function flowsToJoins(split: Element, branch: Element): Element[] | undefined {
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
      flows.push(...target.outgoing)
    }
  }
  return [...found]
}
