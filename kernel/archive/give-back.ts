import { dayOf } from '../calendar/index.ts'
import { holdsPost, operation, type PersonActor } from '../platform/index.ts'
import { acts } from './acts.ts'
import { loansOf, lockVolume, returnLoan } from './archive.store.ts'
import { giveBack } from './contract.ts'
import { ARCHIVIST } from './role.ts'

export default operation(giveBack, {
  allow: holdsPost(ARCHIVIST),
  async run({ tx, actor, input, clock, problem }) {
    const volume = await lockVolume(tx, input.id)
    if (!volume || volume.jurisdiction !== (actor as PersonActor).post!.jurisdiction) throw problem('NO_VOLUME')
    const loan = (await loansOf(tx, volume)).find((l) => l.id === input.loan)
    if (!loan) throw problem('NO_VOLUME')
    if (loan.returnedAt) throw problem('RETURNED')
    const now = clock.now()
    const late = dayOf(now) > loan.until
    await returnLoan(tx, loan, now)
    return {
      act: acts['volume.returned']({
        jurisdiction: volume.jurisdiction,
        subject: { kind: 'file', id: volume.id },
        public: { number: volume.number, case: volume.caseNumber, late },
        private: { loan: loan.id },
      }),
      output: { late },
    }
  },
})
