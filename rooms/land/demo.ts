import { actorOfLogin, demoOfficer, demoPerson, contract as identity } from '../../kernel/identity/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { type Actor, type Demo, type PersonActor, system, text } from '../../kernel/platform/index.ts'
import { contract as auction, enterReserve, NOTARY, releaseInTurn, WATCHER } from '../../trade/auction/index.ts'
import { demoKey, contract as envelope, TRUSTEE } from '../../trade/envelope/index.ts'
import { pay } from '../bank/contract.ts'
import { APPROVER, KEEPER, OFFICER } from './case.kind.ts'
import { announce, apply, approve, hear, type LotForm, plan, qualify } from './contract.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const wan = (n: number) => n * 1_000_000
const box = (lon: number, lat: number, w: number, h: number) =>
  JSON.stringify({
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [lon + w, lat + h * 0.12],
        [lon + w * 0.93, lat + h],
        [lon + w * 0.05, lat + h * 0.9],
        [lon, lat],
      ],
    ],
  })

type Plan = Omit<LotForm, 'shape'> & { shape: string }
const LOTS: (Plan & { dealt?: boolean; live?: boolean })[] = [
  {
    kind: 'commercial',
    title: '2026P01 滨北商业地块（演示）',
    titleEn: 'Lot 2026P01, Binbei, commercial (demonstration)',
    place: '思明区湖滨北路北侧',
    area: 18_420,
    use: '商服用地',
    years: 40,
    conditions: '容积率不大于 3.2；成交后一年内开工、三年内竣工。',
    ...{
      start: wan(32_000),
      step: wan(300),
      deposit: wan(6_400),
      reserve: true,
      profile: 'land-fujian',
      shape: box(118.0935, 24.4792, 0.0018, 0.0013),
    },
    dealt: true,
  },
  {
    kind: 'industrial',
    title: '2026G07 同翔工业地块（演示）',
    titleEn: 'Lot 2026G07, Tongxiang, industrial (demonstration)',
    place: '翔安区同翔高新城',
    area: 45_800,
    use: '工业用地',
    years: 50,
    conditions: '签订合同后六个月内开工，两年内投产。',
    investment: 6000,
    energy: 120,
    ...{
      start: wan(2_300),
      step: wan(20),
      deposit: wan(460),
      reserve: false,
      profile: 'land-fujian',
      shape: box(118.2441, 24.6725, 0.0031, 0.0019),
    },
    live: true,
  },
  {
    kind: 'mining',
    title: '2026K02 建筑用花岗岩采矿权（演示）',
    titleEn: 'Mining right 2026K02, granite for building (demonstration)',
    place: '同安区汀溪镇',
    area: 212_000,
    use: '建筑用石料',
    years: 20,
    conditions: '绿色矿山标准建设；闭坑前完成生态修复。',
    mineral: '建筑用花岗岩',
    yearly: 900_000,
    ...{
      start: wan(5_600),
      step: wan(50),
      deposit: wan(1_120),
      reserve: false,
      profile: 'land-taicang',
      shape: box(118.1202, 24.8011, 0.0062, 0.0043),
    },
  },
]

/** Three lots: one dealt some weeks ago, one whose timed end is near, one just announced. */
export const demo: Demo = async ({ perform, read, now, home }) => {
  const ago = (days: number) => new Date(now.getTime() - days * DAY)
  const set = { as: system('founding'), at: ago(80) }
  const place = home.slice(0, 6)
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
        details: { mark: '厦交易', duties },
      },
      set,
    )
  await unit(`${home}-jiaoyi`, '市公共资源交易中心', 'Public Resources Exchange', ['公共资源交易'])
  await unit(`${home}-chuzhu`, '市土地出让联席会议办公室', 'Land Sales Joint Office', ['土地出让审批'])
  await unit(`${home}-gongzheng`, '市公证处', 'Notary Office', ['公证'])
  for (const [login, name, of, role, zh, en] of [
    ['land-officer', '吴田', `${home}-guotu`, OFFICER, '出让岗', 'Land sales'],
    ['land-approver', '洪批', `${home}-chuzhu`, APPROVER, '方案审批岗', 'Approval of plans'],
    ['auction-keeper', '许槌', `${home}-jiaoyi`, KEEPER, '竞价主持岗', 'Keeper of the hall'],
    ['notary', '郑公', `${home}-gongzheng`, NOTARY, '公证岗', 'Notary'],
    ['market-supervisor', '严督', `${home}-jiancha`, WATCHER, '交易监督岗', 'Market supervision'],
  ] as const) {
    await demoOfficer(perform, { unit: of, role, title: text(zh, en), login, name }, set)
  }
  for (const [login, name] of [
    ['bidder-1', '陈一（演示）'],
    ['bidder-2', '林二（演示）'],
    ['bidder-3', '王三（演示）'],
  ] as const)
    await demoPerson(perform, { login, name }, set)
  const as = (login: string, post?: string) => read((tx) => actorOfLogin(tx, login, post))
  const officer = await as('land-officer', `${home}-guotu/${OFFICER}`)
  const approver = await as('land-approver', `${home}-chuzhu/${APPROVER}`)
  const keeper = await as('auction-keeper', `${home}-jiaoyi/${KEEPER}`)
  // Who holds a part of the key to a reserve: who approved, the exchange, the notary.
  const keepers: Record<string, Actor> = {}
  for (const [i, of] of [`${home}-chuzhu`, `${home}-jiaoyi`, `${home}-gongzheng`].entries()) {
    const held = {
      unit: of,
      post: `${of}/reserve-trustee`,
      role: TRUSTEE,
      title: text('底价受托岗', 'Trustee of reserves'),
    }
    const login = `reserve-trustee-${i + 1}`
    const { post } = await demoOfficer(perform, { ...held, login, name: `底价受托${'甲乙丙'[i]}` }, set)
    keepers[of] = await as(login, post)
    await perform(envelope.registerKey, { key: demoKey(of).key }, { as: keepers[of], at: ago(75) })
  }
  const bidders = (await Promise.all(['bidder-1', 'bidder-2', 'bidder-3'].map((l) => as(l)))) as PersonActor[]

  for (const { dealt, live, ...form } of LOTS) {
    const begun = ago(dealt ? 70 : live ? 45 : 6)
    const { caseId, number } = await perform(plan, form, { as: officer, at: begun })
    const at = (days: number, ms = 0) => new Date(begun.getTime() + days * DAY + ms)
    await perform(
      approve,
      { caseId, outcome: 'approve', opinion: '符合规划和年度计划，同意出让。' },
      { as: approver, at: at(1) },
    )
    const opens = at(23)
    const closes = dealt ? at(38) : live ? new Date(now.getTime() + 45 * MINUTE) : at(40)
    const applyUntil = new Date(closes.getTime() - 4 * DAY)
    await perform(
      announce,
      { caseId, opens: opens.toISOString(), applyUntil: applyUntil.toISOString(), closes: closes.toISOString() },
      { as: keeper, at: at(2) },
    )
    if (!dealt && !live) continue
    const orders: string[] = []
    for (const [i, who] of bidders.entries()) {
      const { order } = await perform(apply, { caseId, agreed: true }, { as: who, at: at(24, i * MINUTE) })
      orders.push(order)
    }
    for (const [i, who] of bidders.entries()) {
      const order = orders[i]!
      const { account } = await perform(money.viewOrder, { number: order }, { as: who, at: at(25, i * MINUTE) })
      await perform(
        pay,
        { jurisdiction: place, account, amount: form.deposit, name: who.name, reference: order },
        { as: who, at: at(25, i * MINUTE) },
      )
      // The consumer that hears the bank works once the history is written: here it is said at its own time.
      await perform(hear, { number, order, what: 'paid' }, { as: system('founding'), at: at(25, (10 + i) * MINUTE) })
    }
    for (const i of bidders.keys())
      await perform(
        qualify,
        { caseId, applicant: i + 1, outcome: 'pass', reason: '保证金足额，符合公告条件。' },
        { as: keeper, at: at(26, i * MINUTE) },
      )
    const bid = (who: number, amount: number, when: Date) =>
      perform(auction.placeBid, { number, amount, sure: true }, { as: bidders[who]!, at: when })
    await bid(0, form.start, at(27))
    await bid(1, form.start + form.step, at(28))
    if (live) {
      await bid(2, form.start + 3 * form.step, new Date(now.getTime() - 9 * MINUTE))
      await bid(0, form.start + 4 * form.step, new Date(now.getTime() - 4 * MINUTE))
      continue
    }
    const reserve = form.start + 4 * form.step
    const trustees = Object.keys(keepers)
    const box = await enterReserve({ perform }, { number, reserve, trustees, as: officer as PersonActor, at: at(30) })
    const end = (minutes: number) => new Date(closes.getTime() + minutes * MINUTE)
    await bid(2, form.start + 2 * form.step, end(-50))
    await bid(0, form.start + 5 * form.step, end(-20))
    for (let k = 0; k < 14; k++) await bid(k % 3, form.start + (6 + k) * form.step, end(16 + k * 3))
    const by = (minutes: number) => ({ as: system('founding'), at: end(minutes) })
    await perform(auction.tick, { number }, by(16 + 13 * 3 + 6))
    const opening = { box, trustees: Object.entries(keepers).map(([of, who]) => ({ unit: of, as: who })) }
    await releaseInTurn({ perform }, { ...opening, at: end(16 + 13 * 3 + 8) })
    await perform(envelope.open, { number: box }, by(16 + 13 * 3 + 9))
    await perform(auction.openReserve, { number }, by(16 + 13 * 3 + 9))
  }
}
