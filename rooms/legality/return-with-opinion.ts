import { lockVersion, setStatus } from '../../kernel/catalog/index.ts'
import { operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { returnWithOpinion } from './contract.ts'
import { reviewsLegality } from './policy.ts'

export default operation(returnWithOpinion, {
  allow: reviewsLegality,
  async run({ tx, actor, input, clock, problem }) {
    const version = await lockVersion(tx, input.id)
    if (!version) throw problem('NO_VERSION')
    if (version.status !== 'in-review') throw problem('WRONG_STATE')
    await setStatus(tx, version.id, 'returned', {
      opinion: input.opinion,
      reviewedBy: (actor as PersonActor).personId,
      at: clock.now(),
    })
    const { code, number, unit, jurisdiction } = version
    const act = acts['item.returned']({
      jurisdiction,
      subject: { kind: 'item', id: version.id },
      public: { code, number, unit, opinion: input.opinion },
    })
    return { act, output: { id: version.id } }
  },
})
