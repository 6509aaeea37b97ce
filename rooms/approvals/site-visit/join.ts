import { act } from '../case.kind.ts'
import { joinVisit } from './visit.contract.ts'
import { namedIn, visited } from './visit.rules.ts'
import { onJoint, visitorOf } from './who.ts'

/** Each unit says who comes, two or more (行政许可法 art. 34). */
export default onJoint(
  act(joinVisit, {
    act: 'site-visit.joined',
    who: (at, actor) => visitorOf(at, actor) !== undefined,
    check({ at, actor, input, clock, problem }) {
      const { visit } = at.facts
      if (!visit || visited(visit, clock.now()) || visit.joined.includes(visitorOf(at, actor)!))
        throw problem('NOT_OPEN')
      if (namedIn(input.who).length < 2) throw problem('TWO', { fields: { who: joinVisit.errors.TWO } })
    },
    says: ({ at, actor, input }) => ({
      basis: [{ law: '行政许可法', article: 34 }],
      public: { unit: visitorOf(at, actor)! },
      private: { who: namedIn(input.who).join('；') },
    }),
  }),
)
