// The box on a real database: who may what, the deadline, races at it, the opening; and what the database's owner has before it.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { citizen, codeOf as code, officer, testWorld, type World } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, type PersonActor, system } from '../../kernel/platform/index.ts'
import { hex, unbase64, unhex, utf8 } from './bytes.rules.ts'
import * as c from './contract.ts'
import { openedShare } from './deal.rules.ts'
import { bidOf, fileOf, sealed, seeded, TRUSTEES } from './envelope.harness.ts'
import { openFrom } from './hpke.rules.ts'
import envelope, { TRUSTEE } from './index.ts'
import { type BoxTerms, boundTo, type SignedManifest } from './manifest.shape.ts'
import { verifyOpening } from './verify.rules.ts'

const NOW = '2026-03-02T01:00:00Z'
const later = (ms: number) => new Date(Date.parse(NOW) + ms).toISOString()
const HOUR = 3_600_000
let world: World
let trustees: Actor[]
let boxes = 0
beforeAll(async () => {
  world = await testWorld([envelope], NOW)
  trustees = TRUSTEES.map((t) => officer(TRUSTEE, { unitCode: t.unit }))
  for (const [i, who] of trustees.entries()) await world.run(c.registerKey, { key: hex(TRUSTEES[i]!.pair.public) }, who)
})
afterAll(() => world.close())

const asSystem = system('test')
async function box(more: object = {}): Promise<BoxTerms> {
  world.clock.set(NOW)
  return world.run(
    c.announce,
    {
      jurisdiction: '350200',
      number: `350200-2026-${String(++boxes).padStart(6, '0')}`,
      lot: '1',
      deadline: later(HOUR),
      threshold: 3,
      trustees: TRUSTEES.map((t) => t.unit),
      ...more,
    },
    asSystem,
  )
}
async function bidderOf(terms: BoxTerms, who: PersonActor = citizen()) {
  const { bidder } = await world.run(
    c.admit,
    { number: terms.number, personId: who.personId, name: '某公司' },
    asSystem,
  )
  return { who, bidder }
}
/** Everything of a submission; `drop` leaves parts out. */
async function submit(
  terms: BoxTerms,
  of: { who: PersonActor; bidder: number },
  price = 100,
  more: { version?: number; drop?: boolean; deadline?: string; bytes?: Uint8Array } = {},
) {
  const { version = 1, drop = false, deadline = terms.deadline, bytes = utf8(`%PDF-1.4 ${price}`) } = more
  const random = seeded(`${terms.number} ${of.bidder} ${version} ${price}`)
  const { signed } = await sealed(of.bidder, bidOf(price, [fileOf('a.pdf', bytes)]), {
    ...{ terms: { ...terms, deadline }, version, random, signer: random() },
    keep: async (p) => {
      if (drop && p.name === 'documents') return
      const file = { name: 'part', size: p.bytes.length, bytes: p.bytes }
      await world.run(c.keepPart, { number: terms.number, sha256: p.sha256, file }, of.who)
    },
  })
  return { signed, send: () => world.run(c.submit, { number: terms.number, signed }, of.who) }
}
async function release(terms: BoxTerms, i: number, change: (value: string | null) => string | null = (v) => v) {
  const { no, envelopes } = await world.run(c.toRelease, { number: terms.number }, trustees[i])
  const shares = []
  for (const e of envelopes)
    for (const { name, share } of e.shares)
      shares.push({
        digest: e.digest,
        name,
        value: change(await openedShare(TRUSTEES[i]!.pair.secret, no, share, boundTo(e.bound, name))),
      })
  return world.run(c.release, { number: terms.number, shares }, trustees[i])
}
/** Past the deadline, sealed, called. */
async function toOpening(terms: BoxTerms) {
  world.clock.set(new Date(Date.parse(terms.deadline) + 3000).toISOString())
  await world.settle()
  await world.run(c.call, { number: terms.number }, asSystem)
}

describe('the box', () => {
  test('by the system alone; all trustees have keys; the deadline ahead; once', async () => {
    expect(
      await code(
        world.run(
          c.announce,
          {
            jurisdiction: '350200',
            number: '350200-2026-000900',
            lot: '1',
            deadline: later(HOUR),
            threshold: 2,
            trustees: ['tenderer', 'exchange'],
          },
          trustees[0],
        ),
      ),
    ).toBe('FORBIDDEN')
    expect(await code(box({ trustees: ['tenderer', 'nobody', 'exchange'] }))).toBe('NO_KEY')
    expect(await code(box({ deadline: later(-1) }))).toBe('TIMES')
    expect(await code(box({ threshold: 6 }))).toBe('TIMES')
    const one = await box()
    expect(await code(box({ number: one.number }))).toBe('EXISTS')
    expect((await world.run(c.keys, { jurisdiction: '350200' })).map((k) => k.unit)).toContain('notary')
    expect(await code(world.run(c.registerKey, { key: '00'.repeat(32) }, citizen()))).toBe('FORBIDDEN')
  })
  test('the rehearsal: the key proves itself, another number does not, nor does who is no trustee', async () => {
    const terms = await box()
    const said = await world.run(c.challenge, { number: terms.number }, trustees[3])
    const value = await openFrom(
      TRUSTEES[3]!.pair.secret,
      { enc: unhex(said.enc), box: unbase64(said.box) },
      { info: utf8('gnomon-envelope/1 rehearsal'), aad: utf8(terms.box) },
    )
    expect(await code(world.run(c.rehearse, { number: terms.number, value: '00'.repeat(32) }, trustees[3]))).toBe(
      'WRONG',
    )
    expect(await code(world.run(c.rehearse, { number: terms.number, value: hex(value) }, trustees[2]))).toBe('WRONG')
    expect(
      await code(world.run(c.challenge, { number: terms.number }, officer(TRUSTEE, { unitCode: 'elsewhere' }))),
    ).toBe('NOT_A_TRUSTEE')
    await world.run(c.rehearse, { number: terms.number, value: hex(value) }, trustees[3])
    expect((await world.run(c.view, { number: terms.number })).rehearsed).toEqual([4])
    // A number is good once.
    expect(await code(world.run(c.rehearse, { number: terms.number, value: hex(value) }, trustees[3]))).toBe('WRONG')
  })
})

describe('a bid', () => {
  test('from somebody who registered, whole, of this box, in its order', async () => {
    const terms = await box()
    const me = await bidderOf(terms)
    expect(
      await code(world.run(c.admit, { number: terms.number, personId: me.who.personId, name: '某' }, asSystem)),
    ).toBe('ONCE')
    const file = { name: 'x', size: 3, bytes: utf8('abc') }
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect(await code(world.run(c.keepPart, { number: terms.number, sha256, file }, citizen()))).toBe('NOT_A_BIDDER')
    expect(await code(world.run(c.keepPart, { number: terms.number, sha256: '0'.repeat(64), file }, me.who))).toBe(
      'BROKEN',
    )
    expect(await code(world.run(c.keepPart, { number: terms.number, sha256, file }, anonymous))).toBe('LOGIN_REQUIRED')
    expect(await code((await submit(terms, me, 100, { drop: true })).send())).toBe('PARTS')
    expect(await code((await submit(terms, me, 100, { deadline: later(2 * HOUR) })).send())).toBe('NOT_THIS')
    expect(await code((await submit(terms, { who: me.who, bidder: me.bidder + 1 })).send())).toBe('NOT_THIS')
    const { send, signed } = await submit(terms, me)
    const other = await bidderOf(terms)
    expect(await code(world.run(c.submit, { number: terms.number, signed }, other.who))).toBe('NOT_THIS')
    expect(await code(world.run(c.withdraw, { number: terms.number }, me.who))).toBe('NONE')
    const receipt = await send()
    expect(receipt).toMatchObject({ bidder: me.bidder, version: 1 })
    expect(await code(send())).toBe('OLD_VERSION')
    expect(await world.run(c.keptParts, { number: terms.number }, me.who)).toContain(
      signed.manifest.packages[0]!.parts[0]!.sha256,
    )
    expect((await world.run(c.view, { number: terms.number }, me.who)).mine).toMatchObject({
      next: 2,
      receipts: [{ counts: true }],
    })
    // Nobody else sees that there is one.
    expect((await world.run(c.view, { number: terms.number }, other.who)).mine!.receipts).toEqual([])
  })
  test('a deadline that moves keeps what came, and only moves later, before it passed', async () => {
    const terms = await box()
    const me = await bidderOf(terms)
    await (await submit(terms, me)).send()
    expect(await code(world.run(c.moveDeadline, { number: terms.number, deadline: later(HOUR / 2) }, asSystem))).toBe(
      'TIMES',
    )
    await world.run(c.moveDeadline, { number: terms.number, deadline: later(2 * HOUR) }, asSystem)
    world.clock.set(later(HOUR + 5000))
    await world.settle()
    expect((await world.run(c.view, { number: terms.number })).state).toBe('open')
    await (await submit({ ...terms, deadline: later(2 * HOUR) }, me, 90, { version: 2 })).send()
    world.clock.set(later(2 * HOUR + 5000))
    await world.settle()
    expect(await code(world.run(c.moveDeadline, { number: terms.number, deadline: later(3 * HOUR) }, asSystem))).toBe(
      'TIMES',
    )
    expect((await world.run(c.view, { number: terms.number })).sealed).toMatchObject({ received: 2, replaced: 1 })
  })
  test('at the very deadline: the last millisecond counts, the deadline itself does not, and what is late is counted and not kept', async () => {
    const terms = await box()
    const [one, two] = [await bidderOf(terms), await bidderOf(terms)]
    const [first, second] = [await submit(terms, one), await submit(terms, two)]
    world.clock.set(later(HOUR - 1))
    await first.send()
    world.clock.set(later(HOUR))
    expect(await code(second.send())).toBe('LATE')
    expect(await code(world.run(c.withdraw, { number: terms.number }, one.who))).toBe('LATE')
    await toOpening(terms)
    expect(await code(second.send())).toBe('LATE')
    expect((await world.run(c.view, { number: terms.number })).sealed).toMatchObject({
      list: [expect.any(String)],
      late: 2,
      received: 1,
    })
  })
  test('twenty at one time, each twice: each is received once, in an order that stands', async () => {
    const terms = await box()
    const all = await Promise.all(Array.from({ length: 20 }, () => bidderOf(terms)))
    const ready: Awaited<ReturnType<typeof submit>>[] = []
    for (const [i, one] of all.entries()) ready.push(await submit(terms, one, 100 + i))
    const codes = await Promise.all(ready.flatMap((r) => [code(r.send()), code(r.send())]))
    expect(codes.filter((x) => x === 'OK')).toHaveLength(20)
    expect(codes.filter((x) => x === 'OLD_VERSION')).toHaveLength(20)
    await toOpening(terms)
    const { sealed: list } = await world.run(c.view, { number: terms.number })
    expect(list).toMatchObject({ received: 20, replaced: 0 })
    expect(new Set(list!.list).size).toBe(20)
  })
})

describe('the opening', () => {
  async function three() {
    const terms = await box()
    const all = [await bidderOf(terms), await bidderOf(terms), await bidderOf(terms)]
    for (const [i, one] of all.entries()) await (await submit(terms, one, 100 + i)).send()
    return { terms, all }
  }
  test('not before the deadline, not before it is called, by trustees alone, once each, of every envelope', async () => {
    const { terms, all } = await three()
    const number = terms.number
    expect(await code(world.run(c.toRelease, { number }, trustees[0]))).toBe('NOT_SEALED')
    expect(await code(world.run(c.call, { number }, asSystem))).toBe('NOT_SEALED')
    world.clock.set(later(HOUR + 3000))
    await world.settle()
    expect(await code(world.run(c.release, { number, shares: [] }, trustees[0]))).toBe('NOT_CALLED')
    await world.run(c.call, { number }, asSystem)
    expect(await code(world.run(c.toRelease, { number }, all[0]!.who))).toBe('FORBIDDEN')
    expect(await code(world.run(c.release, { number, shares: [] }, trustees[0]))).toBe('ALL')
    expect(await release(terms, 0)).toMatchObject({ have: 1, need: 3 })
    expect(await code(release(terms, 0))).toBe('ONCE')
    await release(terms, 4)
    await world.settle()
    expect((await world.run(c.view, { number })).state).toBe('sealed')
    expect(await code(world.run(c.record, { number }))).toBe('NOT_OPENED')
    await release(terms, 2)
    await world.settle()
    const found = await world.run(c.results, { number }, asSystem)
    expect(found.map((r) => r.sheet!.price).sort()).toEqual([100, 101, 102])
    expect(found.every((r) => r.checked !== null && r.files!.length === 1)).toBe(true)
    expect(await code(world.run(c.results, { number }, trustees[0]))).toBe('FORBIDDEN')
    const file = await world.run(c.readFile, { number, bidder: all[0]!.bidder, nth: 0 }, asSystem)
    expect(new TextDecoder().decode(file.bytes)).toBe('%PDF-1.4 100')
    expect(await code(world.run(c.readFile, { number, bidder: all[0]!.bidder, nth: 1 }, asSystem))).toBe('NO_FILE')
    expect(await code(release(terms, 1))).toBe('NOT_SEALED')
    const record = await world.run(c.record, { number })
    const mine = (await world.run(c.view, { number }, all[1]!.who)).mine!.receipts[0]!
    const { counts: _, withdrawn: __, ...receipt } = mine
    expect((await verifyOpening(JSON.parse(JSON.stringify(record)), receipt)).lines.filter((l) => !l.ok)).toEqual([])
  })
  test('a trustee’s wrong shares: it waits for another, says whose they were, and opens', async () => {
    const { terms } = await three()
    const number = terms.number
    await toOpening(terms)
    await release(terms, 0)
    await release(terms, 1, () => 'ab'.repeat(32))
    await release(terms, 2)
    await world.settle()
    expect((await world.run(c.view, { number })).short).toMatchObject({ have: 2, need: 3 })
    await release(terms, 3)
    await world.settle()
    const record = await world.run(c.record, { number })
    expect(record.envelopes.map((e) => [e.outcome, e.wrong])).toEqual(Array(3).fill(['opened', [2]]))
    expect((await verifyOpening(JSON.parse(JSON.stringify(record)))).holds).toBe(true)
  })
  test('a file that was altered on disk: the platform answers, the others open', async () => {
    const { terms, all } = await three()
    const number = terms.number
    const own = await world.run(c.view, { number }, all[0]!.who)
    const digest = own.mine!.receipts[0]!.digest
    const rows = await world.database.owner<
      { signed: SignedManifest }[]
    >`select signed from envelope.envelope where digest = ${digest}`
    const { sha256 } = rows[0]!.signed.manifest.packages[0]!.parts[0]!
    const { writeFileSync } = await import('node:fs')
    // Every file that the harness keeps lies below one folder.
    const path = fileNamed(sha256)
    writeFileSync(path, 'something else')
    await toOpening(terms)
    for (const i of [0, 1, 2]) await release(terms, i)
    await world.settle()
    const record = await world.run(c.record, { number })
    expect(record.envelopes.map((e) => e.outcome).sort()).toEqual(['opened', 'opened', 'platform'])
    expect((await verifyOpening(JSON.parse(JSON.stringify(record)))).holds).toBe(true)
    expect(await code(world.run(c.open, { number }, trustees[0]))).toBe('FORBIDDEN')
    expect(await code(world.run(c.checkDocuments, { number, digest }, asSystem))).toBe('NO_BOX')
    expect(await code(world.run(c.seal, { number }, asSystem))).toBe('NO_BOX')
    expect(await code(world.run(c.recordLate, { number, digest }, trustees[0]))).toBe('FORBIDDEN')
  })
})

function fileNamed(sha256: string): string {
  return join(world.dataFolder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}

test('who owns the database and every file reads no bid before the opening, not even with two trustees', async () => {
  const terms = await box()
  const secretWords = 'PRICE-IS-7654321-AND-NOBODY-KNOWS'
  const me = await bidderOf(terms)
  await (await submit(terms, me, 7_654_321, { bytes: utf8(`%PDF-1.4 ${secretWords}`) })).send()
  // What he has: every row of every table, and every file.
  const tables = await world.database.owner<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`
  let all = ''
  for (const { name } of tables)
    all += JSON.stringify(await world.database.owner.unsafe(`select to_jsonb(x) as row from ${name} x`))
  const walk = (folder: string): string[] =>
    readdirSync(folder).flatMap((f) =>
      statSync(join(folder, f)).isDirectory() ? walk(join(folder, f)) : [join(folder, f)],
    )
  const files = walk(world.dataFolder).map((f) => readFileSync(f))
  const bytes = Buffer.concat(files)
  for (const known of ['7654321', secretWords, '公司7654321']) {
    expect(all.includes(known), known).toBe(false)
    expect(bytes.includes(Buffer.from(known)), known).toBe(false)
    expect(all.includes(Buffer.from(known).toString('base64')), known).toBe(false)
  }
  // What he tries: every 32 bytes that stand anywhere in what he has, as a key, as a secret, as a share; and two trustees help him.
  const rows = await world.database.owner<
    { signed: SignedManifest }[]
  >`select signed from envelope.envelope where signed->'manifest'->>'number' = ${terms.number}`
  const m = rows[0]!.signed.manifest
  const { secretFrom } = await import('./deal.rules.ts')
  const { openWith } = await import('./open.rules.ts')
  const part = async (name: 'sheet', i: number) =>
    new Uint8Array(readFileSync(fileNamed(m.packages.find((p) => p.name === name)!.parts[i]!.sha256)))
  const bound = boundTo(m, 'sheet')
  const sheet = m.packages.find((p) => p.name === 'sheet')!
  const candidates = new Set(all.match(/[0-9a-f]{64}/g) ?? [])
  expect(candidates.size).toBeGreaterThan(30)
  const two = await Promise.all(
    [0, 1].map(async (i) => ({
      no: i + 1,
      value: unhex((await openedShare(TRUSTEES[i]!.pair.secret, i + 1, sheet.shares[i]!, bound))!),
    })),
  )
  for (const text of candidates) {
    const guess = unhex(text)
    expect((await openWith(m, 'sheet', guess, (i) => part('sheet', i))).kind).toBe('bidder')
    expect(secretFrom([...two, { no: 3, value: guess }], sheet.commit, bound)).toBeUndefined()
    expect(await openedShare(guess, 3, sheet.shares[2]!, bound)).toBeNull()
  }
  // The test is one that can fail: with a third trustee it opens.
  const third = { no: 3, value: unhex((await openedShare(TRUSTEES[2]!.pair.secret, 3, sheet.shares[2]!, bound))!) }
  const secret = secretFrom([...two, third], sheet.commit, bound)!
  const opened = await openWith(m, 'sheet', secret, (i) => part('sheet', i))
  expect(opened.kind === 'opened' && opened.head.data.price).toBe(7_654_321)
})
