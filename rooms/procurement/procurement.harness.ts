// A small city that buys: units, posts, trustees, experts and suppliers, and the ways through a process that tests share.
import draw from '../../kernel/draw/index.ts'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import { ledgerRoom, memoryTiles, openLog } from '../../kernel/ledger/index.ts'
import parties from '../../kernel/parties/index.ts'
import { type Actor, type PersonActor, putSetting, type Room, system, text } from '../../kernel/platform/index.ts'
import { type TestCity, testCity } from '../../test/city.ts'
import bond from '../../trade/bond/index.ts'
import committeeRoom from '../../trade/committee/index.ts'
import envelope, { demoKey, contract as e, pdf, releaseShares, submitBid, TRUSTEE } from '../../trade/envelope/index.ts'
import { contractingRoom } from '../contracting/index.ts'
import * as x from '../experts/contract.ts'
import expertsRoom from '../experts/index.ts'
import * as s from '../suppliers/contract.ts'
import suppliersRoom from '../suppliers/index.ts'
import { AGENCY, BUYER, FINANCE } from './case.kind.ts'
import * as c from './contract.ts'
import procurement from './index.ts'

export const DAY = 86_400_000
export const NOW = Date.parse('2026-03-02T01:00:00Z')
export const onDay = (days: number, ms = 0) => new Date(NOW + days * DAY + ms).toISOString()
export const wan = (n: number) => n * 1_000_000
export const USCC = ['913502000000020001', '91350200000002001X', '913502000000020028', '913502000000020036'] as const
const SIZES = ['small', 'micro', 'medium', 'large'] as const
const UNITS = ['zhongxin', 'caigou', 'gongzheng'].map((u) => `350200-${u}`)

export const FORM: c.ProcurementForm = {
  ...{ title: '台式计算机', titleEn: 'Desktop computers', category: 'goods', year: 2026, line: '办公设备' },
  need: '台式计算机一百台，含安装调试和三年保修，送到办公地点。',
  ...{ budget: wan(60), ceiling: wan(58), method: 'inquiry', ground: '32', reason: '', scoring: 'procurement-lowest' },
  ...{ specialty: 'equipment', committee: 3, days: 15, reserved: false, invited: [] },
}

export async function buyingCity(more: Room[] = []) {
  const log = openLog({
    origin: 'x',
    store: memoryTiles(),
    signer: { name: 'x', vkey: '', vkeys: () => [], keys: () => [], align: () => {}, sign: () => '' },
  })
  const city: TestCity = await testCity({
    more: [
      parties,
      draw,
      ledgerRoom(log),
      envelope,
      committeeRoom,
      bond,
      expertsRoom,
      suppliersRoom,
      procurement,
      ...more,
      contractingRoom([procurement, ...more]),
    ],
  })
  const set = system('founding')
  city.clock.set(onDay(0))
  await city.db.transaction().execute((tx) => putSetting(tx, 'demonstration', true))
  const unit = (code: string, jurisdiction: string, duties: string[]) =>
    city.run(
      identity.defineUnit,
      {
        ...{ code, jurisdiction, level: jurisdiction === '350200' ? 'city' : 'district', kind: 'department' },
        ...{ name: text('单位', 'Unit'), supervisedBy: '350200-jiancha', details: { duties, mark: '厦采' } },
      } as never,
      set,
    )
  await unit('350200-caigou', '350200', ['集中采购'])
  await unit('350200-gongzheng', '350200', [])
  await unit('350200-caizheng-cg', '350200', ['政府采购监管'])
  await unit('350203-caizheng-cg', '350203', ['政府采购监管'])
  const person = async (login: string) => {
    await city.run(identity.enrolPerson, { login, name: `${login}人`, password: 'gnomon-demo' }, set)
    return (await city.citizen(login)) as PersonActor
  }
  const post = async (login: string, of: string, role: string) => {
    const postCode = `${of}/${login}`
    await city.run(identity.definePost, { code: postCode, unit: of, title: text('岗', 'Post'), role }, set)
    const { personId } = await person(login)
    await city.run(identity.appoint, { personId, post: postCode, startsOn: '2026-01-01' }, set)
    return city.db.transaction().execute((tx) => actorOfLogin(tx, login, postCode))
  }
  const buyer = await post('buyer', '350200-zhongxin', BUYER)
  const finance = await post('finance', '350200-caizheng-cg', FINANCE)
  const agency = await post('agency', '350200-caigou', AGENCY)
  const districtBuyer = await post('dbuyer', '350203-wenlv', BUYER)
  const districtFinance = await post('dfinance', '350203-caizheng-cg', FINANCE)
  const librarian = await post('librarian', '350200-caigou', 'expert-librarian')
  const trustees: Record<string, Actor> = {}
  for (const [i, u] of UNITS.entries()) {
    trustees[u] = await post(`trustee${i}`, u, TRUSTEE)
    await city.run(e.registerKey, { key: demoKey(u).key }, trustees[u])
  }
  const experts: PersonActor[] = []
  for (let i = 0; i < 6; i++) {
    const who = await person(`expert${i}`)
    experts.push(who)
    const interests = i === 0 ? ['公司1'] : []
    await city.run(
      x.enrol,
      { personId: who.personId, name: who.name, specialties: ['equipment', 'software'], interests },
      librarian,
    )
  }
  const suppliers: PersonActor[] = []
  for (const [i, uscc] of USCC.entries()) {
    const who = await person(`supplier${i}`)
    suppliers.push(who)
    await city.run(s.register, { name: `公司${i}`, uscc, size: SIZES[i]!, contact: `0592-${i}000`, agreed: true }, who)
  }
  const line = { unit: '350200-zhongxin', year: 2026, line: '办公设备', title: '办公设备更新', amount: wan(900) }
  await city.run(c.setBudget, line, finance)

  const by = {
    perform: ((contract: never, input: never, b: { as: Actor }) => city.run(contract, input, b.as)) as never,
  }
  const file = (name: string) => {
    const bytes = pdf(name)
    return { name: 'x.pdf', size: bytes.length, bytes }
  }
  const plan = (form: object = {}, as: Actor = buyer) => city.run(c.plan, { ...FORM, ...form } as never, as)
  async function announced(form: object = {}, days = 4) {
    city.clock.set(onDay(0))
    const { caseId, number } = await plan(form)
    await city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意。' }, finance)
    await city.run(c.attach, { caseId, name: '采购文件', file: file('documents') }, buyer)
    await city.run(c.announce, { caseId, deadline: onDay(days), trustees: UNITS, threshold: 2 }, agency)
    return { caseId, number, end: onDay(days) }
  }
  type More = { identity?: Record<string, string>; files?: string[] }
  async function submitTo(box: string, as: PersonActor, sheet: Record<string, string | number>, more: More = {}) {
    const { terms, mine } = await city.run(e.view, { number: box }, as)
    const me = (await city.run(s.mine, {}, as))!
    await submitBid(by, {
      ...{ terms, bidder: mine!.bidder, version: mine!.next, as, at: city.clock.now() },
      bid: {
        sheet,
        identity: { name: me.name, uscc: me.uscc, contact: me.contact, ...more.identity },
        ...(more.files ? { files: more.files } : {}),
      },
    })
  }
  async function respond(number: string, i: number, sheet: Record<string, string | number>, more: More = {}) {
    const as = suppliers[i]!
    const { order } = await city.run(c.register, { number, agreed: true }, as)
    await submitTo(number, as, sheet, more)
    return order
  }
  async function release(box: string) {
    for (const u of UNITS.slice(0, 2))
      await releaseShares(by, { number: box, unit: u, as: trustees[u]!, at: city.clock.now() })
    await city.settle()
  }
  /** The deadline passes, trustees open, experts are drawn. */
  async function toEvaluation(t: { caseId: string; number: string; end: string }) {
    city.clock.set(new Date(Date.parse(t.end) + 3000).toISOString())
    await city.settle()
    await city.run(c.callOpening, { caseId: t.caseId }, agency)
    await release(t.number)
    await city.run(c.closePool, { caseId: t.caseId, words: '晴天', checkpoint: false }, agency)
    city.clock.advance(1000)
    await city.run(c.reveal, { caseId: t.caseId }, agency)
    const seats: PersonActor[] = []
    for (const who of experts) if ((await city.run(c.process, { number: t.number }, who)).now.expert) seats.push(who)
    return seats
  }
  async function evaluated(
    t: { caseId: string; number: string },
    seats: PersonActor[],
    verdict: (bidder: number) => object = () => ({}),
  ) {
    const { bids } = await city.run(c.committee, { number: t.number }, seats[0])
    for (const who of seats)
      await city.run(
        c.evaluate,
        { caseId: t.caseId, verdicts: bids.map((b) => ({ bidder: b.bidder, ...verdict(b.bidder) })) },
        who,
      )
    await city.run(c.report, { caseId: t.caseId }, seats[0]!)
    for (const who of seats) await city.run(c.sign, { caseId: t.caseId, agrees: true }, who)
    return city.run(c.process, { number: t.number })
  }
  return {
    ...{ city, buyer, finance, agency, districtBuyer, districtFinance, librarian, trustees, experts, suppliers },
    ...{ file, plan, announced, submitTo, respond, release, toEvaluation, evaluated, units: UNITS },
  }
}
