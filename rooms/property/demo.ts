import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { contract as cases } from '../../kernel/cases/index.ts'
import { actorOfLogin, demoOfficer, demoPerson, contract as identity } from '../../kernel/identity/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { type Demo, type PersonActor, system, text } from '../../kernel/platform/index.ts'
import { contract as auction, enterSealedBid } from '../../trade/auction/index.ts'
import { pay } from '../bank/contract.ts'
import { APPROVER, KEEPER, OFFICER } from './case.kind.ts'
import * as c from './contract.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const wan = (n: number) => n * 1_000_000
type Show = {
  form: c.SaleForm
  appraised?: number
  floor: number
  profile: string
  how: 'done' | 'live' | 'sealed' | 'open'
}
const EQUITY: Show = {
  form: {
    ...{ kind: 'equity', title: '某文旅公司 30% 股权（演示）', titleEn: '30% of a tourism firm (demonstration)' },
    ...{ asset: '注册资本 5000 万元，无质押、无查封。', owner: '市产业投资集团', decision: '厦产投〔2026〕3 号' },
    ...{ control: false, priority: 'hall' },
  },
  ...{ appraised: wan(1600), floor: wan(1600), profile: 'property-dynamic', how: 'live' },
}
const ASSET: Show = {
  form: {
    ...{ kind: 'asset', title: '旧厂房及设备一批（演示）', titleEn: 'An old works with its plant (demonstration)' },
    ...{ asset: '建筑面积 8400 平方米，设备 63 台套。', owner: '市产业投资集团', decision: '厦产投〔2026〕1 号' },
    ...{ control: false, priority: 'none' },
  },
  ...{ appraised: wan(2400), floor: wan(2400), profile: 'property-one-fails', how: 'done' },
}
const STALL: Show = {
  form: {
    ...{
      kind: 'stall',
      title: '八市 12 号摊位三年经营权（演示）',
      titleEn: 'Stall 12 of the Eighth Market, three years (demonstration)',
    },
    ...{ asset: '面积 14 平方米，水产区。', owner: '市产业投资集团', decision: '厦产投〔2026〕9 号' },
    ...{ control: false, priority: 'none' },
  },
  ...{ floor: wan(9), profile: 'property-dynamic', how: 'open' },
}

const SEALED: Show = {
  form: {
    ...{ kind: 'asset', title: '滨海培训楼一幢（演示）', titleEn: 'A training house by the sea (demonstration)' },
    ...{ asset: '建筑面积 2600 平方米，空置。', owner: '市产业投资集团', decision: '厦产投〔2026〕5 号' },
    ...{ control: false, priority: 'none' },
  },
  ...{ appraised: wan(900), floor: wan(900), profile: 'property-sealed', how: 'sealed' },
}
/** Who holds a part of the key: who lets land, the exchange, the notary. */
const TRUSTEES = ['chuzhu', 'jiaoyi', 'gongzheng']

/**
 * Four sales: one paid, to be compared and certified, one whose bidding ends soon, one whose sealed bids wait for their trustees from the
 * end on, one that takes registrations.
 */
export const demo: Demo = async ({ perform, read, now, home }) => {
  const set = { as: system('founding'), at: new Date(now.getTime() - 80 * DAY) }
  const place = home.slice(0, 6)
  const seller = `${home}-chantou`
  await perform(
    identity.defineUnit,
    {
      ...{ code: seller, jurisdiction: place, level: 'city', kind: 'department' },
      name: { zh: '市产业投资集团', en: 'Municipal Investment Group' },
      ...{ supervisedBy: `${home}-jiancha`, details: { mark: '厦产投' } },
    },
    set,
  )
  await demoOfficer(
    perform,
    { unit: seller, role: OFFICER, title: text('产权转让岗', 'Transfers'), login: 'property-officer', name: '温转' },
    set,
  )
  await demoOfficer(
    perform,
    {
      unit: `${home}-guozi`,
      role: APPROVER,
      title: text('产权监管岗', 'Oversight of property'),
      login: 'property-approver',
      name: '褚核',
    },
    set,
  )
  for (const [login, name] of [
    ['buyer-1', '丁一（演示）'],
    ['buyer-2', '戊二（演示）'],
    ['buyer-3', '己三（演示）'],
  ] as const)
    await demoPerson(perform, { login, name }, set)
  const as = (login: string, post?: string) => read((tx) => actorOfLogin(tx, login, post))
  const officer = await as('property-officer', `${seller}/${OFFICER}`)
  const approver = await as('property-approver', `${home}-guozi/${APPROVER}`)
  const keeper = await as('auction-keeper', `${home}-jiaoyi/${KEEPER}`)
  const buyers = (await Promise.all(['buyer-1', 'buyer-2', 'buyer-3'].map((l) => as(l)))) as PersonActor[]
  for (const show of [ASSET, EQUITY, SEALED, STALL]) await one(show)

  async function one({ form, appraised, floor, profile, how }: Show) {
    const begun = new Date(now.getTime() - (how === 'done' ? 66 : how === 'open' ? 3 : 44) * DAY)
    const at = (days: number, minutes = 0) => new Date(begun.getTime() + days * DAY + minutes * MINUTE)
    const { caseId, number } = await perform(c.plan, form, { as: officer, at: begun })
    const does = { as: keeper, at: at(2, 30) }
    await perform(
      c.approve,
      { caseId, outcome: 'approve', opinion: '决策程序完备，同意转让。' },
      { as: approver, at: at(1) },
    )
    await perform(
      c.appraise,
      {
        caseId,
        report: '厦评报〔2026〕7 号',
        agency: '某资产评估公司',
        base: dayOf(at(-40)),
        appraised: appraised ?? floor,
      },
      { as: officer, at: at(2) },
    )
    const until = addWorkingDays(dayOf(does.at), 21)
    const deposit = floor / 5
    await perform(c.disclose, { caseId, floor, deposit, profile, until }, does)
    if (how === 'open') return
    const pays = async (order: string, who: PersonActor, amount: number, when: Date) => {
      const { account } = await perform(money.viewOrder, { number: order }, { as: who, at: when })
      await perform(
        pay,
        { jurisdiction: place, account, amount, name: who.name, reference: order },
        { as: who, at: when },
      )
    }
    const orders: string[] = []
    for (const [i, who] of buyers.entries())
      orders.push(
        (await perform(c.register, { caseId, agreed: true, priority: i === 0 }, { as: who, at: at(4, i) })).order,
      )
    for (const [i, who] of buyers.entries()) {
      await pays(orders[i]!, who, deposit, at(5, i))
      // Consumers work once the history is written: here it is said at its own time.
      const order = orders[i]!
      await perform(c.hear, { number, order, what: 'paid' }, { as: system('founding'), at: at(5, 10 + i) })
    }
    for (const i of buyers.keys())
      await perform(
        c.qualify,
        {
          ...{ caseId, no: i + 1, outcome: 'pass', reason: '保证金足额，符合公告条件。' },
          priority: i === 0 && form.priority !== 'none',
        },
        { as: keeper, at: at(6, i) },
      )
    const ends = new Date(Date.parse(`${until}T16:30:00Z`) + DAY)
    const opens = new Date(ends.getTime() + 10 * MINUTE)
    const closes = how === 'done' ? new Date(opens.getTime() + 8 * 60 * MINUTE) : new Date(now.getTime() + 50 * MINUTE)
    const step = floor / 100
    await perform(
      c.arrange,
      {
        ...{ caseId, opens: opens.toISOString(), closes: closes.toISOString(), step },
        ...(how === 'sealed' ? { trustees: TRUSTEES.map((u) => `${home}-${u}`) } : {}),
      },
      { as: keeper, at: ends },
    )
    if (how === 'sealed') {
      // The first turn of the sale sets up its box.
      await perform(auction.tick, { number }, { as: system('founding'), at: new Date(opens.getTime() + MINUTE) })
      for (const [i, who] of buyers.slice(0, 2).entries())
        await enterSealedBid(
          { perform },
          { number, amount: floor + (2 + i) * step, as: who, at: new Date(opens.getTime() + (30 + i) * MINUTE) },
        )
      return
    }
    const bid = (who: number, steps: number, when: Date) =>
      perform(auction.placeBid, { number, amount: floor + steps * step, sure: true }, { as: buyers[who]!, at: when })
    const after = (minutes: number) => new Date(opens.getTime() + minutes * MINUTE)
    for (let k = 0; k < 5; k++) await bid(k % 3, k, after(30 + k * 20))
    if (how === 'live') return
    const end = (minutes: number) => new Date(closes.getTime() + minutes * MINUTE)
    for (let k = 5; k < 14; k++) await bid(k % 3, k, end(-3 + (k - 5) * 4))
    const over = end(-3 + 8 * 4 + 5 + 1)
    await perform(auction.tick, { number }, { as: system('founding'), at: over })
    const { outcome } = await perform(auction.view, { number }, { as: system('founding'), at: over })
    if (outcome?.kind !== 'dealt') throw new Error('the demonstration’s sale was not dealt')
    const { bidder, price } = outcome
    await perform(c.close, { caseId, outcome: 'dealt', bidder, price }, { as: system('founding'), at: over })
    const { personId, name: buyer } = await perform(
      auction.whose,
      { number, bidder },
      { as: system('founding'), at: over },
    )
    const who = buyers.find((b) => b.personId === personId)!
    const later = (days: number) => new Date(over.getTime() + days * DAY)
    await perform(
      c.sign,
      {
        caseId,
        contract: '厦产合〔2026〕12 号',
        asset: form.title,
        buyer,
        price,
        day: dayOf(later(1)),
        first: 100,
        guarantee: false,
      },
      { as: officer, at: later(1) },
    )
    const { acts } = await perform(cases.viewCase, { number }, { as: officer, at: later(1) })
    const order = String(acts.find((a) => a.type === 'property.contracted')!.facts.order)
    await pays(order, who, price - deposit, later(2))
    // The bank tells of it once it works: then the price has come, and the exchange compares.
  }
}
