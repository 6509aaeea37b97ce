import { type ItemContent, itemContent, lockVersion, saveVersion, shaped } from '../../kernel/catalog/index.ts'
import { operation } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { saveDraft } from './contract.ts'
import { composed, objectOr } from './open-draft.ts'
import { draftsIt } from './policy.ts'

/** A draft may be saved incomplete; what is wrong with it is shown, and stops it only at submission. */
export default operation(saveDraft, {
  allow: draftsIt,
  async run({ tx, input, clock, problem }) {
    const version = await lockVersion(tx, input.id)
    if (!version) throw problem('NO_VERSION')
    if (!['draft', 'returned'].includes(version.status)) throw problem('WRONG_STATE')
    if (version.revision !== input.revision) throw problem('STALE')
    await saveVersion(tx, version.id, {
      ...(await composed(tx, {
        code: version.code,
        content: shaped(itemContent, {
          ...version.content,
          ...(input.content as object),
          code: version.code,
          unit: version.unit,
        }) as ItemContent,
        form: objectOr(input.form ?? version.form),
      })),
      bpmn: input.bpmn ?? version.bpmn,
      at: clock.now(),
    })
    const revision = version.revision + 1
    const act = acts['item.draft-saved']({
      jurisdiction: version.jurisdiction,
      subject: { kind: 'item', id: version.id },
      public: { code: version.code, number: version.number, unit: version.unit, revision },
    })
    return { act, output: { id: version.id, revision } }
  },
})
