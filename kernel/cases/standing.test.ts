// A unit's list in the database's order is the same whether open and closed cases are asked together or apart.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWorld, type World } from '../platform/harness.ts'
import cases, { type CaseQuery, insertCase, listStanding, putStanding } from './index.ts'

let world: World
const CASES = 60
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const due = (n: number, closed: boolean) =>
  closed || n % 7 === 0 ? null : `2026-03-${String(1 + ((n * 11) % 28)).padStart(2, '0')}`
beforeAll(async () => {
  world = await testWorld([cases], '2026-03-02T01:00:00Z')
  await world.db.transaction().execute(async (tx) => {
    for (let n = 0; n < CASES; n++) {
      const closed = n % 3 === 0
      const own = {
        jurisdiction: '350200',
        number: `350200-2026-${String((n * 37) % 997).padStart(6, '0')}`,
        kind: 'penalty',
        itemCode: null,
        unit: '350200-jianshe',
      }
      await insertCase(tx, { ...own, id: idOf(n), form: {}, submittedAt: new Date(0) })
      await putStanding(tx, {
        ...own,
        caseId: idOf(n),
        title: { zh: '案件', en: 'Case' },
        party: `第${n}家`,
        status: closed ? 'closed' : 'filed',
        statusText: { zh: '', en: '' },
        closed,
        clock: null,
        due: due(n, closed),
        openedAt: new Date(Date.UTC(2026, 0, 1 + ((n * 5) % 50))),
        closedAt: closed ? new Date(Date.UTC(2026, 2, 1)) : null,
        words: ['案件', n % 2 ? '单' : '双'],
      })
    }
  })
})
afterAll(() => world.close())

const ask = async (more: Partial<CaseQuery>) => {
  const q = { jurisdiction: '350200', unit: '350200-jianshe', kind: 'penalty', limit: CASES, ...more }
  return (await world.db.transaction().execute((tx) => listStanding(tx, q))).rows
}

for (const order of ['due', 'number', 'opened'] as const)
  for (const descending of [false, true])
    test(`by ${order}${descending ? ', from the end' : ''}`, async () => {
      const apart = [
        ...(await ask({ order, descending, closed: false })),
        ...(await ask({ order, descending, closed: true })),
      ]
      const key = (r: (typeof apart)[number]) =>
        order === 'due' ? (r.due ?? '9999') : order === 'number' ? r.number : r.openedAt.toISOString()
      const last = (r: (typeof apart)[number]) => (order === 'due' && descending && r.due === null ? 1 : 0)
      const sorted = apart.toSorted((a, b) => {
        const way = descending ? -1 : 1
        return last(a) - last(b) || way * key(a).localeCompare(key(b)) || a.number.localeCompare(b.number)
      })
      const numbers = (rows: { number: string }[]) => rows.map((r) => r.number)
      expect(sorted).toHaveLength(CASES)
      expect(numbers(await ask({ order, descending }))).toEqual(numbers(sorted))
      const pages = await Promise.all([0, 17, 34, 51].map((offset) => ask({ order, descending, limit: 17, offset })))
      expect(numbers(pages.flat())).toEqual(numbers(sorted))
      const odd = new Set((await ask({ text: '单' })).map((r) => r.number))
      expect(odd.size).toBe(30)
      const some = new Set([3, 4, 5, 6].map(idOf))
      const mine = await ask({ order, descending, ids: [...some] })
      expect(mine.map((r) => r.number)).toEqual(numbers(sorted.filter((r) => some.has(r.caseId))))
    })
