import PDFDocument from 'pdfkit'
import { answers } from '../../platform/apart.ts'
import { type PageOf, type Picture, pagesOf } from './pdfium.ts'
import { png } from './png.ts'
import { bare, blacken, boxesOf, boxOfRegion, DPI, joined, type Letter, type Removed } from './redact.rules.ts'
import type { Looking, Redacting } from './redact.ts'

/** Pages of one document; whoever has more gives it in parts. */
const MOST = 80

async function redacted({ pdf, words, regions }: Redacting) {
  const letters: Letter[] = []
  const pictures: number[] = []
  const shown: { page: Picture; points: PageOf['points'] }[] = []
  await pagesOf(pdf, (page, n, count) => {
    if (count > MOST) throw new Error('TOO_MANY')
    const here = page.letters()
    if (bare(here.map((l) => l.char).join('')) === '') pictures.push(n)
    letters.push(...here)
    shown.push({ page: page.picture(), points: page.points })
  })
  const removed: Removed = { pages: shown.length, places: [], missed: [], pictures }
  for (const word of words) {
    const found = boxesOf(letters, word)
    if (found.length === 0) removed.missed.push(word)
    for (const place of found) {
      for (const { page, box } of joined(place)) blacken(shown[page - 1]!.page, box)
      removed.places.push({ page: place[0]!.page, why: 'word' })
    }
  }
  for (const region of regions) {
    const on = shown[region.page - 1]
    if (!on) throw new Error('NO_PAGE')
    blacken(on.page, boxOfRegion(region))
    removed.places.push({ page: region.page, why: 'region' })
  }
  // A new document of pictures: no text, no metadata, no attachment, no annotation, no earlier revision of anything comes along.
  const made = new PDFDocument({ autoFirstPage: false, info: { Producer: 'Gnomon', Creator: 'Gnomon' } as never })
  const parts: Buffer[] = []
  made.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((done) => made.on('end', done))
  for (const { page, points } of shown) {
    made.addPage({ size: [points.width, points.height], margin: 0 })
    made.image(png(page), 0, 0, { width: points.width, height: points.height })
  }
  made.end()
  await ended
  return { pdf: Buffer.concat(parts), removed }
}

/** A page as a picture to choose regions on. */
async function look({ pdf, page: wanted }: Looking) {
  let found: { png: Buffer; pages: number; millimetres: { width: number; height: number }; text: boolean } | undefined
  await pagesOf(pdf, (page, n, pages) => {
    if (n !== wanted) return
    const millimetres = { width: (page.points.width / 72) * 25.4, height: (page.points.height / 72) * 25.4 }
    found = { png: png(page.picture(DPI / 2)), pages, millimetres, text: page.letters().length > 0 }
  })
  if (!found) throw new Error('NO_PAGE')
  return found
}

answers((task: Redacting | Looking) => ('page' in task ? look(task) : redacted(task)) as Promise<unknown>)
