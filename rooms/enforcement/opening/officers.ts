import { type Card, cardsAt } from '../../../kernel/identity/index.ts'
import { Problem, type Text, type Tx, text } from '../../../kernel/platform/index.ts'
import { file } from '../contract.ts'

/** Two different officers of the unit with cards that are valid at the instant (行政处罚法 arts. 42, 55). @throws CARDS */
export async function cardsFor(tx: Tx, unit: string, persons: string[], at: Date, field = 'officers'): Promise<Card[]> {
  const valid = (await cardsAt(tx, persons, at)).filter((c) => c.unit === unit)
  const found = [...new Set(persons)].map((p) => valid.find((c) => c.personId === p))
  const missing: Text | undefined =
    new Set(persons).size < persons.length
      ? text('两名承办人员不能是同一人。', 'The two officers must be different persons.')
      : found.some((c) => !c)
        ? text('有人今天没有有效的执法证，请换人。', 'Somebody has no card that is valid today; please choose another.')
        : undefined
  if (missing) throw new Problem('CARDS', file.errors.CARDS, { fields: { [field]: missing } })
  return found as Card[]
}
