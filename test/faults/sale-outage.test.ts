// A sale whose database really goes away: the server is stopped, and started again on its port. What its silence is too short for a
// test is made up on its own clock (the beat is set back), as legal time is on ours.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from '../../kernel/platform/database/embedded.ts'
import { openDatabase } from '../../kernel/platform/database/open.ts'
import { citizen, projectRoot, type World, worldOn } from '../../kernel/platform/harness.ts'
import { connect, execute, migrate, newId, type PersonActor, Problem, system } from '../../kernel/platform/index.ts'
import { auctionRoom, beatAll, contract as c } from '../../trade/auction/index.ts'
import { verifyLog } from '../../trade/auction/verify.rules.ts'

const START = Date.parse('2026-03-02T01:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const iso = (ms: number) => new Date(START + ms).toISOString()
const folder = mkdtempSync(join(tmpdir(), 'gnomon-outage-'))
let server: Embedded
let world: World
beforeAll(async () => {
  const urls = await openDatabase(folder, {})
  server = urls.embedded!
  await migrate(urls.owner, projectRoot)
  const owner = postgres(urls.owner, { max: 1, onnotice: () => {} })
  const connection = connect(urls.app, { role: 'gnomon_app', max: 4 })
  const database = {
    ...connection,
    ...{ url: urls.app, ownerUrl: urls.owner, owner },
    close: async () => {
      await owner.end()
      await connection.close()
    },
  }
  world = worldOn(database, [auctionRoom], new Date(START))
})
afterAll(async () => {
  await world?.close()
  await server?.release()
  rmSync(folder, { recursive: true, force: true })
})

const at = (ms: number) => world.clock.set(iso(ms))
let lots = 0
/** `closes`: so long after the start of the day. */
async function lot(closes: number) {
  const number = `350200-2026-${String(++lots).padStart(6, '0')}`
  const terms = { start: 100_000_000, step: 1_000_000, opens: iso(0), closes: iso(closes), reserve: false }
  const title = { zh: '测试地块', en: 'Test lot' }
  const who = system('land')
  await world.run(
    c.announce,
    { jurisdiction: '350200', number, title, seller: 'x', profile: 'land-fujian', terms },
    who,
  )
  const people: PersonActor[] = [citizen(), citizen()]
  for (const { personId } of people) await world.run(c.admit, { number, personId, name: '某' }, who)
  return { number, people }
}
type Lot = Awaited<ReturnType<typeof lot>>
const bid = ({ number, people }: Lot, n: number, steps: number, commandId = newId()) =>
  execute(world, c.placeBid, { number, amount: 100_000_000 + steps * 1_000_000 }, { who: people[n]!, commandId }).then(
    () => 'OK',
    (error) => (error instanceof Problem ? error.code : String(error)),
  )
async function recomputed({ number }: Lot) {
  const { header, lines } = await world.run(c.log, { number })
  expect(verifyLog(header as never, lines).differs).toEqual([])
  return lines
}

test.each([5, 60, 600])(
  'away for %i s: the last hour of a listing gets it back, a countdown begins again with its 15 minutes, no bid is lost or doubled',
  async (seconds) => {
    at(0)
    const listing = await lot(11 * HOUR)
    const timed = await lot(10 * HOUR)
    at(9 * HOUR + 30 * MINUTE)
    expect([await bid(timed, 0, 0), await bid(timed, 1, 1), await bid(listing, 0, 0)]).toEqual(['OK', 'OK', 'OK'])
    const gone = 10 * HOUR + 17 * MINUTE
    at(gone)
    await world.settle()
    await beatAll(world)
    const command = [newId(), newId()]
    const stopped = performance.now()
    const under = Promise.all([bid(listing, 1, 1, command[0]), bid(timed, 0, 2, command[1])])
    await server.release()
    for (const said of await under) expect(['OK', 'UNAVAILABLE']).toContain(said)
    expect(await bid(timed, 1, 3)).toBe('UNAVAILABLE')
    server = await startEmbedded(join(folder, 'postgres'))
    const owner = postgres(server.ownerUrl('gnomon'), { max: 1, onnotice: () => {} })
    const short = seconds - (performance.now() - stopped) / 1000
    await owner`update auction.pulse set beat = beat - make_interval(secs => ${Math.max(0, short)})`
    const back = gone + seconds * 1000
    at(back)
    await owner.end()
    // Until the platform has said what its silence was nothing is decided.
    expect(await bid(timed, 1, 3)).toBe('UNAVAILABLE')
    await beatAll(world)
    // Whoever was not answered sends the same again: it stands once.
    const again = [await bid(listing, 1, 1, command[0]), await bid(timed, 0, 2, command[1])]
    expect(again[0]).toBe('OK')
    // In the minutes of preparation nobody bids: what was taken before the silence stands, what was not is refused.
    expect(['OK', 'NO_BIDS_NOW']).toContain(again[1])
    const of = await Promise.all([listing, timed].map((l) => world.run(c.view, { number: l.number })))
    expect(of[1]!.stage).toBe('preparing')
    expect(of[1]!.until).toEqual(new Date(START + back + 15 * MINUTE))
    expect(of[0]!.stage).toBe('listing')
    const given = of[0]!.until!.getTime() - (START + 11 * HOUR)
    expect(given).toBeGreaterThan(seconds * 1000 - 500)
    expect(given).toBeLessThanOrEqual(seconds * 1000)
    for (const one of [listing, timed]) {
      const lines = await recomputed(one)
      expect(lines.filter((l) => l.type === 'outage')).toHaveLength(1)
      expect(lines.filter((l) => l.type === 'bid').map((l) => l.amount)).toEqual(
        [...new Set(lines.flatMap((l) => (l.type === 'bid' ? [l.amount] : [])))].sort((a, b) => a - b),
      )
    }
    // The sale goes on to its end.
    at(back + 15 * MINUTE + 1000)
    await world.settle()
    await beatAll(world)
    expect(await bid(timed, 1, 4)).toBe('OK')
    at(back + 21 * MINUTE)
    await beatAll(world)
    await world.settle()
    expect((await world.run(c.view, { number: timed.number })).outcome).toMatchObject({
      kind: 'dealt',
      price: 104_000_000,
    })
    at(12 * HOUR)
    await beatAll(world)
    await world.settle()
    await recomputed(timed)
    await recomputed(listing)
    const clean = postgres(server.ownerUrl('gnomon'), { max: 1, onnotice: () => {} })
    await clean`delete from auction.pulse`
    await clean`delete from auction.gap`
    await clean.end()
  },
  180_000,
)
