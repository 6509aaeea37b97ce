import { newId, operation, systemOnly } from '../platform/index.ts'
import { acts } from './acts.ts'
import { banks } from './bank.ts'
import { openAccount } from './contract.ts'
import { insertAccount } from './money.store.ts'

/** Part of founding a city: which bank collects is settled by treasury and central bank together (罚款收缴分离办法 art. 5). */
export default operation(openAccount, {
  allow: systemOnly,
  async run({ tx, input, clock, problem }) {
    if (!banks.has(input.bank)) throw problem('NO_BANK')
    const { jurisdiction, number, bank, holder, kinds } = input
    const id = newId(clock.now().getTime(), jurisdiction)
    if (!(await insertAccount(tx, { jurisdiction, number, id, bank, holder, kinds }, clock.now())))
      throw problem('EXISTS')
    return {
      act: acts['money.account-opened']({
        jurisdiction,
        subject: { kind: 'payment', id },
        public: { bank, account: number, holder, kinds },
      }),
      output: { id },
    }
  },
})
