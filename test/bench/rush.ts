// A limited item opens and a thousand apply in the same minute: until each is received with its number, in turns with as many
// applications for the same item without a limit. The numbers are compared with those that the acts say.
import { readItems } from '../../apps/demonstration/found-city.ts'
import { sql } from '../../kernel/platform/index.ts'
import { submitApplication } from '../../rooms/approvals/contract.ts'
import { CITY, CONSTRUCTION, CONSTRUCTION_FORM, publishVariant, testCity } from '../city.ts'

const MANY = 1000
/** As many as a server's pool lets write at once, and more that wait. */
const AT_ONCE = 50
export async function benchRush(print: (line: string) => void): Promise<void> {
  const city = await testCity()
  try {
    const { bpmn } = readItems(CITY).find((i) => i.code === CONSTRUCTION)!
    const quota = {
      round: 'rush',
      name: { zh: '本轮', en: 'This round' },
      limit: 100,
      opens: '2026-01-01T09:00:00+08:00',
      basis: [{ law: '行政许可法', article: 57 }],
    }
    const [limited, plain] = ['350200-01-9922', '350200-01-9923']
    for (const [code, own] of [
      [limited, { quota }],
      [plain, {}],
    ] as const)
      await (await publishVariant(city, code, bpmn, (c) => ({ ...c, materials: [], own }))).publish()
    const people = await Promise.all(['citizen', 'citizen2'].map((login) => city.citizen(login)))
    const apply = (itemCode: string, n: number) =>
      city.run(submitApplication, { itemCode, form: CONSTRUCTION_FORM }, people[n % 2]!)
    const rush = async (itemCode: string) => {
      const waits: number[] = []
      const began = performance.now()
      let next = 0
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          while (next < MANY / 4) {
            const n = next++
            const sent = performance.now()
            await apply(itemCode, n)
            waits.push(performance.now() - sent)
          }
        }),
      )
      return { spent: performance.now() - began, waits }
    }
    await Promise.all(people.map((_, n) => apply(plain, n)))
    const spent = { [limited]: 0, [plain]: 0 }
    const waits: number[] = []
    for (let quarter = 0; quarter < 4; quarter++)
      for (const itemCode of quarter % 2 ? [limited, plain] : [plain, limited]) {
        const done = await rush(itemCode)
        spent[itemCode]! += done.spent
        if (itemCode === limited) waits.push(...done.waits)
      }
    const { rows } = await city.db.transaction().execute((tx) =>
      sql<{ many: number; first: number; last: number; odd: number }>`select count(distinct n)::int as many,
        min(n) as first, max(n) as last, (count(*) filter (where n <> arrived))::int as odd from (
          select (act.public->'arrival'->>'number')::int as n, a.arrived from platform.act act join approvals.arrival a
          on a.jurisdiction = act.jurisdiction and a.case_id = act.subject_id
          where act.jurisdiction = '350200' and act.type = 'application.submitted') arrivals`.execute(tx),
    )
    const { many, first, last, odd } = rows[0]!
    if (many !== MANY || first !== 1 || last !== MANY || odd > 0)
      throw new Error(`${many} numbers from ${first} to ${last}, ${odd} other than the act says`)
    const at = (share: number) => waits.sort((a, b) => a - b)[Math.ceil(waits.length * share) - 1]!
    const [a, b] = [spent[plain]!, spent[limited]!]
    print(
      `rush: ${MANY} applications for a limited item, ${AT_ONCE} at once: ${(b / 1000).toFixed(1)} s until each has its number (p50 ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms), without a limit ${(a / 1000).toFixed(1)} s: ${(b / a).toFixed(2)} ×; ${MANY} numbers, each once`,
    )
  } finally {
    await city.close()
  }
}
