import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymous, execute, newId, sql } from '../../kernel/platform/index.ts'
import { openSite, type Site } from '../../test/server/site.ts'
import { brokenIn, inOrder, numberOf, type Release, release } from '../../trade/ocds/index.ts'
import { releasesCheck } from './checks.ts'
import { pageOf, readTo, written } from './feed.rules.ts'
import { putRelease, releasesAfter, type Told } from './release.store.ts'

const told = (jurisdiction: string, serial: number, date: string): Told => ({
  ...{ jurisdiction, serial },
  said: { date: `2026-03-${date}T00:00:00.000Z`, id: `${jurisdiction}-${serial}` } as Release,
})

describe('a page of the feed', () => {
  const here = [told('350200', 4, '01'), told('350200', 5, '09'), told('350200', 6, '02')]
  const there = [told('350203', 1, '03'), told('350203', 2, '04')]
  const shown = (part: readonly Told[]) => part.map((t) => t.said.id)
  test('is by date across places, and leaves out no earlier one of a place', () => {
    const { part, to, more } = pageOf([...here, ...there], { '350200': 3 }, 4)
    expect(shown(part)).toEqual(['350200-4', '350203-1', '350203-2', '350200-5'])
    expect([to, more]).toEqual([{ '350200': 5, '350203': 2 }, true])
    expect(pageOf([here[2]!], to, 4)).toMatchObject({ to: { '350200': 6, '350203': 2 }, more: false })
  })
  test('by pages of any size everybody gets all of them, each once', () => {
    const all = [...here, ...there]
    for (let size = 1; size <= 6; size++) {
      const seen: string[] = []
      let read = {}
      for (let more = true; more; ) {
        const left = all.filter(
          (t) =>
            t.serial > ((read as Record<string, number>)[t.jurisdiction] ?? 3 * Number(t.jurisdiction === '350200')),
        )
        const page = pageOf(left, read, size)
        seen.push(...shown(page.part))
        ;[read, more] = [page.to, page.more]
      }
      expect(seen.sort()).toEqual(shown(all).sort())
    }
  })
  test.each([
    ['350200.12-350203.4', { '350200': 12, '350203': 4 }],
    ['350200.0', { '350200': 0 }],
    ['350200', undefined],
    ['350200.1;drop', undefined],
    ['350200.12345678901', undefined],
    ['ocds-gnomon-350200-2026-000001-3', undefined],
  ])('after=%s', (after, read) => {
    expect(readTo(after)).toEqual(read)
    if (read) expect(written(read)).toBe(after)
  })
})

describe('the demonstration city', () => {
  let site: Site
  let all: Release[]
  const get = (path: string) => fetch(`${site.url}${path}`)
  const markets = () => site.gnomon.rooms.flatMap((r) => r.publishes.contracting ?? [])
  beforeAll(async () => {
    site = await openSite({ cases: 1 })
    all = (await (await get('/ocds/releases.json')).json()).releases
  })
  afterAll(() => site?.close())

  test('tells of every market, each release once and valid', () => {
    expect(new Set(all.map((r) => r.id)).size).toBe(all.length)
    expect(all.map((r) => release.safeParse(r).error)).toEqual(all.map(() => undefined))
    expect(markets().length).toBe(5)
  })
  test('what was kept as it happened is what each market tells of a process now; a record is whole', async () => {
    const numbers = [...new Set(all.map((r) => numberOf(r.ocid)!))]
    expect(numbers.length).toBeGreaterThan(8)
    for (const number of numbers) {
      const now = await Promise.all(
        markets().map((m) => execute(site.gnomon, m.releases, { number }, { who: anonymous })),
      )
      const kept = all.filter((r) => numberOf(r.ocid) === number).sort(inOrder)
      expect(kept).toEqual((now.flat() as Release[]).sort(inOrder))
      const { records } = await (await get(`/ocds/records/ocds-gnomon-${number}.json`)).json()
      expect(records[0].releases.length).toBe(kept.length)
      expect(brokenIn(records[0].compiledRelease)).toEqual([])
    }
  })
  test('a cursor that is none, a process that is none: 404', async () => {
    for (const path of [
      '/ocds/releases.json?after=x',
      '/ocds/records/ocds-gnomon-350200-2026-999999.json',
      '/ocds/records/x',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404])
  })
  test('thousands more, in two places: the reader of links gets every one, once', async () => {
    const one = all[0]!
    await site.gnomon.db.transaction().execute(async (tx) => {
      for (const place of ['350200', '350203'])
        await sql`insert into contracting.release select ${place}, n + (select coalesce(max(serial), 0) from contracting.release where jurisdiction = ${place}),
            gen_random_uuid(), 'many', ${one}::jsonb || jsonb_build_object('id', ${place} || '-' || n, 'ocid', 'ocds-gnomon-many')
          from generate_series(1, 1500) n`.execute(tx)
    })
    const seen: string[] = []
    let next: string | undefined = `${site.url}/ocds/releases.json`
    let pages = 0
    while (next) {
      const answer: Response = await fetch(next.replace(/^https?:\/\/[^/]+/, site.url))
      const page: { releases: Release[]; links?: { next?: string } } = await answer.json()
      seen.push(...page.releases.map((r: Release) => r.id))
      next = page.links?.next
      pages++
    }
    expect(seen.length).toBe(all.length + 3000)
    expect(new Set(seen).size).toBe(seen.length)
    expect(pages).toBe(Math.ceil(seen.length / 100))
  })
  test('told twice it is kept once, with no gap; who takes one out, or puts one in, is found', async () => {
    const owner = postgres(site.gnomon.urls.owner, { max: 1 })
    await owner`delete from contracting.release where process = 'many'`
    const check = () => site.gnomon.db.transaction().execute((tx) => releasesCheck.piece(tx, '', 10_000))
    expect((await check()).found).toEqual([])
    const [first] = await site.gnomon.db.transaction().execute((tx) => releasesAfter(tx, {}, 1))
    await site.gnomon.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ id: string }>`select act_id as id from contracting.release
        where jurisdiction = ${first!.jurisdiction} and serial = ${first!.serial}`.execute(tx)
      await putRelease(tx, first!.jurisdiction, rows[0]!.id, 'x', first!.said)
    })
    expect((await check()).found).toEqual([])
    await site.gnomon.db.transaction().execute((tx) => putRelease(tx, first!.jurisdiction, newId(), 'x', first!.said))
    expect((await check()).found.map((m) => m.said.en)).toEqual([expect.stringContaining('No act of its moment')])
    await owner`delete from contracting.release where jurisdiction = ${first!.jurisdiction} and serial = 2`
    await owner.end()
    expect((await check()).found.map((m) => m.said.en)).toEqual([
      expect.stringContaining('lacks releases before'),
      expect.stringContaining('No act of its moment'),
    ])
  })
})
