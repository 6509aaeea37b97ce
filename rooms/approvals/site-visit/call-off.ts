import { act } from '../case.kind.ts'
import { callOffVisit } from './visit.contract.ts'
import { leads, onJoint, toldHere } from './who.ts'

export default onJoint(
  act(callOffVisit, {
    act: 'site-visit.called-off',
    who: leads,
    check({ at: { facts }, problem }) {
      if (!(facts.visit ?? facts.offered) || facts.visit?.recordedAt || facts.closedAt) throw problem('NOT_OPEN')
    },
    says: ({ at, input }) => ({
      basis: [{ law: '行政许可法', article: 34 }],
      public: { units: at.facts.visit?.units ?? [], told: toldHere(at, at.facts.visit?.units ?? []) },
      private: { reason: input.reason },
    }),
  }),
)
