import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { DocumentContent } from '../documents/index.ts'
import { drawDocument } from '../documents/letterhead.ts'
import type { Part } from './arrange.rules.ts'

/** A material by its bytes: a picture is drawn; anything else is attached, a leaf in its place names it. */
export type Sheet = { title: string; slot: string | null; on: string } & (
  | { what: 'document'; content: DocumentContent }
  | { what: 'lines'; lines: [label: string, value: string][] }
  | { what: 'file'; file: string; type: string; sha256: string; bytes: Uint8Array }
  | { what: 'missing'; file: string; sha256: string }
)
export type Binding = {
  part: Part
  number: string
  caseNumber: string
  title: string
  unit: string
  retention: string
  openedOn: string
  closedOn: string
  archivedOn: string
  archivist: string
  sheets: Sheet[]
  demonstration: boolean
}
export type BoundPdf = { pdf: Uint8Array; pages: number; spans: { from: number; to: number }[] }

const [INK, SOFT, RED] = ['#1d2430', '#5a6472', '#b3261e']
const LEFT = 72
const ROWS = 22
const font = (): Buffer =>
  readFileSync(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  )

/** Cover, contents 卷内目录, the pieces with one page number after another, end note 备考表. */
export async function volumePdf(b: Binding): Promise<BoundPdf> {
  const secondary = b.part === 'secondary'
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 72, left: LEFT, right: LEFT, bottom: 80 },
    lang: 'zh-CN',
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: `${b.number} ${b.title}${secondary ? ' 副卷' : ''}`,
      Author: b.unit,
      Creator: '圭表 Gnomon',
      CreationDate: new Date(`${b.archivedOn}T00:00:00Z`),
    },
  })
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve) => doc.on('end', resolve))
  doc.on('data', (c: Buffer) => chunks.push(c))
  doc.font(font())
  const wide = doc.page.width - 2 * LEFT
  const say = (said: string, size: number, more: object = {}, colour = INK!) =>
    doc
      .fontSize(size)
      .fillColor(colour)
      .text(said, LEFT, doc.y, { width: wide, lineGap: size * 0.4, ...more })
  const facts = (rows: [string, string][]) => {
    for (const [label, value] of rows) say(`${label}：${value}`, 11.5)
  }

  // Cover.
  doc.y = 130
  say(b.unit, 22, { align: 'center' }, RED)
  doc.y += 30
  say(secondary ? '副卷' : '卷宗', 34, { align: 'center' })
  say(secondary ? 'Secondary volume: not for the parties' : 'Volume', 11, { align: 'center' }, SOFT)
  doc.y += 24
  say(b.title, 16, { align: 'center' })
  doc.y += 60
  facts([
    ['档号 Archive number', b.number],
    ['办件 Case', b.caseNumber],
    ['立案 Opened', b.openedOn],
    ['结案 Closed', b.closedOn],
    ['归档 Archived', b.archivedOn],
    ['保管期限 Kept for', b.retention],
  ])
  if (b.demonstration) say('演示卷宗，不具有法律效力 Demonstration only', 10, { align: 'center' }, RED)

  // The contents are written when the pages are known: their own pages are set aside.
  const contentPages = Math.max(1, Math.ceil(b.sheets.length / ROWS))
  for (let i = 0; i < contentPages; i++) doc.addPage()
  const before = 1 + contentPages
  const spans = b.sheets.map((sheet) => {
    doc.addPage()
    const from = doc.bufferedPageRange().count - before
    draw(doc, sheet, say, wide)
    return { from, to: doc.bufferedPageRange().count - before }
  })
  const pages = spans.at(-1)?.to ?? 0

  doc.addPage()
  say('卷内备考表', 20, { align: 'center' })
  say('End note', 10, { align: 'center' }, SOFT)
  doc.y += 24
  const attached = b.sheets.filter((s) => s.what === 'file' && !isPicture(s.type)).length
  const missing = b.sheets.filter((s) => s.what === 'missing').length
  facts([
    ['本卷共 Pages', `${pages}`],
    ['件数 Pieces', `${b.sheets.length}`],
    ['附在本文件里的原件 Originals attached to this file', `${attached}`],
    ['读不到的 Could not be read', `${missing}`],
    ['立卷 Archived by', b.archivist],
    ['装订 Bound by', '圭表（机器编目、编页） Gnomon, by machine'],
    ['日期 Date', b.archivedOn],
  ])

  for (let page = 0; page < contentPages; page++) {
    doc.switchToPage(1 + page)
    contents(doc, b.sheets, spans, page * ROWS, say, wide)
  }
  for (let n = 1; n <= pages; n++) {
    doc.switchToPage(before + n - 1)
    doc.page.margins.bottom = 0
    doc.fontSize(10).fillColor(INK!).text(String(n), LEFT, 36, { width: wide, align: 'right', lineBreak: false })
    doc.fontSize(8).fillColor(SOFT!).text(b.number, LEFT, 36, { width: wide, lineBreak: false })
  }
  doc.end()
  await done
  return { pdf: Buffer.concat(chunks), pages, spans }
}

type Say = (said: string, size: number, more?: object, colour?: string) => unknown

function contents(
  doc: PDFKit.PDFDocument,
  sheets: Sheet[],
  spans: { from: number; to: number }[],
  first: number,
  say: Say,
  wide: number,
): void {
  doc.y = 72
  say('卷内目录', 20, { align: 'center' })
  say('Contents', 10, { align: 'center' }, SOFT)
  doc.page.margins.bottom = 0
  const row = (y: number, cells: [string, number, number][], size: number, colour: string) => {
    for (const [said, x, width] of cells)
      doc
        .fontSize(size)
        .fillColor(colour)
        .text(said, LEFT + x, y, { width, height: size * 1.3, ellipsis: true, lineBreak: false })
  }
  row(
    140,
    [
      ['序号', 0, 30],
      ['题名', 36, 250],
      ['日期', 300, 70],
      ['页号', wide - 60, 60],
    ],
    10,
    SOFT!,
  )
  sheets.slice(first, first + ROWS).forEach((s, i) => {
    const { from, to } = spans[first + i]!
    const title = s.slot && s.slot !== s.title ? `${s.slot}：${s.title}` : s.title
    row(
      164 + i * 27,
      [
        [String(first + i + 1), 0, 30],
        [title, 36, 258],
        [s.on, 300, 80],
        [from === to ? `${from}` : `${from}–${to}`, wide - 60, 60],
      ],
      11,
      INK!,
    )
  })
}

const isPicture = (type: string) => type === 'image/jpeg' || type === 'image/png'

function draw(doc: PDFKit.PDFDocument, sheet: Sheet, say: Say, wide: number): void {
  if (sheet.what === 'document') {
    drawDocument(doc, sheet.content)
    return
  }
  say(sheet.title, 16, { align: 'center' })
  doc.y += 10
  if (sheet.what === 'lines') {
    for (const [label, value] of sheet.lines) {
      say(label, 9, {}, SOFT)
      if (value !== '') say(value, 11)
      doc.y += 4
    }
    return
  }
  const about = () => {
    say(`文件 File  ${sheet.file}`, 10)
    say(`SHA-256  ${sheet.sha256}`, 8, {}, SOFT)
  }
  if (sheet.what === 'missing') {
    about()
    say(
      '归档时读不到这个文件，以账本里的摘要为准。 The file could not be read when the volume was bound; the ledger holds its digest.',
      11,
      {},
      RED,
    )
    return
  }
  if (isPicture(sheet.type))
    try {
      doc.image(Buffer.from(sheet.bytes), LEFT, doc.y, { fit: [wide, 560], align: 'center' })
      doc.y = 690
      about()
      return
    } catch {
      // A picture that cannot be drawn is attached like any other original.
    }
  about()
  say(`${sheet.bytes.length} bytes`, 10)
  doc.y += 10
  say(
    '原件附在本文件里，也在卷宗的 ZIP 里。 The original is attached to this file, and stands in the volume’s ZIP.',
    11,
  )
  doc.file(Buffer.from(sheet.bytes), {
    name: sheet.file.replaceAll('/', '-'),
    type: sheet.type,
    description: sheet.sha256,
    creationDate: new Date(0),
    modifiedDate: new Date(0),
  })
}
