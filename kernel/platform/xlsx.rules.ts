// Browser-safe: the first sheet of a workbook (.xlsx: ECMA-376, a ZIP of XML) as rows of texts, at their own places. Read here and not by
// a library: the two that are kept write as well, and weigh more than all of a bid's page.
import { SaxesParser } from 'saxes'
import { csvRows, decodeText } from './table-file.rules.ts'
import { text } from './text.ts'

/** What is told of a file that is no table. */
export const WHY = {
  zip: text(
    '文件打不开，请重新另存为 .xlsx 或 .csv。',
    'The file does not open: please save it as .xlsx or .csv again.',
  ),
  xml: text('文件内容坏了，请重新另存为 .xlsx 或 .csv。', 'The file is broken: please save it as .xlsx or .csv again.'),
  sheet: text('文件里没有工作表。', 'There is no sheet in the file.'),
  macro: text(
    '文件里有宏，不收；请另存为不带宏的 .xlsx。',
    'It has a macro and is not taken: please save it as .xlsx without one.',
  ),
  large: text('表太大。', 'The table is too large.'),
  old: text('是旧的 .xls，请另存为 .xlsx。', 'It is an old .xls: please save it as .xlsx.'),
  quote: text('CSV 里有没有闭合的引号。', 'A quotation mark is left open in the CSV.'),
} as const

export class NoWorkbook extends Error {
  readonly why: keyof typeof WHY
  constructor(why: keyof typeof WHY) {
    super(`no workbook: ${why}`)
    this.why = why
  }
}
/** Of one file inside; a small archive may inflate to anything. */
const MOST = 32 * 1024 * 1024
const MOST_ROWS = 20_000
const MOST_COLUMNS = 200

type Entry = { name: string; method: number; size: number; at: number }

/** The directory at the end of the archive. @throws NoWorkbook */
function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let end = bytes.length - 22
  for (const least = Math.max(0, bytes.length - 65_557); end >= least && view.getUint32(end, true) !== 0x06054b50; )
    end--
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw new NoWorkbook('zip')
  const count = view.getUint16(end + 10, true)
  const entries: Entry[] = []
  for (let i = 0, at = view.getUint32(end + 16, true); i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw new NoWorkbook('zip')
    const length = view.getUint16(at + 28, true)
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)),
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

async function contentOf(bytes: Uint8Array, e: Entry): Promise<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (e.at + 30 > bytes.length || view.getUint32(e.at, true) !== 0x04034b50) throw new NoWorkbook('zip')
  const from = e.at + 30 + view.getUint16(e.at + 26, true) + view.getUint16(e.at + 28, true)
  const packed = bytes.slice(from, from + e.size)
  if (e.method === 0) return new TextDecoder().decode(packed)
  if (e.method !== 8) throw new NoWorkbook('zip')
  const reader = new Blob([packed as BlobPart]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new NoWorkbook('zip')
    })
    if (done) return text + decoder.decode()
    size += value.length
    if (size > MOST) {
      await reader.cancel().catch(() => {})
      throw new NoWorkbook('large')
    }
    text += decoder.decode(value, { stream: true })
  }
}

type Tag = { name: string; attributes: Record<string, string> }
/** Tags without their prefix; entities beyond XML's own are none, so nothing is ever expanded. @throws NoWorkbook */
function walk(xml: string, on: { open?(t: Tag): void; close?(name: string): void; text?(t: string): void }): void {
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  const parser = new SaxesParser()
  parser.on('error', () => {
    throw new NoWorkbook('xml')
  })
  parser.on('opentag', (t) => on.open?.({ name: local(t.name), attributes: t.attributes as Record<string, string> }))
  parser.on('closetag', (t) => on.close?.(local(t.name)))
  parser.on('text', (t) => on.text?.(t))
  parser.on('cdata', (t) => on.text?.(t))
  parser.write(xml).close()
}

/** Texts that cells share; what stands over a word to say how it is read is none of it. */
function sharedIn(xml: string): string[] {
  const all: string[] = []
  let [reading, inText] = [0, false]
  walk(xml, {
    open({ name }) {
      if (name === 'si') all.push('')
      if (name === 'rPh') reading++
      inText = name === 't' && reading === 0
    },
    close(name) {
      if (name === 'rPh') reading--
      if (name === 't') inText = false
    },
    text(t) {
      if (inText) all[all.length - 1] += t
    },
  })
  return all
}

/** B12 → row 12, column 2, counted from 1. */
const placeOf = (ref: string): { row: number; column: number } | undefined => {
  const m = /^([A-Z]{1,3})(\d{1,7})$/.exec(ref)
  if (!m) return undefined
  const column = [...m[1]!].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0)
  return { row: Number(m[2]), column }
}
export const columnName = (column: number): string =>
  column > 26
    ? columnName(Math.floor((column - 1) / 26)) + columnName(((column - 1) % 26) + 1)
    : String.fromCharCode(64 + column)

/** A number as the sheet shows it: a spreadsheet holds fifteen digits, and writes what floating point made of them. */
export function shownNumber(said: string): string {
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(said)) return said
  const digits = said.replace(/[eE].*$/, '').replace(/^-?0*\.?0*|\./g, '')
  if (!/[eE]/.test(said) && digits.length <= 15) return said
  const [mantissa, exponent] = Number(said).toExponential(14).split('e') as [string, string]
  const sign = mantissa.startsWith('-') ? '-' : ''
  const all = mantissa.replace(/[-.]/g, '')
  const point = Number(exponent) + 1
  const padded = point <= 0 ? '0'.repeat(1 - point) + all : all.padEnd(point, '0')
  const at = Math.max(point, 1)
  const fraction = padded.slice(at).replace(/0+$/, '')
  return `${sign}${padded.slice(0, at)}${fraction === '' ? '' : `.${fraction}`}`
}

function rowsIn(xml: string, shared: readonly string[]): string[][] {
  const rows: string[][] = []
  let cell: { row: number; column: number; type: string } | undefined
  let [row, column, value, inValue, reading] = [0, 0, '', false, 0]
  walk(xml, {
    open({ name, attributes }) {
      if (name === 'row') {
        row = Number(attributes.r ?? row + 1)
        column = 0
      }
      if (name === 'c') {
        const place = placeOf(attributes.r ?? '') ?? { row, column: column + 1 }
        column = place.column
        if (place.row > MOST_ROWS || place.column > MOST_COLUMNS) throw new NoWorkbook('large')
        cell = { ...place, type: attributes.t ?? 'n' }
        value = ''
      }
      if (name === 'rPh') reading++
      if (name === 'v' || (name === 't' && reading === 0)) inValue = true
    },
    text(t) {
      if (inValue && cell) value += t
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false
      if (name === 'rPh') reading--
      if (name !== 'c' || !cell) return
      while (rows.length < cell.row) rows.push([])
      const said = cell.type === 's' ? (shared[Number(value)] ?? '') : cell.type === 'n' ? shownNumber(value) : value
      const of = rows[cell.row - 1]!
      while (of.length < cell.column) of.push('')
      of[cell.column - 1] = said
      cell = undefined
    },
  })
  return rows
}

/** The first sheet: `rows[r][c]` is the cell in row r + 1 and column c + 1. @throws NoWorkbook */
export async function xlsxRows(bytes: Uint8Array): Promise<string[][]> {
  const entries = entriesOf(bytes)
  if (entries.some((e) => /vbaProject/i.test(e.name))) throw new NoWorkbook('macro')
  const read = async (name: string) => {
    const e = entries.find((x) => x.name === name)
    return e && contentOf(bytes, e)
  }
  const [book, links] = [await read('xl/workbook.xml'), await read('xl/_rels/workbook.xml.rels')]
  if (!book || !links) throw new NoWorkbook('sheet')
  let first: string | undefined
  walk(book, {
    open({ name, attributes }) {
      if (name === 'sheet')
        first ??= attributes['r:id'] ?? Object.entries(attributes).find(([k]) => k.endsWith(':id'))?.[1]
    },
  })
  let target: string | undefined
  walk(links, {
    open({ name, attributes }) {
      if (name === 'Relationship' && attributes.Id === first) target = attributes.Target
    },
  })
  const sheet = target && (await read(target.startsWith('/') ? target.slice(1) : `xl/${target}`))
  if (!sheet) throw new NoWorkbook('sheet')
  const shared = await read('xl/sharedStrings.xml')
  return rowsIn(sheet, shared ? sharedIn(shared) : [])
}

/** A table of either kind, each cell at its own place. @throws NoWorkbook */
export async function tableRows(bytes: Uint8Array): Promise<string[][]> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return xlsxRows(bytes)
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new NoWorkbook('old')
  // No text has a NUL.
  if (bytes.includes(0)) throw new NoWorkbook('zip')
  const rows = csvRows(decodeText(bytes), true)
  if (!rows) throw new NoWorkbook('quote')
  if (rows.length > MOST_ROWS) throw new NoWorkbook('large')
  return rows
}
