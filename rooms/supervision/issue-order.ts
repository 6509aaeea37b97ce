import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { caseById } from '../../kernel/cases/index.ts'
import { operation, postOf } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { addresseeOf } from './addressee.ts'
import { issueOrder } from './contract.ts'
import { insertMeasure } from './measure.store.ts'
import { supervisesCase } from './policy.ts'
import { lightsOfCase } from './supervision.store.ts'

/** 督办单: for a case under a red light, with a deadline in working days of its own. */
export default operation(issueOrder, {
  allow: supervisesCase,
  async run({ tx, actor, input, clock, problem }) {
    const found = await caseById(tx, input.caseId)
    if (!found) throw problem('NO_CASE')
    const lights = await lightsOfCase(tx, found.jurisdiction, found.id)
    if (!lights.some((l) => l.light === 'red' && l.clearedAt === null)) throw problem('NO_RED')
    const office = postOf(actor)!.unitCode
    const due = addWorkingDays(dayOf(clock.now()), input.days)
    const unit = addresseeOf(found, lights, input.unit)
    if (!unit) throw problem('NOT_CONCERNED')
    const { jurisdiction, number } = found
    const id = await insertMeasure(tx, {
      jurisdiction,
      caseId: found.id,
      number,
      unit,
      office,
      kind: 'order',
      said: input.said,
      due,
      issuedAt: clock.now(),
    })
    return {
      act: acts['order.issued']({
        jurisdiction,
        subject: { kind: 'order', id },
        public: { number, unit, office, due },
        private: { said: input.said },
      }),
      output: { id, due },
    }
  },
})
