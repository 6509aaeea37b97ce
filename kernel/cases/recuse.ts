import { operation, type PersonActor, postOf } from '../platform/index.ts'
import { acts } from './acts.ts'
import { recuse as store } from './case.store.ts'
import { caseAt, sees } from './case-at.ts'
import { recuse } from './contract.ts'

/** An officer who sees the case steps back from it (行政许可法, 行政处罚法 art. 43); from then on its steps are for the others. */
export default operation(recuse, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ tx, actor, input, problem }) {
    const at = await caseAt(tx, { caseId: input.caseId }, { lock: true })
    if (!(await sees(tx, at, actor))) throw problem('FORBIDDEN')
    await store(tx, at.found.jurisdiction, at.found.id, (actor as PersonActor).personId)
    return {
      act: acts['officer.recused']({
        jurisdiction: at.found.jurisdiction,
        subject: at.subject,
        public: at.stamp,
        private: { reason: input.reason },
      }),
      output: { caseId: at.found.id, number: at.found.number },
    }
  },
})
