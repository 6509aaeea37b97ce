// The list of sales among many: those of this instant as they stand now, those that ended by their indexes, in one order.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testWorld, type World } from '../../kernel/platform/harness.ts'
import { newId, type RawInput, text } from '../../kernel/platform/index.ts'
import { insertAuction } from './auction.store.ts'
import { list } from './contract.ts'
import { auctionRoom } from './index.ts'
import { profileOf, Sale, TERMS, wan } from './sale.harness.ts'

const ENDED = 400
const numberOf = (n: number) => `350200-2026-${String(n).padStart(6, '0')}`
const start = Date.parse('2026-03-02T08:00:00Z')

let world: World
beforeAll(async () => {
  world = await testWorld([auctionRoom], new Date(start))
  const dealt = new Sale('land-fujian').join(1, 2).bid('09:00:00', 1, wan(1000)).to('11:00:00').state
  const add = (n: number, state: Sale['state'], more: { title?: string; start?: number; opens?: string } = {}) =>
    world.db.transaction().execute((tx) =>
      insertAuction(tx, {
        ...{ jurisdiction: '350200', id: newId(start + n, '350200'), number: numberOf(n), seller: '350200-ziyuan' },
        title: text(more.title ?? `第 ${n} 块地`, `Lot ${n}`),
        ...{
          caseId: null,
          profile: profileOf('land-fujian'),
          ringsAt: null,
          reserve: null,
          sealing: null,
          asked: null,
        },
        terms: { ...TERMS, start: more.start ?? TERMS.start, ...(more.opens ? { opens: more.opens } : {}) },
        state,
        announcedAt: new Date(start + ((n * 37) % 401) * 60_000),
      }),
    )
  expect(dealt.stage).toBe('done')
  for (let n = 1; n <= ENDED; n++)
    await add(
      n,
      {
        ...dealt,
        best: n % 10 ? { ...dealt.best!, amount: wan(1000 + ((n * 53) % 97)) } : null,
        until: dealt.until! + (n % 7),
      },
      { start: wan(500 + (n % 13)), ...(n % 100 === 0 ? { title: '滨海隧道口地块' } : {}) },
    )
  const open = new Sale('land-fujian').join(1).bid('07:00:00', 1, wan(1050)).state
  for (let n = 1; n <= 3; n++) await add(ENDED + n, open, n === 1 ? { title: '隧道旁' } : {})
  // Its stored stage is still the one before: time alone has opened it since.
  const coming = new Sale('land-fujian', { opens: '2026-03-02T07:30:00.000Z' }).state
  await add(ENDED + 4, coming, { opens: '2026-03-02T07:30:00.000Z' })
  await add(ENDED + 5, new Sale('land-fujian', { opens: '2026-03-02T09:00:00.000Z' }).state, {
    opens: '2026-03-02T09:00:00.000Z',
  })
  await world.database.owner`analyze auction.auction`
})
afterAll(() => world.close())

const ask = (input: RawInput<typeof list> = {}) => world.run(list, input)

describe('the list', () => {
  test('a sale that time has opened is open, whatever was stored', async () => {
    expect((await ask({ state: 'coming' })).rows.map((r) => r.number)).toEqual([numberOf(ENDED + 5)])
    expect((await ask({ state: 'open' })).rows.map((r) => r.number).sort()).toEqual(
      [1, 2, 3, 4].map((n) => numberOf(ENDED + n)),
    )
    expect((await ask({ state: 'ended' })).total).toBe(ENDED)
  })
  test.each([undefined, 'number', 'start', 'best', 'until'] as const)(
    'in order by %s, page by page, is the whole in that order',
    async (sort) => {
      for (const down of [false, true]) {
        const whole = await ask({ sort, down })
        expect(whole.total).toBe(ENDED + 5)
        const key = (r: (typeof whole.rows)[number]) =>
          ({ number: 0, start: r.start, best: r.best ?? 0, until: r.until?.getTime() ?? 0 })[sort!] ??
          r.announcedAt.getTime()
        const way = (sort ? down : true) ? -1 : 1
        const sorted = whole.rows.toSorted((a, b) => way * (key(a) - key(b) || (a.number < b.number ? -1 : 1)))
        expect(whole.rows).toEqual(sorted)
        const pages = await Promise.all([0, 1, 2, 3].map((i) => ask({ sort, down, limit: 130, offset: i * 130 })))
        expect(pages.flatMap((p) => p.rows)).toEqual(sorted)
      }
    },
  )
  test('by words and number, also of sales that were there before the words were', async () => {
    const found = async () => (await ask({ text: '隧道', sort: 'number' })).rows.map((r) => r.number)
    const all = [100, 200, 300, 400, ENDED + 1].map(numberOf)
    expect(await found()).toEqual(all)
    expect((await ask({ text: numberOf(7) })).rows.map((r) => r.number)).toEqual([numberOf(7)])
    expect(await ask({ text: '车站' })).toEqual({ rows: [], total: 0 })
    // The migration makes the same words of what there was.
    const [, update] = /(update auction\.auction a set words[\s\S]*?found\);)/.exec(
      readFileSync(new URL('migrations/0004-list.sql', import.meta.url), 'utf8'),
    )!
    const { owner } = world.database
    const words = () =>
      owner`select number, array(select unnest(words) order by 1) as words from auction.auction order by number`
    const before = await words()
    await owner.unsafe(update!)
    expect(await words()).toEqual(before)
  })
  test('of those that ended a page is read by the index of its order', async () => {
    const { owner } = world.database
    for (const order of [
      "(terms->>'start')::bigint",
      "coalesce((state->'best'->>'amount')::bigint, 0)",
      "coalesce((state->>'until')::bigint, 0)",
      'announced_at',
    ]) {
      const plan = JSON.stringify(
        await owner.unsafe(`explain (format json) select number from auction.auction
          where jurisdiction = '350200' and state->>'stage' = 'done' order by ${order} desc, number desc limit 30`),
      )
      expect(plan).toMatch(/"Index (Only )?Scan"/)
      expect(plan).not.toContain('"Sort"')
    }
  })
})
