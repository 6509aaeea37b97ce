import PDFDocument from 'pdfkit'
import { printFont } from '../cases/print-font.ts'
import type { Text } from '../platform/index.ts'
import type { DocumentContent } from './kind.ts'

const INK = '#1d2430'
const SOFT = '#5a6472'
const RED = '#b3261e'
const LEFT = 72

/**
 * A document of any kind on the one letterhead, A4, as many pages as it needs. The Chinese is the text of record; the English stands
 * below. Made in a worker (letter.ts). `receipt` is attached as `receipt.tlog-proof`, so that the file proves itself offline.
 */
export async function documentPdf(content: DocumentContent, receipt?: Uint8Array): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 72, left: LEFT, right: LEFT, bottom: 80 },
    lang: 'zh-CN',
    displayTitle: true,
    bufferPages: true,
    info: { Title: `${content.title.zh} ${content.number}`, Author: content.issuedBy.zh, Creator: '圭表 Gnomon' },
  })
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve) => doc.on('end', resolve))
  doc.on('data', (c: Buffer) => chunks.push(c))
  doc.font(printFont())
  drawDocument(doc, content)
  const { width } = doc.page
  const wide = width - 2 * LEFT
  const { count } = doc.bufferedPageRange()
  for (let i = 0; i < count; i++) {
    doc.switchToPage(i)
    // The foot stands below the margin: without this, each line there would open a page.
    doc.page.margins.bottom = 0
    const foot = `办件 Case ${content.caseNumber} · ${i + 1}/${count}`
    doc.fontSize(8.5).fillColor(SOFT).text(foot, LEFT, 792, { width: wide, align: 'center', lineBreak: false })
    if (content.demonstration)
      doc.fillColor(RED).text('演示文书，不具有法律效力 Demonstration only', LEFT, 776, {
        width: wide,
        align: 'center',
        lineBreak: false,
      })
  }
  if (receipt)
    doc.file(Buffer.from(receipt), { name: 'receipt.tlog-proof', type: 'text/plain', description: 'Gnomon receipt' })
  doc.end()
  await done
  return Buffer.concat(chunks)
}

/** The document from where the page stands on, as many pages as it needs; the font is set by whoever made the file. */
export function drawDocument(doc: PDFKit.PDFDocument, content: DocumentContent): void {
  const { width } = doc.page
  const wide = width - 2 * LEFT
  const say = (said: string, size: number, colour = INK, more: object = {}) =>
    doc
      .fontSize(size)
      .fillColor(colour)
      .text(said, LEFT, doc.y, { width: wide, lineGap: size * 0.45, ...more })

  say(content.issuedBy.zh, 20, RED, { align: 'center' })
  doc
    .moveTo(LEFT, doc.y + 4)
    .lineTo(width - LEFT, doc.y + 4)
    .lineWidth(1.4)
    .stroke(RED)
  doc.y += 22
  say(content.title.zh, 19, INK, { align: 'center' })
  say(content.title.en, 10, SOFT, { align: 'center' })
  say(content.number, 11.5, INK, { align: 'center' })
  doc.y += 14
  const part = (in_: (t: Text) => string, english: boolean) => {
    const size = english ? 9.5 : 12
    const colour = english ? SOFT : INK
    const indent = english ? 0 : 24
    say(english ? `To: ${content.to}` : `${content.to}：`, size, colour)
    for (const p of content.paragraphs) say(in_(p), size, colour, { indent })
    for (const [label, value] of content.lines)
      say(`${in_(label)}${english ? ': ' : '：'}${in_(value)}`, size, colour, { indent })
    if (content.basis.length > 0)
      say(`${english ? 'Basis: ' : '依据：'}${content.basis.map(in_).join(english ? '; ' : '、')}`, size, colour, {
        indent,
      })
    for (const r of content.remedies) say(in_(r), size, colour, { indent })
  }
  part((t) => t.zh, false)
  doc.y += 20
  say(content.issuedBy.zh, 12, INK, { align: 'right' })
  say(chineseDay(content.issuedOn), 12, INK, { align: 'right' })
  doc.y += 16
  doc
    .moveTo(LEFT, doc.y)
    .lineTo(width - LEFT, doc.y)
    .lineWidth(0.4)
    .stroke(SOFT)
  doc.y += 8
  part((t) => t.en, true)
  say(`${content.issuedBy.en}, ${content.issuedOn}`, 9.5, SOFT)
}

const chineseDay = (day: string): string => {
  const [y, m, d] = day.split('-').map(Number)
  return `${y} 年 ${m} 月 ${d} 日`
}
