import { act } from './case.kind.ts'
import { hear } from './contract.ts'

/** What the bank said of a deposit, on the lot’s own record; by the system alone. */
export default act(hear, {
  act: 'land.deposit-moved',
  who: () => false,
  says: ({ input }) => ({ public: { order: input.order, what: input.what } }),
})
