// A workbook of one sheet, as small as a spreadsheet takes it: stored, not compressed.
import { zip } from '../../kernel/ledger/contract.ts'
import { columnName } from '../../kernel/platform/xlsx.rules.ts'

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
  return zip(files.map(([name, xml]) => ({ name, data: Buffer.from(HEAD + xml) })))
}
