import { step } from './case.kind.ts'
import { startSpecialProcedure } from './contract.ts'

/** Inspection, expert review and their like do not count, and the applicant is told how long they take (行政许可法 art. 45). */
export default step(startSpecialProcedure, {
  performs: 'case.reviewed',
  act: 'special-procedure.started',
  outcome: () => 'inspect',
  says({ at, input, opened, problem }) {
    const special = at.item!.content.specialProcedures.find((s) => opened.some((o) => o.element === s.element))
    if (!special) throw problem('NO_SPECIAL')
    return {
      basis: special.basis,
      public: { element: special.element, name: special.name, days: input.days },
      private: { reason: input.reason },
    }
  },
})
