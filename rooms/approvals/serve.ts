import { step } from './case.kind.ts'
import { serve } from './contract.ts'

/** Within ten days of the decision (行政许可法 art. 44); serving closes the case. */
export default step(serve, {
  act: 'case.served',
  also: ({ at, timer }) => timer.cancel(at.found.jurisdiction, at.found.id),
  says: ({ input, ended }) => ({
    basis: [{ law: '行政许可法', article: 44 }],
    public: { how: input.how, closed: ended },
  }),
})
