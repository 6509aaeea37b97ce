import { postOf } from '../../kernel/platform/index.ts'
import { step } from './case.kind.ts'
import { giveOpinion } from './contract.ts'

/**
 * 联合审查: the chart asks several units at once (`gnomon:posts`), each by a task of its own with its own limit. Where one is silent its
 * task stays open: nobody takes it for consent, and the light is that unit's.
 */
export default step(giveOpinion, {
  act: 'opinion.given',
  says: ({ actor, input }) => ({
    basis: [{ law: '行政许可法', article: 26 }],
    public: { unit: postOf(actor)!.unitCode, opinion: input.opinion },
    private: { reason: input.reason },
  }),
})
