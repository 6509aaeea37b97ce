import { step } from '../case.kind.ts'
import { recordSpot } from '../contract.ts'

/** 备案 (行政处罚法 art. 52 para 3): the unit sees every penalty that was decided on the spot. */
export default step(recordSpot, {
  act: 'penalty.recorded',
  says: ({ input }) => ({
    basis: [{ law: '行政处罚法', article: 52, paragraph: 3 }],
    private: { opinion: input.opinion },
  }),
})
