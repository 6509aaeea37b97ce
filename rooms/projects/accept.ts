import { dayOf } from '../../kernel/calendar/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { step } from './case.kind.ts'
import { accept } from './contract.ts'

export default step(accept, {
  act: 'project.accepted',
  check({ at, input, clock, problem }) {
    const { started, contracts } = at.facts
    if (!started || contracts.length === 0) throw problem('NOT_STARTED')
    if (input.on < started.on || input.on > dayOf(clock.now())) throw problem('DAY')
  },
  says: ({ input }) => ({
    basis: [cite('政府投资条例', 25), cite('建设工程质量管理条例', 16)],
    public: { on: input.on, said: input.said },
  }),
})
