import { type Text, text } from '../../platform/text.ts'

/** A rectangle of a page in millimetres from its upper left corner, as it is seen. */
export type Region = { page: number; left: number; top: number; width: number; height: number }
/** One character of a text layer: on which page, and its box in pixels of the picture of that page. */
export type Letter = { page: number; char: string; box: Box }
export type Box = { left: number; top: number; right: number; bottom: number }
/** What was blackened: how often, on which pages, and what was asked for and stands on no page as text. */
export type Removed = {
  pages: number
  places: { page: number; why: 'word' | 'region' }[]
  /** Words that no text layer holds. */
  missed: string[]
  /** Pages without a text layer: a scan, where words cannot be found and regions must be chosen. */
  pictures: number[]
}

export const DPI = 150
/** Letters reach beyond their boxes, and smoothing beyond letters. */
const MARGIN = 3
const pixels = (mm: number): number => (mm / 25.4) * DPI

/** What is the same word, however it is set: width, case, and what stands between its characters on two lines aside. */
export const bare = (s: string): string =>
  s
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{Cf}\p{Cc}]/gu, '')

/** The boxes of every place where a word stands, over line ends and page ends too. */
export function boxesOf(letters: readonly Letter[], word: string): Letter[][] {
  const wanted = bare(word)
  if (wanted === '') return []
  let stream = ''
  const of: number[] = []
  for (const [i, l] of letters.entries()) {
    const c = bare(l.char)
    stream += c
    for (let n = 0; n < c.length; n++) of.push(i)
  }
  const found: Letter[][] = []
  for (let at = stream.indexOf(wanted); at >= 0; at = stream.indexOf(wanted, at + 1))
    found.push([...new Set(of.slice(at, at + wanted.length))].map((i) => letters[i]!))
  return found
}

/** Boxes that stand beside one another on a line are one, so that the gaps do not tell how many letters there were. */
export function joined(letters: readonly Letter[]): { page: number; box: Box }[] {
  const made: { page: number; box: Box }[] = []
  for (const { page, box } of letters) {
    const last = made.at(-1)
    const same =
      last?.page === page && box.top < last.box.bottom && box.bottom > last.box.top && box.left >= last.box.left - 1
    if (same)
      last.box = {
        left: Math.min(last.box.left, box.left),
        top: Math.min(last.box.top, box.top),
        right: Math.max(last.box.right, box.right),
        bottom: Math.max(last.box.bottom, box.bottom),
      }
    else made.push({ page, box: { ...box } })
  }
  return made
}

export const boxOfRegion = (r: Region): Box => ({
  left: pixels(r.left),
  top: pixels(r.top),
  right: pixels(r.left + r.width),
  bottom: pixels(r.top + r.height),
})

/** Blackens a box of a picture of three bytes a pixel; what lies outside the picture is nothing. */
export function blacken(picture: { width: number; height: number; data: Uint8Array }, box: Box): void {
  const [x0, x1] = [Math.max(0, Math.floor(box.left) - MARGIN), Math.min(picture.width, Math.ceil(box.right) + MARGIN)]
  const [y0, y1] = [Math.max(0, Math.floor(box.top) - MARGIN), Math.min(picture.height, Math.ceil(box.bottom) + MARGIN)]
  for (let y = y0; y < y1; y++)
    if (x1 > x0) picture.data.fill(0, (y * picture.width + x0) * 3, (y * picture.width + x1) * 3)
}

/** `1 20 35 80 10`: page, left, top, width, height in millimetres, one region a line; what does not read is named. */
export function readRegions(typed: string): { regions: Region[] } | { problem: Text } {
  const regions: Region[] = []
  for (const line of typed.split(/\r?\n/).map((l) => l.normalize('NFKC').trim())) {
    if (line === '') continue
    const n = line.split(/[\s,，]+/).map(Number)
    const [page, left, top, width, height] = n as [number, number, number, number, number]
    const sound = n.length === 5 && n.every((v) => Number.isFinite(v) && v >= 0 && v < 5000)
    if (!sound || !Number.isInteger(page) || page < 1 || width <= 0 || height <= 0)
      return {
        problem: text(
          `“${line.slice(0, 40)}”看不懂：每行五个数，页 左 上 宽 高，单位毫米，例如 1 20 35 80 10。`,
          `“${line.slice(0, 40)}” cannot be read: five numbers a line, page left top width height, in millimetres, as in 1 20 35 80 10.`,
        ),
      }
    regions.push({ page, left, top, width, height })
  }
  return { regions }
}
