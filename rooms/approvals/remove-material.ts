import { dropPaper, findPaper } from '../../kernel/cases/index.ts'
import { operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { removeMaterial } from './contract.ts'
import { ownsDraftOf } from './policy.ts'

/** Only from one's own draft; what was submitted stays with the case. */
export default operation(removeMaterial, {
  as: 'citizen',
  allow: ownsDraftOf,
  async run({ tx, actor, input, problem }) {
    const material = await findPaper(tx, input.id)
    if (!material || material.caseId !== null) throw problem('NO_FILE')
    await dropPaper(tx, material)
    const { itemCode, sha256 } = material
    const act = acts['material.removed']({
      jurisdiction: material.jurisdiction,
      subject: { kind: 'person', id: (actor as PersonActor).personId },
      public: { itemCode: itemCode ?? '', material: material.slot, sha256 },
    })
    return { act, output: {} }
  },
})
