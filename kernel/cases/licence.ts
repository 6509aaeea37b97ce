import PDFDocument from 'pdfkit'
import QRCode from 'qrcode'
import { printFont } from './print-font.ts'

/** What a licence says; committed to in the act that issued it, and embedded in its PDF. */
export type LicenceContent = {
  number: string
  title: { zh: string; en: string }
  holder: string
  lines: [label: string, value: string][]
  issuedBy: string
  issuedOn: string
  validity: string
  /** The last day on which it is valid, where it has one. */
  until?: string
  caseNumber: string
  /** The number of the one that it takes the place of. */
  replaces?: string
  demonstration: boolean
  /** Printed in the QR code and known to nobody else: whoever holds it may see whose licence it is. */
  code?: string
  /** The sheet as it was issued (ledger/verifier/sheet.ts). */
  pdf?: { sha256: string; size: number }
}

/** A row of the sheet shows no more; the record holds all of it. */
const MOST_SHOWN = 160
const cut = (value: string) =>
  [...value].length <= MOST_SHOWN ? value : `${[...value].slice(0, MOST_SHOWN).join('')}…`

/** The licence as one A4 page. `qr` is printed as a QR code: where to verify. Made in a worker (sheet.ts), once, at issue. */
export async function licencePdf(content: LicenceContent, qr: string): Promise<Buffer> {
  const image = await QRCode.toBuffer(qr, { errorCorrectionLevel: 'M', margin: 1, width: 320 })
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 64, left: 64, right: 64, bottom: 40 },
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: `${content.title.zh} ${content.number}`, Author: content.issuedBy, Creator: '圭表 Gnomon' },
  })
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve) => doc.on('end', resolve))
  doc.on('data', (c: Buffer) => chunks.push(c))
  doc.font(printFont())
  const { width, height } = doc.page
  doc
    .rect(36, 36, width - 72, height - 72)
    .lineWidth(1.2)
    .stroke('#1d2430')
  doc
    .rect(42, 42, width - 84, height - 84)
    .lineWidth(0.4)
    .stroke('#1d2430')
  // The gnomon: an upright and its shadow on a scale.
  doc
    .moveTo(width / 2, 84)
    .lineTo(width / 2, 124)
    .lineWidth(2)
    .stroke('#1d2430')
  doc
    .moveTo(width / 2 - 60, 124)
    .lineTo(width / 2 + 90, 124)
    .lineWidth(0.8)
    .stroke('#1d2430')
  doc
    .moveTo(width / 2, 124)
    .lineTo(width / 2 + 62, 124)
    .lineWidth(3)
    .stroke('#e0a100')
  doc.fillColor('#1d2430').fontSize(26).text(cut(content.title.zh), 64, 146, { align: 'center', height: 60 })
  doc.fontSize(11).fillColor('#5a6472').text(content.title.en, { align: 'center' })
  doc.moveDown(0.4).fontSize(12).fillColor('#1d2430').text(`编号 No. ${content.number}`, { align: 'center' })
  let y = 250
  const row = (label: string, value: string) => {
    // What follows stands at the foot of the page.
    if (y > height - 300) return
    doc.fontSize(11).fillColor('#5a6472').text(cut(label), 84, y, { width: 130, height: 34 })
    doc
      .fontSize(12.5)
      .fillColor('#1d2430')
      .text(cut(value), 220, y - 1, { width: width - 220 - 84, height: 54, ellipsis: true })
    y = Math.max(doc.y, y + 16) + 8
  }
  row('持证人', content.holder)
  for (const [label, value] of content.lines) row(label, value)
  row('有效期', content.validity)
  row('办件编号', content.caseNumber)
  doc.image(image, 84, height - 250, { width: 112 })
  doc
    .fontSize(9)
    .fillColor('#5a6472')
    .text('扫码或上传本文件即可验证。本文件附有公开账本的回执（receipt.tlog-proof），断网也能验。', 84, height - 130, {
      width: 220,
    })
  doc
    .fontSize(13)
    .fillColor('#1d2430')
    .text(content.issuedBy, width - 300, height - 200, { width: 216, align: 'right' })
  doc.fontSize(12).text(content.issuedOn, width - 300, height - 176, { width: 216, align: 'right' })
  if (content.demonstration)
    doc
      .fontSize(11)
      .fillColor('#b3261e')
      .text('演示证照，不具有法律效力 Demonstration only', 64, height - 78, { align: 'center', width: width - 128 })
  doc.end()
  await done
  return Buffer.concat(chunks)
}
