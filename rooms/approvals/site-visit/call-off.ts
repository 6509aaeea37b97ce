import { act } from '../case.kind.ts'
import { callOffVisit } from './visit.contract.ts'
import { leads, onJoint } from './who.ts'

export default onJoint(
  act(callOffVisit, {
    act: 'site-visit.called-off',
    who: leads,
    check({ at: { facts }, problem }) {
      if (!facts.visit || facts.visit.recordedAt || facts.closedAt) throw problem('NOT_OPEN')
    },
    says: ({ input }) => ({
      basis: [{ law: '行政许可法', article: 34 }],
      private: { reason: input.reason },
    }),
  }),
)
