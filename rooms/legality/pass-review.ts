import { lockVersion, setStatus } from '../../kernel/catalog/index.ts'
import { operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { passReview } from './contract.ts'
import { reviewsLegality } from './policy.ts'

export default operation(passReview, {
  allow: reviewsLegality,
  async run({ tx, actor, input, clock, problem }) {
    const version = await lockVersion(tx, input.id)
    if (!version) throw problem('NO_VERSION')
    if (version.status !== 'in-review') throw problem('WRONG_STATE')
    const { personId } = actor as PersonActor
    if (version.draftedBy === personId) throw problem('OWN_DRAFT')
    await setStatus(tx, version.id, 'passed', { opinion: input.opinion, reviewedBy: personId, at: clock.now() })
    const { code, number, unit, jurisdiction } = version
    const act = acts['item.passed']({
      jurisdiction,
      subject: { kind: 'item', id: version.id },
      public: { code, number, unit, opinion: input.opinion },
    })
    return { act, output: { id: version.id } }
  },
})
