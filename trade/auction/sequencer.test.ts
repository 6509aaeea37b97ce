// The sequencer on a real PostgreSQL: races, closing, freezing, the platform away, the log recomputed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { citizen, codeOf as code, officer, testWorld, type World, worldOn } from '../../kernel/platform/harness.ts'
import {
  type Actor,
  anonymous,
  execute,
  type Founding,
  newId,
  type PersonActor,
  system,
} from '../../kernel/platform/index.ts'
import envelope, { demoKey, contract as envelopes, releaseShares, TRUSTEE } from '../envelope/index.ts'
import { auctionsCheck } from './checks.ts'
import { enterReserve, releaseInTurn } from './demo-sealed.ts'
import { auctionRoom, beatAll, contract as c, KEEPER, NOTARY, WATCHER } from './index.ts'
import { verifyLog } from './verify.rules.ts'

const wan = (n: number) => Math.round(n * 1_000_000)
const START = '2026-03-02T01:00:00.000Z'
const ROOM = auctionRoom
let world: World
beforeAll(async () => {
  world = await testWorld([ROOM, envelope], START)
})
afterAll(() => world.close())

const keeper = officer(KEEPER, { unitCode: 'exchange' })
const notary = officer(NOTARY, { unitCode: 'notary' })
const watcher = officer(WATCHER, { unitCode: 'supervision' })
const seller = officer('land-officer', { unitCode: 'seller' })
const TRUSTEES = ['t1', 't2', 't3'].map((unit) => ({ unit, as: officer(TRUSTEE, { unitCode: unit }) }))
const perform: Founding['perform'] = (contract, input, { as }) => world.run(contract, input, as)
beforeAll(async () => {
  for (const { unit, as } of TRUSTEES) await world.run(envelopes.registerKey, { key: demoKey(unit).key }, as)
})
const then = (ms: number) => new Date(Date.parse(START) + ms).toISOString()
const MINUTE = 60_000
const HOUR = 60 * MINUTE

let lots = 0
async function lot(more: object = {}, profile = 'land-fujian', bidders = 2) {
  world.clock.set(START)
  const number = `350200-2026-${String(++lots).padStart(6, '0')}`
  await world.run(
    c.announce,
    {
      jurisdiction: '350200',
      number,
      title: { zh: '测试地块', en: 'Test lot' },
      seller: 'seller',
      profile,
      terms: { start: wan(1000), step: wan(10), opens: then(0), closes: then(10 * HOUR), reserve: false, ...more },
    },
    system('land'),
  )
  const people: PersonActor[] = []
  const numbers: number[] = []
  for (let i = 0; i < bidders; i++) {
    const person = citizen()
    people.push(person)
    numbers.push(
      (await world.run(c.admit, { number, personId: person.personId, name: `竞买人${i}` }, system('land'))).bidder,
    )
  }
  world.clock.set(then(1000))
  return { number, people, numbers }
}
const at = (ms: number) => world.clock.set(then(ms))
const bid = (number: string, amount: number, as: Actor, more: object = {}) =>
  world.run(c.placeBid, { number, amount, ...more }, as)
const view = (number: string, as: Actor = anonymous) => world.run(c.view, { number }, as)
async function recomputed(number: string) {
  const { header, lines } = await world.run(c.log, { number })
  const verdict = verifyLog(header as never, lines)
  expect(verdict.differs).toEqual([])
  return { ...verdict, lines }
}

describe('a bid', () => {
  test('by an admitted person, in order, as an act; refused with what would be taken', async () => {
    const { number, people, numbers } = await lot()
    const [a, b] = people as [PersonActor, PersonActor]
    expect(await code(bid(number, wan(1000), anonymous))).toBe('LOGIN_REQUIRED')
    expect(await code(bid(number, wan(1000), citizen()))).toBe('NOT_A_BIDDER')
    expect(await code(bid('350200-2026-999999', wan(1000), a))).toBe('NO_AUCTION')
    const low = await bid(number, wan(999), a).catch((e) => e)
    expect([low.code, low.fields.amount.en]).toEqual([
      'TOO_LOW',
      'What is taken now begins at 10,000,000.00 yuan, in whole units.',
    ])
    for (const amount of [0, -1, 1.5, 1e16]) expect(await code(bid(number, amount, a))).toBe('INVALID')
    const first = await bid(number, wan(1000), a)
    expect(first).toMatchObject({ n: 5, until: new Date(then(10 * HOUR)) })
    expect(await code(bid(number, wan(1000), b))).toBe('TOO_LOW')
    await bid(number, wan(1010), b)
    const seen = await view(number, b)
    expect(seen).toMatchObject({
      best: { bidder: numbers[1], amount: wan(1010) },
      me: { leads: true },
      bids: 2,
      next: wan(1020),
    })
    expect((await view(number, a)).me).toMatchObject({ leads: false, amount: wan(1000) })
    expect((await view(number)).me).toBe(null)
    expect(JSON.stringify(seen)).not.toContain('竞买人')
    const [row] = await world.database
      .owner`select actor, public from platform.act where type = 'auction.bid' and number = 5 order by recorded_at desc limit 1`
    expect([row!.actor.kind, row!.public.bidder]).toEqual(['citizen', numbers[0]])
    expect((await recomputed(number)).bids).toBe(2)
  })
  test('a leap is asked about, the own limit is kept; 1,643 typed as 16,500 is not taken unseen', async () => {
    const { number, people } = await lot()
    const a = people[0]!
    expect(await code(bid(number, wan(16_500), a))).toBe('LEAP')
    expect(await code(bid(number, wan(1100), a))).toBe('OK')
    expect(await code(world.run(c.setLimit, { number, limit: wan(1500) }, citizen()))).toBe('NOT_A_BIDDER')
    await world.run(c.setLimit, { number, limit: wan(1500) }, a)
    expect(await code(bid(number, wan(1600), a, { sure: true }))).toBe('OVER_OWN_LIMIT')
    expect(await code(bid(number, wan(1400), a, { sure: true }))).toBe('OK')
    expect((await view(number, a)).me!.limit).toBe(wan(1500))
    // Nobody else learns of it.
    expect(JSON.stringify([await view(number, people[1]!), await view(number, keeper)])).not.toContain(
      String(wan(1500)),
    )
  })
  test('the same command twice is one bid; so is a double click, for the second is too low', async () => {
    const { number, people } = await lot()
    const commandId = newId()
    const once = () => execute(world, c.placeBid, { number, amount: wan(1000) }, { who: people[0]!, commandId })
    const [x, y] = await Promise.all([once(), once()])
    expect(x).toEqual(y)
    expect(await code(bid(number, wan(1000), people[0]!))).toBe('TOO_LOW')
    expect((await view(number)).bids).toBe(1)
  })
  test('one bidder from two windows on two servers: each bid stands for itself, the second is told what is taken now', async () => {
    const { number, people } = await lot()
    const other = worldOn(world.database, [ROOM, envelope], world.clock.now())
    const both = (amounts: number[]) =>
      Promise.all(
        [world, other].map((w, i) =>
          code(w.run(c.placeBid, { number, amount: wan(amounts[i]!), sure: true }, people[0]!)),
        ),
      )
    expect((await both([1000, 1000])).sort()).toEqual(['OK', 'TOO_LOW'])
    const said = await both([1010, 1100])
    expect(said[1]).toBe('OK')
    expect(['OK', 'TOO_LOW']).toContain(said[0])
    const { state } = await recomputed(number)
    expect(state.best!.amount).toBe(wan(1100))
  })
  test('forty at once, on two servers: one order, no gap, no two equal, the log recomputes', async () => {
    const { number, people } = await lot({}, 'judicial', 8)
    const other = worldOn(world.database, [ROOM, envelope], world.clock.now())
    const said = await Promise.all(
      Array.from({ length: 40 }, (_, i) => {
        const w = i % 2 ? other : world
        return code(w.run(c.placeBid, { number, amount: wan(1000 + 10 * (i % 20)), sure: true }, people[i % 8]!))
      }),
    )
    const { lines, bids } = await recomputed(number)
    expect(bids).toBe(said.filter((s) => s === 'OK').length)
    expect(new Set(said)).toEqual(new Set(['OK', 'TOO_LOW']))
    expect(lines.map((l) => l.n)).toEqual(lines.map((_, i) => i + 2))
    const prices = lines.flatMap((l) => (l.type === 'bid' ? [l.amount] : []))
    expect(prices).toEqual([...new Set(prices)].sort((x, y) => x - y))
  })
})

describe('who bids', () => {
  const from = (who: PersonActor, address: string, device?: string): PersonActor => ({
    ...who,
    from: { address, ...(device ? { device } : {}) },
  })
  test('two numbers from one browser: a sign for supervision and notary with its evidence, for nobody else, and no bid is refused', async () => {
    const { number, people, numbers } = await lot({}, 'land-fujian', 3)
    const [a, b, d] = people as [PersonActor, PersonActor, PersonActor]
    await bid(number, wan(1000), from(a, '203.0.113.9', 'browser-one'))
    await bid(number, wan(1010), from(d, '198.51.100.7', 'browser-two'))
    const seen = (as: Actor) => world.run(c.hall, { number }, as)
    expect((await seen(watcher)).signs).toEqual([])
    await bid(number, wan(1020), from(b, '203.0.113.9', 'browser-one'))
    await bid(number, wan(1030), from(a, '203.0.113.9', 'browser-one'))
    await bid(number, wan(1040), from(d, '203.0.113.9'))
    const { signs } = await seen(watcher)
    expect(signs!.map((s) => [s.kind, s.bidders])).toEqual([
      ['browser', [numbers[0]!, numbers[1]!].sort()],
      ['address', [...numbers].sort()],
    ])
    // Each with the entry it was seen with; where nothing changed nothing more is kept.
    const entries = (await world.run(c.log, { number })).lines.filter((l) => l.type === 'bid')
    expect(signs![0]!.seen.map((s) => [s.bidder, s.n, s.act])).toEqual(
      [entries[0]!, entries[2]!].map((l) => [l.bidder, l.n, l.act]),
    )
    expect((await seen(notary)).signs).toEqual(signs)
    expect([(await seen(keeper)).signs, (await seen(seller)).signs]).toEqual([null, null])
    expect([await code(seen(a)), await code(seen(officer('clerk', { unitCode: 'other' })))]).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
    ])
    const outside = [await view(number), await world.run(c.log, { number }), await world.run(c.list, {})]
    expect(JSON.stringify(outside)).not.toMatch(/203\.0\.113|browser-one/)
    const acts = await world.database.owner`select public::text as p from platform.act where type = 'auction.bid'`
    expect(acts.map((r) => r.p).join()).not.toMatch(/203\.0\.113|browser-one/)
    expect((await view(number)).bids).toBe(5)
    await recomputed(number)
  })
  test('an authority that ends in mid-sale: what was bid stands, no more is taken; renewed, he goes on at once', async () => {
    const { number, people } = await lot()
    const agent = citizen()
    const whom = { kind: 'authority' as const, principal: '林晓岚', name: '林晓岚', until: '2026-03-02' }
    const { bidder } = await world.run(
      c.admit,
      { number, personId: agent.personId, name: '林晓岚', forWhom: whom },
      system('land'),
    )
    const holding = (...ids: string[]): PersonActor => ({
      ...agent,
      capacities: {
        organisations: [],
        authorities: ids.map((id) => ({ id, principalId: null, name: '林晓岚', until: '2026-03-02' })),
      },
    })
    await bid(number, wan(1000), holding(newId()))
    expect((await view(number, holding(newId()))).me!.forWhom).toEqual({
      name: '林晓岚',
      until: '2026-03-02',
      stands: true,
    })
    const ended = await bid(number, wan(1020), holding()).catch((e) => e)
    expect([ended.code, ended.title.en]).toEqual([
      'NO_LONGER_SPEAKS',
      expect.stringContaining('stands and cannot be withdrawn'),
    ])
    const seen = await view(number, holding())
    expect([seen.best!.bidder, seen.me!.leads, seen.me!.forWhom!.stands]).toEqual([bidder, true, false])
    await bid(number, wan(1010), people[0]!)
    // By another paper of the same principal.
    expect(await code(bid(number, wan(1020), holding(newId())))).toBe('OK')
    at(11 * HOUR)
    await world.settle()
    expect((await recomputed(number)).state.outcome).toMatchObject({ kind: 'dealt', bidder, price: wan(1020) })
  })
  test('bids of one millisecond stand in the order in which they arrived, each with its number and the same time', async () => {
    const { number, people, numbers } = await lot({}, 'judicial', 8)
    for (let round = 0; round < 5; round++) {
      const base = wan(1000 + round * 1000)
      const order = people.map((_, i) => (i * 3 + round) % 8)
      // Handed to the server one after another, none waiting for an answer; its clock stands still.
      const said = await Promise.all(order.map((i, k) => bid(number, base + k * wan(100), people[i]!, { sure: true })))
      const { lines } = await recomputed(number)
      const last = lines.filter((l) => l.type === 'bid').slice(-8)
      expect(last.map((l) => l.bidder)).toEqual(order.map((i) => numbers[i]))
      expect(new Set(last.map((l) => l.at)).size).toBe(1)
      expect(said.map((s) => s.n)).toEqual(last.map((l) => l.n))
    }
  })
})

describe('the end', () => {
  test('comes once, at its instant, however late who writes it; a bid of its millisecond is too late', async () => {
    const { number, people, numbers } = await lot()
    at(9 * HOUR + 30 * MINUTE)
    await bid(number, wan(1000), people[0]!)
    await bid(number, wan(1010), people[1]!)
    at(10 * HOUR - 1)
    await bid(number, wan(1020), people[0]!)
    at(10 * HOUR)
    expect(await code(bid(number, wan(1030), people[1]!))).toBe('LATE')
    // Shown at once, though nobody has written it.
    expect((await view(number)).stage).toBe('preparing')
    at(10 * HOUR + 16 * MINUTE)
    await bid(number, wan(1030), people[1]!)
    at(30 * HOUR)
    const rivals = worldOn(world.database, [ROOM, envelope], world.clock.now())
    await Promise.all([world.settle(), rivals.settle(), world.settle()])
    const { lines, state } = await recomputed(number)
    expect(state.outcome).toMatchObject({ kind: 'dealt', bidder: numbers[1], price: wan(1030) })
    expect(lines.filter((l) => l.type === 'closed').map((l) => l.at)).toEqual([then(10 * HOUR + 21 * MINUTE)])
    expect(await code(bid(number, wan(1040), people[0]!))).toBe('ENDED')
    expect(await code(world.run(c.admit, { number, personId: newId(), name: 'x' }, system('land')))).toBe('ENDED')
  })
  test('a bid that arrived in time counts though its end is past when it gets the row', async () => {
    const { number, people } = await lot({}, 'judicial')
    await bid(number, wan(1000), people[0]!)
    at(10 * HOUR + 900)
    // The timer rings a second after the end, for bids that wait.
    await world.settle()
    expect((await recomputed(number)).state.outcome).toBe(null)
    at(10 * HOUR + 1001)
    await world.settle()
    expect((await recomputed(number)).state.outcome).toMatchObject({ kind: 'dealt' })
  })
  test('the reserve: sealed to trustees in the seller’s browser, in its time, once; opened after the end alone, met by as much', async () => {
    const { number, people } = await lot({ reserve: true })
    const trustees = TRUSTEES.map((t) => t.unit)
    const prepare = (as: Actor, of = trustees) => code(world.run(c.prepareReserve, { number, trustees: of }, as))
    expect([await prepare(keeper), await prepare(people[0]!)]).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    expect([await prepare(seller, ['t1', 't1', 't2']), await prepare(seller, ['t1', 't2', 'nobody'])]).toEqual([
      'TRUSTEES',
      'NO_KEY',
    ])
    // An amount that nobody else in this database ever bid.
    const reserve = wan(1777.3)
    const box = await enterReserve({ perform }, { number, reserve, trustees, as: seller, at: new Date() })
    expect(await prepare(seller)).toBe('ALREADY')
    // Neither replaced nor withdrawn, nor opened by anybody before the end.
    expect(await code(world.run(envelopes.withdraw, { number: box }, seller))).toBe('LATE')
    expect(await code(world.run(envelopes.toRelease, { number: box }, TRUSTEES[0]!.as))).toBe('NOT_SEALED')
    expect(await code(world.run(envelopes.release, { number: box, shares: [] }, TRUSTEES[0]!.as))).toBe('NOT_CALLED')
    // Whoever has the whole database reads nothing of it.
    const { owner } = world.database
    const tables = await owner`select schemaname || '.' || tablename as t from pg_tables
      where schemaname in ('auction', 'envelope', 'platform') and tablename not in ('file')`
    for (const { t } of tables) {
      const rows = await owner.unsafe(`select x::text as row from ${t} x`)
      expect(rows.map((r) => r.row).join('\n'), t).not.toContain(String(reserve))
    }
    await bid(number, reserve, people[0]!, { sure: true })
    at(11 * HOUR)
    await world.settle()
    // It has ended, and waits for them.
    expect(await view(number)).toMatchObject({ stage: 'deciding', outcome: null, reserve: { box, called: true } })
    expect(await code(world.run(c.openReserve, { number }, keeper))).toBe('FORBIDDEN')
    expect(await code(world.run(c.openReserve, { number }, system('test')))).toBe('NOT_NOW')
    await releaseShares({ perform }, { number: box, ...TRUSTEES[0]!, at: new Date() })
    await world.settle()
    expect((await view(number)).outcome).toBe(null)
    await releaseInTurn({ perform }, { box, trustees: TRUSTEES.slice(1), at: new Date() })
    await world.settle()
    const { lines, state } = await recomputed(number)
    expect(lines.find((l) => l.type === 'reveal')).toMatchObject({ reserve, at: then(11 * HOUR) })
    expect(state.outcome).toMatchObject({ kind: 'dealt', price: reserve })
    // Nobody bid: it is never opened, and its trustees are asked for nothing.
    const nobody = await lot({ reserve: true })
    const of = { number: nobody.number, reserve, trustees, as: seller }
    const unopened = await enterReserve({ perform }, { ...of, at: new Date() })
    const waiting = async () => (await world.run(envelopes.boxes, {}, TRUSTEES[0]!.as)).map((b) => b.number)
    expect(await waiting()).toContain(unopened)
    at(11 * HOUR)
    await world.settle()
    expect((await world.run(envelopes.view, { number: unopened })).state).toBe('shut')
    expect(await waiting()).not.toContain(unopened)
    const late = await lot({ reserve: true })
    at(9 * HOUR)
    expect(await code(world.run(c.prepareReserve, { number: late.number, trustees }, seller))).toBe('RESERVE_TIME')
  })
  test('an envelope that does not hold the reserve of its digest decides nothing: it is said whose fault it is, and two persons end the sale', async () => {
    const { number, people } = await lot({ reserve: true })
    const trustees = TRUSTEES.map((t) => t.unit)
    const other: typeof perform = (contract, input, by) =>
      perform(
        contract,
        contract.id === c.setReserve.id ? ({ ...(input as object), digest: 'a'.repeat(64) } as never) : input,
        by,
      )
    const box = await enterReserve(
      { perform: other },
      { number, reserve: wan(1010), trustees, as: seller, at: new Date() },
    )
    await bid(number, wan(1500), people[0]!, { sure: true })
    at(11 * HOUR)
    await world.settle()
    await releaseInTurn({ perform }, { box, trustees: TRUSTEES, at: new Date() })
    await world.settle()
    expect(await view(number)).toMatchObject({ outcome: null, reserve: { fault: 'bidder' } })
    await world.run(c.askHalt, { number, what: 'terminate', reason: '底价信封与摘要不符。' }, keeper)
    await world.run(c.confirmHalt, { number, agree: true }, watcher)
    expect((await recomputed(number)).state.outcome).toEqual({ kind: 'terminated' })
  })
})

describe('trouble', () => {
  test('frozen by two persons with a reason; not by one, not by a bidder; exactly the time that was left', async () => {
    const { number, people } = await lot({}, 'judicial')
    await bid(number, wan(1000), people[0]!)
    const ask = (as: Actor, what: 'freeze' | 'resume' | 'terminate' = 'freeze') =>
      code(world.run(c.askHalt, { number, what, reason: '有人举报串通，需要核实。' }, as))
    const confirm = (as: Actor, agree = true) => code(world.run(c.confirmHalt, { number, agree }, as))
    expect([await ask(people[0]!), await ask(officer('clerk', { unitCode: 'other' })), await confirm(watcher)]).toEqual(
      ['FORBIDDEN', 'FORBIDDEN', 'NOTHING'],
    )
    expect([await ask(keeper, 'resume'), await ask(watcher), await ask(keeper), await confirm(watcher)]).toEqual([
      'NOT_FROZEN',
      'OK',
      'ALREADY',
      'SAME_PERSON',
    ])
    // It is not frozen until the second person says so.
    at(2000)
    expect(await code(bid(number, wan(1010), people[1]!))).toBe('OK')
    at(HOUR)
    expect(await confirm(notary)).toBe('OK')
    expect([await code(bid(number, wan(1020), people[0]!)), (await view(number)).frozen]).toEqual(['FROZEN', true])
    at(40 * HOUR)
    await world.settle()
    expect((await view(number)).outcome).toBe(null)
    expect([
      await ask(keeper, 'resume'),
      await confirm(notary, false),
      await ask(keeper, 'resume'),
      await confirm(notary),
    ]).toEqual(['OK', 'OK', 'OK', 'OK'])
    expect((await view(number)).until).toEqual(new Date(then(49 * HOUR)))
    expect([await ask(keeper, 'terminate'), await confirm(watcher)]).toEqual(['OK', 'OK'])
    expect((await recomputed(number)).state.outcome).toEqual({ kind: 'terminated' })
  })
  test.each([5, 60, 600])('the platform is away for %i s in the countdown: 15 and 5 minutes again', async (seconds) => {
    const { number, people } = await lot()
    at(9 * HOUR + 30 * MINUTE)
    await bid(number, wan(1000), people[0]!)
    await bid(number, wan(1010), people[1]!)
    const gone = 10 * HOUR + 17 * MINUTE
    at(gone)
    await world.settle()
    await world.database.owner`delete from auction.pulse`
    await beatAll(world)
    // Nothing beats for that long; the machine’s own clock says so, and legal time goes on.
    await world.database.owner`update auction.pulse set beat = clock_timestamp() - make_interval(secs => ${seconds})`
    at(gone + seconds * 1000)
    // Nothing is decided before the platform has said what its silence was; its first beat says it, and looks.
    expect(await code(bid(number, wan(1020), people[0]!))).toBe('UNAVAILABLE')
    await world.settle()
    expect((await recomputed(number)).state.stage).toBe('timed')
    await beatAll(world)
    const seen = await view(number)
    expect([seen.stage, seen.until]).toEqual(['preparing', new Date(then(gone + seconds * 1000 + 15 * MINUTE))])
    const { lines } = await recomputed(number)
    const outage = lines.find((l) => l.type === 'outage') as { from: string; at: string }
    expect(Date.parse(outage.at) - Date.parse(outage.from)).toBeGreaterThan(seconds * 1000 - 500)
    await world.database.owner`delete from auction.pulse`
    await world.database.owner`delete from auction.gap`
  })
  test('a legal clock that is set forward is no outage; one that goes back moves nothing back', async () => {
    const { number, people } = await lot()
    await beatAll(world)
    at(9 * HOUR + 59 * MINUTE)
    await beatAll(world)
    await bid(number, wan(1000), people[0]!)
    expect((await recomputed(number)).lines.some((l) => l.type === 'outage')).toBe(false)
    at(9 * HOUR + 59 * MINUTE - 5000)
    await bid(number, wan(1010), people[1]!)
    const bids = (await recomputed(number)).lines.filter((l) => l.type === 'bid')
    expect(bids[1]!.at).toBe(bids[0]!.at)
    at(HOUR)
    expect(await code(bid(number, wan(1020), people[0]!))).toBe('CLOCK_BEHIND')
    await world.database.owner`delete from auction.pulse`
  })
})

test('the hall: words are kept, the notary signs what there is, once, after the end', async () => {
  const { number, people } = await lot({}, 'judicial')
  await bid(number, wan(1000), people[0]!)
  expect(await code(world.run(c.say, { number, words: '请各位注意：还有一小时。' }, people[0]!))).toBe('FORBIDDEN')
  await world.run(c.say, { number, words: '请各位注意：还有一小时。' }, keeper)
  expect(Object.values((await world.run(c.log, { number })).words).map((w) => w.zh)).toEqual([
    '请各位注意：还有一小时。',
  ])
  expect(await code(world.run(c.signRecord, { number }, notary))).toBe('NOT_ENDED')
  at(11 * HOUR)
  await world.settle()
  expect(await code(world.run(c.signRecord, { number }, keeper))).toBe('FORBIDDEN')
  expect((await world.run(c.signRecord, { number }, notary)).digest).toMatch(/^[0-9a-f]{64}$/)
  expect(await code(world.run(c.signRecord, { number }, notary))).toBe('ALREADY')
  expect((await world.run(c.hall, { number }, seller)).signed).toMatchObject({ entries: expect.any(Number) })
  await recomputed(number)
})
test('who is asked whether to go on', async () => {
  const { number, people } = await lot({}, 'land-shantou', 3)
  await bid(number, wan(1000), people[0]!)
  await bid(number, wan(1010), people[1]!)
  expect(await code(world.run(c.goOn, { number }, people[0]!))).toBe('NO_BIDS_NOW')
  at(10 * HOUR + 2 * MINUTE)
  expect(await code(world.run(c.goOn, { number }, people[2]!))).toBe('NOT_ENTITLED')
  await world.run(c.goOn, { number }, people[0]!)
  expect((await view(number, people[0]!)).me!.agreed).toBe(true)
})
test('time is the system’s to write: nobody else ticks, and a tick too early changes nothing', async () => {
  const { number } = await lot()
  expect(await code(world.run(c.tick, { number }, keeper))).toBe('FORBIDDEN')
  await world.run(c.tick, { number }, system('test'))
  const before = await view(number)
  await world.run(c.tick, { number }, system('test'))
  expect((await view(number)).n).toBe(before.n)
})
test('terms that contradict themselves are refused; a lot is announced once, by a market alone', async () => {
  const { number } = await lot()
  const input = (more: object, of = number) => ({
    jurisdiction: '350200',
    number: of,
    title: { zh: '地块', en: 'Lot' },
    seller: 'seller',
    profile: 'land-fujian',
    terms: { start: wan(1000), step: wan(10), opens: then(HOUR), closes: then(2 * HOUR), reserve: false, ...more },
  })
  const say = (i: object, as: Actor = system('land')) => code(world.run(c.announce, i as never, as))
  expect(await say(input({}), keeper)).toBe('FORBIDDEN')
  expect(await say(input({}))).toBe('EXISTS')
  for (const wrong of [{ opens: then(0) }, { closes: then(HOUR) }, { start: 1 }, { cap: wan(900) }])
    expect(await say(input(wrong, '350200-2026-900000'))).toBe('TERMS')
  expect(await say({ ...input({}, '350200-2026-900000'), profile: 'nowhere' })).toBe('NO_PROFILE')
})
test('the audit folds every sale again, and finds one that was altered', async () => {
  const piece = () => world.db.transaction().execute((tx) => auctionsCheck.piece(tx, '', 20))
  expect((await piece()).found).toEqual([])
  const { number, people } = await lot()
  await bid(number, wan(1000), people[0]!)
  await world.database
    .owner`update auction.auction set state = jsonb_set(state, '{best,amount}', '1') where number = ${number}`
  const all = []
  for (let next: string | null = ''; next !== null; ) {
    const p: Awaited<ReturnType<typeof piece>> = await world.db
      .transaction()
      .execute((tx) => auctionsCheck.piece(tx, next!, 20))
    all.push(...p.found)
    next = p.next
  }
  expect(all.map((f) => f.name)).toEqual([number])
  expect((await world.run(c.list, {})).rows.length).toBeGreaterThan(10)
})
