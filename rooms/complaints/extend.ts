import { postOf } from '../../kernel/platform/index.ts'
import { act } from './case.kind.ts'
import { extend } from './contract.ts'
import { figure } from './figures.ts'
import { ROLE } from './office.rules.ts'

/** Once, where it is complex, and the complainant is told why (信访工作条例 art. 34). Not a step of the chart: a change of its clock. */
export default act(extend, {
  act: 'complaint.extended',
  who: (at, actor) => postOf(actor, ROLE)?.unitCode === at.found.unit,
  check({ at: { facts }, clock, input, problem }) {
    if (facts.review || !facts.assigned || facts.answered) throw problem('NOT_OPEN')
    if (facts.extension) throw problem('ONCE')
    if (input.days > figure('extension', clock.now()).value) throw problem('TOO_LONG')
  },
  says: ({ input, clock }) => ({
    basis: figure('extension', clock.now()).basis,
    public: { days: input.days },
    private: { reason: input.reason },
  }),
})
