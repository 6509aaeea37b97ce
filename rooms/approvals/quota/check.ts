import { casesAfter, versionOf } from '../../../kernel/cases/index.ts'
import { type Act, actsOfMany, type Check, type Mismatch, text } from '../../../kernel/platform/index.ts'
import { quotaOf } from './quota.contract.ts'
import { type Arrival, arrivalsOf } from './quota.store.ts'

const START = '00000000-0000-0000-0000-000000000000'

/** What the acts of a case make of its arrival; nothing where it drew no number. */
function arrivalFrom(acts: Act[]): Pick<Arrival, 'arrived' | 'turn' | 'granted'> | undefined {
  const numbers = acts.flatMap((a) =>
    a.type === 'application.submitted' || a.type === 'correction.answered'
      ? [(a.public.arrival as { number?: number } | undefined)?.number ?? []].flat()
      : [],
  )
  const granted =
    acts.some((a) => a.type === 'case.decided' && a.public.quota) && !acts.some((a) => a.type === 'decision.withdrawn')
  return numbers.length > 0 ? { arrived: numbers[0]!, turn: numbers.at(-1)!, granted } : undefined
}

/** Who arrived in which order, whose turn it is and who holds a place is what the acts of the cases make of it; none is left out. */
export const arrivalsCheck: Check = {
  name: 'arrivals',
  async piece(tx, after, limit) {
    const [place, id] = (after === '' ? ['', START] : after.split(' ')) as [string, string]
    const all = await casesAfter(tx, place, id, limit)
    const limited = []
    for (const c of all) if (c.versionId && quotaOf((await versionOf(tx, c.versionId)).content)) limited.push(c)
    const places = [...new Set(limited.map((c) => c.jurisdiction))]
    const ids = limited.map((c) => c.id)
    const [acts, rows] = [await actsOfMany(tx, places, ids), await arrivalsOf(tx, places, ids)]
    const found: Mismatch[] = []
    for (const { id, number } of limited) {
      const [made, row] = [arrivalFrom(acts.get(id) ?? []), rows.get(id)]
      if (row?.arrived !== made?.arrived || row?.turn !== made?.turn || row?.granted !== made?.granted)
        found.push({
          name: id,
          said: text(
            `办件 ${number} 的到达次序、名额与行为不符。`,
            `The arrival, turn or place of case ${number} is not what its acts say.`,
          ),
        })
    }
    const last = all.at(-1)
    return { found, next: all.length < limit || !last ? null : `${last.jurisdiction} ${last.id}` }
  },
}
