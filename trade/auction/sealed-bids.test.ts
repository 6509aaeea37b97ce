// Bids under seal inside a sale: encrypted by who bids, opened by trustees, ranked by the sequencer, recomputed from the log.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { citizen, codeOf as code, officer, testWorld, type World, worldOn } from '../../kernel/platform/harness.ts'
import { anonymous, type Founding, type PersonActor, system } from '../../kernel/platform/index.ts'
import { unhex } from '../envelope/bytes.rules.ts'
import { openedShare, secretFrom } from '../envelope/deal.rules.ts'
import envelope, { demoKey, contract as envelopes, releaseShares, TRUSTEE } from '../envelope/index.ts'
import { boundTo, type SignedManifest } from '../envelope/manifest.shape.ts'
import { openWith } from '../envelope/open.rules.ts'
import { verifyOpening } from '../envelope/verify.rules.ts'
import { auctionsCheck } from './checks.ts'
import { enterSealedBid, releaseInTurn, sealIn } from './demo-sealed.ts'
import { auctionRoom, contract as c, KEEPER, WATCHER } from './index.ts'
import { verifyLog } from './verify.rules.ts'

const wan = (n: number) => Math.round(n * 1_000_000)
const START = '2026-03-02T01:00:00.000Z'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
let world: World
const keeper = officer(KEEPER, { unitCode: 'exchange' })
const watcher = officer(WATCHER, { unitCode: 'supervision' })
const TRUSTEES = ['t1', 't2', 't3'].map((unit) => ({ unit, as: officer(TRUSTEE, { unitCode: unit }) }))
const perform: Founding['perform'] = (contract, input, { as }) => world.run(contract, input, as)
beforeAll(async () => {
  world = await testWorld([auctionRoom, envelope], START)
  for (const { unit, as } of TRUSTEES) await world.run(envelopes.registerKey, { key: demoKey(unit).key }, as)
})
afterAll(() => world.close())

const then = (ms: number) => new Date(Date.parse(START) + ms).toISOString()
const at = (ms: number) => world.clock.set(then(ms))
let lots = 0
async function lot(bidders = 3, profile = 'property-sealed', more: object = {}) {
  at(0)
  const number = `350200-2026-${String(++lots).padStart(6, '0')}`
  const terms = { start: wan(1000), step: wan(10), opens: then(0), closes: then(10 * HOUR), reserve: false }
  await world.run(
    c.announce,
    {
      ...{ jurisdiction: '350200', number, title: { zh: '测试标的', en: 'Test lot' }, seller: 'seller', profile },
      terms: { ...terms, trustees: TRUSTEES.map((t) => t.unit), ...more } as never,
    },
    system('property'),
  )
  const people: PersonActor[] = []
  const numbers: number[] = []
  for (let i = 0; i < bidders; i++) {
    const person = citizen()
    people.push(person)
    const one = { number, personId: person.personId, name: `竞买人${i}` }
    numbers.push((await world.run(c.admit, one, system('property'))).bidder)
  }
  at(2000)
  await world.settle()
  return { number, people, numbers }
}
const seal = (number: string, amount: number, as: PersonActor) =>
  enterSealedBid({ perform }, { number, amount, as, at: new Date() })
const view = (number: string, as = anonymous as never) => world.run(c.view, { number }, as)
const opens = (box: string, trustees = TRUSTEES) => releaseInTurn({ perform }, { box, trustees, at: new Date() })
const halt = async (number: string, what: 'freeze' | 'resume' | 'terminate') => {
  await world.run(c.askHalt, { number, what, reason: '需要核实。' }, keeper)
  await world.run(c.confirmHalt, { number, agree: true }, watcher)
}
async function recomputed(number: string) {
  const { header, lines } = await world.run(c.log, { number })
  const verdict = verifyLog(header as never, lines)
  expect(verdict.differs).toEqual([])
  return { ...verdict, lines, header }
}

test('the whole way: sealed by each, replaced, opened by trustees at once after the end, ranked, recomputed from the log and from the record', async () => {
  const { number, people, numbers } = await lot()
  const box = `${number}-S1`
  for (const [i, amount] of [1000, 1200, 1100].entries()) await seal(number, wan(amount), people[i]!)
  await seal(number, wan(1300), people[0]!)
  // A price is not taken in the clear any more, nor an envelope past the sale, nor taken back where the profile does not have it.
  expect(await code(world.run(c.placeBid, { number, amount: wan(1400), sure: true }, people[1]!))).toBe('NO_BIDS_NOW')
  const late = await sealIn({ perform }, { number, box, what: 'bid', amount: wan(1), as: people[1]!, at: new Date() })
  expect(await code(world.run(envelopes.submit, { number: box, signed: late.signed }, people[1]!))).toBe('HOSTED')
  expect(await code(world.run(envelopes.withdraw, { number: box }, people[1]!))).toBe('HOSTED')
  expect(await code(world.run(c.withdrawBid, { number }, people[1]!))).toBe('NO_BIDS_NOW')
  expect(await code(world.run(c.sealBid, { number, ...late }, citizen()))).toBe('NOT_A_BIDDER')
  expect(
    await code(world.run(envelopes.take, { number: box, personId: people[1]!.personId, signed: late.signed }, keeper)),
  ).toBe('FORBIDDEN')
  // Each has a receipt of the ledger; nobody leads, for nobody knows.
  const mine = (await world.run(envelopes.view, { number: box }, people[0]!)).mine!
  expect(mine).toMatchObject({ bidder: numbers[0], next: 3, receipts: [{ counts: false }, { counts: true }] })
  expect(mine.receipts.every((r) => r.act !== null)).toBe(true)
  expect(await view(number, people[0] as never)).toMatchObject({
    best: null,
    bids: 4,
    me: { sealed: true, amount: null },
  })
  at(10 * HOUR)
  expect(await code(world.run(c.sealBid, { number, ...late }, people[1]!))).toBe('LATE')
  at(11 * HOUR)
  await world.settle()
  expect(await view(number)).toMatchObject({
    stage: 'deciding',
    outcome: null,
    best: null,
    sealing: { box, called: true },
  })
  await releaseShares({ perform }, { number: box, ...TRUSTEES[0]!, at: new Date() })
  await world.settle()
  expect((await view(number)).outcome).toBe(null)
  // Nobody but the system says that they are open, and where they are not, nothing happens.
  expect(await code(world.run(c.openBids, { number }, keeper))).toBe('FORBIDDEN')
  await world.run(c.openBids, { number }, system('test'))
  expect((await view(number)).stage).toBe('deciding')
  at(12 * HOUR)
  await opens(box, TRUSTEES.slice(1))
  await world.settle()
  const { state, lines, header } = await recomputed(number)
  expect(state.outcome).toMatchObject({ kind: 'dealt', bidder: numbers[0], price: wan(1300) })
  expect(lines.find((l) => l.type === 'unseal')).toMatchObject({ at: then(12 * HOUR), void: [] })
  expect(header.terms.trustees).toEqual(['t1', 't2', 't3'])
  // The record of the opening says the same, by the digests that the log has.
  const record = await world.run(envelopes.record, { number: box })
  expect((await verifyOpening(record)).holds).toBe(true)
  const said = new Map(record.envelopes.map((e) => [e.digest, e.sheet?.amount]))
  for (const l of lines) if (l.type === 'seal' && l.bidder === numbers[1]) expect(said.get(l.envelope!)).toBe(wan(1200))
  // The audit folds it as it stands.
  const { db } = world
  const { found } = await db.transaction().execute((tx) => auctionsCheck.piece(tx, '', 20))
  expect(found).toEqual([])
  // Another amount in the log is found out.
  const forged = lines.map((l) =>
    l.type === 'unseal' ? { ...l, bids: l.bids.map((b) => ({ ...b, amount: b.amount + 1_000_000 })) } : l,
  )
  expect(verifyLog(header as never, forged).differs.length).toBeGreaterThan(0)
  // Nor can one be left out.
  const fewer = lines.map((l) => (l.type === 'unseal' ? { ...l, bids: l.bids.slice(1) } : l))
  expect(verifyLog(header as never, fewer).differs[0]!.says.en).toContain('should have been refused')
})

test('who owns the database and every file reads no bid before the opening, not even with one trustee; with two he would', async () => {
  const { number, people } = await lot(2)
  const box = `${number}-S1`
  const amount = wan(7654.321) - (wan(7654.321) % 100)
  await seal(number, amount, people[0]!)
  await seal(number, wan(1001), people[1]!)
  const { owner } = world.database
  const tables = await owner<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`
  let all = ''
  for (const { name } of tables) all += JSON.stringify(await owner.unsafe(`select to_jsonb(x) as row from ${name} x`))
  const walk = (folder: string): string[] =>
    readdirSync(folder).flatMap((f) =>
      statSync(join(folder, f)).isDirectory() ? walk(join(folder, f)) : [join(folder, f)],
    )
  const bytes = Buffer.concat(walk(world.dataFolder).map((f) => readFileSync(f)))
  for (const known of [String(amount), String(wan(1001))]) {
    expect(all.includes(known), known).toBe(false)
    expect(bytes.includes(Buffer.from(known)), known).toBe(false)
  }
  const rows = await owner<{ signed: SignedManifest }[]>`select signed from envelope.envelope
    where signed->'manifest'->>'number' = ${box} order by received_at`
  const m = rows[0]!.signed.manifest
  const sheet = m.packages.find((p) => p.name === 'sheet')!
  const bound = boundTo(m, 'sheet')
  const shareOf = async (i: number) =>
    unhex((await openedShare(demoKey(TRUSTEES[i]!.unit).secret, i + 1, sheet.shares[i]!, bound))!)
  const one = { no: 1, value: await shareOf(0) }
  const candidates = new Set(all.match(/[0-9a-f]{64}/g) ?? [])
  expect(candidates.size).toBeGreaterThan(30)
  const part = async (i: number) => {
    const { sha256 } = sheet.parts[i]!
    return new Uint8Array(readFileSync(join(world.dataFolder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)))
  }
  for (const text of candidates) {
    const guess = unhex(text)
    expect((await openWith(m, 'sheet', guess, part)).kind).toBe('bidder')
    expect(secretFrom([one, { no: 2, value: guess }], sheet.commit, bound)).toBeUndefined()
  }
  // The test is one that can fail: with a second trustee it opens.
  const secret = secretFrom([one, { no: 2, value: await shareOf(1) }], sheet.commit, bound)!
  const opened = await openWith(m, 'sheet', secret, part)
  expect(opened.kind === 'opened' && opened.head.data.amount).toBe(amount)
})

test('ten at one moment, each from two windows on two servers: of each one is taken, log and box say the same; the last millisecond counts', async () => {
  const { number, people } = await lot(10)
  const other = worldOn(world.database, [auctionRoom, envelope], world.clock.now())
  const box = `${number}-S1`
  const bids: Awaited<ReturnType<typeof sealIn>>[] = []
  for (const [i, as] of people.entries())
    bids.push(await sealIn({ perform }, { number, box, what: 'bid', amount: wan(1000 + i), as, at: new Date() }))
  at(10 * HOUR - 1)
  other.clock.set(then(10 * HOUR - 1))
  const said = await Promise.all(
    people.flatMap((who, i) => [world, other].map((w) => code(w.run(c.sealBid, { number, ...bids[i]! }, who)))),
  )
  expect(said.filter((x) => x === 'OK')).toHaveLength(10)
  expect(new Set(said)).toEqual(new Set(['OK', 'OLD_VERSION']))
  at(11 * HOUR)
  await world.settle()
  await opens(box)
  await world.settle()
  const { state, lines } = await recomputed(number)
  expect(lines.filter((l) => l.type === 'seal')).toHaveLength(10)
  expect((await world.run(envelopes.record, { number: box })).envelopes).toHaveLength(10)
  expect(state.outcome).toMatchObject({ price: wan(1009) })
})

describe('what fails, and what follows', () => {
  test('one bidder is none: nothing is opened for nothing', async () => {
    const { number, people } = await lot(2)
    await seal(number, wan(1000), people[0]!)
    at(11 * HOUR)
    await world.settle()
    // Its trustees are asked for nothing any more.
    const { state, called } = await world.run(envelopes.view, { number: `${number}-S1` })
    expect([state, called]).toEqual(['shut', false])
    expect((await world.run(envelopes.boxes, {}, TRUSTEES[0]!.as)).map((b) => b.number)).not.toContain(`${number}-S1`)
    expect((await recomputed(number)).state.outcome).toEqual({ kind: 'failed', why: 'too-few' })
    expect(await view(number)).toMatchObject({ sealing: { called: false } })
    expect(await code(opens(`${number}-S1`))).toBe('NOT_SEALED')
  })

  test('an envelope that does not hold what its digest says is void by the fault of who sealed it, and makes no second bidder', async () => {
    const { number, people, numbers } = await lot()
    const box = `${number}-S1`
    const other = async (as: PersonActor) => {
      const made = await sealIn({ perform }, { number, box, what: 'bid', amount: wan(5000), as, at: new Date() })
      await world.run(c.sealBid, { number, signed: made.signed, digest: 'a'.repeat(64) }, as)
    }
    await seal(number, wan(1000), people[0]!)
    await other(people[1]!)
    await seal(number, wan(1100), people[2]!)
    at(11 * HOUR)
    await world.settle()
    await opens(box)
    await world.settle()
    const { state, lines } = await recomputed(number)
    const said = lines.find((l) => l.type === 'unseal')
    expect(said).toMatchObject({ void: [{ bidder: numbers[1], fault: 'bidder' }] })
    expect(state.outcome).toMatchObject({ bidder: numbers[2], price: wan(1100) })
    const two = await lot(2)
    await seal(two.number, wan(1000), two.people[0]!)
    const b = `${two.number}-S1`
    const made = await sealIn(
      { perform },
      { number: two.number, box: b, what: 'bid', amount: wan(1), as: two.people[1]!, at: new Date() },
    )
    await world.run(c.sealBid, { number: two.number, signed: made.signed, digest: 'b'.repeat(64) }, two.people[1]!)
    at(11 * HOUR)
    await world.settle()
    await opens(b)
    await world.settle()
    expect((await recomputed(two.number)).state.outcome).toEqual({ kind: 'failed', why: 'too-few' })
  })

  test('an amount under the start price is said and does not count', async () => {
    const { number, people, numbers } = await lot()
    for (const [i, amount] of [999, 1000, 1001].entries()) await seal(number, wan(amount), people[i]!)
    at(11 * HOUR)
    await world.settle()
    await opens(`${number}-S1`)
    await world.settle()
    const { state, lines } = await recomputed(number)
    const said = lines.find((l) => l.type === 'unseal')
    expect(said?.type === 'unseal' && said.bids.map((b) => b.amount).sort()).toEqual(
      [wan(1000), wan(1001), wan(999)].sort(),
    )
    expect(state.outcome).toMatchObject({ bidder: numbers[2] })
  })

  test('a file that was altered on disk: the sale is frozen, who is at fault is said, and two persons go on without it or end it', async () => {
    const broken = async () => {
      const { number, people, numbers } = await lot()
      const box = `${number}-S1`
      for (const [i, amount] of [1000, 1200, 1100].entries()) await seal(number, wan(amount), people[i]!)
      const [row] = await world.database.owner<{ signed: SignedManifest }[]>`select signed from envelope.envelope
        where signed->'manifest'->>'number' = ${box} and bidder = ${numbers[1]!}`
      const { sha256 } = row!.signed.manifest.packages.find((p) => p.name === 'sheet')!.parts[0]!
      writeFileSync(join(world.dataFolder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256), 'altered')
      at(11 * HOUR)
      await world.settle()
      await opens(box)
      await world.settle()
      expect(await view(number)).toMatchObject({ stage: 'deciding', frozen: true, outcome: null })
      const { words } = await world.run(c.log, { number })
      expect(JSON.stringify(words)).toContain(`${numbers[1]} 号的密封报价打不开，不是竞买人的过错`)
      return { number, numbers }
    }
    const on = await broken()
    await halt(on.number, 'resume')
    const { state, lines } = await recomputed(on.number)
    const said = lines.find((l) => l.type === 'unseal')
    expect(said).toMatchObject({ void: [{ bidder: on.numbers[1], fault: 'platform' }] })
    expect(state.outcome).toMatchObject({ bidder: on.numbers[2], price: wan(1100) })
    const ends = await broken()
    await halt(ends.number, 'terminate')
    expect((await recomputed(ends.number)).state.outcome).toEqual({ kind: 'terminated' })
  })

  test('a trustee’s wrong shares: the sale waits for another, who is named, and opens', async () => {
    const { number, people, numbers } = await lot(2)
    const box = `${number}-S1`
    await seal(number, wan(1000), people[0]!)
    await seal(number, wan(1010), people[1]!)
    at(11 * HOUR)
    await world.settle()
    const wrong: Founding['perform'] = (contract, input, by) => {
      const shares = (input as { shares?: { value: string | null }[] }).shares
      const changed = shares
        ? { ...(input as object), shares: shares.map((s) => ({ ...s, value: 'f'.repeat(64) })) }
        : input
      return perform(contract, changed as never, by)
    }
    await releaseShares({ perform: wrong }, { number: box, ...TRUSTEES[0]!, at: new Date() })
    await releaseShares({ perform }, { number: box, ...TRUSTEES[1]!, at: new Date() })
    await world.settle()
    expect(await world.run(envelopes.view, { number: box })).toMatchObject({ short: { have: 1, need: 2 } })
    expect((await view(number)).outcome).toBe(null)
    await releaseShares({ perform }, { number: box, ...TRUSTEES[2]!, at: new Date() })
    await world.settle()
    expect((await recomputed(number)).state.outcome).toMatchObject({ bidder: numbers[1] })
    const record = await world.run(envelopes.record, { number: box })
    expect(record.envelopes.every((e) => e.wrong.includes(1))).toBe(true)
  })

  test('frozen in the stage: exactly the time that was left, for the box too; what was sealed before stands', async () => {
    const { number, people, numbers } = await lot(2)
    const box = `${number}-S1`
    await seal(number, wan(1000), people[0]!)
    at(9 * HOUR)
    await halt(number, 'freeze')
    at(12 * HOUR)
    await world.settle()
    const stale = await sealIn(
      { perform },
      { number, box, what: 'bid', amount: wan(1), as: people[1]!, at: new Date() },
    )
    expect(await code(world.run(c.sealBid, { number, ...stale }, people[1]!))).toBe('FROZEN')
    await halt(number, 'resume')
    expect((await world.run(envelopes.view, { number: box })).terms.deadline).toBe(then(13 * HOUR))
    // Sealed for the end that was moved: the browser seals once more.
    expect(await code(world.run(c.sealBid, { number, ...stale }, people[1]!))).toBe('NOT_THIS')
    at(13 * HOUR - 1)
    await seal(number, wan(1020), people[1]!)
    at(14 * HOUR)
    await world.settle()
    await opens(box)
    await world.settle()
    expect((await recomputed(number)).state.outcome).toMatchObject({ bidder: numbers[1], price: wan(1020) })
  })

  test('frozen while the trustees open: what they opened counts once it goes on', async () => {
    const { number, people, numbers } = await lot(2)
    await seal(number, wan(1000), people[0]!)
    await seal(number, wan(1010), people[1]!)
    at(11 * HOUR)
    await world.settle()
    await halt(number, 'freeze')
    await opens(`${number}-S1`)
    await world.settle()
    expect((await view(number)).outcome).toBe(null)
    await halt(number, 'resume')
    expect((await recomputed(number)).state.outcome).toMatchObject({ bidder: numbers[1] })
  })
})

test('where the profile has it a bid is withdrawn before the end, and who withdrew did not bid; what follows begins with the opening', async () => {
  const { number, people, numbers } = await lot(3, 'reverse-rounds')
  for (const [i, amount] of [900, 800, 700].entries()) await seal(number, wan(amount), people[i]!)
  await world.run(c.withdrawBid, { number }, people[2]!)
  expect(await code(world.run(c.withdrawBid, { number }, people[2]!))).toBe('NO_BIDS_NOW')
  const again = { number: `${number}-S1`, personId: people[2]!.personId }
  expect(await code(world.run(envelopes.giveBack, again, people[2]!))).toBe('FORBIDDEN')
  expect(await code(world.run(envelopes.giveBack, again, system('test')))).toBe('NONE')
  at(11 * HOUR)
  await world.settle()
  expect((await view(number)).stage).toBe('deciding')
  at(11 * HOUR + 7 * MINUTE)
  await opens(`${number}-S1`)
  await world.settle()
  // Five minutes of pause from the opening on, not from the end that nobody could act upon.
  expect(await view(number)).toMatchObject({ stage: 'rounds', until: new Date(then(11 * HOUR + 12 * MINUTE)) })
  const { state, lines } = await recomputed(number)
  expect(lines.filter((l) => l.type === 'retract')).toHaveLength(1)
  expect(state.turn!.order).toEqual([numbers[0], numbers[1]])
})

test('a later stage has its box when it begins; who joins while it runs is in it', async () => {
  const { number, people, numbers } = await lot(3, 'dutch-hybrid')
  expect((await view(number)).sealing).toBe(null)
  await world.run(c.placeBid, { number, amount: wan(1000), sure: true }, people[0]!)
  at(3002)
  await world.settle()
  expect(await view(number)).toMatchObject({ stage: 'sealed', sealing: { box: `${number}-S1`, called: false } })
  expect(await code(seal(number, wan(1500), people[0]!))).toBe('NOT_ENTITLED')
  await seal(number, wan(1100), people[1]!)
  const joins = citizen()
  const one = { number, personId: joins.personId, name: '后来的' }
  const { bidder } = await world.run(c.admit, one, system('property'))
  await seal(number, wan(1200), joins)
  at(HOUR)
  await world.settle()
  await opens(`${number}-S1`)
  await world.settle()
  expect(await view(number)).toMatchObject({ stage: 'last', best: { bidder, amount: wan(1200) } })
  await world.run(c.placeBid, { number, amount: wan(1210), sure: true }, people[0]!)
  at(2 * HOUR)
  await world.settle()
  expect((await recomputed(number)).state.outcome).toMatchObject({ bidder: numbers[0], price: wan(1210) })
})

test('who keeps the bids shut is named with the announcement: three, each once, each with a key', async () => {
  const says = (trustees: string[] | undefined) => code(lot(0, 'property-sealed', { trustees }))
  expect([await says(undefined), await says(['t1', 't2', 'nobody']), await says(['t1', 't1', 't2'])]).toEqual([
    'TRUSTEES',
    'NO_KEY',
    'TERMS',
  ])
})
