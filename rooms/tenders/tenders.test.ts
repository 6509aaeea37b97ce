// Construction tenders on a real database: the rules of each step, whole procedures, the failed one and its second round.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseAt, contract as cases } from '../../kernel/cases/index.ts'
import { contract as m } from '../../kernel/money/index.ts'
import { officer as auditor, citizen, codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, system } from '../../kernel/platform/index.ts'
import { contract as bonds } from '../../trade/bond/index.ts'
import { contract as k, likeness, lowHints, makeReport, verdictProblem } from '../../trade/committee/index.ts'
import { contract as e, releaseShares } from '../../trade/envelope/index.ts'
import { verifyOpening } from '../../trade/envelope/verify.rules.ts'
import { brokenIn, recordOf } from '../../trade/ocds/index.ts'
import { methodOn } from '../../trade/scoring/index.ts'
import { pay } from '../bank/contract.ts'
import * as c from './contract.ts'
import { releasesOf } from './ocds.ts'
import {
  announced,
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
  NOW,
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

describe('the rules of a report', () => {
  const composite = methodOn('composite-benchmark', '2026-03-02')!
  const bids = [1, 2, 3].map((bidder) => ({ bidder, price: bidder === 3 ? null : wan(100 * bidder) }))
  const good = (bidder: number, more: object = {}) => ({
    bidder,
    reason: '',
    points: { technical: '20', standing: '5' },
    ...more,
  })
  const out = (bidder: number) => ({ bidder, reason: '没有报价', points: {}, reject: '6' as const })
  test.each([
    [undefined, [good(1), good(2), out(3)]],
    ['ALL', [good(1), good(2)]],
    ['ALL', [good(1), good(1), out(3)]],
    ['ALL', [good(1), good(2), out(4)]],
    ['REASON', [good(1), good(2), { ...out(3), reason: '' }]],
    ['POINTS', [good(1), good(2), good(3)]],
    ['POINTS', [good(1), good(2, { points: { technical: '31', standing: '5' } }), out(3)]],
    ['POINTS', [good(1), good(2, { points: { technical: '20' } }), out(3)]],
  ])('%s', (says, list) => {
    expect(verdictProblem(composite, bids, list as never)).toBe(says)
  })
  const three = [1, 2, 3].map((bidder) => ({ bidder, price: wan(100 + bidder) }))
  const given = { k: '0.97', order: [3, 1, 2], ceiling: wan(1000) }
  test('a majority rejects, half does not; all rejected is no ranking; a tie goes by the order that was drawn', () => {
    const reject = (n: number, of = 4) =>
      Array.from({ length: of }, (_, i) => [i < n ? out(1) : good(1), good(2), good(3)])
    expect(makeReport(composite, three, reject(2) as never, given).candidates).toHaveLength(3)
    expect(makeReport(composite, three, reject(3) as never, given).candidates).toEqual([2, 3])
    const all = [[out(1), out(2), out(3)]]
    expect(makeReport(composite, three, all as never, given)).toMatchObject({ outcome: 'none', candidates: [] })
    const lowest = methodOn('lowest-evaluated', '2026-03-02')!
    const same = [1, 2, 3].map((bidder) => ({ bidder, price: wan(100) }))
    const plain = [[1, 2, 3].map((bidder) => ({ bidder, reason: '', points: {} }))]
    expect(makeReport(lowest, same, plain as never, given).candidates).toEqual([3, 1, 2])
  })
  test('hints for the committee: a striking price, things alike', () => {
    const prices = [50, 100, 101].map((p, bidder) => ({ bidder, price: wan(p) }))
    expect([lowHints(prices, 0), lowHints(prices, 1)]).toEqual([['mean', 'next'], []])
    const one = { bidder: 1, name: '甲', uscc: 'A', manager: '王', contact: '1', price: 100, files: ['x'] }
    const two = { ...one, bidder: 2, name: '乙', uscc: 'B', contact: '2', price: 200 }
    expect(likeness([one, two], one).map((h) => h.en)).toEqual([
      'the same project manager (item 3) as bidder 2',
      'an identical file (item 4) as bidder 2',
    ])
    const regular = [100, 200, 300, 400].map((price, bidder) => ({
      ...one,
      bidder,
      price,
      manager: String(bidder),
      name: String(bidder),
      uscc: String(bidder),
      contact: String(bidder),
      files: [],
    }))
    expect(likeness(regular, regular[0]!).map((h) => h.en)).toEqual(['all prices stand at equal distances (item 4)'])
  })
})

describe('until the notice', () => {
  test('a plan: bond, committee, method', async () => {
    expect(await code(plan({}, keeper))).toBe('FORBIDDEN')
    expect(await code(plan({ bond: wan(20) + 1 }))).toBe('BOND')
    expect(await code(plan({ committee: 6 }))).toBe('COMMITTEE')
    expect(await code(plan({ committee: 3 }))).toBe('INVALID')
    expect(await code(plan({ method: 'composite-weighted' }))).toBe('NO_METHOD')
    expect(await code(plan({ replaces: '350200-2026-999999' }))).toBe('NOT_FAILED')
    const { number } = await plan()
    expect(await code(city.run(c.tender, { number }, citizen()))).toBe('NO_TENDER')
    expect((await city.run(c.deskTender, { number }, officer)).leads).toBe(true)
  })
  test('the notice: approved, with documents, twenty days, trustees with keys, more than half of them', async () => {
    city.clock.set(onDay(0))
    const { caseId } = await plan()
    const say = (more: object = {}, as = officer) =>
      code(city.run(c.announce, { caseId, deadline: onDay(20), trustees: units, threshold: 3, ...more }, as))
    expect(await say()).toBe('NOT_OPEN')
    expect(await code(city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意。' }, officer))).toBe(
      'FORBIDDEN',
    )
    await city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意。' }, overseer)
    expect(await say()).toBe('NO_DOCUMENTS')
    const junk = { name: '附件', file: { name: 'x', size: 3, bytes: new Uint8Array([1, 2, 3]) } }
    expect(await code(city.run(c.attach, { caseId, ...junk }, officer))).toBe('FILE')
    expect(await code(city.run(c.attach, { caseId, ...document() }, keeper))).toBe('FORBIDDEN')
    await city.run(c.attach, { caseId, ...document() }, officer)
    expect(await say({}, keeper)).toBe('FORBIDDEN')
    expect(await say({ deadline: onDay(20, -1) })).toBe('TOO_SOON')
    expect(await say({ threshold: 2 })).toBe('TIMES')
    expect(await say({ trustees: [...units.slice(1), '350200-caizheng'] })).toBe('NO_KEY')
    expect(await say()).toBe('OK')
  })
})

test('clarifications move the deadline or keep fifteen days; objections ten days before; both answered in public', async () => {
  const t = await announced()
  const { caseId } = t
  const clarify = (more: object, as = officer) =>
    code(city.run(c.clarify, { caseId, words: '管廊断面改为两舱。', ...more }, as))
  expect(await clarify({ affects: true })).toBe('OK')
  expect(await clarify({}, keeper)).toBe('FORBIDDEN')
  city.clock.set(onDay(7))
  expect(await clarify({ affects: true })).toBe('POSTPONE')
  expect(await clarify({ affects: true, deadline: onDay(21.9) })).toBe('POSTPONE')
  expect(await clarify({ affects: true, deadline: onDay(23) })).toBe('OK')
  expect((await city.run(e.view, { number: t.number })).terms.deadline).toBe(onDay(23))
  city.clock.set(onDay(12))
  const object = (on: string, as: Actor = builders[0]!) =>
    code(city.run(c.object, { caseId, on: on as never, words: '资格条件与项目不相适应。' }, as))
  expect(await object('documents', anonymous)).toBe('LOGIN_REQUIRED')
  expect(await object('candidates')).toBe('NOT_NOW')
  expect(await object('documents')).toBe('OK')
  const seen = await city.run(c.tender, { number: t.number }, builders[1])
  expect(seen.objections).toMatchObject([{ n: 1, answer: null, words: null }])
  expect(await code(city.run(c.answer, { caseId, objection: 2, words: '没有这项。' }, officer))).toBe('NONE')
  for (const [i, price] of [98, 97, 96].entries())
    await bid({ ...t, terms: { ...t.terms, deadline: onDay(23) } }, i, price * 10)
  city.clock.set(onDay(13.1))
  expect(await object('documents')).toBe('NOT_NOW')
  city.clock.set(onDay(23, 3000))
  await city.settle()
  // It stands still until it is answered.
  expect(await code(city.run(c.callOpening, { caseId }, keeper))).toBe('STANDSTILL')
  await city.run(c.answer, { caseId, objection: 1, words: '条件与规模相适应，不予采纳。' }, officer)
  expect(await code(city.run(c.callOpening, { caseId }, officer))).toBe('FORBIDDEN')
  await city.run(c.callOpening, { caseId }, keeper)
})

test('registration: once, not by the tenderer, with a bond; who and how many stands in no public act', async () => {
  const t = await announced()
  const join = (as: Actor) => code(city.run(c.register, { number: t.number, agreed: true }, as))
  expect(await join(anonymous)).toBe('LOGIN_REQUIRED')
  expect(await join(officer)).toBe('OWN')
  expect(await join(builders[0]!)).toBe('OK')
  expect(await join(builders[0]!)).toBe('ONCE')
  const { now } = await city.run(c.tender, { number: t.number }, builders[0])
  const { account } = await city.run(m.viewOrder, { number: now.bond!.order }, builders[0])
  await city.run(
    pay,
    { jurisdiction: '350200', account, amount: FORM.bond, name: 'x', reference: now.bond!.order },
    builders[0],
  )
  await city.settle()
  expect((await city.run(c.tender, { number: t.number }, builders[0])).now.bond!.state).toBe('paid')
  const others = await city.run(c.tender, { number: t.number }, builders[1])
  expect([others.now.bidder, others.bids, others.now.register]).toEqual([null, [], true])
  const said = await city.database
    .owner`select public::text as said, actor::text as actor from platform.act where published`
  const me = builders[0]!.personId
  expect(said.some((r) => `${r.said}${r.actor}`.includes(me) || r.said.includes(`"bidder": ${now.bidder}`))).toBe(false)
  city.clock.set(onDay(21))
  expect(await join(builders[1]!)).toBe('NOT_NOW')
})

test('fewer than three: nothing is opened, and a second round follows it', async () => {
  const t = await announced()
  await bid(t, 0, 980)
  await bid(t, 1, 970)
  city.clock.set(onDay(22))
  await city.settle()
  const failed = await city.run(c.tender, { number: t.number })
  expect([failed.status, failed.bids]).toEqual(['failed', []])
  expect(await code(city.run(e.toRelease, { number: t.number }, trustees[units[0]!]))).toBe('NOT_SEALED')
  expect(await code(city.run(c.close, { caseId: t.caseId, count: 5 }, keeper))).toBe('FORBIDDEN')
  const second = await announced({ replaces: t.number })
  expect((await city.run(c.tender, { number: second.number })).form.replaces).toBe(t.number)
})

test('from the opening to the report: secret names, independent verdicts, questions, a majority, the award, bonds back', async () => {
  const t = await announced()
  const { caseId, number } = t
  const bidders: number[] = []
  for (const [i, price] of [980, 970, 960, 955, 1001].entries()) bidders.push(await bid(t, i, price))
  await bid(t, 0, 975, 2)
  const seats = await toEvaluation(t)
  expect(seats).toHaveLength(5)
  // One who has an interest in a bidder is never drawn.
  expect(seats.some((s) => s.personId === experts[0]!.personId)).toBe(false)
  const open = await city.run(c.tender, { number })
  expect(open.bids.map((b) => b.sheet!.price).sort()).toEqual([955, 960, 970, 975, 1001].map(wan).sort())
  expect(open.names).toEqual([])
  expect(open.drawn!.k).toMatch(/^0\.9[5-9]$/)
  expect((await verifyOpening(JSON.parse(JSON.stringify(await city.run(e.record, { number }))))).holds).toBe(true)
  expect((await city.run(c.tenders, {})).rows.some((x) => x.number === number)).toBe(true)

  const mine = await city.run(c.committee, { number }, seats[0])
  expect(mine.bids.map((b) => b.files.length)).toEqual([1, 1, 1, 1, 1])
  expect(await code(city.run(c.committee, { number }, builders[0]))).toBe('FORBIDDEN')
  expect((await city.run(c.bidFile, { number, bidder: bidders[0]!, nth: 0 }, seats[0])).bytes.length).toBeGreaterThan(
    100,
  )
  expect(await code(city.run(c.bidFile, { number, bidder: bidders[0]!, nth: 0 }, builders[1]))).toBe('FORBIDDEN')
  expect((await city.run(c.tenderFile, { number, sha256: open.documents[0]!.sha256 })).name).toBe('招标文件.pdf')

  expect(await code(city.run(c.ask, { caseId, bidder: 1, words: '请说明。' }, seats[0]))).toBe('NO_BIDDER')
  expect(await code(city.run(c.explain, { caseId, words: '说明。' }, builders[3]))).toBe('NONE')
  await city.run(c.ask, { caseId, bidder: bidders[3]!, words: '请说明报价构成。' }, seats[0])
  expect((await city.run(c.tender, { number }, builders[3])).now.asked).toBe('请说明报价构成。')
  expect((await city.run(c.tender, { number }, builders[2])).now.asked).toBeNull()
  await city.run(c.explain, { caseId, words: '自有设备，没有租赁费。' }, builders[3])
  expect(await code(city.run(c.explain, { caseId, words: '再说明。' }, builders[3]))).toBe('NONE')

  const evaluate = (as: Actor, list: object) => code(city.run(c.evaluate, { caseId, verdicts: list as never }, as))
  expect(await evaluate(builders[0]!, verdicts(bidders))).toBe('FORBIDDEN')
  expect(await evaluate(seats[0]!, verdicts(bidders.slice(1)))).toBe('ALL')
  expect(await code(city.run(c.report, { caseId }, seats[0]))).toBe('WAITING')
  const over = (b: number) => (b === bidders[4] ? { reject: '5', reason: '高于最高限价', points: {} } : {})
  for (const s of seats) expect(await evaluate(s, verdicts(bidders, over))).toBe('OK')
  expect(await evaluate(seats[0]!, verdicts(bidders))).toBe('ONCE')
  expect(await code(city.run(c.report, { caseId }, keeper))).toBe('FORBIDDEN')
  await city.run(c.report, { caseId }, seats[1])
  const { report, acts: said } = await city.run(c.tender, { number })
  // Whose seat it is the tenderer does not learn before the award, nor does an auditor.
  const seen = (as: Actor) =>
    city.run(
      cases.readableFields,
      { actId: said.find((a) => a.type === 'tender.evaluated')!.id, fields: ['actor'] },
      as,
    )
  expect(await seen(officer)).toEqual([])
  expect(await seen(auditor('auditor'))).toEqual([])
  expect(report!.candidates).toHaveLength(3)
  expect(report!.ranking.at(-1)).toMatchObject({ bidder: bidders[4], rank: null, rejected: ['5', '5', '5', '5', '5'] })

  expect(await code(city.run(c.publicise, { caseId, days: 3 }, officer))).toBe('UNSIGNED')
  expect(await code(city.run(c.sign, { caseId, agrees: false }, seats[0]))).toBe('REASON')
  await city.run(c.sign, { caseId, agrees: false, reason: '对第二名的技术分有保留。' }, seats[0])
  for (const s of seats.slice(1)) await city.run(c.sign, { caseId, agrees: true }, s)
  expect(await code(city.run(c.sign, { caseId, agrees: true }, seats[1]))).toBe('ONCE')
  expect(await code(city.run(c.publicise, { caseId, days: 2 }, officer))).toBe('TOO_SHORT')
  await city.run(c.publicise, { caseId, days: 3 }, officer)
  const [first, second] = report!.candidates as [number, number]
  const award = (bidder: number, reason = '') => code(city.run(c.award, { caseId, bidder, reason }, officer))
  expect(await award(first)).toBe('STANDSTILL')
  await city.run(c.object, { caseId, on: 'candidates', words: '请复核第一名业绩。' }, builders[2]!)
  city.clock.advance(3 * DAY)
  expect(await award(first)).toBe('STANDSTILL')
  await city.run(c.answer, { caseId, objection: 1, words: '经复核属实。' }, officer)
  expect(await award(bidders[4]!)).toBe('NOT_CANDIDATE')
  expect(await award(second)).toBe('FIRST')
  expect(await award(first)).toBe('OK')
  expect(await seen(officer)).toEqual(['actor'])
  const after = await city.run(c.tender, { number })
  expect(after.names).toHaveLength(5)
  expect(
    await code(city.run(c.signContract, { caseId, contract: 'HT-1', price: after.awarded!.price - 1 }, officer)),
  ).toBe('PRICE')
  await city.run(c.signContract, { caseId, contract: 'HT-1', price: after.awarded!.price }, officer)
  await city.run(c.fileReport, { caseId }, officer)
  expect((await city.run(c.tender, { number })).status).toBe('filed')
  const order = await city.run(
    m.viewOrder,
    { number: (await city.run(c.tender, { number }, builders[0])).now.bond!.order },
    builders[0],
  )
  expect(JSON.stringify(order)).toContain('cancelled')

  // As open data: every bid, the rejected one with its reason, in the standard's shape.
  const releases = await city.db.transaction().execute(async (tx) =>
    releasesOf(
      {
        tx,
        callAsSystem: (contract: never, input: never) => city.run(contract, input, system('test')),
        site: 'https://gnomon.example',
      } as never,
      await caseAt(tx, { number }),
    ),
  )
  const { compiledRelease } = recordOf(
    { uri: 'https://gnomon.example/r', at: new Date(NOW), publisher: 'x', site: 'https://gnomon.example' },
    releases,
  ).records[0]!
  expect(releases.map((r) => r.tag[0])).toEqual([
    'tender',
    'tenderUpdate',
    'tenderUpdate',
    'tenderUpdate',
    'award',
    'contract',
  ])
  expect(compiledRelease.bids!.details!.find((b) => b.id === String(bidders[4]))).toMatchObject({
    status: 'disqualified',
  })
  expect(compiledRelease.awards).toMatchObject([{ status: 'active', relatedBid: String(first) }])
  expect(brokenIn(compiledRelease)).toEqual([])
})

test('the pool: no draw while an objection waits, nor from too few', async () => {
  const t = await announced({ committee: 7 })
  for (const [i, price] of [980, 970, 960].entries()) await bid(t, i, price)
  city.clock.set(onDay(21, 3000))
  await city.settle()
  await city.run(c.callOpening, { caseId: t.caseId }, keeper)
  for (const u of units.slice(0, 3))
    await releaseShares(by, { number: t.number, unit: u, as: trustees[u]!, at: new Date() })
  await city.settle()
  const close = () => code(city.run(c.closePool, { caseId: t.caseId, words: '晴', checkpoint: false }, keeper))
  await city.run(c.object, { caseId: t.caseId, on: 'opening', words: '开标时有一家代表不在场。' }, builders[0]!)
  expect(await close()).toBe('INVALID')
  const shut = () => code(city.run(c.closePool, { caseId: t.caseId, words: '晴天', checkpoint: false }, keeper))
  expect(await shut()).toBe('STANDSTILL')
  await city.run(c.answer, { caseId: t.caseId, objection: 1, words: '网上开标，不要求到场。' }, officer)
  // Seven are wanted; of seven one has an interest.
  expect(await shut()).toBe('SHORT')
  expect(await code(city.run(bonds.hear, { jurisdiction: '350200', order: 'x', what: 'paid' }, keeper))).toBe(
    'FORBIDDEN',
  )
  expect(await code(city.run(c.opened, { caseId: t.caseId }, keeper))).toBe('FORBIDDEN')
  for (const [contract, input] of [
    [k.commitDraw, { jurisdiction: '350200', number: t.number }],
    [k.revealDraw, { id: t.caseId }],
    [k.closeDraw, { id: t.caseId, pools: [], numbers: [], words: 'x', checkpoint: false }],
  ] as const)
    expect(await code(city.run(contract as never, input as never, keeper))).toBe('FORBIDDEN')
})
