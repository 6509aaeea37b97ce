import { dayOf } from '../../kernel/calendar/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { beside } from './beside.ts'
import { isSimple } from './case.fold.ts'
import { act } from './case.kind.ts'
import { start } from './works.contract.ts'

/** A report of what happened: too early is told as such, never refused, or nobody would report it. */
export default act(start, {
  act: 'project.started',
  who: beside.start.who,
  check({ at, input, clock, problem }) {
    if (at.facts.started) throw problem('ONCE')
    if (!beside.start.when(at.facts)) throw problem('NOT_NOW')
    if (input.on > dayOf(clock.now())) throw problem('DAY')
  },
  says({ at, input }) {
    const { approved } = at.facts
    const needed = isSimple(at.facts)
      ? [approved.proposal, approved.estimate]
      : [approved.proposal, approved.study, approved.estimate]
    return {
      basis: [cite('政府投资条例', 20), cite('政府投资条例', 27, 2)],
      public: {
        on: input.on,
        ...(input.permit ? { permit: input.permit } : {}),
        approved: needed.every((d) => d !== undefined && dayOf(d) <= input.on),
        emergency: at.facts.form?.simplified === 'emergency',
      },
    }
  },
})
