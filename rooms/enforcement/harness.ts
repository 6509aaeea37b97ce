// For tests: the city with its penalty items and standards, and a case brought as far as a test needs.
import { publishStandards } from '../../apps/demonstration/found-city.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import { actorOfLogin } from '../../kernel/identity/index.ts'
import money, { connectBank, contract as moneyContract, ordersOfCase, signNotice } from '../../kernel/money/index.ts'
import parties from '../../kernel/parties/index.ts'
import {
  type Actor,
  anonymous,
  consume,
  type Founding,
  newId,
  type PersonActor,
  Problem,
  type Room,
  system,
} from '../../kernel/platform/index.ts'
import { CITY, CONSTRUCTION, type TestCity, testCity } from '../../test/city.ts'
import discretion from '../discretion/index.ts'
import * as c from './contract.ts'
import enforcement from './index.ts'

export const FOOD = '350203-02-0001'
export const BUILDING = '350200-02-0001'
export const FREIGHT = '350200-02-0002'
export const FIRE = '350203-02-0002'
export const DAY = 86_400_000
const SECRET = 'a secret that only the bank and the city have'

export const company: c.Subject = {
  kind: 'organisation',
  name: '筼筜餐饮有限公司（演示）',
  code: '91350200000001007K',
  address: '思明区莲花路 8 号',
}
export const person: c.Subject = {
  kind: 'person',
  name: '林晓岚',
  code: '350200190001010018',
  address: '思明区莲花路 9 号',
}

/** 货值 5,000 yuan, corrected at once, ordinary harm: 一般, 62,500 to 75,000 yuan. */
export const foodFacts = { value: 5000, gains: 800, correction: '及时改正', harm: '一般' }
export const freightFacts = { gains: 2000, vehicles: 1, correction: '及时改正', harm: '一般' }

/** OK, or the code of the problem; anything else is said with its stack, so that no test takes it for a refusal. */
export const code = (work: Promise<unknown>) =>
  work.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.stack}`),
  )

export type Team = { unit: string; officers: [PersonActor, PersonActor]; head: Actor; legal: Actor }

export async function enforcementCity(more: Room[] = []) {
  const city = await testCity({
    items: [CONSTRUCTION, FOOD, BUILDING, FREIGHT, FIRE],
    more: [money, parties, discretion, enforcement, ...more],
  })
  const founding: Founding = {
    city: CITY,
    home: '350200',
    perform: (contract, input, by) => city.run(contract, input, by.as as never),
    read: (work) => city.db.transaction().execute(work),
  }
  await publishStandards(founding, city.clock.now())
  const as = (login: string, post?: string) => city.db.transaction().execute((tx) => actorOfLogin(tx, login, post))
  const team = async (unit: string, name: string): Promise<Team> => ({
    unit,
    officers: [
      (await as(`enforce-${name}`, `${unit}/enforcement`)) as PersonActor,
      (await as(`enforce-${name}-2`, `${unit}/enforcement`)) as PersonActor,
    ],
    head: await city.officer(unit, 'approver'),
    legal: await city.officer(unit, 'penalty-reviewer'),
  })
  const food = await team('350203-shichang', 'siming-shichang')
  const freight = await team('350200-jiaotong', 'jiaotong')
  const building = await team('350200-jianshe', 'jianshe')
  const fire = await team('350203-xiaofang', 'siming-xiaofang')
  const file = (by: Team, itemCode: string, more: Partial<Parameters<typeof city.run<typeof c.file>>[1]> = {}) =>
    city.run(
      c.file,
      {
        itemCode,
        subject: company,
        actOn: '2026-02-25',
        place: '思明区莲花路 8 号',
        officers: by.officers.map((o) => o.personId),
        source: 'inspection',
        ...more,
      },
      system('test'),
    )
  const serve = (caseId: string, document: string, on: string, who: Actor) =>
    city.run(documents.serveDocument, { caseId, document, how: 'in-person', on, receiver: '本人' }, who)
  const pay = (caseId: string, amount: number, on = today()) =>
    city.run(c.pay, { caseId, amount, on, order: 'test', as: 'full', other: false }, system('test'))
  /** Days later, at ten in the morning. */
  const later = (days: number) => city.clock.advance(days * DAY)
  const today = () => new Date(city.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

  /** From filing to the notice, served today. */
  async function noticed(by: Team, itemCode: string, report: Record<string, unknown>, more = {}) {
    const { caseId, number } = await file(by, itemCode, more)
    const [one] = by.officers
    await city.run(
      c.report,
      { caseId, conclusion: 'penalise', kinds: ['fine'], reasons: '事实清楚，证据充分。', ...report } as never,
      one,
    )
    const view = await standing(number, one)
    if (view.mine.length === 0)
      await city.run(c.review, { caseId, outcome: 'pass', opinion: '同意，程序合法。' }, by.legal)
    const { document } = await city.run(c.notice, { caseId }, one)
    await serve(caseId, document!, today(), one)
    return { caseId, number, one }
  }
  const standing = async (number: string, who: Actor) =>
    city.run((await import('../../kernel/cases/index.ts')).contract.viewCase, { number }, who)
  /** From the notice to a decision that is served: nobody said anything. */
  async function decided(by: Team, itemCode: string, report: { fine: number } & Record<string, unknown>, more = {}) {
    const made = await noticed(by, itemCode, report, more)
    later(9)
    await city.run(c.weigh, { caseId: made.caseId, adopted: 'none-made', opinion: '当事人没有提出意见。' }, made.one)
    const { document } = await city.run(
      c.decide,
      { caseId: made.caseId, outcome: 'penalise', fine: report.fine, reasons: '事实清楚，处罚适当。' },
      by.head,
    )
    await serve(made.caseId, document!, today(), made.one)
    return { ...made, document: document! }
  }
  /** Lets what reads acts here catch up, without the rest of the city. */
  async function heard() {
    const consumers = [enforcement, ...more].flatMap((r) => r.consumers)
    for (let busy = true; busy; ) {
      busy = false
      for (const each of consumers) while ((await consume(city, each)) > 0) busy = true
    }
  }
  /** A real book-keeping: the collecting bank's account is the treasury's, and its notices are signed. */
  async function withBank(jurisdiction = '350200') {
    const account = `${jurisdiction}12345678`
    connectBank({
      name: 'testbank',
      title: { zh: '测试银行', en: 'Test bank' },
      query: async () => [],
      secret: async () => SECRET,
    })
    await city.run(
      moneyContract.openAccount,
      {
        jurisdiction,
        number: account,
        bank: 'testbank',
        holder: '350200-caizheng',
        kinds: ['fine', 'confiscation', 'surcharge'],
      },
      system('founding'),
    )
    const orders = (caseId: string) => city.db.transaction().execute((tx) => ordersOfCase(tx, jurisdiction, caseId))
    /** Money that came in, as the bank tells it. */
    async function came(order: string, amount: number, more: { day?: string; name?: string; serial?: string } = {}) {
      const line = {
        account,
        serial: newId(),
        direction: 'in',
        amount,
        day: today(),
        name: company.name,
        counterAccount: '6222000011112222',
        reference: order,
        ...more,
      }
      const body = JSON.stringify({ lines: [line] })
      const notice = { jurisdiction, bank: 'testbank', time: city.clock.now().toISOString(), nonce: newId(), body }
      await city.run(moneyContract.notify, { ...notice, signature: signNotice(SECRET, notice) }, anonymous)
      await heard()
    }
    return { orders, came }
  }
  return {
    city,
    heard,
    withBank,
    food,
    freight,
    building,
    fire,
    file,
    serve,
    pay,
    later,
    today,
    noticed,
    decided,
    standing,
    as,
  }
}
export type EnforcementCity = Awaited<ReturnType<typeof enforcementCity>>
export type { TestCity }
