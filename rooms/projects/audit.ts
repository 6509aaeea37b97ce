import { cite } from '../../kernel/law/index.ts'
import { step } from './case.kind.ts'
import { audit } from './contract.ts'

export default step(audit, {
  act: 'project.audited',
  says: ({ at, input }) => ({
    basis: [cite('政府投资条例', 25)],
    public: { amount: at.facts.money.settled!, found: input.found },
    private: { opinion: input.opinion },
  }),
})
