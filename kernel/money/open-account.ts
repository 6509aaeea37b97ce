import { newId, operation, postOf } from '../platform/index.ts'
import { acts } from './acts.ts'
import { banks } from './bank.ts'
import { openAccount } from './contract.ts'
import { insertAccount } from './money.store.ts'
import { REVENUE } from './role.ts'

/** By the treasury of the place: which bank collects, it settles with the central bank (罚款决定与罚款收缴分离实施办法 art. 5). */
export default operation(openAccount, {
  allow: ({ actor, input }) => actor.kind === 'system' || postOf(actor, REVENUE)?.jurisdiction === input.jurisdiction,
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
