import { type Card, cards, cardsAt } from '../../kernel/identity/index.ts'
import type { Actor, Tx } from '../../kernel/platform/index.ts'
import type { Inspection } from './case.kind.ts'

/** Cards of the register by their numbers, each with whether it was valid at an instant; numbers that nobody has are missing. */
export async function cardsNamed(tx: Tx, numbers: readonly string[], at: Date): Promise<(Card & { valid: boolean })[]> {
  const found = await Promise.all([...new Set(numbers)].map((number) => cards(tx, { number }, at)))
  return found.flat()
}

/** The actor's own card among these numbers, whether it is valid or not; and whether it is at an instant. */
export async function ownCard(
  tx: Tx,
  actor: Actor,
  among: readonly string[],
  at: Date,
): Promise<{ card: Card | undefined; valid: boolean }> {
  if (actor.kind !== 'person') return { card: undefined, valid: false }
  const valid = (await cardsAt(tx, [actor.personId], at)).find((c) => among.includes(c.number))
  if (valid) return { card: valid, valid: true }
  return { card: (await cardsNamed(tx, among, at)).find((c) => c.personId === actor.personId), valid: false }
}

/** 行政处罚法 art. 42: two different persons, however many cards they have. */
export const enough = (cards: readonly Pick<Card, 'personId'>[]): boolean =>
  new Set(cards.map((c) => c.personId)).size >= 2

/** Who came and was neither drawn nor named. */
export const others = (facts: Pick<Inspection, 'officers'>, present: readonly string[]): string[] =>
  present.filter((card) => !facts.officers.includes(card))
