import { caseAt, findDocument, findPaper, type LicenceContent, licencePdf, sees } from '../../../kernel/cases/index.ts'
import { receiptOfAct } from '../../../kernel/ledger/contract.ts'
import { actsOf, type PageContext, page, standardProblem } from '../../../kernel/platform/index.ts'

const seen = async (p: PageContext, caseId: string) => sees(p.tx, await caseAt(p.tx, { caseId }), p.actor)

export const material = page({
  path: '/materials/:id',
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const found = /^[0-9a-f-]{36}$/.test(p.params.id!) ? await findPaper(p.tx, p.params.id!) : undefined
    const own = p.actor.kind === 'person' && p.actor.personId === found?.personId
    if (!found || !(own || (found.caseId !== null && (await seen(p, found.caseId))))) throw standardProblem('NOT_FOUND')
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
    if (!found || !(await seen(p, found.caseId))) throw standardProblem('NOT_FOUND')
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
