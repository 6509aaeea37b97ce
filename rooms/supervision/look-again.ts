import { openCasesOf } from '../../kernel/cases/index.ts'
import { operation, systemOnly } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { lookAgain } from './contract.ts'

/** Open cases taken in one transaction. */
const BATCH = 500

/** After a change of the rules every open case is looked at once more: a batch sets their timers, and its own for the next batch. */
export default operation(lookAgain, {
  allow: systemOnly,
  async run({ tx, input, clock, timer }) {
    const now = clock.now()
    const { rows, total } = await openCasesOf(tx, {
      units: undefined,
      sort: 'number',
      limit: BATCH,
      offset: input.done,
    })
    for (const { jurisdiction, caseId } of rows) {
      await timer.cancel(jurisdiction, caseId, 'supervision.watch')
      await timer.set({ kind: 'supervision.watch', jurisdiction, subjectId: caseId, due: now })
    }
    const done = input.done + rows.length
    if (rows.length > 0 && done < total)
      await timer.set({
        kind: 'supervision.look-again',
        jurisdiction: input.jurisdiction,
        subjectId: input.change,
        due: now,
        payload: { done },
      })
    return {
      act: acts['case.watched']({
        jurisdiction: input.jurisdiction,
        subject: { kind: 'order', id: input.change },
        public: { cases: rows.length },
      }),
      output: { cases: rows.length },
    }
  },
})
