import { act } from '../case.kind.ts'
import { tellUsedUp } from '../contract.ts'
import { ORDER_OF_ACCEPTANCE, quotaOf } from './quota.contract.ts'

/** The last place was granted to another: who waits is told now, and gets a decision with its reasons (行政许可法 arts. 38, 57). */
export default act(tellUsedUp, {
  act: 'quota.used-up',
  who: () => false,
  says: ({ at, input }) => ({
    basis: ORDER_OF_ACCEPTANCE,
    public: { round: quotaOf(at.item!.content)!.round, limit: input.limit },
  }),
})
