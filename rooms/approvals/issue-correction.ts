import { step } from './case.kind.ts'
import { issueCorrection } from './contract.ts'

/** One complete notice (行政许可法 art. 32 para 1 item 4). */
export default step(issueCorrection, {
  performs: 'case.accepted',
  act: 'correction.requested',
  outcome: () => 'correct',
  check({ at, problem }) {
    if (at.facts.corrections > 0) throw problem('ONCE')
  },
  also: ({ at, timer }) => timer.cancel(at.found.jurisdiction, at.found.id, 'approvals.silence'),
  says: ({ input }) => ({
    basis: [{ law: '行政许可法', article: 32, paragraph: 1, item: 4 }],
    public: { items: Math.max(1, input.materials.length) },
    private: { notice: input.notice, materials: input.materials },
  }),
})
