import { describe, expect, test } from 'vitest'
import { csvRows } from '../../kernel/platform/table-file.rules.ts'
import { correct } from './correct.rules.ts'
import { type Asked, readAsked, readPriceList, templateRows, writePriceList } from './price-list.rules.ts'

const ASKED: Asked[] = [
  { code: '040101001', item: '挖沟槽土方', unit: 'm3', quantity: '1250.5' },
  { code: '040303001', item: '混凝土垫层', unit: 'm3', quantity: '88' },
]
const HEAD = ['序号', '项目编码', '项目名称', '计量单位', '工程量', '综合单价（元）', '合价（元）']
const one = (price: string, amount: string) => ['1', '040101001', '挖沟槽土方', 'm3', '1250.5', price, amount]
const two = (price: string, amount: string) => ['2', '040303001', '混凝土垫层', 'm3', '88', price, amount]
const read = (...rows: string[][]) => readPriceList([['某工程报价表'], HEAD, ...rows], ASKED)
const problems = (...rows: string[][]) => read(...rows).problems.map((p) => `${p.cell} ${p.says.en}`)

describe('what is asked for', () => {
  test('a table with its headings somewhere near the top; the total is no line', () => {
    const rows = [['工程量清单'], [], HEAD.slice(0, 5), ['1', 'A', '土方', 'm3', '1,250.50'], ['', '', '合计', '', '']]
    expect(readAsked(rows)).toEqual({
      asked: [{ code: 'A', item: '土方', unit: 'm3', quantity: '1250.5' }],
      problems: [],
    })
  })
  test.each([
    ['no headings', [['a', 'b']], 'A1'],
    ['no lines', [HEAD], 'A2'],
    ['a quantity in words', [HEAD, ['1', 'A', '土方', 'm3', '很多']], 'E2'],
    ['a code twice', [HEAD, ['1', 'A', '土方', 'm3', '1'], ['2', 'A', '石方', 'm3', '2']], 'B3'],
    ['no name', [HEAD, ['1', 'A', '', 'm3', '1']], 'C2'],
  ])('%s is named by its cell', (_, rows, cell) => {
    expect(readAsked(rows).problems.map((p) => p.cell)).toEqual([cell])
  })
})

describe('a bidder’s list', () => {
  test('is read exactly; thousands may stand apart; the lines may come in any order', () => {
    const { list, problems: none } = read(two('430', '37,840.00'), one('12.30', '15381.15'), [
      '合计',
      '',
      '',
      '',
      '',
      '',
      '53221.15',
    ])
    expect(none).toEqual([])
    expect(list).toEqual({
      lines: [
        { item: '040101001 挖沟槽土方', quantity: '1250.5', unitPrice: '12.3', amount: '15381.15' },
        { item: '040303001 混凝土垫层', quantity: '88', unitPrice: '430', amount: '37840' },
      ],
      total: '53221.15',
    })
    // As it is sealed, and read again.
    expect(readPriceList(csvRows(writePriceList(list!, ASKED).slice(1), true)!, ASKED).list).toEqual(list)
  })
  test('what a spreadsheet would run as a formula is written as a text, and read as it was meant', () => {
    const asked = [{ code: '=1', item: '=HYPERLINK("x")', unit: '@m', quantity: '2' }]
    const list = { lines: [{ item: '=1 =HYPERLINK("x")', quantity: '2', unitPrice: '3', amount: '6' }], total: '6' }
    const written = writePriceList(list, asked)
    const [, line] = csvRows(written.slice(1), true)!
    expect(line!.slice(0, 3)).toEqual(["'=1", `'=HYPERLINK("x")`, "'@m"])
    expect(readPriceList(csvRows(written.slice(1), true)!, asked)).toEqual({ list, problems: [] })
  })
  test.each([
    ['nothing filled in', one('', '1'), 'F3 nothing is filled in'],
    ['two prices', one('12、13', '1'), 'F3 only one number'],
    ['dollars', one('$12', '1'), 'F3 only yuan, and no currency'],
    ['words', one('十二', '1'), 'F3 no number'],
    ['a negative price', one('-1', '1'), 'F3 it cannot be negative'],
    ['a third decimal', one('12.305', '1'), 'F3 2 decimals at most'],
    ['a comma for a point', one('12,3', '1'), 'F3 no number'],
    [
      'another quantity',
      ['1', '040101001', '挖沟槽土方', 'm3', '1250', '1', '1'],
      'E3 the quantity is 1250.5 and cannot be changed',
    ],
    ['what was not asked', ['3', '999', '绿化', 'm2', '1', '1', '1'], 'B3 nothing of this was asked for'],
  ])('%s is named by its cell', (_, row, says) => {
    expect(problems(row, one('1', '1'), two('1', '88'))).toContain(says)
  })
  test('a line twice, a line missing, a table of something else', () => {
    expect(problems(one('1', '1250.5'), one('1', '1250.5'), two('1', '88'))).toEqual(['B4 it stands there twice'])
    expect(problems(one('1', '1250.5'))).toEqual(['A4 040303001 混凝土垫层 is missing'])
    expect(
      readPriceList(
        templateRows(ASKED).map((r) => r.slice(0, 4)),
        ASKED,
      ).problems[0]!.says.en,
    ).toContain('No heading row')
  })
  test('the template unfilled says of every cell what is missing', () => {
    expect(readPriceList(templateRows(ASKED), ASKED).problems.map((p) => p.cell)).toEqual([
      'E2',
      'F2',
      'E3',
      'F3',
      'F4',
    ])
  })
  test('what does not add up is corrected, not refused', () => {
    const { list } = read(one('12.30', '15381.20'), two('430', '37840'), ['合计', '', '', '', '', '', '53221.20'])
    expect(correct(list!)).toEqual({
      total: '53221.15',
      corrections: [
        { at: '1 040101001 挖沟槽土方', said: '15381.2', is: '15381.15', rule: 'unit-price' },
        { at: 'total', said: '53221.2', is: '53221.15', rule: 'sum' },
      ],
    })
  })
})
