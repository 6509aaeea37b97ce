import { caseById } from '../../kernel/cases/index.ts'
import { operation, postOf } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { addresseeOf } from './addressee.ts'
import { sendReminder } from './contract.ts'
import { insertMeasure } from './measure.store.ts'
import { supervisesCase } from './policy.ts'
import { lightsOfCase } from './supervision.store.ts'

/** The first rung of the ladder: a word, without a deadline of its own. */
export default operation(sendReminder, {
  allow: supervisesCase,
  async run({ tx, actor, input, clock, problem }) {
    const found = await caseById(tx, input.caseId)
    if (!found) throw problem('NO_CASE')
    const office = postOf(actor)!.unitCode
    const unit = addresseeOf(found, await lightsOfCase(tx, found.jurisdiction, found.id), input.unit)
    if (!unit) throw problem('NOT_CONCERNED')
    const { jurisdiction, number } = found
    const id = await insertMeasure(tx, {
      jurisdiction,
      caseId: found.id,
      number,
      unit,
      office,
      kind: 'reminder',
      said: input.said,
      due: null,
      issuedAt: clock.now(),
    })
    return {
      act: acts['reminder.sent']({
        jurisdiction,
        subject: { kind: 'order', id },
        public: { number, unit, office },
        private: { said: input.said },
      }),
      output: { id },
    }
  },
})
