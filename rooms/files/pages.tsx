import {
  caseAt,
  findDocument,
  findPaper,
  type LicenceContent,
  makeSheet,
  readsPaper,
  sees,
  verifyAddress,
} from '../../kernel/cases/index.ts'
import { type DocumentContent, contract as documents, makeLetter } from '../../kernel/documents/index.ts'
import { attachReceipt, receiptOfAct } from '../../kernel/ledger/contract.ts'
import { actsOf, isUuid, type PageContext, page, type Rendered, standardProblem } from '../../kernel/platform/index.ts'
import { SHOWN } from '../../web/ui/index.ts'

const seen = async (p: PageContext, caseId: string, paper?: { personId: string; slot: string }) => {
  const at = await caseAt(p.tx, { caseId })
  return (await sees(p.tx, at, p.actor)) && (!paper || readsPaper(at, paper, p.actor))
}

export const paper = page({
  path: '/materials/:id',
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const found = isUuid(p.params.id) ? await findPaper(p.tx, p.params.id) : undefined
    const own = p.actor.kind === 'person' && p.actor.personId === found?.personId
    if (!found || !(own || (found.caseId !== null && (await seen(p, found.caseId, found)))))
      throw standardProblem('NOT_FOUND')
    const data = await p.files.get(found.sha256)
    if (!data) throw standardProblem('NOT_FOUND')
    const title = { zh: found.name, en: found.name }
    // A download, or for the types above inside a page of ours: whatever it holds runs nothing and may ask for nothing.
    if (!p.query.show || !SHOWN.test(found.type)) return { title, bytes: { data, type: found.type, name: found.name } }
    const headers = {
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'",
    }
    return { title, bytes: { data, type: found.type, headers } }
  },
})

/** A document of any kind of case on the letterhead, for whom its act lets read it. */
async function letter(p: PageContext, number: string): Promise<Rendered> {
  const { content, actId } = await p.call(documents.getDocument, { number })
  const receipt = actId
    ? await p.call(receiptOfAct, { actId, disclose: ['document'] }).catch(() => undefined)
    : undefined
  const proof = receipt ? new TextEncoder().encode(receipt.file) : undefined
  const data = await makeLetter(content as DocumentContent, proof)
  return { title: content.title, bytes: { data, type: 'application/pdf', name: `${number}.pdf` } }
}

/** The licence as PDF, with its receipt inside as soon as the ledger has it. */
export const document = page({
  path: '/documents/:file',
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const number = p.params.file!.replace(/\.pdf$/, '')
    const found = await findDocument(p.tx, number)
    if (!found || !(await seen(p, found.caseId))) throw standardProblem('NOT_FOUND')
    if (!('holder' in found.content)) return letter(p, number)
    const acts = await actsOf(p.tx, found.jurisdiction, found.caseId)
    const act = acts.find((a) => a.type === 'licence.issued' && a.public.number === number)
    const receipt = act
      ? await p.call(receiptOfAct, { actId: act.id, disclose: ['licence'] }).catch(() => undefined)
      : undefined
    const content = found.content as LicenceContent
    const sheet = content.pdf
      ? await p.files.get(content.pdf.sha256)
      : await makeSheet(content, verifyAddress(p.site, content))
    if (!sheet) throw standardProblem('NOT_FOUND')
    const data = receipt ? attachReceipt(sheet, new TextEncoder().encode(receipt.file)) : sheet
    return { title: { zh: number, en: number }, bytes: { data, type: 'application/pdf', name: `${number}.pdf` } }
  },
})
