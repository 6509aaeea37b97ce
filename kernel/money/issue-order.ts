import { dayOf } from '../calendar/index.ts'
import { newId, operation, systemOnly } from '../platform/index.ts'
import { acts } from './acts.ts'
import { banks } from './bank.ts'
import { issueOrder } from './contract.ts'
import { expectAnswer } from './expect-answer.ts'
import { kinds } from './kinds.ts'
import { accountsOf, insertOrder, lockAccount, nextOrderNumber, type Order } from './money.store.ts'

/** In the transaction of the step that decides, which holds the power; the account is the bank's, never the unit's (行政处罚法 art. 67). */
export default operation(issueOrder, {
  allow: systemOnly,
  async run({ tx, input, clock, timer, problem }) {
    const { jurisdiction, kind, unit } = input
    const now = clock.now()
    if (input.due < dayOf(now)) throw problem('PAST')
    const collects = (await accountsOf(tx, jurisdiction)).filter((a) => a.kinds.includes(kind))
    const account = collects.find((a) => !kinds[kind].treasury || a.holder !== unit)
    if (!account) throw problem(collects.length > 0 ? 'OWN_ACCOUNT' : 'NO_ACCOUNT')
    const bank = banks.get(account.bank)
    if (!bank) throw problem('NO_ACCOUNT')
    const order: Omit<Order, 'cancelledAt'> = {
      jurisdiction,
      number: await nextOrderNumber(tx, jurisdiction, Number(dayOf(now).slice(0, 4))),
      id: newId(now.getTime(), jurisdiction),
      kind,
      unit,
      caseId: input.case?.id ?? null,
      caseNumber: input.case?.number ?? null,
      payer: input.payer,
      purpose: input.purpose,
      amount: input.amount,
      due: input.due,
      account: account.number,
      issuedAt: now,
    }
    await insertOrder(tx, order)
    await expectAnswer({ tx, clock, timer }, (await lockAccount(tx, jurisdiction, account.number))!)
    const { number, id, amount, due } = order
    return {
      act: acts['money.ordered']({
        jurisdiction,
        subject: { kind: 'payment', id },
        basis: input.basis ?? [],
        public: {
          ...{ number, kind, unit, case: order.caseNumber, amount, due },
          bank: account.bank,
          account: account.number,
        },
        private: { payer: input.payer.name, purpose: input.purpose.zh },
      }),
      output: { id, number, account: account.number, bank: bank.title, due },
    }
  },
})
