import { createHash } from 'node:crypto'
import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { publish } from './contract.ts'
import { findStandard, inForce, insertVersion } from './discretion.store.ts'
import { reviewsIt } from './policy.ts'
import { reviewStandard } from './review.ts'
import { questionsOf } from './statute.ts'

/** Publishes the exact bytes of the draft; a case that no rule covers, that two cover, or that is fined beyond the law stops it. */
export default operation(publish, {
  allow: reviewsIt,
  async run({ tx, input, actor, clock, problem }) {
    const draft = await findStandard(tx, input.code, true)
    if (!draft) throw problem('NO_STANDARD')
    if (draft.revision !== input.revision) throw problem('STALE')
    if (actor.kind === 'person' && draft.draftedBy === actor.personId) throw problem('OWN_DRAFT')
    const { problems, findings } = await reviewStandard(draft.xml, await questionsOf(tx, draft.code, clock.now()))
    const stops = [...problems, ...findings]
    if (stops.length > 0) throw problem('UNFIT', { detail: stops[0]!.message })
    const digest = createHash('sha256').update(draft.xml).digest('hex')
    const before = await inForce(tx, input.code)
    if (before?.digest === digest) throw problem('UNCHANGED')
    const number = (before?.number ?? 0) + 1
    const { code, name, unit, xml, jurisdiction } = draft
    await insertVersion(tx, jurisdiction, {
      code,
      number,
      name,
      unit,
      digest,
      xml,
      opinion: input.opinion,
      publishedAt: clock.now(),
    })
    const act = acts['standard.published']({
      jurisdiction,
      subject: { kind: 'standard', id: draft.id },
      public: { code, name, unit, number, digest, opinion: input.opinion },
    })
    return { act, output: { code, number, digest } }
  },
})
