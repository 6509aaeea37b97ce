// Lots of one procedure, and consortia: on a real database.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import type { PersonActor } from '../../kernel/platform/index.ts'
import { AGREEMENT, faultsOf, type Joint, readMembers, writeMembers } from '../../trade/entry/index.ts'
import { contract as e, releaseShares } from '../../trade/envelope/index.ts'
import * as c from './contract.ts'
import {
  bid,
  builders,
  by,
  city,
  closeTenders,
  DAY,
  document,
  experts,
  FORM,
  keeper,
  officer,
  onDay,
  openTenders,
  overseer,
  plan,
  toEvaluation,
  trustees,
  units,
  verdicts,
  wan,
} from './tenders.harness.ts'

beforeAll(openTenders, 90_000)
afterAll(closeTenders)

const LOT = {
  title: '二标段',
  titleEn: 'Lot 2',
  scope: '附属工程',
  estimate: wan(500),
  ceiling: wan(1000),
  bond: wan(10),
  days: 200,
}
const seen = (number: string, as?: PersonActor) => city.run(c.tender, { number }, as)

/** Of two lots, approved and announced once. */
async function procedure(more: object) {
  city.clock.set(onDay(0))
  const { caseId, number } = await plan(more)
  const add = (over: object = {}, as = officer) => city.run(c.addLot, { ...LOT, caseId, ...over }, as)
  expect(await code(add({}, keeper))).toBe('FORBIDDEN')
  expect(await code(add({ bond: wan(10) + 1 }))).toBe('BOND')
  const { lot } = await add()
  const by = {
    jurisdiction: '350200',
    unit: units[0]!,
    unitName: '单位',
    form: { ...FORM, lot: { of: number, no: 9 } },
  }
  expect(await code(city.run(c.openLot, by, officer))).toBe('FORBIDDEN')
  await city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意。' }, overseer)
  expect(await code(add())).toBe('NOT_NOW')
  await city.run(c.attach, { caseId, ...document() }, officer)
  await city.run(c.announce, { caseId, deadline: onDay(21), trustees: units, threshold: 3 }, officer)
  const at = async (n: string) => {
    const found = await seen(n)
    return { caseId: found.caseId, number: n, terms: (await city.run(e.view, { number: n })).terms }
  }
  return [await at(number), await at(lot)] as const
}
type T = Awaited<ReturnType<typeof procedure>>[0]

/** Evaluated, reported, signed, publicised; the publicity is over. */
async function publicised(t: T, seats: PersonActor[], verdict: (b: number) => object = () => ({})) {
  const { bids } = await city.run(c.committee, { number: t.number }, seats[0]!)
  const list = verdicts(
    bids.map((b) => b.bidder),
    verdict,
  )
  for (const s of seats) await city.run(c.evaluate, { caseId: t.caseId, verdicts: list as never }, s)
  await city.run(c.report, { caseId: t.caseId }, seats[0]!)
  for (const s of seats) await city.run(c.sign, { caseId: t.caseId, agrees: true }, s)
  await city.run(c.publicise, { caseId: t.caseId, days: 3 }, officer)
  city.clock.advance(3 * DAY)
  return (await seen(t.number)).report!.candidates
}

test('two lots: one approval and notice, a box, an opening and an award each; how many one may bid for and win is kept', async () => {
  const [one, two] = await procedure({ mayBid: 2, mayWin: 1 })
  expect(two.terms.lot).toBe('2')
  expect(two.terms.box).not.toBe(one.terms.box)
  const found = await seen(two.number)
  expect(found.lots.map((l) => [l.no, l.number])).toEqual([
    [1, one.number],
    [2, two.number],
  ])
  expect([found.status, found.form.ceiling, found.documents.length]).toEqual(['open', LOT.ceiling, 1])
  expect((await city.run(c.tenderFile, { number: two.number, sha256: found.documents[0]!.sha256 })).name).toContain(
    '招标文件',
  )
  // The first is best in both.
  for (const [i, price] of [950, 960, 970].entries()) await bid(one, i, price)
  for (const [i, price] of [955, 960, 970].entries()) await bid(two, i, price)
  const seats = [await toEvaluation(one), await toEvaluation(two)]
  const best = (of: number) => (b: number) => ({ points: { technical: b === of ? '30' : '20', standing: '8' } })
  const mine = async (t: T) => (await seen(t.number, builders[0])).now.bidder!
  const [first, second] = [await mine(one), await mine(two)]
  const a = await publicised(one, seats[0]!, best(first))
  const b = await publicised(two, seats[1]!, best(second))
  expect([a[0], b[0]]).toEqual([first, second])
  const award = (t: T, bidder: number, reason = '') =>
    code(city.run(c.award, { caseId: t.caseId, bidder, reason }, officer))
  expect(await award(two, second)).toBe('LOT_ORDER')
  expect(await award(one, first)).toBe('OK')
  expect(await award(two, second, '他更便宜。')).toBe('LOTS')
  expect(await award(two, b[2]!)).toBe('FIRST')
  expect(await award(two, b[1]!)).toBe('OK')
  expect((await seen(one.number)).awarded!.name).toBe('公司0')
  expect((await seen(two.number)).awarded!.name).not.toBe('公司0')
})

test('a limit on how many lots one bids for: also where two registrations come at one time; one lot fails, the other goes on', async () => {
  const [one, two] = await procedure({ mayBid: 1 })
  const both = await Promise.all(
    [one, two].map((t) => code(city.run(c.register, { number: t.number, agreed: true }, builders[4]))),
  )
  expect(both.sort()).toEqual(['LOTS', 'OK'])
  for (const i of [0, 1, 2]) await bid(one, i, 950 + i)
  await bid(two, 3, 960)
  city.clock.set(onDay(21, 3000))
  await city.settle()
  expect([(await seen(one.number)).status, (await seen(two.number)).status]).toEqual(['sealed', 'failed'])
})

describe('a consortium', () => {
  const members = [{ name: '公司9', uscc: '913502000000010090', part: '机电' }]
  const typed = writeMembers(members)
  test('is written a member a line', () => {
    expect(readMembers(`  公司9， 913502000000010090,机电 安装\n\n`)).toEqual({
      members: [{ ...members[0], part: '机电 安装' }],
    })
    expect(readMembers('公司9 9135 机电')).toEqual({ wrong: 1 })
    expect(readMembers(`${typed}\n公司8 913502000000010081`)).toEqual({ wrong: 2 })
    expect(readMembers(Array(10).fill(typed).join('\n'))).toEqual({ wrong: 10 })
    expect(readMembers(writeMembers(members))).toEqual({ members })
  })
  const of = (bidder: number, more: object = {}, files = [AGREEMENT]): Joint => ({
    ...{ bidder, files },
    identity: { name: `公司${bidder}`, uscc: `91350200000001000${bidder}`, ...more },
  })
  test.each([
    ['whole', of(1, { members: typed }), [of(2, { members: '' })], true, []],
    ['not accepted', of(1, { members: typed }), [], false, ['the notice accepts no consortia']],
    [
      'without its agreement',
      of(1, { members: typed }, ['x.pdf']),
      [],
      true,
      ['a consortium without its agreement (art. 51 item 2)'],
    ],
    [
      'a member bids alone too',
      of(1, { members: '公司2 913502000000010002 土建' }),
      [of(2)],
      true,
      ['公司2 is part of bids 1 and 2: both are void (art. 37)'],
    ],
    [
      'who bids alone sees the same',
      of(2),
      [of(1, { members: '公司2 913502000000010002 土建' })],
      true,
      ['公司2 is part of bids 2 and 1: both are void (art. 37)'],
    ],
    [
      'in two of them',
      of(1, { members: typed }),
      [of(2, { members: typed })],
      true,
      ['公司9 is part of bids 1 and 2: both are void (art. 37)'],
    ],
  ])('%s', (_, one, others, accepted, says) => {
    expect(faultsOf([one, ...others], one, accepted).map((f) => f.says.en)).toEqual(says)
  })
  test('what cannot be read, and who stands there twice, is for the committee to ask', () => {
    const faults = (text: string) => faultsOf([], of(1, { members: text }), true).map((f) => [f.void, f.says.en])
    expect(faults('某公司')).toEqual([[false, 'its members cannot be read: ask the bidder to explain']])
    expect(faults('公司1 913502000000010001 土建')).toEqual([[false, '公司1 stands there twice']])
  })

  test('whose member bids alone too can only be rejected, both of them; who wins signs with all members', async () => {
    const [t] = await procedure({ consortium: true })
    const joint = { identity: { members: typed }, files: [AGREEMENT, '技术标.pdf'] }
    const bidders = [
      await bid(t, 0, 950, 1, joint),
      await bid(t, 2, 960, 1, { identity: { members: '公司3 913502000000010003 土建' }, files: [AGREEMENT] }),
      await bid(t, 3, 955),
      await bid(t, 4, 970),
    ]
    // Nothing before the opening says that it is one.
    const said = await city.database.owner`select public::text as said from platform.act where published`
    expect(said.some((r) => r.said.includes('公司9'))).toBe(false)
    const seats = await toEvaluation(t)
    const shown = await seen(t.number)
    expect(shown.bids.find((b) => b.bidder === bidders[0])!.members).toEqual([{ name: '公司9', part: '机电' }])
    const { bids } = await city.run(c.committee, { number: t.number }, seats[0]!)
    expect(bids.map((b) => [b.bidder, b.faults.length]).sort()).toEqual(
      [
        [bidders[0], 0],
        [bidders[1], 1],
        [bidders[2], 1],
        [bidders[3], 0],
      ].sort(),
    )
    const all = verdicts(bidders)
    expect(await code(city.run(c.evaluate, { caseId: t.caseId, verdicts: all as never }, seats[0]!))).toBe('VOID')
    const out = (b: number) =>
      b === bidders[1] || b === bidders[2] ? { reject: '3', reason: '又单独投标，第三十七条', points: {} } : {}
    const candidates = await publicised(t, seats, out)
    expect([...candidates].sort()).toEqual([bidders[0], bidders[3]].sort())
    const winner = bidders[0]!
    await city.run(
      c.award,
      { caseId: t.caseId, bidder: winner, reason: candidates[0] === winner ? '' : '第一名放弃。' },
      officer,
    )
    await city.run(c.signContract, { caseId: t.caseId, contract: 'LH-1', price: wan(950) }, officer)
    expect((await seen(t.number)).contractors).toEqual(['公司0', '公司9'])
  })
})

test('experts with an interest in a member of a consortium are not drawn', async () => {
  const [t] = await procedure({ consortium: true })
  // The first expert keeps away from 公司1.
  await bid(t, 0, 950, 1, { identity: { members: '公司1 913502000000010001 土建' }, files: [AGREEMENT] })
  for (const i of [2, 3]) await bid(t, i, 960 + i)
  city.clock.set(onDay(21, 3000))
  await city.settle()
  await city.run(c.callOpening, { caseId: t.caseId }, keeper)
  for (const u of units.slice(0, 3))
    await releaseShares(by, { number: t.number, unit: u, as: trustees[u]!, at: new Date() })
  await city.settle()
  await city.run(c.closePool, { caseId: t.caseId, words: '晴天', checkpoint: false }, keeper)
  city.clock.advance(1000)
  await city.run(c.reveal, { caseId: t.caseId }, keeper)
  expect((await seen(t.number, experts[0])).now.expert).toBeNull()
  const [pool] = await city.database.owner`select public->>'excluded' as excluded from platform.act
    where type = 'tender.pooled' and subject_id = ${t.caseId}::uuid`
  expect(pool!.excluded).toBe('1')
})
