import { step } from './case.kind.ts'
import { endSpecialProcedure } from './contract.ts'

export default step(endSpecialProcedure, {
  act: 'special-procedure.ended',
  says({ at, input, work }) {
    const element = work!.element
    const special = at.item!.content.specialProcedures.find((s) => s.element === element)
    return {
      basis: special?.basis ?? [{ law: '行政许可法', article: 45 }],
      public: { element },
      private: { result: input.result },
    }
  },
})
