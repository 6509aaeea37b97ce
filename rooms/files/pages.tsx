import {
  caseAt,
  contract as cases,
  findDocument,
  findPaper,
  type LicenceContent,
  makeSheet,
  readsPaper,
  sees,
  verifyAddress,
} from '../../kernel/cases/index.ts'
import { type DocumentContent, contract as documents, makeLetter } from '../../kernel/documents/index.ts'
import { attachReceipt, receiptOfAct, zip } from '../../kernel/ledger/contract.ts'
import {
  action,
  actsOf,
  type FormValues,
  isUuid,
  type PageContext,
  page,
  type Rendered,
  standardProblem,
  text,
  uploaded,
} from '../../kernel/platform/index.ts'
import { type Column, csvOf, SHOWN } from '../../web/ui/index.ts'

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

const PART_FIELDS = ['keptFor', 'sha256', 'name', 'size', 'part']

/** Where the island of upload forms sends the parts of a file; nothing is to be seen here. */
export const parts = page({
  path: '/uploads/:place',
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  actions: {
    part: action({
      operation: cases.keepPart,
      input: (form: FormValues, p) =>
        ({
          ...Object.fromEntries(PART_FIELDS.map((name) => [name, form[name]])),
          jurisdiction: p.params.place!,
          file: uploaded(form.file),
        }) as never,
      next: (output) => ({ json: output }),
    }),
  },
  render: () => {
    throw standardProblem('NOT_FOUND')
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
  return { title: (content as DocumentContent).title, bytes: { data, type: 'application/pdf', name: `${number}.pdf` } }
}

/** The bytes of a document of a case that the reader sees: a letter, or a licence with its receipt inside. */
async function sheetOf(p: PageContext, number: string): Promise<Rendered> {
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
}

/** The licence as PDF, with its receipt inside as soon as the ledger has it. */
export const document = page({
  path: '/documents/:file',
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  render: (p) => sheetOf(p, p.params.file!.replace(/\.pdf$/, '')),
})

const safe = (name: string) => name.replace(/[\\/:*?"<>|]/g, '_')

/** All of a case that the reader may have, as one file: papers, documents, and what happened as a table. */
export const whole = page({
  path: '/cases/:number/all.zip',
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const c = await p.call(cases.viewCase, { number: p.params.number! })
    const entries: { name: string; data: Uint8Array }[] = []
    for (const [i, paper] of c.papers.entries()) {
      const bytes = await p.files.get(paper.sha256)
      if (bytes) entries.push({ name: `${p.t('材料', 'materials')}/${i + 1} ${safe(paper.name)}`, data: bytes })
    }
    for (const { number, title } of c.documents) {
      const { bytes } = await sheetOf(p, number)
      if (bytes)
        entries.push({ name: `${p.t('文书', 'documents')}/${safe(`${number} ${p.t(title)}`)}.pdf`, data: bytes.data })
    }
    const columns: Column<(typeof c.acts)[number]>[] = [
      { key: 'number', title: text('序号', 'No.'), value: (a) => a.number },
      { key: 'at', title: text('时间', 'At'), value: (a) => a.at },
      { key: 'act', title: text('行为', 'Act'), value: (a) => p.t(a.title) },
      { key: 'who', title: text('谁', 'Who'), value: (a) => p.t(a.who) },
      { key: 'words', title: text('内容', 'Words'), value: (a) => a.why ?? '' },
    ]
    const csv = csvOf(columns, c.acts, p.lang)
    entries.push({ name: `${p.t('经过', 'acts')}.csv`, data: new TextEncoder().encode(csv) })
    return {
      title: c.title,
      bytes: { data: zip(entries), type: 'application/zip', name: `${c.number}.zip` },
    }
  },
})
