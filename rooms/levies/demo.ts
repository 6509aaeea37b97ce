import { actorOfLogin, demoOfficer, units } from '../../kernel/identity/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { type Actor, type Demo, type PersonActor, system, text } from '../../kernel/platform/index.ts'
import { pay } from '../bank/contract.ts'
import { HEAD, OFFICER } from './case.kind.ts'
import { assess, decide, declare, receive, relieve } from './contract.ts'

const DAY = 86_400_000

/** The land bureau's two posts, and four levies: paid, relieved and owed, owed, being assessed. */
export const demo: Demo = async ({ perform, read, now }) => {
  const ago = (days: number, minutes = 0) => new Date(now.getTime() - days * DAY + minutes * 60_000)
  const set = { as: system('founding'), at: ago(120) }
  const office = (await read((tx) => units(tx))).find((u) =>
    ((u.details as { duties?: string[] }).duties ?? []).includes('征收土地费'),
  )
  if (!office) return
  const post = async (role: string, name: string, zh: string, en: string): Promise<Actor> => {
    const who = { unit: office.code, role, title: text(zh, en), login: role, name }
    const { post } = await demoOfficer(perform, who, set)
    return read((tx) => actorOfLogin(tx, role, post))
  }
  const officer = await post(OFFICER, '陶核（演示）', '征收核定岗', 'Assessment')
  const head = await post(HEAD, '江定（演示）', '征收决定岗', 'Decision')
  const citizen = (await read((tx) => actorOfLogin(tx, 'citizen'))) as PersonActor
  const levies = [
    { days: 100, item: 'farmland-reclamation', quantity: 820, how: 'paid' },
    { days: 60, item: 'farmland-reclamation', quantity: 1500, how: 'relieved' },
    { days: 20, item: 'idle-land', quantity: 300, how: 'owed' },
    { days: 4, item: 'land-restoration', quantity: 640, how: 'declared' },
  ] as const
  for (const { days, item, quantity, how } of levies) {
    const { caseId } = await perform(
      declare,
      { item, quantity, said: '按用地批文申报。' },
      { as: citizen, at: ago(days) },
    )
    if (how === 'declared') continue
    await perform(assess, { caseId, quantity, said: '与勘测定界图一致。' }, { as: officer, at: ago(days - 2) })
    const { order } = await perform(
      decide,
      { caseId, outcome: 'levy', said: '符合征收条件。' },
      { as: head, at: ago(days - 3) },
    )
    if (how === 'relieved')
      await perform(
        relieve,
        { caseId, ground: 'public-school', said: '用地单位是公办幼儿园。' },
        { as: head, at: ago(days - 5) },
      )
    if (how !== 'paid' || !order) continue
    const at = ago(days - 6)
    const { account, amount } = await perform(money.viewOrder, { number: order }, { as: citizen, at })
    await perform(
      pay,
      { jurisdiction: office.jurisdiction, account, amount, name: citizen.name, reference: order },
      { as: citizen, at },
    )
    // The consumer that hears the bank works once the history is written: here it is said at its own time.
    await perform(
      receive,
      { caseId, order, amount, on: at.toISOString().slice(0, 10) },
      { as: system('founding'), at: ago(days - 6, 10) },
    )
  }
}
