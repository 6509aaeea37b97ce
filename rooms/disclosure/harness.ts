// For tests: a city with a disclosure office of two posts, a treasury's account, and the steps of a request by name.
import { contract as cases } from '../../kernel/cases/index.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import money, { connectBank, contract as moneyContract, ordersOfCase, signNotice } from '../../kernel/money/index.ts'
import { type Actor, anonymous, newId, system, text } from '../../kernel/platform/index.ts'
import { searchRoom } from '../../kernel/search/index.ts'
import { testCity } from '../../test/city.ts'
import { HEAD, OFFICER } from './case.kind.ts'
import * as c from './contract.ts'
import disclosure from './index.ts'

export const UNIT = '350200-zhengfuban'
const SECRET = 'a secret that only the bank and the city have'
const ACCOUNT = '35020012345678'

export async function disclosureCity() {
  const city = await testCity({ more: [money, disclosure, searchRoom([disclosure])] })
  for (const [role, login] of [
    [OFFICER, 'd1'],
    [HEAD, 'd2'],
  ] as const) {
    const post = `${UNIT}/${role}`
    await city.run(
      identity.definePost,
      { code: post, unit: UNIT, title: text('公开', 'Disclosure'), role },
      system('founding'),
    )
    const person = { login, name: '方明', password: 'gnomon-demo', demonstration: true }
    const { id } = await city.run(identity.enrolPerson, person, system('founding'))
    await city.run(identity.appoint, { personId: id, post, startsOn: '2026-03-01' }, system('founding'))
  }
  connectBank({
    name: 'testbank',
    title: { zh: '测试银行', en: 'Test bank' },
    query: async () => [],
    secret: async () => SECRET,
  })
  const account = { jurisdiction: '350200', number: ACCOUNT, bank: 'testbank', holder: '350200-caizheng' }
  await city.run(moneyContract.openAccount, { ...account, kinds: ['fee'] }, system('founding'))
  const as = (login: string, role: string) =>
    city.db.transaction().execute((tx) => actorOfLogin(tx, login, `${UNIT}/${role}`))
  const [who, head, me] = [await as('d1', OFFICER), await as('d2', HEAD), await city.citizen()]

  const today = () => new Date(city.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const reply = (caseId: string, more: object = {}, by: Actor = head) =>
    city.run(c.reply, { caseId, outcome: 'reply', opinion: '同意。', ...more } as never, by)
  const view = (number: string, by: Actor = me) => city.run(cases.viewCase, { number }, by)
  return {
    city,
    who,
    head,
    me,
    today,
    on: (day: string) => city.clock.set(`${day}T02:00:00Z`),
    ask: (asked = '2025 年公务接待支出汇总', by: Actor = me) =>
      city.run(c.request, { unit: UNIT, category: 'natural', asked }, by),
    register: (caseId: string, more: object = {}, by: Actor = who) =>
      city.run(c.register, { caseId, outcome: 'go', ...more } as never, by),
    search: (caseId: string, found: number[] = [1]) =>
      city.run(c.search, { caseId, where: '公文库、档案室', terms: '接待 支出', found }, who),
    draft: (caseId: string, ...codes: string[]) =>
      city.run(
        c.draft,
        { caseId, answers: codes.map((x, i) => ({ n: i + 1, code: x, text: `第 ${i + 1} 项的答复。` })) },
        who,
      ),
    reply,
    serve: (caseId: string, document: string) =>
      city.run(documents.serveDocument, { caseId, document, how: 'in-person', on: today(), receiver: '本人' }, who),
    view,
    clock: async (number: string) => (await view(number)).clocks['disclosure.reply'],
    orders: (caseId: string) => city.db.transaction().execute((tx) => ordersOfCase(tx, '350200', caseId)),
    /** Money that came in, as the bank tells it. */
    async came(reference: string, amount: number) {
      const line = { account: ACCOUNT, serial: newId(), direction: 'in', amount, day: today(), name: '王某' }
      const body = JSON.stringify({ lines: [{ ...line, counterAccount: '6222000011112222', reference }] })
      const said = {
        jurisdiction: '350200',
        bank: 'testbank',
        time: city.clock.now().toISOString(),
        nonce: newId(),
        body,
      }
      await city.run(moneyContract.notify, { ...said, signature: signNotice(SECRET, said) }, anonymous)
      await city.settle()
    },
  }
}
export type DisclosureCity = Awaited<ReturnType<typeof disclosureCity>>
