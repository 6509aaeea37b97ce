import { newId, operation, postOf, standardProblem } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { save } from './contract.ts'
import { findStandard, saveStandard } from './discretion.store.ts'
import { draftsIt } from './policy.ts'
import { readStandard } from './review.ts'

/** A draft may have gaps, which are shown beside it; it has to be DMN that reads. */
export default operation(save, {
  allow: draftsIt,
  async run({ tx, input, actor, clock, problem }) {
    const post = postOf(actor, 'drafter')
    if (!post) throw standardProblem('FORBIDDEN')
    const before = await findStandard(tx, input.code, true)
    if (before && before.unit !== post.unitCode) throw problem('OTHER_UNIT')
    if ((before?.revision ?? 0) !== input.revision) throw problem('STALE')
    const { model, problems } = readStandard(input.xml)
    if (!model) throw problem('UNREADABLE', { detail: problems[0]!.message })
    const revision = input.revision + 1
    const jurisdiction = before?.jurisdiction ?? post.jurisdiction
    const name = model.name || input.code
    const id = before?.id ?? newId()
    await saveStandard(tx, {
      jurisdiction,
      code: input.code,
      id,
      unit: post.unitCode,
      name,
      xml: input.xml,
      revision,
      draftedBy: actor.kind === 'person' ? actor.personId : null,
      updatedAt: clock.now(),
    })
    const act = acts['standard.saved']({
      jurisdiction,
      subject: { kind: 'standard', id },
      public: { code: input.code, name, unit: post.unitCode, revision },
    })
    return { act, output: { code: input.code, revision } }
  },
})
