import { step } from './case.kind.ts'
import { assess } from './contract.ts'
import { itemOf } from './items.ts'

export default step(assess, {
  act: 'levy.assessed',
  says: ({ at, input }) => ({
    basis: itemOf(at.facts.item)?.basis ?? [],
    public: { quantity: input.quantity },
    private: { said: input.said },
  }),
})
