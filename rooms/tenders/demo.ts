import { actorOfLogin, demoOfficer, demoPerson, contract as identity } from '../../kernel/identity/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { type Actor, type Demo, type PersonActor, system, text } from '../../kernel/platform/index.ts'
import { contract as bonds } from '../../trade/bond/index.ts'
import {
  type DemoBid,
  demoKey,
  contract as envelope,
  pdf,
  releaseShares,
  submitBid,
  TRUSTEE,
} from '../../trade/envelope/index.ts'
import { pay } from '../bank/contract.ts'
import { KEEPER, OFFICER, OVERSEER } from './case.kind.ts'
import * as c from './contract.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const wan = (n: number) => n * 1_000_000
/** The demonstration's experts of works, by their logins. */
const EXPERTS = 9
const BUILDERS = [
  ['鹭岛建设有限公司', '913502000000010006'],
  ['海沧市政工程有限公司', '913502000000010014'],
  ['同安建工集团有限公司', '913502000000010022'],
  ['湖里路桥有限公司', '913502000000010030'],
  ['翔安建筑工程有限公司', '913502000000010049'],
] as const
const FORM: c.TenderForm = {
  title: '环岛东路综合管廊二期（演示）',
  titleEn: 'Utility tunnel, Huandao East Road, phase II (demonstration)',
  place: '思明区环岛东路',
  scope: '管廊主体、附属用房和机电预埋，全长 2.4 公里。',
  qualification: '市政公用工程施工总承包二级以上；项目负责人一级注册建造师（市政）。',
  estimate: wan(1_060),
  ceiling: wan(1_000),
  bond: wan(20),
  days: 300,
  method: 'composite-benchmark',
  specialty: 'municipal',
  committee: 5,
}

/** Two tenders: one decided, with every bid opened and evaluated; one open, with four sealed bids that nobody can read. */
export const demo: Demo = async ({ perform, read, now, home }) => {
  const ago = (days: number) => new Date(now.getTime() - days * DAY)
  const set = { as: system('founding'), at: ago(80) }
  const place = home.slice(0, 6)
  const as = (login: string, post?: string) => read((tx) => actorOfLogin(tx, login, post))
  const unit = (code: string, zh: string, en: string, duties: string[]) =>
    perform(
      identity.defineUnit,
      {
        code,
        jurisdiction: place,
        level: 'city',
        kind: 'department',
        name: { zh, en },
        supervisedBy: `${home}-jiancha`,
        details: { duties },
      },
      set,
    )
  await unit(`${home}-daijian`, '市政府投资项目代建中心', 'Public Works Agency', [])
  await unit(`${home}-zhaobiaoban`, '市招标投标监督办公室', 'Office of Tender Oversight', ['招标监督'])
  await unit(`${home}-beiyong`, '漳州市公证处（备用受托人）', 'Notary of Zhangzhou (reserve trustee)', [])
  const person = (login: string, name: string) => demoPerson(perform, { login, name }, set)
  const posts: Record<string, string> = {}
  const appoint = async (login: string, name: string, of: string, role: string, title: readonly [string, string]) => {
    const who = { unit: of, role, title: text(title[0], title[1]), login, name }
    const { post } = await demoOfficer(perform, who, set)
    posts[login] = post
    return as(login, post)
  }
  const officer = await appoint('tender-officer', '代文', `${home}-daijian`, OFFICER, ['招标岗', 'Tenders'])
  const overseer = await appoint('tender-overseer', '监正', `${home}-zhaobiaoban`, OVERSEER, [
    '招标监督岗',
    'Oversight',
  ])
  const keeper = await appoint('tender-keeper', '易平', `${home}-jiaoyi`, KEEPER, ['开标评标岗', 'Openings'])
  const TRUSTEES = ['daijian', 'jiaoyi', 'zhaobiaoban', 'gongzheng', 'beiyong'].map((u) => `${home}-${u}`)
  const trustees: Record<string, Actor> = {}
  for (const [i, of] of TRUSTEES.entries()) {
    const who = await appoint(`trustee-${i + 1}`, `受托${'甲乙丙丁戊'[i]}`, of, TRUSTEE, [
      '开标受托岗',
      'Trustee of openings',
    ])
    trustees[of] = who
    await perform(envelope.registerKey, { key: demoKey(of).key }, { as: who, at: ago(75) })
  }
  const builders: PersonActor[] = []
  for (const [i, [name]] of BUILDERS.entries()) {
    await person(`builder-${i + 1}`, `${name}经办人（演示）`)
    builders.push((await as(`builder-${i + 1}`)) as PersonActor)
  }
  const bidOf = (i: number, price: number): DemoBid => ({
    sheet: { price: wan(price), days: 280 + i * 5, quality: '合格' },
    identity: {
      ...{ name: BUILDERS[i]![0], uscc: BUILDERS[i]![1] },
      ...{ manager: `项目负责人${'甲乙丙丁戊'[i]}`, contact: `0592-555000${i}` },
    },
  })

  async function announced(form: c.TenderForm, begun: Date, deadline: Date) {
    const at = (days: number, ms = 0) => new Date(begun.getTime() + days * DAY + ms)
    const { caseId, number } = await perform(c.plan, form, { as: officer, at: begun })
    await perform(
      c.approve,
      { caseId, outcome: 'approve', opinion: '符合核准的招标方案。' },
      { as: overseer, at: at(1) },
    )
    const bytes = pdf(`Tender documents ${number}`)
    const file = { name: 'documents.pdf', size: bytes.length, bytes }
    await perform(c.attach, { caseId, name: '招标文件', file }, { as: officer, at: at(1, MINUTE) })
    await perform(
      c.announce,
      { caseId, deadline: deadline.toISOString(), trustees: TRUSTEES, threshold: 3 },
      { as: officer, at: at(2) },
    )
    const { terms } = await perform(envelope.view, { number }, { as: officer, at: at(2) })
    return { caseId, number, terms, at }
  }
  async function joined(i: number, number: string, when: Date) {
    const who = builders[i]!
    const { bidder, order } = await perform(c.register, { number, agreed: true }, { as: who, at: when })
    const { account } = await perform(money.viewOrder, { number: order }, { as: who, at: when })
    const paid = { jurisdiction: place, account, amount: FORM.bond, name: who.name, reference: order }
    await perform(pay, paid, { as: who, at: when })
    // The consumer that hears the bank works once the history is written: here it is said at its own time.
    await perform(bonds.hear, { jurisdiction: place, order, what: 'paid' }, { as: system('founding'), at: when })
    return bidder
  }

  // Decided.
  {
    const begun = ago(62)
    const deadline = new Date(begun.getTime() + 24 * DAY)
    const t = await announced(FORM, begun, deadline)
    for (const [i, price] of [980, 962, 971, 955, 990].entries()) {
      const bidder = await joined(i, t.number, t.at(10 + i))
      await submitBid(
        { perform },
        { terms: t.terms, bidder, version: 1, bid: bidOf(i, price), as: builders[i]!, at: t.at(20, i * MINUTE) },
      )
    }
    const end = (minutes: number) => new Date(deadline.getTime() + minutes * MINUTE)
    const by = (minutes: number) => ({ as: system('founding'), at: end(minutes) })
    const { number, caseId } = t
    const { count } = await perform(envelope.seal, { number }, by(1))
    await perform(c.close, { caseId, count }, by(2))
    await perform(c.callOpening, { caseId }, { as: keeper, at: end(5) })
    for (const [i, of] of TRUSTEES.slice(0, 3).entries())
      await releaseShares({ perform }, { number, unit: of, as: trustees[of]!, at: end(6 + i) })
    await perform(envelope.open, { number }, by(9))
    await perform(c.opened, { caseId }, by(10))
    const { envelopes } = await perform(envelope.record, { number }, by(10))
    for (const e of envelopes) await perform(envelope.checkDocuments, { number, digest: e.digest }, by(11))
    await perform(c.closePool, { caseId, words: '九点二十，小雨', checkpoint: false }, { as: keeper, at: end(20) })
    await perform(c.reveal, { caseId }, { as: keeper, at: end(25) })
    const seats: Actor[] = []
    for (let i = 1; i <= EXPERTS; i++) {
      const who = await as(`expert-${i}`)
      const { now: mine } = await perform(c.tender, { number }, { as: who, at: end(26) })
      if (mine.expert) seats.push(who)
    }
    for (const [s, who] of seats.entries()) {
      const verdicts = envelopes.map((e, i) => ({
        bidder: e.signed.manifest.bidder,
        points: { technical: String(24 + ((s + i * 2) % 5)), standing: String(7 + ((s + i) % 3)) },
      }))
      await perform(c.evaluate, { caseId, verdicts }, { as: who, at: end(120 + s) })
    }
    await perform(c.report, { caseId }, { as: seats[0]!, at: end(140) })
    for (const [s, who] of seats.entries())
      await perform(c.sign, { caseId, agrees: true }, { as: who, at: end(150 + s) })
    const after = (days: number) => ({ as: officer, at: new Date(deadline.getTime() + days * DAY) })
    await perform(c.publicise, { caseId, days: 3 }, after(1))
    const { report } = await perform(c.tender, { number }, after(1.1))
    await perform(c.award, { caseId, bidder: report!.candidates[0]! }, after(6))
    const price = report!.ranking.find((r) => r.bidder === report!.candidates[0])!.price
    await perform(c.signContract, { caseId, contract: 'DJ-2026-018', price }, after(14))
    await perform(c.fileReport, { caseId }, after(15))
  }

  // Open: four bids are in; nobody can read them, and that there are four stands nowhere in public.
  const deadline = new Date(now.getTime() + 12 * DAY)
  const open = await announced(
    {
      ...FORM,
      title: '滨海西大道人行天桥（演示）',
      titleEn: 'Footbridge, Binhai West Avenue (demonstration)',
      place: '集美区滨海西大道',
      scope: '钢结构人行天桥两座及接地附属工程。',
      committee: 7,
    },
    ago(12),
    deadline,
  )
  for (const [i, price] of [968, 975, 950, 984].entries()) {
    const bidder = await joined(i, open.number, ago(6 - i * 0.1))
    await submitBid(
      { perform },
      { terms: open.terms, bidder, version: 1, bid: bidOf(i, price), as: builders[i]!, at: ago(2 - i * 0.1) },
    )
  }
}
