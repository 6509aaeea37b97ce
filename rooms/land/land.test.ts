// Land from the plan to the published result, on a real database with the demonstration bank.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import money, { contract as m, REVENUE } from '../../kernel/money/index.ts'
import { citizen, codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, type PersonActor, putSetting, system, text } from '../../kernel/platform/index.ts'
import { PDF, type TestCity, testCity } from '../../test/city.ts'
import { contract as auction, auctionRoom, KEEPER, WATCHER } from '../../trade/auction/index.ts'
import { verifyLog } from '../../trade/auction/verify.rules.ts'
import envelope from '../../trade/envelope/index.ts'
import { brokenIn, compile } from '../../trade/ocds/index.ts'
import { pay } from '../bank/contract.ts'
import bank from '../bank/index.ts'
import { APPROVER, OFFICER } from './case.kind.ts'
import * as c from './contract.ts'
import land from './index.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-03-02T01:00:00Z')
const then = (days: number) => new Date(NOW + days * DAY).toISOString()
const wan = (n: number) => n * 1_000_000
let city: TestCity
let officer: Actor
let approver: Actor
let keeper: Actor
let bidders: PersonActor[]
let post: (login: string, of: string, role: string) => Promise<Actor>
beforeAll(async () => {
  city = await testCity({ more: [money, bank, auctionRoom, envelope, land] })
  const set = system('founding')
  await city.db.transaction().execute((tx) => putSetting(tx, 'demonstration', true))
  const unit = (unitCode: string, duties: string[]) =>
    city.run(
      identity.defineUnit,
      {
        code: unitCode,
        jurisdiction: '350200',
        level: 'city',
        kind: 'department',
        name: text('单位', 'Unit'),
        supervisedBy: '350200-jiancha',
        details: { mark: unitCode, duties },
      },
      set,
    )
  await unit('350200-jiaoyi', ['公共资源交易'])
  await unit('350200-chuzhu', ['土地出让审批'])
  post = async (login, of, role) => {
    const postCode = `${of}/${role}`
    await city.run(identity.definePost, { code: postCode, unit: of, title: text('岗', 'Post'), role }, set)
    const { id } = await city.run(identity.enrolPerson, { login, name: `${login}人`, password: 'gnomon-demo' }, set)
    await city.run(identity.appoint, { personId: id, post: postCode, startsOn: '2026-01-01' }, set)
    return city.db.transaction().execute((tx) => actorOfLogin(tx, login, postCode))
  }
  officer = await post('lando', '350200-guotu', OFFICER)
  approver = await post('landa', '350200-chuzhu', APPROVER)
  keeper = await post('keeper', '350200-jiaoyi', KEEPER)
  await post('treasury', '350200-caizheng', REVENUE)
  await city.run(
    m.openAccount,
    {
      jurisdiction: '350200',
      number: '35020080001234',
      bank: 'demo',
      holder: '350200-caizheng',
      kinds: ['deposit', 'price'],
    },
    set,
  )
  bidders = await Promise.all(
    ['b1', 'b2', 'b3'].map(async (login) => {
      await city.run(identity.enrolPerson, { login, name: `竞买${login}`, password: 'gnomon-demo' }, set)
      return (await city.citizen(login)) as PersonActor
    }),
  )
})
afterAll(() => city.close())

const PLAN = {
  kind: 'commercial' as const,
  title: '测试地块',
  titleEn: 'Test lot',
  place: '思明区',
  area: 1000,
  use: '商服用地',
  years: 40,
  conditions: '容积率不大于 2。',
  start: wan(1000),
  step: wan(10),
  deposit: wan(200),
  reserve: false,
  profile: 'land-fujian',
  shape: JSON.stringify({
    type: 'Polygon',
    coordinates: [
      [
        [118, 24],
        [118.01, 24],
        [118.01, 24.01],
        [118, 24],
      ],
    ],
  }),
}
const plan = (more: object = {}, as: Actor = officer) => city.run(c.plan, { ...PLAN, ...more }, as)
async function announced() {
  city.clock.set(then(0))
  const { caseId, number } = await plan()
  await city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意出让。' }, approver)
  await city.run(c.announce, { caseId, opens: then(21), applyUntil: then(30), closes: then(36) }, keeper)
  return { caseId, number }
}
async function applied(caseId: string, who: PersonActor, more: { capacity?: string; from?: string } = {}) {
  const { from, ...said } = more
  const { order } = await city.run(c.apply, { caseId, agreed: true, ...said }, who)
  const { account } = await city.run(m.viewOrder, { number: order }, who)
  return {
    order,
    paying: () =>
      city.run(
        pay,
        {
          ...{ jurisdiction: '350200', account, amount: PLAN.deposit, name: who.name, reference: order },
          ...(from ? { from } : {}),
        },
        who,
      ),
  }
}

test('a plan: by the land bureau, with a boundary, a deposit of a fifth, a profile that exists', async () => {
  expect(await code(plan({}, keeper))).toBe('FORBIDDEN')
  expect(await code(plan({ shape: 'no geojson here' }))).toBe('SHAPE')
  expect(await code(plan({ shape: '{"type":"Point","coordinates":[1,2]}' }))).toBe('SHAPE')
  expect(await code(plan({ deposit: wan(199) }))).toBe('DEPOSIT')
  expect(await code(plan({ profile: 'nowhere' }))).toBe('NO_PROFILE')
  expect(await code(plan({ profile: 'judicial', reserve: true }))).toBe('NO_PROFILE')
  const { caseId, number } = await plan()
  expect(await code(city.run(c.lot, { number }))).toBe('NO_LOT')
  await city.run(c.approve, { caseId, outcome: 'return', opinion: '条件需要修改。' }, approver)
  expect((await city.run(cases.viewCase, { number }, officer)).status).toBe('returned')
})
test('what only industrial land, a mining right or a capped price says: needed there, refused elsewhere', async () => {
  const said = (more: object) => code(plan(more))
  const industrial = { kind: 'industrial', investment: 6000, energy: 120 }
  expect(await said({ kind: 'industrial' })).toBe('THRESHOLDS')
  expect(await said({ ...industrial, energy: undefined })).toBe('THRESHOLDS')
  expect(await said({ ...industrial, kind: 'commercial' })).toBe('THRESHOLDS')
  expect(await said(industrial)).toBe('OK')
  const mining = { kind: 'mining', mineral: '花岗岩', yearly: 900_000 }
  expect(await said({ kind: 'mining' })).toBe('MINING')
  expect(await said({ mineral: '花岗岩' })).toBe('MINING')
  expect(await said({ ...mining, profile: 'land-taicang' })).toBe('OK')
  const capped = { profile: 'land-fujian-capped', cap: wan(1100), areaStart: 100, areaStep: 50 }
  expect(await said({ profile: 'land-fujian-capped' })).toBe('CAP')
  expect(await said({ ...capped, cap: wan(1000) })).toBe('CAP')
  expect(await said({ ...capped, profile: 'land-fujian' })).toBe('CAP')
  // What was planned is what the sale runs by: the price to its cap, then area.
  city.clock.set(then(0))
  const { caseId, number } = await plan(capped)
  await city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意出让。' }, approver)
  await city.run(c.announce, { caseId, opens: then(21), applyUntil: then(30), closes: then(36) }, keeper)
  expect((await city.run(auction.view, { number })).terms).toMatchObject({
    cap: wan(1100),
    second: { start: 100, step: 50, unit: { zh: '平方米' } },
  })
})
test('a deal that is void: the winner’s deposit is lost, the others’ go back, and the lot is listed again, once it is over', async () => {
  const { caseId, number } = await announced()
  city.clock.set(then(22))
  const [one, two] = [await applied(caseId, bidders[0]!), await applied(caseId, bidders[1]!)]
  await one.paying()
  await two.paying()
  await city.settle()
  for (const applicant of [1, 2])
    await city.run(c.qualify, { caseId, applicant, outcome: 'pass', reason: '符合条件。' }, keeper)
  await city.run(auction.placeBid, { number, amount: wan(1000) }, bidders[0]!)
  await city.run(auction.placeBid, { number, amount: wan(1010) }, bidders[1]!)
  expect(await code(plan({ follows: number }))).toBe('FOLLOWS')
  city.clock.set(then(37))
  await city.settle()
  await city.run(c.verify, { caseId, outcome: 'void', opinion: '原件是伪造的。' }, keeper)
  await city.settle()
  const seen = await city.run(cases.viewCase, { number }, officer)
  expect([seen.status, seen.closed, seen.work]).toEqual(['void', true, []])
  const order = async (n: string, who: Actor) => {
    const o = await city.run(m.viewOrder, { number: n }, who)
    return [o.state, o.refunded]
  }
  expect(await order(one.order, bidders[0]!)).toEqual(['cancelled', PLAN.deposit])
  expect(await order(two.order, bidders[1]!)).toEqual(['paid', 0])
  expect(seen.acts.find((a) => a.type === 'land.verified')!.facts).toMatchObject({
    outcome: 'void',
    deposit: two.order,
  })
  city.clock.set(then(40))
  const again = await plan({ follows: number })
  await city.run(c.approve, { caseId: again.caseId, outcome: 'approve', opinion: '同意再次出让。' }, approver)
  await city.run(c.announce, { caseId: again.caseId, opens: then(61), applyUntil: then(70), closes: then(76) }, keeper)
  expect((await city.run(c.lot, { number: again.number })).form.follows).toBe(number)
  const [release] = await city.run(c.releases, { number: again.number })
  expect(release!.relatedProcesses?.[0]).toMatchObject({ relationship: ['unsuccessfulProcess'] })
})
test('the notice: twenty days at least, times in their order', async () => {
  city.clock.set(then(0))
  const { caseId } = await plan()
  const say = (more: object = {}, as: Actor = keeper) =>
    code(city.run(c.announce, { caseId, opens: then(20), applyUntil: then(30), closes: then(36), ...more }, as))
  expect(await say()).toBe('FORBIDDEN')
  await city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意出让。' }, approver)
  expect(await say({}, officer)).toBe('FORBIDDEN')
  expect(await say({ opens: then(19.99) })).toBe('TOO_SOON')
  expect(await say({ applyUntil: then(37) })).toBe('TIMES')
  expect(await say()).toBe('OK')
})
test('from the application to the published result: secret names, deposits, the deal, the money back', async () => {
  const { caseId, number } = await announced()
  city.clock.set(then(22))
  expect(await code(city.run(c.apply, { caseId, agreed: true }, anonymous))).toBe('LOGIN_REQUIRED')
  // One after another: applications of one lot take turns.
  const [one, two] = [await applied(caseId, bidders[0]!), await applied(caseId, bidders[1]!)]
  await applied(caseId, bidders[2]!)
  expect(await code(city.run(c.apply, { caseId, agreed: true }, bidders[0]!))).toBe('ONCE')
  await one.paying()
  await two.paying()
  await city.settle()
  const seen = await city.run(c.applicants, { number }, keeper)
  expect(seen.map((a) => a.paid).filter(Boolean)).toHaveLength(2)
  expect(await code(city.run(c.applicants, { number }, citizen()))).toBe('FORBIDDEN')
  const pass = (applicant: number, as: Actor = keeper) =>
    code(city.run(c.qualify, { caseId, applicant, outcome: 'pass', reason: '符合条件。' }, as))
  const unpaid = seen.find((a) => !a.paid)!.applicant
  expect([await pass(1, officer), await pass(9), await pass(unpaid)]).toEqual([
    'FORBIDDEN',
    'NO_APPLICANT',
    'NO_DEPOSIT',
  ])
  for (const { applicant, paid } of seen) if (paid) expect(await pass(applicant)).toBe('OK')
  expect(await pass(seen.find((a) => a.paid)!.applicant)).toBe('ONCE')
  await city.run(c.qualify, { caseId, applicant: unpaid, outcome: 'refuse', reason: '保证金未到账。' }, keeper)
  // Nobody who looks from outside learns who bids.
  const outside = [
    await city.run(c.lot, { number }),
    await city.run(auction.view, { number }),
    await city.run(auction.log, { number }),
  ]
  expect(JSON.stringify(outside)).not.toContain('竞买b')
  const rows = await city.database
    .owner`select public::text as p from platform.act where published and type ~ '^(land|auction)[.]'`
  expect(rows.map((r) => r.p).join()).not.toMatch(/竞买b|b1人/)
  expect((await city.run(c.lot, { number }, bidders[2]!)).mine).toMatchObject({
    outcome: 'refuse',
    reason: '保证金未到账。',
  })
  const me = async (who: PersonActor) => (await city.run(auction.view, { number }, who)).me
  expect([await me(bidders[0]!), await me(bidders[2]!)].map((x) => x === null)).toEqual([false, true])
  await city.run(auction.placeBid, { number, amount: wan(1000) }, bidders[0]!)
  await city.run(auction.placeBid, { number, amount: wan(1010) }, bidders[1]!)
  city.clock.set(then(31))
  expect(await code(city.run(c.apply, { caseId, agreed: true }, (await city.citizen()) as PersonActor))).toBe('NOT_NOW')
  city.clock.set(then(37))
  await city.settle()
  const closed = await city.run(c.lot, { number })
  expect(closed.status).toBe('dealt')
  expect(await code(city.run(c.close, { caseId, outcome: 'failed', bidder: null, price: null }, keeper))).toBe(
    'FORBIDDEN',
  )
  await city.run(c.verify, { caseId, outcome: 'pass', opinion: '原件与申请一致。' }, keeper)
  await city.run(
    c.sign,
    { caseId, contract: '厦国土合〔2026〕7号', first: 50, due: '2026-05-06', until: '2026-12-01' },
    officer,
  )
  await city.run(c.disclose, { caseId }, keeper)
  await city.settle()
  const end = await city.run(cases.viewCase, { number }, bidders[1]!)
  expect([end.status, end.acts.find((a) => a.type === 'land.disclosed')!.facts.price]).toEqual(['disclosed', wan(1010)])
  // The loser's deposit is owed no more, the winner's stays.
  const state = async (order: string, who: Actor) => (await city.run(m.viewOrder, { number: order }, who)).excess
  expect([await state(one.order, bidders[0]!), await state(two.order, bidders[1]!)]).toEqual([0, 0])
  const shown = await city.run(m.viewOrder, { number: one.order }, bidders[0]!)
  expect([shown.state, shown.refunded]).toEqual(['cancelled', PLAN.deposit])
  const facts = end.acts.find((a) => a.type === 'land.contracted')!.facts
  // Half of 1,010 less the deposit of 200, then the other half.
  expect((facts.instalments as { amount: number }[]).map((i) => i.amount)).toEqual([wan(305), wan(505)])
  expect((await city.run(m.viewOrder, { number: String(facts.order) }, bidders[1]!)).parts).toHaveLength(2)
  const { header, lines } = await city.run(auction.log, { number })
  expect(verifyLog(header as never, lines)).toMatchObject({ done: true, differs: [] })
  const releases = await city.run(c.releases, { number })
  expect(releases.map((r) => r.tag[0])).toEqual(['tender', 'award', 'contract'])
  expect(brokenIn(compile(releases))).toEqual([])
  expect((await city.run(c.lots, {})).rows.find((l) => l.number === number)?.status).toBe('disclosed')
})
test('nobody bids: it fails, and the case ends; what the bank says twice is on record once', async () => {
  const { caseId, number } = await announced()
  city.clock.set(then(22))
  const { order, paying } = await applied(caseId, bidders[0]!)
  await paying()
  await city.settle()
  expect(await code(city.run(c.hear, { number, order, what: 'paid' }, keeper))).toBe('FORBIDDEN')
  city.clock.set(then(40))
  await city.settle()
  const seen = await city.run(cases.viewCase, { number }, officer)
  expect([seen.status, seen.closed, seen.work]).toEqual(['failed', true, []])
  expect(seen.acts.flatMap((a) => (a.type === 'land.deposit-moved' ? [a.facts.what] : []))).toEqual([
    'paid',
    'refunded',
  ])
})

test('for somebody by a written authority: it ends in mid-sale and is renewed; two deposits from one account are a sign for supervision', async () => {
  const { caseId, number } = await announced()
  city.clock.set(then(22))
  const agent = async () => (await city.citizen('b3')) as PersonActor
  const authority = async () =>
    city.run(
      identity.registerAuthority,
      {
        principalName: '林晓岚',
        residentId: '350200190001010018',
        until: '2027-12-31',
        file: { name: '委托书.pdf', size: PDF.length, bytes: PDF },
      },
      await agent(),
    )
  const { id } = await authority()
  expect(await code(city.run(c.apply, { caseId, agreed: true, capacity: 'auth-0' }, await agent()))).toBe('NO_CAPACITY')
  const FROM = '6222000000000000001'
  const one = await applied(caseId, await agent(), { capacity: `auth-${id}`, from: FROM })
  const two = await applied(caseId, bidders[0]!, { from: FROM })
  const three = await applied(caseId, bidders[1]!)
  for (const { paying } of [one, two, three]) await paying()
  await city.settle()
  for (const applicant of [1, 2, 3])
    await city.run(c.qualify, { caseId, applicant, outcome: 'pass', reason: '符合条件。' }, keeper)
  const bid = (amount: number, who: PersonActor) => code(city.run(auction.placeBid, { number, amount }, who))
  const [mine, other] = [
    (await city.run(auction.view, { number }, await agent())).me!,
    (await city.run(auction.view, { number }, bidders[0]!)).me!,
  ]
  expect(mine.forWhom).toEqual({ name: '林晓岚', until: '2027-12-31', stands: true })
  const watcher = await post('watch', '350200-jiancha', WATCHER)
  const hall = () => city.run(auction.hall, { number }, watcher)
  expect((await hall()).deposits).toEqual({ bidders: 3, known: 3, total: 3 * PLAN.deposit, least: PLAN.deposit })
  expect((await hall()).signs).toMatchObject([
    { kind: 'account', value: '…0001', bidders: [mine.bidder, other.bidder].sort((a, b) => a - b) },
  ])
  expect(await bid(wan(1000), await agent())).toBe('OK')
  await city.run(identity.endAuthority, { id, reason: '委托期满。' }, await agent())
  expect((await hall()).lapsed).toEqual([mine.bidder])
  const { personId } = await agent()
  expect(await city.run(identity.speaksNow, { personId, principal: '林晓岚' }, system('test'))).toBe(false)
  expect(await bid(wan(1030), await agent())).toBe('NO_LONGER_SPEAKS')
  expect(await bid(wan(1010), bidders[0]!)).toBe('OK')
  await authority()
  expect((await hall()).lapsed).toEqual([])
  expect(await bid(wan(1020), await agent())).toBe('OK')
  city.clock.set(then(37))
  await city.settle()
  await city.run(c.verify, { caseId, outcome: 'pass', opinion: '原件与申请一致。' }, keeper)
  await city.run(c.sign, { caseId, contract: '厦国土合〔2026〕8号', first: 100, due: '2026-05-06' }, officer)
  await city.run(c.disclose, { caseId }, keeper)
  // The deal is the principal's.
  const { acts } = await city.run(cases.viewCase, { number }, officer)
  const deal = acts.find((a) => a.type === 'land.disclosed')!
  expect(JSON.stringify(deal)).toContain('林晓岚')
})
