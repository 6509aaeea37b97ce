import { addWorkingDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import { actorOfLogin, demoOfficer } from '../../kernel/identity/index.ts'
import { type Actor, type Demo, system, text } from '../../kernel/platform/index.ts'
import * as c from './contract.ts'
import { OFFICER } from './listing.kind.ts'
import { lastDay } from './term.rules.ts'

const BUILDER = { uscc: '91350200000001000X', name: '鹭岛建设有限公司（演示）' }
const STONE = { uscc: '91350200000001028Q', name: '集美石材有限公司（演示）' }
const CULTURE = { uscc: '913502000000010213', name: '五缘文化有限公司（演示）' }

/** Two offices; three listings: one published and repairable, one in which objections are heard, one to be noticed; one register. */
export const demo: Demo = async ({ perform, read, now, home }) => {
  const at = (n: number, hour = 10) =>
    new Date(
      startOfDay(addWorkingDays(dayOf(new Date(now.getTime() - 90 * 86_400_000)), n)).getTime() + hour * 3_600_000,
    )
  const set = { as: system('founding'), at: at(1, 8) }
  for (const [unit, login, name] of [
    [`${home}-jianshe`, 'credit-jianshe', '黄信'],
    [`${home}-fagai`, 'credit-fagai', '何诚'],
  ] as const) {
    const post = { unit, role: OFFICER, title: text('信用管理岗', 'Credit'), post: `${unit}/credit` }
    await demoOfficer(perform, { ...post, login, name }, set)
  }
  const officer = await read((tx) => actorOfLogin(tx, 'credit-jianshe', `${home}-jianshe/credit`))
  const head = await read((tx) => actorOfLogin(tx, 'approver', `${home}-jianshe/approver`))
  const by = (as: Actor, n: number, hour = 10) => ({ as, at: at(n, hour) })
  const open = async (who: typeof BUILDER, list: string, document: string, n: number) => {
    const { id } = await perform(
      c.recordFact,
      {
        subject: { uscc: who.uscc },
        name: who.name,
        kind: 'decision',
        title: text('串通投标，已作出处理决定', 'Collusion in a tender, decided'),
        document,
        on: dayOf(at(n)),
      },
      by(officer, n),
    )
    return perform(c.openListing, { factId: id, list, reason: '决定已经生效，符合认定条件。' }, by(officer, n, 11))
  }
  const serve = (caseId: string, document: string, n: number) =>
    perform(
      documents.serveDocument,
      { caseId, document, how: 'in-person', on: dayOf(at(n)), receiver: '王经理' },
      by(officer, n, 15),
    )
  const one = await open(STONE, 'tender-ban', '厦建监决〔2026〕7号', 1)
  const notice = await perform(c.notice, { caseId: one.caseId, reasons: '与另两家投标人约定报价。' }, by(officer, 2))
  await serve(one.caseId, notice.document, 2)
  await perform(
    c.weigh,
    { caseId: one.caseId, outcome: 'go', adopted: 'none-made', opinion: '期限内没有提出意见。' },
    by(officer, 9),
  )
  const day = dayOf(at(10))
  const decision = await perform(
    c.decide,
    { caseId: one.caseId, outcome: 'list', to: lastDay(day, 12), reason: '事实清楚，情节一般。' },
    by(head, 10),
  )
  const guide = await perform(c.tell, { caseId: one.caseId }, by(officer, 10, 11))
  for (const d of [decision.document!, guide.document]) await serve(one.caseId, d, 10)
  await perform(c.publish, { caseId: one.caseId }, by(head, 10, 16))
  const two = await open(BUILDER, 'tender-ban', '厦建监决〔2026〕9号', 20)
  const told = await perform(c.notice, { caseId: two.caseId, reasons: '以他人名义投标。' }, by(officer, 21))
  await serve(two.caseId, told.document, 21)
  await open(CULTURE, 'tender-ban', '厦建监决〔2026〕12号', 30)
  // A table as another office sends it: one row with a wrong check digit, two that cannot be taken.
  const table = [
    '统一社会信用代码,企业名称,资质证书编号,资质类别,发证日期,有效期至',
    `${BUILDER.uscc},${BUILDER.name},D135000001,建筑工程施工总承包一级,2024-05-06,2029-05-05`,
    `${STONE.uscc},${STONE.name},D235000002,石材安装专业承包,2023/3/1,2028/2/29`,
    '913502000000099999,海风装饰有限公司（演示）,D335000003,装修装饰,2025年1月2日,长期',
    '12345,没有代码的公司,D435000004,劳务,2025-01-02,',
    `${CULTURE.uscc},${CULTURE.name},D535000005,设计,2025-02-02,2024-02-02`,
  ].join('\r\n')
  const bytes = new TextEncoder().encode(`\ufeff${table}`)
  const { sha256 } = await perform(
    c.bringRegister,
    { register: 'construction', file: { name: '资质.csv', size: bytes.length, bytes } },
    by(officer, 31),
  )
  await perform(
    c.importRegister,
    { register: 'construction', sha256, mapping: { uscc: 0, name: 1, document: 2, title: 3, on: 4, until: 5 } },
    by(officer, 31, 11),
  )
}
