import { addParty } from '../../kernel/cases/index.ts'
import { type Actor, privateOf, type Tx } from '../../kernel/platform/index.ts'
import type { Verdict } from './contract.ts'

/** Of a case's facts: the act that closed its pool, and the names that were drawn. */
export type Seated = { pooled: string | null; drawn: { experts: string[] } | null }
type At = { found: { jurisdiction: string }; facts: Seated }

/** Who stands behind the committee’s names; for the steps of a market alone. */
export async function peopleOf(tx: Tx, jurisdiction: string, f: Seated): Promise<Record<string, string>> {
  if (!f.pooled) return {}
  return ((await privateOf(tx, jurisdiction, [f.pooled])).get(f.pooled)?.people?.value ?? {}) as Record<string, string>
}

/** Those who were drawn become parties under their names of this case, which nobody else is told. */
export async function seat(
  tx: Tx,
  at: { found: { jurisdiction: string; id: string }; facts: Seated },
  names: readonly string[],
): Promise<void> {
  const { jurisdiction, id } = at.found
  const people = await peopleOf(tx, jurisdiction, at.facts)
  const none = { organisationId: null, unit: null, hidden: true }
  for (const name of names)
    await addParty(tx, jurisdiction, id, { role: 'expert', personId: people[name]!, name, ...none })
}

/** The name under which the actor sits on the committee. */
export async function seatOf(tx: Tx, at: At, actor: Actor): Promise<string | undefined> {
  if (actor.kind !== 'person' || !at.facts.drawn) return undefined
  const people = await peopleOf(tx, at.found.jurisdiction, at.facts)
  return at.facts.drawn.experts.find((name) => people[name] === actor.personId)
}

/** What the members handed in, each by the act that holds it. */
export async function verdictsOf(tx: Tx, jurisdiction: string, handedIn: readonly { act: string }[]) {
  const ids = handedIn.map((e) => e.act)
  const kept = await privateOf(tx, jurisdiction, ids)
  return ids.map((id) => kept.get(id)!.verdicts!.value as Verdict[])
}
