// A workbook of one sheet, as small as a spreadsheet takes it: stored, not compressed.
import { crc32 } from 'node:zlib'
import { columnName } from './xlsx.rules.ts'

/** A text, or a number by its decimals. */
export type Cell = string | { number: string }
const escaped = (s: string) =>
  s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

const NS = 'http://schemas.openxmlformats.org'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export function xlsxOf(name: string, rows: readonly (readonly Cell[])[]): Uint8Array {
  const cell = (c: Cell, r: number, i: number) => {
    const ref = `${columnName(i + 1)}${r + 1}`
    if (typeof c !== 'string') return `<c r="${ref}"><v>${c.number}</v></c>`
    return c === '' ? '' : `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(c)}</t></is></c>`
  }
  const sheet = rows.map((row, r) => `<row r="${r + 1}">${row.map((c, i) => cell(c, r, i)).join('')}</row>`).join('')
  const files: [string, string][] = [
    [
      '[Content_Types].xml',
      `<Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ],
    [
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${NS}/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`,
    ],
  ]
  return stored(files.map(([path, xml]) => [path, Buffer.from(HEAD + xml)]))
}

function stored(files: readonly (readonly [string, Buffer])[]): Uint8Array {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [path, bytes] of files) {
    const name = Buffer.from(path)
    const shared = Buffer.alloc(26)
    // Version 2.0, names in UTF-8, stored, 1 January 1980.
    for (const [i, v] of [20, 0x0800, 0, 0, 0x21].entries()) shared.writeUInt16LE(v, i * 2)
    shared.writeUInt32LE(crc32(bytes), 10)
    shared.writeUInt32LE(bytes.length, 14)
    shared.writeUInt32LE(bytes.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    local.push(Buffer.from('PK\x03\x04', 'latin1'), shared, name, bytes)
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, rest, name)
    at += 30 + name.length + bytes.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}
