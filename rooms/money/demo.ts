import { actorOfLogin, demoOfficer, units } from '../../kernel/identity/index.ts'
import { KINDS, contract as money, REVENUE } from '../../kernel/money/index.ts'
import { type Demo, system, text } from '../../kernel/platform/index.ts'
import { pay } from '../bank/contract.ts'

const DAY = 86_400_000
const day = (at: Date, n: number) => new Date(at.getTime() + n * DAY).toISOString().slice(0, 10)
const TREASURY = '350200-caizheng'

/** A collecting account in each place at the demonstration bank, who keeps the books, and three fees: paid, open, and money without a number. */
export const demo: Demo = async ({ perform, read, now }) => {
  const at = new Date(now.getTime() - 300 * DAY)
  const by = { as: system('founding'), at }
  const all = await read((tx) => units(tx))
  for (const jurisdiction of [...new Set(all.map((u) => u.jurisdiction))].sort())
    await perform(
      money.openAccount,
      { jurisdiction, number: `${jurisdiction}80001234`, bank: 'demo', holder: TREASURY, kinds: [...KINDS] },
      by,
    )
  const post = { unit: TREASURY, role: REVENUE, title: text('收缴管理岗', 'Revenue') }
  await demoOfficer(perform, { ...post, login: 'revenue', name: '许账' }, by)
  const citizen = await read((tx) => actorOfLogin(tx, 'citizen'))
  if (citizen.kind !== 'person') return
  const order = (ago: number, amount: number, zh: string, en: string) =>
    perform(
      money.issueOrder,
      {
        jurisdiction: '350200',
        kind: 'fee',
        unit: '350200-jianshe',
        payer: { name: citizen.name, personId: citizen.personId },
        purpose: { zh, en },
        amount,
        due: day(now, 15 - ago),
      },
      { as: system('founding'), at: new Date(now.getTime() - ago * DAY) },
    )
  const pays = (account: string, amount: number, reference: string, ago: number) =>
    perform(
      pay,
      { jurisdiction: '350200', account, amount, name: citizen.name, reference },
      { as: citizen, at: new Date(now.getTime() - ago * DAY) },
    )
  const first = await order(9, 8_000, '占道挖掘修复费', 'Road repair fee')
  await order(3, 12_000, '城市道路占用费', 'Road occupation fee')
  await pays(first.account, 8_000, first.number, 6)
  await pays(first.account, 5_500, '道路费', 2)
}
