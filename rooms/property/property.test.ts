// State property from the decision to the published result, on a real database with the demonstration bank.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import money, { contract as m, REVENUE } from '../../kernel/money/index.ts'
import { codeOf as code, officer as officerOf } from '../../kernel/platform/harness.ts'
import { type Actor, type Founding, type PersonActor, putSetting, system, text } from '../../kernel/platform/index.ts'
import { type TestCity, testCity } from '../../test/city.ts'
import {
  contract as auction,
  auctionRoom,
  enterSealedBid,
  KEEPER,
  releaseInTurn,
  WATCHER,
} from '../../trade/auction/index.ts'
import envelope, { demoKey, contract as envelopes, TRUSTEE } from '../../trade/envelope/index.ts'
import { brokenIn, compile } from '../../trade/ocds/index.ts'
import { behave, pay } from '../bank/contract.ts'
import bank from '../bank/index.ts'
import { APPROVER, OFFICER } from './case.kind.ts'
import * as c from './contract.ts'
import property from './index.ts'
import * as v from './views.contract.ts'

const wan = (n: number) => n * 1_000_000
let city: TestCity
let officer: Actor
let approver: Actor
let keeper: Actor
let watcher: Actor
let buyers: PersonActor[]
beforeAll(async () => {
  city = await testCity({ more: [money, bank, auctionRoom, envelope, property] })
  const set = system('founding')
  await city.db.transaction().execute((tx) => putSetting(tx, 'demonstration', true))
  const unit = (unitCode: string, duties: string[]) =>
    city.run(
      identity.defineUnit,
      {
        ...{ code: unitCode, jurisdiction: '350200', level: 'city', kind: 'department', name: text('单位', 'Unit') },
        ...{ supervisedBy: '350200-jiancha', details: { mark: unitCode, duties } },
      },
      set,
    )
  await unit('350200-jiaoyi', ['公共资源交易'])
  await unit('350200-jituan9', [])
  const post = async (login: string, of: string, role: string) => {
    const postCode = `${of}/${role}`
    await city.run(identity.definePost, { code: postCode, unit: of, title: text('岗', 'Post'), role }, set)
    const { id } = await city.run(identity.enrolPerson, { login, name: `${login}人`, password: 'gnomon-demo' }, set)
    await city.run(identity.appoint, { personId: id, post: postCode, startsOn: '2026-01-01' }, set)
    return city.db.transaction().execute((tx) => actorOfLogin(tx, login, postCode))
  }
  officer = await post('seller', '350200-jituan9', OFFICER)
  approver = await post('sasac', '350200-guozi', APPROVER)
  keeper = await post('keeper', '350200-jiaoyi', KEEPER)
  watcher = await post('watcher', '350200-jiancha', WATCHER)
  await post('treasury', '350200-caizheng', REVENUE)
  await city.run(
    m.openAccount,
    {
      ...{ jurisdiction: '350200', number: '35020080001234', bank: 'demo', holder: '350200-caizheng' },
      kinds: ['deposit', 'price'],
    },
    set,
  )
  buyers = await Promise.all(
    ['c1', 'c2', 'c3'].map(async (login) => {
      await city.run(identity.enrolPerson, { login, name: `受让${login}`, password: 'gnomon-demo' }, set)
      return (await city.citizen(login)) as PersonActor
    }),
  )
})
afterAll(() => city.close())

const FORM = {
  ...{ kind: 'equity', title: '某公司 30% 股权', titleEn: '30% of a firm', asset: '没有质押。', owner: '某集团' },
  ...{ decision: '集团〔2026〕3 号', control: false, priority: 'none' as const },
}
const at = (time: string) => city.clock.set(time)
async function readied(more: object = {}, base = '2026-01-31') {
  at('2026-03-02T01:00:00Z')
  const made = await city.run(c.plan, { ...FORM, ...more }, officer)
  const { caseId } = made
  await city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意转让。' }, approver)
  await city.run(c.appraise, { caseId, report: '评 7 号', agency: '某评估', base, appraised: wan(1000) }, officer)
  return made
}
const TERMS = { floor: wan(1000), deposit: wan(200), profile: 'property-dynamic', until: '2026-03-30' }
const disclose = (caseId: string, more: object = {}) => city.run(c.disclose, { caseId, ...TERMS, ...more }, keeper)
async function enters(caseId: string, who: PersonActor, more: object = {}, amount = TERMS.deposit) {
  const { order } = await city.run(c.register, { caseId, agreed: true, ...more }, who)
  await pays(order, who, amount)
  return order
}
async function pays(order: string, who: PersonActor, amount: number) {
  const { account } = await city.run(m.viewOrder, { number: order }, who)
  await city.run(pay, { jurisdiction: '350200', account, amount, name: who.name, reference: order }, who)
}
const pass = (caseId: string, no: number, more: object = {}) =>
  city.run(c.qualify, { caseId, no, outcome: 'pass', reason: '符合条件。', ...more }, keeper)
const BID = { opens: '2026-04-01T01:00:00Z', closes: '2026-04-01T09:00:00Z', step: wan(10) }
const SIGN = { contract: '产合 9 号', asset: FORM.title, day: '2026-04-02', first: 100 }
const bid = (number: string, amount: number, who: PersonActor) =>
  city.run(auction.placeBid, { number, amount, sure: true }, who)
const status = async (number: string) => (await city.run(cases.viewCase, { number }, officer)).status
const orderOf = async (order: string, who: Actor) => city.run(m.viewOrder, { number: order }, who)

test('the decision: by a post, a kind that exists, a first right as the kind has it; a return ends it', async () => {
  at('2026-03-02T01:00:00Z')
  expect(await code(city.run(c.plan, FORM, keeper))).toBe('FORBIDDEN')
  expect(await code(city.run(c.plan, { ...FORM, kind: 'moon' }, officer))).toBe('KIND')
  expect(await code(city.run(c.plan, { ...FORM, kind: 'taxi', priority: 'hall' }, officer))).toBe('PRIORITY')
  const { caseId, number } = await city.run(c.plan, FORM, officer)
  expect(await code(city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意。' }, keeper))).toBe('FORBIDDEN')
  await city.run(c.approve, { caseId, outcome: 'return', opinion: '材料不全。' }, approver)
  expect(await status(number)).toBe('returned')
  expect(await code(city.run(v.viewSale, { number }))).toBe('NO_SALE')
})

test('disclosure: twenty working days, not below the appraisal, a deposit within its share; pre-disclosed where control changes', async () => {
  const { caseId } = await readied({ control: true })
  expect(await code(disclose(caseId))).toBe('NOT_OPEN')
  expect(await code(city.run(c.predisclose, { caseId, until: '2026-03-27' }, keeper))).toBe('SHORT')
  await city.run(c.predisclose, { caseId, until: '2026-03-30' }, keeper)
  expect(await code(disclose(caseId, { until: '2026-05-30' }))).toBe('EARLY')
  at('2026-03-31T01:00:00Z')
  const say = (more: object) => code(disclose(caseId, { until: '2026-04-29', ...more }))
  expect(await say({ until: '2026-04-28' })).toBe('SHORT')
  expect(await say({ floor: wan(999) })).toBe('FLOOR')
  expect(await say({ deposit: wan(301) })).toBe('DEPOSIT')
  expect(await say({ profile: 'land-fujian' })).toBe('PROFILE')
  expect(await say({})).toBe('OK')
  const old = await readied({}, '2025-03-02')
  expect(await code(disclose(old.caseId))).toBe('STALE')
})

test('three register, one jointly; late, refused and lost deposits go back; the deal, the contract, the comparison, the certificate', async () => {
  const { caseId, number } = await readied()
  await disclose(caseId)
  const orders = [
    await enters(caseId, buyers[0]!, { with: '合伙甲\n合伙乙' }),
    await enters(caseId, buyers[1]!),
    // Twice, as banks do.
    await enters(caseId, buyers[2]!),
  ]
  await pays(orders[2]!, buyers[2]!, TERMS.deposit)
  await city.settle()
  expect(await code(city.run(c.register, { caseId, agreed: true }, buyers[0]!))).toBe('ONCE')
  const entries = await city.run(v.viewEntries, { number }, keeper)
  expect(entries.map((e) => [e.no, e.paid, e.joint])).toEqual([
    [1, true, 2],
    [2, true, 0],
    [3, true, 0],
  ])
  await pass(caseId, 1)
  await pass(caseId, 2)
  expect(await code(city.run(c.arrange, { caseId, ...BID }, keeper))).toBe('EARLY')
  at('2026-03-31T01:00:00Z')
  expect(await code(city.run(c.arrange, { caseId, ...BID }, keeper))).toBe('UNDECIDED')
  await city.run(c.qualify, { caseId, no: 3, outcome: 'refuse', reason: '不符合条件。' }, keeper)
  expect(await code(city.run(c.arrange, { caseId }, keeper))).toBe('TIMES')
  await city.run(c.arrange, { caseId, ...BID }, keeper)
  const rows = await city.database.owner`select public::text as p from platform.act where published`
  expect(rows.map((r) => r.p).join()).not.toMatch(/受让c|合伙/)
  at('2026-04-01T02:00:00Z')
  expect(await code(bid(number, wan(1000), buyers[2]!))).toBe('NOT_A_BIDDER')
  await bid(number, wan(1000), buyers[0]!)
  await bid(number, wan(1100), buyers[1]!)
  at('2026-04-01T12:00:00Z')
  await city.settle()
  expect(await status(number)).toBe('dealt')
  at('2026-04-02T01:00:00Z')
  const sign = (more: object) =>
    code(city.run(c.sign, { caseId, ...SIGN, buyer: '受让c2', price: wan(1100), ...more }, officer))
  expect(await sign({ first: 29 })).toBe('FIRST')
  expect(await sign({ first: 50, until: '2027-04-03', guarantee: true })).toBe('REST')
  expect(await sign({ first: 50, until: '2027-04-02' })).toBe('REST')
  // The contract misspells the buyer.
  expect(await sign({ buyer: '受让c3', first: 50, until: '2026-10-02', guarantee: true })).toBe('OK')
  await city.settle()
  const shown = await Promise.all(orders.map((o, i) => orderOf(o, buyers[i]!)))
  expect(shown.map((o) => [o.state, o.refunded])).toEqual([
    ['cancelled', TERMS.deposit],
    ['paid', 0],
    ['cancelled', 2 * TERMS.deposit],
  ])
  const { facts } = (await city.run(cases.viewCase, { number }, officer)).acts.find(
    (a) => a.type === 'property.contracted',
  )!
  expect((facts.instalments as { amount: number }[]).map((i) => i.amount)).toEqual([wan(350), wan(550)])
  await pays(String(facts.order), buyers[1]!, wan(350))
  await city.settle()
  expect(await status(number)).toBe('contracted')
  expect(await code(city.run(c.attest, { caseId, opinion: '比对一致。' }, keeper))).toBe('NOT_OPEN')
  await pays(String(facts.order), buyers[1]!, wan(550))
  await city.settle()
  expect(await status(number)).toBe('settled')
  const seen = await city.run(v.viewComparison, { number }, keeper)
  expect(seen.open).toEqual(['buyer'])
  expect(await code(city.run(v.viewComparison, { number }, buyers[0]!))).toBe('FORBIDDEN')
  const refused = await city.run(c.attest, { caseId, opinion: '比对一致。' }, keeper).catch((e) => e)
  expect([refused.code, refused.detail.zh]).toEqual(['MISMATCH', '不符：受让方。改正，或由监管人员放行。'])
  const waive = (as: Actor, field: c.Field = 'buyer') =>
    code(city.run(c.waive, { caseId, field, reason: '合同笔误，双方已出具说明。' }, as))
  expect([await waive(keeper), await waive(officer), await waive(watcher, 'price')]).toEqual([
    'FORBIDDEN',
    'FORBIDDEN',
    'SAME',
  ])
  expect(await waive(watcher)).toBe('OK')
  await city.run(c.attest, { caseId, opinion: '除放行的以外一致。' }, keeper)
  await city.run(c.certify, { caseId }, keeper)
  expect(await code(city.run(c.publish, { caseId, until: '2026-04-09' }, keeper))).toBe('SHORT')
  await city.run(c.publish, { caseId, until: '2026-04-15' }, keeper)
  const end = await city.run(cases.viewCase, { number }, officer)
  expect([end.status, end.closed]).toEqual(['published', true])
  const certificate = end.acts.find((a) => a.type === 'property.certified')!.facts.document
  expect(certificate).toMatchObject({ kind: 'property-certificate' })
  expect((await city.run(v.listSales, {})).rows.find((s) => s.number === number)).toMatchObject({ price: wan(1100) })
  const said = await city.run(v.releases, { number })
  expect(said.map((r) => r.tag[0])).toEqual(['tender', 'award', 'contract'])
  expect(brokenIn(compile(said))).toEqual([])
  expect(JSON.stringify(said)).not.toContain('受让c')
})

test('one alone agrees at the floor or above; where one is too few nobody does, and money goes back', async () => {
  const { caseId, number } = await readied()
  await disclose(caseId)
  await enters(caseId, buyers[0]!)
  await city.settle()
  await pass(caseId, 1)
  at('2026-03-31T01:00:00Z')
  expect(await code(city.run(c.arrange, { caseId, price: wan(999) }, keeper))).toBe('PRICE')
  await city.run(c.arrange, { caseId, price: wan(1000) }, keeper)
  expect(await status(number)).toBe('dealt')
  at('2026-04-02T01:00:00Z')
  await city.run(c.sign, { caseId, ...SIGN, buyer: '受让c1', price: wan(1000) }, officer)
  expect((await city.run(v.viewComparison, { number }, keeper)).open).toEqual(['payment'])
  const space = await readied({ kind: 'advertising', title: '广告位' })
  await disclose(space.caseId, { profile: 'property-one-fails' })
  const order = await enters(space.caseId, buyers[0]!)
  await city.settle()
  await pass(space.caseId, 1)
  at('2026-03-31T01:00:00Z')
  await city.run(c.arrange, { caseId: space.caseId }, keeper)
  await city.settle()
  expect([await status(space.number), (await orderOf(order, buyers[0]!)).refunded]).toEqual(['ended', TERMS.deposit])
})

test('nobody comes: extended, disclosed again at nine tenths, below only with written approval', async () => {
  const { caseId, number } = await readied()
  await disclose(caseId)
  expect(await code(city.run(c.extend, { caseId, until: '2026-04-03' }, keeper))).toBe('SHORT')
  expect(await code(city.run(c.extend, { caseId, until: '2026-04-07' }, officer))).toBe('FORBIDDEN')
  await city.run(c.extend, { caseId, until: '2026-04-07' }, keeper)
  at('2026-04-01T01:00:00Z')
  expect(await code(city.run(c.arrange, { caseId, again: true }, keeper))).toBe('EARLY')
  at('2026-04-08T01:00:00Z')
  await city.run(c.arrange, { caseId, again: true }, keeper)
  const again = (floor: number) => code(disclose(caseId, { floor, until: '2026-05-13' }))
  expect(await again(wan(899))).toBe('NINETY')
  expect(await code(city.run(c.lower, { caseId, floor: wan(850), opinion: '同意降价。' }, keeper))).toBe('FORBIDDEN')
  await city.run(c.lower, { caseId, floor: wan(850), opinion: '同意降价。' }, approver)
  expect([await again(wan(849)), await again(wan(850))]).toEqual(['NINETY', 'OK'])
  expect((await city.run(v.viewSale, { number })).disclosed).toMatchObject({ floor: wan(850), round: 2 })
  expect(await code(city.run(c.lower, { caseId, floor: wan(800), opinion: '再降。' }, approver))).toBe('NOT_NOW')
})

test('a first right: matched in the hall by rank; or afterwards, by the holder, within the period', async () => {
  const { caseId, number } = await readied({ priority: 'after' })
  await disclose(caseId)
  for (const [i, who] of buyers.slice(0, 2).entries()) await enters(caseId, who, { priority: i === 0 })
  await city.settle()
  await pass(caseId, 1, { priority: true })
  await pass(caseId, 2)
  at('2026-03-31T01:00:00Z')
  await city.run(c.arrange, { caseId, ...BID }, keeper)
  at('2026-04-01T02:00:00Z')
  await bid(number, wan(1200), buyers[1]!)
  at('2026-04-01T12:00:00Z')
  await city.settle()
  const match = (who: PersonActor) => code(city.run(c.match, { caseId, agreed: true }, who))
  expect(await code(city.run(c.ask, { caseId }, keeper))).toBe('WAIT')
  expect(await match(buyers[1]!)).toBe('FORBIDDEN')
  expect((await city.run(v.viewSale, { number }, buyers[0]!)).mine!.matches).toBe(true)
  expect([await match(buyers[0]!), await match(buyers[0]!)]).toEqual(['OK', 'NOT_NOW'])
  await city.run(c.ask, { caseId }, keeper)
  at('2026-04-02T01:00:00Z')
  await city.run(c.sign, { caseId, ...SIGN, buyer: '受让c1', price: wan(1200) }, officer)
  const seen = await city.run(v.viewComparison, { number }, watcher)
  expect(seen.rows.find((r) => r.field === 'buyer')).toMatchObject({ same: true })

  const hall = await readied({ priority: 'hall' })
  await disclose(hall.caseId, { profile: 'property-one-fails' })
  for (const who of buyers.slice(0, 2)) await enters(hall.caseId, who)
  await city.settle()
  await pass(hall.caseId, 1, { priority: true })
  await pass(hall.caseId, 2)
  at('2026-03-31T01:00:00Z')
  await city.run(c.arrange, { caseId: hall.caseId, ...BID }, keeper)
  at('2026-04-01T02:00:00Z')
  await bid(hall.number, wan(1000), buyers[1]!)
  expect(await code(bid(hall.number, wan(1000), buyers[0]!))).toBe('OK')
  at('2026-04-01T12:00:00Z')
  await city.settle()
  const [mine] = [(await city.run(auction.view, { number: hall.number }, buyers[0]!)).me!]
  expect(mine.leads).toBe(true)
})

test('a deposit that comes after its day opens nothing and goes back; a bank that is down is asked later', async () => {
  const { caseId, number } = await readied()
  await disclose(caseId)
  const { order } = await city.run(c.register, { caseId, agreed: true }, buyers[0]!)
  at('2026-03-31T01:00:00Z')
  await pays(order, buyers[0]!, TERMS.deposit)
  await city.settle()
  expect((await city.run(v.viewEntries, { number }, keeper))[0]).toMatchObject({ paid: false, late: true })
  expect(await code(pass(caseId, 1))).toBe('NO_DEPOSIT')
  await city.run(behave, { jurisdiction: '350200', mode: 'down' }, system('test'))
  await city.run(c.arrange, { caseId }, keeper)
  await city.settle()
  expect(await orderOf(order, buyers[0]!)).toMatchObject({
    state: 'cancelled',
    refunded: 0,
    refundOrdered: TERMS.deposit,
  })
  expect((await city.run(v.viewEntries, { number }, keeper))[0]!.refunded).toBe(false)
  await city.run(behave, { jurisdiction: '350200', mode: 'good' }, system('test'))
  // Asked in the morning, it tells what it paid out.
  at('2026-04-01T03:00:00Z')
  await city.run(m.askBank, { jurisdiction: '350200', account: '35020080001234' }, system('money'))
  await city.settle()
  expect((await city.run(v.viewEntries, { number }, keeper))[0]!.refunded).toBe(true)
})

test('one sealed bid each: trustees are named when the bidding is arranged; they open, and the case goes on by itself', async () => {
  const trustees = ['350200-jiaoyi', '350200-guozi', '350200-caizheng']
  const keepers = trustees.map((unit) => ({ unit, as: officerOf(TRUSTEE, { unitCode: unit }) }))
  for (const { unit, as } of keepers) await city.run(envelopes.registerKey, { key: demoKey(unit).key }, as)
  const { caseId, number } = await readied({ title: '密封报价的股权' })
  await disclose(caseId, { profile: 'property-sealed' })
  for (const who of buyers) await enters(caseId, who)
  await city.settle()
  for (const no of [1, 2, 3]) await pass(caseId, no)
  at('2026-03-31T01:00:00Z')
  expect(await code(city.run(c.arrange, { caseId, ...BID }, keeper))).toBe('TRUSTEES')
  expect(await code(city.run(c.arrange, { caseId, ...BID, trustees: trustees.slice(0, 2) }, keeper))).toBe('TRUSTEES')
  await city.run(c.arrange, { caseId, ...BID, trustees }, keeper)
  at('2026-04-01T02:00:00Z')
  await city.settle()
  expect(await code(bid(number, wan(1000), buyers[0]!))).toBe('NO_BIDS_NOW')
  const perform: Founding['perform'] = (contract, input, { as }) => city.run(contract, input, as)
  for (const [i, amount] of [1000, 1250, 1100].entries())
    await enterSealedBid({ perform }, { number, amount: wan(amount), as: buyers[i]!, at: new Date() })
  at('2026-04-01T09:30:00Z')
  await city.settle()
  expect(await status(number)).toBe('bidding')
  await releaseInTurn({ perform }, { box: `${number}-S1`, trustees: keepers, at: new Date() })
  await city.settle()
  expect(await status(number)).toBe('dealt')
  expect((await city.run(auction.view, { number }, keeper)).outcome).toMatchObject({ price: wan(1250) })
})
