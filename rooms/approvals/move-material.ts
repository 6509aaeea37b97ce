import { findPaper, movePaper } from '../../kernel/cases/index.ts'
import { operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { moveMaterial } from './contract.ts'
import { ownsDraftOf } from './policy.ts'

/** The files of a material are read in the order that their applicant gave them, in the draft and in the case. */
export default operation(moveMaterial, {
  as: 'citizen',
  allow: ownsDraftOf,
  async run({ tx, actor, input, problem }) {
    const material = await findPaper(tx, input.id)
    if (!material || material.caseId !== null) throw problem('NO_FILE')
    if (!(await movePaper(tx, material, input.to))) throw problem('AT_END')
    const { itemCode, sha256 } = material
    const act = acts['material.moved']({
      jurisdiction: material.jurisdiction,
      subject: { kind: 'person', id: (actor as PersonActor).personId },
      public: { itemCode: itemCode ?? '', material: material.slot, sha256, to: input.to },
    })
    return { act, output: { id: input.id } }
  },
})
