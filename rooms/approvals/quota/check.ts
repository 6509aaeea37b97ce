import { actsOfMany, type Check, type Mismatch, text } from '../../../kernel/platform/index.ts'
import { arrivalsAfter } from './quota.store.ts'

const START = '00000000-0000-0000-0000-000000000000'

/** Who arrived in which order, whose turn it is and who holds a place is what the acts of the cases make of it. */
export const arrivalsCheck: Check = {
  name: 'arrivals',
  async piece(tx, after, limit) {
    const [place, id] = (after === '' ? ['', START] : after.split(' ')) as [string, string]
    const rows = await arrivalsAfter(tx, place, id, limit)
    const places = [...new Set(rows.map((r) => r.jurisdiction))]
    const acts = await actsOfMany(
      tx,
      places,
      rows.map((r) => r.caseId),
    )
    const found: Mismatch[] = []
    for (const row of rows) {
      const own = acts.get(row.caseId) ?? []
      const numbers = own.flatMap((a) =>
        a.type === 'application.submitted' || a.type === 'correction.answered'
          ? [(a.public.arrival as { number?: number } | undefined)?.number]
          : [],
      )
      const granted =
        own.some((a) => a.type === 'case.decided' && a.public.quota) &&
        !own.some((a) => a.type === 'decision.withdrawn')
      if (row.arrived !== numbers[0] || row.turn !== numbers.at(-1) || row.granted !== granted)
        found.push({
          name: row.caseId,
          said: text(
            `办件 ${row.number} 的到达次序、名额与行为不符。`,
            `The arrival, turn or place of case ${row.number} is not what its acts say.`,
          ),
        })
    }
    const last = rows.at(-1)
    return { found, next: rows.length < limit || !last ? null : `${last.jurisdiction} ${last.caseId}` }
  },
}
