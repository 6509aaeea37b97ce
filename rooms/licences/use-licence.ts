import { dayOf } from '../../kernel/calendar/index.ts'
import { caseAt, draftKey, findDocument, insertPaper, isParty, type LicenceContent } from '../../kernel/cases/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { loggedIn, newId, operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { useLicence } from './contract.ts'

/** The sheet as it was issued goes in as the material (国务院关于在线政务服务的若干规定: an electronic licence is the licence). */
export default operation(useLicence, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run({ tx, actor, input, clock, problem }) {
    const { personId } = actor as PersonActor
    const now = clock.now()
    const item = await publishedItem(tx, input.itemCode, now)
    if (!item) throw problem('NO_ITEM')
    if (!item.content.materials.some((m) => m.id === input.material)) throw problem('NO_MATERIAL')
    const found = /^[A-Z]\d{16}$/.test(input.number) ? await findDocument(tx, input.number) : undefined
    const at = found && (await caseAt(tx, { caseId: found.caseId }))
    const licence = found?.content as LicenceContent | undefined
    const until = at?.kind.licenceUntil?.(at.facts) ?? licence?.until
    const over = until !== undefined && until < dayOf(now)
    if (!at || !licence?.pdf || !isParty(at, actor, 'applicant', 'read') || at.kind.licenceEnd?.(at.facts) || over)
      throw problem('NO_LICENCE')
    const { sha256, size } = licence.pdf
    const paper = { sha256, size, type: 'application/pdf' }
    const id = newId(now.getTime(), item.jurisdiction)
    const name = `${licence.title.zh} ${licence.number}.pdf`
    await insertPaper(tx, {
      jurisdiction: item.jurisdiction,
      id,
      caseId: null,
      personId,
      itemCode: draftKey(input),
      slot: input.material,
      name,
      uploadedAt: now,
      ...paper,
    })
    const act = acts['licence.used']({
      jurisdiction: item.jurisdiction,
      subject: { kind: 'person', id: personId },
      public: { itemCode: item.code, material: input.material, ...paper, licence: licence.number },
      private: { name },
    })
    return { act, output: { id } }
  },
})
