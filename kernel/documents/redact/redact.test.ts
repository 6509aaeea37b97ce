import { inflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import { describe, expect, test } from 'vitest'
import { printFont } from '../../cases/print-font.ts'
import { codeOf as code } from '../../platform/harness.ts'
import { pagesOf } from './pdfium.ts'
import { png } from './png.ts'
import { bare, readRegions } from './redact.rules.ts'
import { lookAtPage, redact } from './redact.ts'

const NAME = '林晓明'
const PHONE = '13800138000'
const SECRETS = [NAME, PHONE, 'secret@example.com']

type Making = (pdf: PDFKit.PDFDocument) => void
async function made(fill: Making, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 60, ...options })
  const parts: Buffer[] = []
  pdf.on('data', (p: Buffer) => parts.push(p))
  const ended = new Promise((done) => pdf.on('end', done))
  pdf.font(printFont())
  fill(pdf)
  pdf.end()
  await ended
  return Buffer.concat(parts)
}
/** A letter that holds the words in every layer: text, metadata, an attachment, a note, a link, an earlier revision. */
const full = async (): Promise<Buffer> => {
  const pdf = await made(
    (d) => {
      d.fontSize(14).text(`设计单位的联系人是林晓`, { continued: false })
      d.text(`明，电话 138 0013 8000，邮箱 secret@example.com。`)
      d.text('工程造价三百万元，可以公开。')
      d.note(100, 300, 20, 20, `note by ${NAME} ${PHONE}`)
      d.link(60, 60, 100, 20, 'mailto:secret@example.com')
      d.file(Buffer.from(`通讯录：${NAME} ${PHONE} secret@example.com`), { name: '通讯录.txt' })
      d.addPage().text(`第二页又写了 ${NAME}。`)
    },
    { info: { Title: `${NAME} 的信`, Author: 'secret@example.com', Keywords: PHONE } },
  )
  // An earlier revision, as an incremental update leaves it: the old objects stay in the file.
  return Buffer.concat([pdf, Buffer.from(`\n999 0 obj\n(${PHONE} ${NAME})\nendobj\nstartxref\n0\n%%EOF\n`)])
}

/** Everything that a file holds: its bytes, each compressed stream unpacked, each hexadecimal string read. */
function layers(pdf: Buffer): Buffer[] {
  const found = [pdf]
  const raw = pdf.toString('latin1')
  for (const m of raw.matchAll(/stream\r?\n/g)) {
    const from = m.index + m[0].length
    const bytes = pdf.subarray(from, raw.indexOf('endstream', from))
    try {
      found.push(inflateSync(bytes))
    } catch {
      found.push(bytes)
    }
  }
  for (const m of raw.matchAll(/<([0-9a-fA-F\s]{6,})>/g)) found.push(Buffer.from(m[1]!.replace(/\s/g, ''), 'hex'))
  return found
}
const holds = (pdf: Buffer, word: string): boolean => {
  const forms = [Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(word, 'utf16le').swap16()]
  return layers(pdf).some((layer) => forms.some((f) => layer.includes(f)))
}
const textOf = async (pdf: Uint8Array): Promise<string> => {
  let said = ''
  await pagesOf(pdf, (page) => {
    said += page
      .letters()
      .map((l) => l.char)
      .join('')
  })
  return bare(said)
}

describe('a redacted file', () => {
  test('holds the words in no layer: text, metadata, attachment, annotation, link, earlier revision', async () => {
    const before = await full()
    // The test itself can fail: the words are there before.
    for (const word of SECRETS) expect(holds(before, word), word).toBe(true)
    for (const word of SECRETS) expect(await textOf(before), word).toContain(bare(word))
    const { pdf, removed } = await redact({ pdf: before, words: SECRETS, regions: [] })
    const after = Buffer.from(pdf)
    for (const word of SECRETS) expect(holds(after, word), word).toBe(false)
    expect(await textOf(after)).toBe('')
    const raw = after.toString('latin1')
    for (const part of ['/Font', '/Annot', '/EmbeddedFile', '/Metadata', '/JavaScript', '/Prev', '/Title', '/Author'])
      expect(raw, part).not.toContain(part)
    expect(raw.match(/%%EOF/g)).toHaveLength(1)
    // On two lines, with gaps, and on the second page; each place is told.
    expect(removed.missed).toEqual([])
    expect(removed.places.filter((p) => p.page === 1).length).toBeGreaterThanOrEqual(3)
    expect(removed.places.some((p) => p.page === 2)).toBe(true)
    expect([removed.pages, removed.pictures]).toEqual([2, []])
  })

  test('is black where the words stood, and the same elsewhere', async () => {
    const before = await full()
    const at: { left: number; top: number; right: number; bottom: number }[] = []
    const pictures: Uint8Array[] = []
    let width = 0
    await pagesOf(before, (page, n) => {
      if (n > 1) return
      const letters = page.letters()
      for (const c of '林晓') at.push(letters.find((l) => l.char === c)!.box)
      const picture = page.picture()
      width = picture.width
      pictures.push(picture.data)
    })
    const { pdf } = await redact({ pdf: before, words: [NAME], regions: [] })
    await pagesOf(pdf, (page, n) => {
      if (n === 1) pictures.push(page.picture().data)
    })
    const pixel = (of: Uint8Array, x: number, y: number) => of[(Math.round(y) * width + Math.round(x)) * 3]!
    for (const box of at)
      for (let x = box.left; x < box.right; x += 2)
        for (let y = box.top; y < box.bottom; y += 2) expect(pixel(pictures[1]!, x, y)).toBeLessThan(40)
    // What may be read stays to be read: the third line is as it was.
    let different = 0
    const [a, b] = pictures as [Uint8Array, Uint8Array]
    const from = Math.round(at[0]!.bottom + 120) * width * 3
    for (let i = from; i < from + width * 3 * 40; i++) if (Math.abs(a[i]! - b[i]!) > 80) different++
    expect(different).toBeLessThan(width * 3 * 40 * 0.02)
  })

  test('of a scanned page: no word is found there, which is said; a region is blackened', async () => {
    const width = 600
    const data = new Uint8Array(width * 800 * 3).fill(200)
    const scan = await made((d) => d.image(png({ width, height: 800, data }), 0, 0, { width: 595, height: 842 }), {
      margin: 0,
    })
    const missed = await redact({ pdf: scan, words: [NAME], regions: [] })
    expect(missed.removed).toMatchObject({ missed: [NAME], pictures: [1], places: [] })
    const { pdf, removed } = await redact({
      pdf: scan,
      words: [],
      regions: [{ page: 1, left: 50, top: 100, width: 60, height: 20 }],
    })
    expect(removed.places).toEqual([{ page: 1, why: 'region' }])
    await pagesOf(pdf, (page) => {
      const p = page.picture()
      const grey = (mmX: number, mmY: number) =>
        p.data[(Math.round((mmY / 25.4) * 150) * p.width + Math.round((mmX / 25.4) * 150)) * 3]!
      expect([grey(80, 110), grey(51, 101), grey(109, 119)].every((v) => v < 20)).toBe(true)
      expect([grey(40, 110), grey(80, 90), grey(120, 110)].every((v) => v > 150)).toBe(true)
    })
    // Nor does the picture that was scanned lie in the new file beside its blackened copy.
    expect(
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Subtype \/Image/g),
    ).toHaveLength(1)
  })

  test('turned and cropped pages are blackened where they are seen', async () => {
    const turned = Buffer.from(
      (await made((d) => d.fontSize(20).text(`转动的一页 ${PHONE}`)))
        .toString('latin1')
        .replace('/MediaBox', '/Rotate 90\n/MediaBox'),
      'latin1',
    )
    const { pdf, removed } = await redact({ pdf: turned, words: [PHONE], regions: [] })
    expect(removed.places).toHaveLength(1)
    let black = 0
    await pagesOf(pdf, (page) => {
      const { data } = page.picture()
      for (let i = 0; i < data.length; i += 3) if (data[i]! < 10) black++
    })
    expect(black).toBeGreaterThan(2000)
  })

  test.each([
    ['no PDF', Buffer.from('hello')],
    ['cut off', Buffer.from('%PDF-1.7\n1 0 obj\n<<')],
  ])('%s is refused in words', async (_, pdf) => {
    expect(await code(redact({ pdf, words: ['x'], regions: [] }))).toBe('BAD_FILE')
  })
  test('a region on a page that is not there is refused; a page can be looked at', async () => {
    const pdf = await full()
    const region = { page: 9, left: 1, top: 1, width: 1, height: 1 }
    expect(await code(redact({ pdf, words: [], regions: [region] }))).toBe('BAD_FILE')
    const page = await lookAtPage({ pdf, page: 2 })
    expect([page.pages, Math.round(page.millimetres.width), page.text]).toEqual([2, 210, true])
    expect(Buffer.from(page.png).subarray(1, 4).toString()).toBe('PNG')
  })
})

test.each([
  ['1 20 35 80 10', [{ page: 1, left: 20, top: 35, width: 80, height: 10 }]],
  ['１，２０，３５，８０，１０\n\n2 0 0 5.5 5', 2],
  ['1 20 35 80', 'problem'],
  ['0 1 1 1 1', 'problem'],
  ['1.5 1 1 1 1', 'problem'],
  ['1 -1 1 1 1', 'problem'],
  ['1 1 1 0 1', 'problem'],
  ['第一页', 'problem'],
])('regions as they are typed: %j', (typed, expected) => {
  const read = readRegions(typed)
  if (expected === 'problem') expect(read).toHaveProperty('problem')
  else if (typeof expected === 'number') expect((read as { regions: unknown[] }).regions).toHaveLength(expected)
  else expect(read).toEqual({ regions: expected })
})
