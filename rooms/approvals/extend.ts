import { postOf } from '../../kernel/platform/index.ts'
import { act } from './case.kind.ts'
import { extend } from './contract.ts'

/** Once, by the head, with reasons told to the applicant (行政许可法 art. 42 para 1). Not a step of the chart: a change of its clock. */
export default act(extend, {
  act: 'case.extended',
  who: (at, actor) => postOf(actor, 'approver')?.unitCode === at.found.unit,
  check({ at: { facts }, problem }) {
    if (!facts.acceptedAt || facts.decidedAt || facts.closedAt) throw problem('NOT_OPEN')
    if (facts.extensions.length > 0) throw problem('ONCE')
  },
  says({ at, input }) {
    const { value, basis } = at.item!.content.extension
    return { basis, public: { days: value }, private: { reason: input.reason } }
  },
})
