import { step } from './case.kind.ts'
import { refuseAcceptance } from './contract.ts'

/** With reasons, in writing (行政许可法 art. 32 para 2). */
export default step(refuseAcceptance, {
  performs: 'case.accepted',
  act: 'acceptance.refused',
  outcome: () => 'refuse',
  also: ({ at, timer }) => timer.cancel(at.found.jurisdiction, at.found.id),
  says: ({ input }) => ({
    basis: [{ law: '行政许可法', article: 32 }],
    private: { reason: input.reason },
  }),
})
