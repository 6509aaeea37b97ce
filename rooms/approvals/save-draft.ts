import { draftKey, saveDraft } from '../../kernel/cases/index.ts'
import { publishedItem, readData } from '../../kernel/catalog/index.ts'
import { operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { batchForm, rowsOf } from './batch/batch.rules.ts'
import { saveApplicationDraft } from './contract.ts'
import { applies } from './policy.ts'

export default operation(saveApplicationDraft, {
  allow: applies,
  as: 'citizen',
  async run({ tx, actor, input, clock, problem }) {
    const { personId } = actor as PersonActor
    const item = await publishedItem(tx, input.itemCode, clock.now())
    if (!item) throw problem('NO_ITEM')
    const schema = input.batch ? batchForm(item.form, 0, rowsOf(input.form).length) : item.form
    await saveDraft(tx, item.jurisdiction, personId, draftKey(input), readData(schema, input.form), clock.now())
    const act = acts['draft.saved']({
      jurisdiction: item.jurisdiction,
      subject: { kind: 'person', id: personId },
      public: { itemCode: input.itemCode },
    })
    return { act, output: { savedAt: clock.now() } }
  },
})
