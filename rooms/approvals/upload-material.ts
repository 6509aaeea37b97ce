import { draftKey, insertPaper, judgeUpload, safeName } from '../../kernel/cases/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { newId, operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { uploadMaterial } from './contract.ts'
import { applies } from './policy.ts'

/** Kept at once, on the draft. What a case that waits for its applicant gets is an act of the case (`cases.add-paper`). */
export default operation(uploadMaterial, {
  allow: applies,
  as: 'citizen',
  async run({ tx, actor, input, clock, files, problem }) {
    const { personId } = actor as PersonActor
    const item = await publishedItem(tx, input.itemCode, clock.now())
    if (!item) throw problem('NO_ITEM')
    const asked = item.content.materials.find((m) => m.id === input.material)
    if (!asked) throw problem('NO_MATERIAL')
    const judged = await judgeUpload(input.file.bytes, asked)
    if ('problem' in judged)
      throw problem('BAD_FILE', { detail: judged.problem, fields: { [`material.${input.material}`]: judged.problem } })
    const name = safeName(input.file.name)
    const stored = await files.put(tx, input.file.bytes, judged.type)
    const id = newId(clock.now().getTime(), item.jurisdiction)
    await insertPaper(tx, {
      jurisdiction: item.jurisdiction,
      id,
      caseId: null,
      personId,
      itemCode: draftKey(input),
      slot: input.material,
      name,
      uploadedAt: clock.now(),
      ...stored,
    })
    const act = acts['material.uploaded']({
      jurisdiction: item.jurisdiction,
      subject: { kind: 'person', id: personId },
      public: { itemCode: input.itemCode, material: input.material, ...stored },
      private: { name },
    })
    return { act, output: { id, name, ...stored } }
  },
})
