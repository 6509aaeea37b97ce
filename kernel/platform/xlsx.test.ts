// Workbooks: as spreadsheets write them (compressed, shared texts, formulas, phonetics), and what is none.
import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { columnName, NoWorkbook, shownNumber, tableRows, xlsxRows } from './xlsx.rules.ts'

/** A ZIP as a spreadsheet makes it: deflated, with a comment at its end. */
function zip(files: Record<string, string | Buffer>): Uint8Array {
  const [local, central] = [[] as Buffer[], [] as Buffer[]]
  let at = 0
  for (const [path, content] of Object.entries(files)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const name = Buffer.from(path)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(bytes), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(bytes.length, 18)
    head.writeUInt16LE(name.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    local.push(Buffer.from('PK\x03\x04', 'latin1'), head, name, packed)
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, rest, name)
    at += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22 + 5)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(central.length / 4, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(5, 20)
  end.write('hello', 22)
  return Buffer.concat([...local, directory, end])
}
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const book = (sheet: string, more: Record<string, string> = {}) => ({
  'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="x"><sheets><sheet name="表" sheetId="3" r:id="rId7"/><sheet name="b" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    '<Relationships xmlns="y"><Relationship Id="rId1" Target="worksheets/other.xml"/><Relationship Id="rId7" Target="/xl/worksheets/sheet3.xml"/></Relationships>',
  'xl/worksheets/sheet3.xml': `<worksheet ${MAIN}><sheetData>${sheet}</sheetData></worksheet>`,
  ...more,
})
const why = async (work: Promise<unknown>) => {
  try {
    await work
    return 'read'
  } catch (error) {
    return error instanceof NoWorkbook ? error.why : error
  }
}

test('what a spreadsheet wrote: the first sheet of the book, shared and inline texts, formulas by their value, empty places', async () => {
  const sheet = `<row r="2"><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>内</t></is></c></row>
    <row r="4"><c r="A4"><v>12.300000000000001</v></c><c r="B4"><f>A4*2</f><v>24.6</v></c><c r="C4" t="str"><f>"x"</f><v>算</v></c></row>`
  const shared = `<sst ${MAIN}><si><t>零</t></si><si><r><t>综合</t></r><r><t xml:space="preserve"> 单价</t></r><rPh><t>zōng</t></rPh></si></sst>`
  expect(await xlsxRows(zip(book(sheet, { 'xl/sharedStrings.xml': shared })))).toEqual([
    [],
    ['', '综合 单价', '', '内'],
    [],
    ['12.3', '24.6', '算'],
  ])
})

test.each([
  ['0.1', '0.1'],
  ['99.999999999999986', '100'],
  ['1E-3', '0.001'],
  ['1.5e3', '1500'],
  ['-12.300000000000001', '-12.3'],
  ['123456789012345', '123456789012345'],
  ['0.00012345678901234567', '0.000123456789012346'],
  ['x', 'x'],
])('%s is shown as %s', (said, shown) => {
  expect(shownNumber(said)).toBe(shown)
})
test('columns', () => expect([1, 26, 27, 52, 703].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA']))

describe('refused', () => {
  test.each([
    ['nothing', new Uint8Array(0), 'read'],
    ['a broken archive', zip(book('')).slice(0, 200), 'zip'],
    ['a cut archive', zip(book('')).slice(100), 'zip'],
    ['a macro', zip(book('', { 'xl/vbaProject.bin': 'x' })), 'macro'],
    ['no sheet', zip({ 'a.txt': 'x' }), 'sheet'],
    ['broken XML', zip(book('<row><c>')), 'xml'],
    ['an entity', zip(book('<row r="1"><c r="A1"><v>&boom;</v></c></row>')), 'xml'],
    ['a row far down', zip(book('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')), 'large'],
    [
      'what inflates to anything',
      zip(book('', { 'xl/workbook.xml': Buffer.alloc(64 * 1024 * 1024, 'a') as never })),
      'large',
    ],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'old'],
    ['an open quote', new TextEncoder().encode('a,"b'), 'quote'],
  ])('%s', async (_, bytes, says) => expect(await why(tableRows(bytes))).toBe(says))
})
