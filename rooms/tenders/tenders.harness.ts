// For the tests of tenders: a small city that builds, with trustees, experts and builders, and the ways through a tender that they share.
import draw from '../../kernel/draw/index.ts'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import { ledgerRoom, memoryTiles, openLog } from '../../kernel/ledger/index.ts'
import money, { contract as m } from '../../kernel/money/index.ts'
import parties from '../../kernel/parties/index.ts'
import { type Actor, type PersonActor, putSetting, system, text } from '../../kernel/platform/index.ts'
import { type TestCity, testCity } from '../../test/city.ts'
import bond from '../../trade/bond/index.ts'
import committeeRoom from '../../trade/committee/index.ts'
import envelope, { demoKey, contract as e, pdf, releaseShares, submitBid, TRUSTEE } from '../../trade/envelope/index.ts'
import bank from '../bank/index.ts'
import * as x from '../experts/contract.ts'
import expertsRoom from '../experts/index.ts'
import prequalification from '../prequalification/index.ts'
import { KEEPER, OFFICER, OVERSEER } from './case.kind.ts'
import * as c from './contract.ts'
import tenders from './index.ts'

export const DAY = 86_400_000
export const NOW = Date.parse('2026-03-02T01:00:00Z')
export const onDay = (days: number, ms = 0) => new Date(NOW + days * DAY + ms).toISOString()
export const wan = (n: number) => n * 1_000_000
export let city: TestCity
export let officer: Actor
export let overseer: Actor
export let keeper: Actor
export const units = ['daijian', 'jiaoyi', 'zhaobiaoban', 'gongzheng', 'beiyong'].map((u) => `350200-${u}`)
export const trustees: Record<string, Actor> = {}
export const experts: PersonActor[] = []
export const builders: PersonActor[] = []

/** Before all tests of a file: the city is its own, though others in the same process had theirs. */
export async function openTenders(): Promise<void> {
  for (const list of [experts, builders]) list.length = 0
  const log = openLog({
    origin: 'x',
    store: memoryTiles(),
    signer: { name: 'x', vkey: '', vkeys: () => [], keys: () => [], align: () => {}, sign: () => '' },
  })
  city = await testCity({
    more: [
      ...[money, bank, parties, draw, ledgerRoom(log), envelope, committeeRoom, bond, expertsRoom],
      ...[prequalification, tenders],
    ],
  })
  const set = system('founding')
  await city.db.transaction().execute((tx) => putSetting(tx, 'demonstration', true))
  for (const [i, unitCode] of units.entries())
    await city.run(
      identity.defineUnit,
      {
        ...{ code: unitCode, jurisdiction: '350200', level: 'city', kind: 'department', name: text('单位', 'Unit') },
        supervisedBy: '350200-jiancha',
        details: { duties: [[], ['公共资源交易'], ['招标监督'], [], []][i]! },
      },
      set,
    )
  const person = async (login: string) => {
    await city.run(identity.enrolPerson, { login, name: `${login}人`, password: 'gnomon-demo' }, set)
    return (await city.citizen(login)) as PersonActor
  }
  const post = async (login: string, of: string, role: string) => {
    const postCode = `${of}/${role}`
    await city.run(identity.definePost, { code: postCode, unit: of, title: text('岗', 'Post'), role }, set)
    const { personId } = await person(login)
    await city.run(identity.appoint, { personId, post: postCode, startsOn: '2026-01-01' }, set)
    return city.db.transaction().execute((tx) => actorOfLogin(tx, login, postCode))
  }
  officer = await post('to', units[0]!, OFFICER)
  keeper = await post('tk', units[1]!, KEEPER)
  overseer = await post('tv', units[2]!, OVERSEER)
  const librarian = await post('tl', units[1]!, 'expert-librarian')
  for (const u of units) {
    trustees[u] = await post(`t-${u}`, u, TRUSTEE)
    await city.run(e.registerKey, { key: demoKey(u).key }, trustees[u])
  }
  await city.run(
    m.openAccount,
    { jurisdiction: '350200', number: '35020080001234', bank: 'demo', holder: '350200-caizheng', kinds: ['deposit'] },
    set,
  )
  for (let i = 0; i < 7; i++) {
    const who = await person(`expert${i}`)
    experts.push(who)
    await city.run(
      x.enrol,
      { personId: who.personId, name: who.name, specialties: ['municipal'], interests: i === 0 ? ['公司1'] : [] },
      librarian,
    )
  }
  for (let i = 0; i < 5; i++) builders.push(await person(`builder${i}`))
}
export const closeTenders = () => city.close()

export const FORM: c.TenderForm = {
  ...{ title: '测试项目', titleEn: 'Test', place: '思明区', scope: '管廊', qualification: '二级以上' },
  ...{ estimate: wan(1000), ceiling: wan(1000), bond: wan(20), days: 300, specialty: 'municipal', committee: 5 },
  method: 'composite-benchmark',
}
export const plan = (more: object = {}, as: Actor = officer) => city.run(c.plan, { ...FORM, ...more }, as)
export const document = (name = '招标文件') => {
  const bytes = pdf(name)
  return { name, file: { name: 'x.pdf', size: bytes.length, bytes } }
}
export async function announced(more: object = {}) {
  city.clock.set(onDay(0))
  const { caseId, number } = await plan(more)
  await city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意。' }, overseer)
  await city.run(c.attach, { caseId, ...document() }, officer)
  await city.run(c.announce, { caseId, deadline: onDay(21), trustees: units, threshold: 3 }, officer)
  const { terms } = await city.run(e.view, { number })
  return { caseId, number, terms }
}
export type T = Awaited<ReturnType<typeof announced>>
export const by = {
  perform: ((contract: never, input: never, b: { as: Actor }) => city.run(contract, input, b.as)) as never,
}
export async function bid(
  t: T,
  i: number,
  price: number,
  version = 1,
  more: { identity?: Record<string, string>; files?: string[] } = {},
) {
  const as = builders[i]!
  const known = (await city.run(c.tender, { number: t.number }, as)).now.bidder
  const bidder = known ?? (await city.run(c.register, { number: t.number, agreed: true }, as)).bidder
  const of = {
    sheet: { price: wan(price), days: 300, quality: '合格' },
    identity: {
      name: `公司${i}`,
      uscc: `91350200000001000${i}`,
      manager: `经理${i}`,
      contact: `1${i}`,
      ...more.identity,
    },
    ...(more.files ? { files: more.files } : {}),
  }
  await submitBid(by, { terms: t.terms, bidder, version, bid: of, as, at: city.clock.now() })
  return bidder
}
/** The deadline passes, trustees open, experts are drawn. */
export async function toEvaluation(t: T) {
  if (city.clock.now() < new Date(onDay(21, 3000))) city.clock.set(onDay(21, 3000))
  await city.settle()
  await city.run(c.callOpening, { caseId: t.caseId }, keeper)
  for (const u of units.slice(1, 4))
    await releaseShares(by, { number: t.number, unit: u, as: trustees[u]!, at: city.clock.now() })
  await city.settle()
  city.clock.advance(60_000)
  await city.run(c.closePool, { caseId: t.caseId, words: '晴 22 度', checkpoint: false }, keeper)
  city.clock.advance(60_000)
  await city.run(c.reveal, { caseId: t.caseId }, keeper)
  const seated: PersonActor[] = []
  for (const x of experts) if ((await city.run(c.tender, { number: t.number }, x)).now.expert) seated.push(x)
  return seated
}
export const verdicts = (bidders: readonly number[], more: (b: number) => object = () => ({})) =>
  bidders.map((bidder, i) => ({ bidder, points: { technical: String(20 + i), standing: '8' }, ...more(bidder) }))
