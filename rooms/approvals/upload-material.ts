import { draftKey, insertPaper, keptFor, type Received, receiveFile } from '../../kernel/cases/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { newId, operation, type PersonActor, type Text, text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { uploadMaterial } from './contract.ts'
import { applies } from './policy.ts'

/** Kept at once, on the draft. What a case that waits for its applicant gets is an act of the case (`cases.add-paper`). */
export default operation(uploadMaterial, {
  allow: applies,
  as: 'citizen',
  async run({ tx, actor, input, clock, files, timer, problem }) {
    const { personId } = actor as PersonActor
    const item = await publishedItem(tx, input.itemCode, clock.now())
    if (!item) throw problem('NO_ITEM')
    const asked = item.content.materials.find((m) => m.id === input.material)
    if (!asked) throw problem('NO_MATERIAL')
    const { jurisdiction } = item
    const key = draftKey(input)
    const where = { jurisdiction, personId, keptFor: keptFor(key, input.material) }
    const taken: (Received & { id: string })[] = []
    const refused: { name: string; why: Text }[] = []
    // One after the other: of several no two are in memory as they are written.
    for (const sent of [input.file, ...input.more]) {
      const received = await receiveFile({ tx, files, timer }, sent, where, asked)
      if ('problem' in received) refused.push({ name: 'name' in sent ? sent.name : '', why: received.problem })
      else taken.push({ id: newId(clock.now().getTime() + taken.length, jurisdiction), ...received })
    }
    const [first, ...others] = taken
    if (!first) throw problem('BAD_FILE', refusal(input.material, refused))
    // By their ids in the order in which they were chosen.
    for (const paper of taken)
      await insertPaper(tx, {
        jurisdiction,
        caseId: null,
        personId,
        itemCode: key,
        slot: input.material,
        uploadedAt: clock.now(),
        ...paper,
      })
    const actOf = ({ name, sha256, size, type }: Received) =>
      acts['material.uploaded']({
        jurisdiction,
        subject: { kind: 'person', id: personId },
        public: { itemCode: input.itemCode, material: input.material, sha256, size, type },
        private: { name },
      })
    return { acts: [actOf(first), ...others.map(actOf)], output: { ...first, refused } }
  },
})

/** Which of the files cannot be taken and why, at the material’s own field. */
export function refusal(
  material: string,
  refused: { name: string; why: Text }[],
): { detail: Text; fields: Record<string, Text> } {
  const named = refused.map(({ name, why }) => (name === '' ? why : text(`${name}：${why.zh}`, `${name}: ${why.en}`)))
  const detail = text(named.map((w) => w.zh).join(''), named.map((w) => w.en).join(' '))
  return { detail, fields: { [`material.${material}`]: detail } }
}
