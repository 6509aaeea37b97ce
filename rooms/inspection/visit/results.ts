import { units } from '../../../kernel/identity/index.ts'
import { anyone, query, type Text, type Tx, text } from '../../../kernel/platform/index.ts'
import { openResults, results } from '../contract.ts'
import { publishedVisits, type ResultQuery } from './visit.store.ts'

export async function unitNames(tx: Tx): Promise<(code: string) => Text> {
  const names = new Map((await units(tx)).map((u) => [u.code, u.name]))
  return (code) => names.get(code) ?? text(code, code)
}

async function find(tx: Tx, q: ResultQuery) {
  const [nameOf, { rows, total }] = [await unitNames(tx), await publishedVisits(tx, q)]
  return {
    rows: rows.map(({ number, unit, uscc, name, items, cause, visitedAt, conclusion, publishedAt }) => ({
      number,
      unit,
      unitName: nameOf(unit),
      uscc,
      name,
      items,
      cause,
      visitedAt: visitedAt!,
      conclusion: conclusion!,
      publishedAt: publishedAt!,
    })),
    total,
  }
}

export default query(results, { allow: anyone, run: ({ tx, input }) => find(tx, input) })

const MOST = 10_000
export const open = query(openResults, {
  allow: anyone,
  run: async ({ tx }) => (await find(tx, { size: MOST, page: 1 })).rows,
})
