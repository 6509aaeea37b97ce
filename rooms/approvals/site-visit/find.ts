import { act } from '../case.kind.ts'
import { findOnVisit } from './visit.contract.ts'
import { namedIn, visited } from './visit.rules.ts'
import { onJoint, visitorOf } from './who.ts'

/** Each unit's own part of the record: what it found, what follows, who was there (行政许可法 art. 34). */
export default onJoint(
  act(findOnVisit, {
    act: 'site-visit.found',
    who: (at, actor) => visitorOf(at, actor) !== undefined,
    check({ at, actor, input, clock, problem }) {
      const { visit } = at.facts
      const mine = visitorOf(at, actor)
      if (!visit || visit.recordedAt || !visited(visit, clock.now()) || visit.found.some((x) => x.unit === mine))
        throw problem('NOT_OPEN')
      if (namedIn(input.who).length < 2) throw problem('TWO', { fields: { who: findOnVisit.errors.TWO } })
    },
    says: ({ at, actor, input }) => ({
      basis: [{ law: '行政许可法', article: 34 }],
      public: { unit: visitorOf(at, actor)!, conclusion: input.conclusion },
      private: { finding: input.finding, who: namedIn(input.who).join('；') },
    }),
  }),
)
