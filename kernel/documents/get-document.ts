import { caseAt, findDocument, issuedBy, readable } from '../cases/index.ts'
import { privateOf, query } from '../platform/index.ts'
import { getDocument } from './contract.ts'

/** A document is read by whom its act's declaration lets read it (`says`): there is no second list. */
export default query(getDocument, {
  allow: ({ actor }) => actor.kind !== 'anonymous',
  async run({ tx, actor, input, problem }) {
    const found = await findDocument(tx, input.number)
    if (!found) throw problem('NO_DOCUMENT')
    const at = await caseAt(tx, { caseId: found.caseId })
    const issued = issuedBy(at.acts, found.number)
    const kept = issued && (await privateOf(tx, at.found.jurisdiction, [issued.act.id])).get(issued.act.id)
    const citizen = kept?.actor?.value as string | undefined
    if (!issued || (await readable(tx, at, issued.act, actor, citizen, [issued.field])).length === 0)
      throw problem('NO_DOCUMENT')
    return {
      number: found.number,
      kind: found.kind,
      caseNumber: at.found.number,
      actId: issued.act.id,
      content: found.content,
    }
  },
})
