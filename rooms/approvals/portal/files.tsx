import { caseById, findDocument, findMaterial, type LicenceContent, licencePdf } from '../../../kernel/cases/index.ts'
import { receiptOfAct } from '../../../kernel/ledger/contract.ts'
import { actsOf, type PageContext, page, standardProblem } from '../../../kernel/platform/index.ts'
import { sees } from '../policy.ts'

const seen = async (p: PageContext, caseId: string | null, owner: string) => {
  if (p.actor.kind === 'person' && p.actor.personId === owner && !p.actor.post) return true
  return caseId !== null && (await sees({ ...p, input: { caseId } }))
}

export const material = page({
  path: '/materials/:id',
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const found = /^[0-9a-f-]{36}$/.test(p.params.id!) ? await findMaterial(p.tx, p.params.id!) : undefined
    if (!found || !(await seen(p, found.caseId, found.personId))) throw standardProblem('NOT_FOUND')
    const data = await p.files.get(found.sha256)
    if (!data) throw standardProblem('NOT_FOUND')
    // Always a download, never shown in our origin: whatever it holds cannot act as one of our pages.
    return { title: { zh: found.name, en: found.name }, bytes: { data, type: found.type, name: found.name } }
  },
})

/** The licence as PDF, with its receipt inside as soon as the ledger has it. */
export const document = page({
  path: '/documents/:file',
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const number = p.params.file!.replace(/\.pdf$/, '')
    const found = await findDocument(p.tx, number)
    const about = found && (await caseById(p.tx, found.caseId))
    if (!found || !about || !(await seen(p, about.id, about.applicant))) throw standardProblem('NOT_FOUND')
    const acts = await actsOf(p.tx, found.jurisdiction, found.caseId)
    const act = acts.find((a) => a.type === 'licence.issued' && a.public.number === number)
    const receipt = act
      ? await p.call(receiptOfAct, { actId: act.id, disclose: ['licence'] }).catch(() => undefined)
      : undefined
    const data = await licencePdf(
      found.content as LicenceContent,
      `${p.url.origin}/verify?licence=${number}`,
      receipt ? new TextEncoder().encode(receipt.file) : undefined,
    )
    return { title: { zh: number, en: number }, bytes: { data, type: 'application/pdf', name: `${number}.pdf` } }
  },
})
