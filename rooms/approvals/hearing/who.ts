import type { CaseAt } from '../../../kernel/cases/index.ts'
import { holdersOf } from '../../../kernel/identity/index.ts'
import { type Actor, postOf, privateOf, type Tx } from '../../../kernel/platform/index.ts'
import type { CaseFacts } from '../case.fold.ts'

type At = CaseAt<CaseFacts>
export type Chair = { id: string; name: string; role: string }

/** Who may preside: of the unit, and none that reviews (行政许可法 art. 48). */
export async function chairsOf(tx: Tx, at: At, now: Date): Promise<Chair[]> {
  const all = await holdersOf(tx, at.found.unit, now)
  const reviews = new Set(all.filter((h) => h.role === 'reviewer').map((h) => h.id))
  const free = all.filter((h) => !reviews.has(h.id))
  return free.filter((h, i) => free.findIndex((x) => x.id === h.id) === i)
}

/** Whether the actor was called to preside, and still holds a post of the unit. */
export async function presides(tx: Tx, at: At, actor: Actor): Promise<boolean> {
  const called = at.facts.hearing?.called && at.acts.findLast((a) => a.type === 'licence-hearing.called')
  if (!called || actor.kind !== 'person' || postOf(actor)?.unitCode !== at.found.unit) return false
  const kept = (await privateOf(tx, at.found.jurisdiction, [called.id])).get(called.id)
  return kept?.chair?.value === actor.personId
}

/** The head answers a challenge; where he presides himself, the reviewer of the case. */
export async function answersChallenge(tx: Tx, at: At, actor: Actor): Promise<boolean> {
  const post = postOf(actor, 'approver') ?? postOf(actor, 'reviewer')
  if (post?.unitCode !== at.found.unit || (await presides(tx, at, actor))) return false
  if (post.role === 'approver') return true
  const called = at.acts.findLast((a) => a.type === 'licence-hearing.called')
  return called?.public.role === 'approver'
}
