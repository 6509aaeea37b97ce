import { step } from './case.kind.ts'
import { approve } from './contract.ts'

export default step(approve, {
  act: 'land.approved',
  outcome: (i) => i.outcome,
  says: ({ input }) => ({ public: { outcome: input.outcome }, private: { opinion: input.opinion } }),
})
