// Browser-safe: a priced list 报价清单 as a table: what the tenderer asks for (item, unit, quantity), what the bidder adds (unit price,
// amount), checked cell by cell. Amounts that do not follow from the unit prices are no mistake of the table: `correct` says what becomes of them.

import { csvText, plainCell, textCell } from '../../kernel/platform/table-file.rules.ts'
import { type Text, text } from '../../kernel/platform/text.ts'
import { columnName } from '../../kernel/platform/xlsx.rules.ts'
import type { Line, PriceList } from './correct.rules.ts'
import { add, compare, decimal, show, ZERO } from './rational.rules.ts'

/** What is asked for; `quantity` a decimal. */
export type Asked = { code: string; item: string; unit: string; quantity: string }
export type CellProblem = { cell: string; says: Text }

const COLUMNS = {
  code: ['项目编码', '编码', 'code'],
  item: ['项目名称', '名称', 'item'],
  unit: ['计量单位', '单位', 'unit'],
  quantity: ['工程量', '数量', 'quantity'],
  unitPrice: ['综合单价', '单价', 'unit price'],
  amount: ['合价', '金额', 'amount'],
} as const
type Column = keyof typeof COLUMNS
export const HEADINGS = ['项目编码', '项目名称', '计量单位', '工程量', '综合单价', '合价'] as const
const TOTAL = /^(合计|总计|total)/i
export const PRICE_LIST = '报价清单.csv'
const MOST_LINES = 5000

type Head = { row: number; at: Partial<Record<Column, number>> }
function headOf(rows: readonly (readonly string[])[]): Head | undefined {
  for (const [row, cells] of rows.slice(0, 30).entries()) {
    const at: Head['at'] = {}
    for (const [i, c] of cells.entries()) {
      const said = plainCell(c)
        .replace(/[（(].*$/, '')
        .replace(/\s+/g, ' ')
        .trim()
        .toLowerCase()
      for (const [column, names] of Object.entries(COLUMNS) as [Column, readonly string[]][])
        if (names.includes(said)) at[column] ??= i
    }
    if (at.item !== undefined && at.quantity !== undefined) return { row, at }
  }
  return undefined
}
const nameOf = (row: number, column: number | undefined) => `${columnName((column ?? 0) + 1)}${row + 1}`
const noHead = (): CellProblem => ({
  cell: 'A1',
  says: text(
    `没有找到表头：要有 ${HEADINGS.join('、')} 这些列。请用下载的模板。`,
    `No heading row: there must be columns ${HEADINGS.join(', ')}. Please use the template.`,
  ),
})

/** A decimal as a cell has it: thousands may stand apart by commas, nothing else. */
function numberIn(cell: string, places: number): string | Text {
  const said = cell.replace(/[０-９．，－]/g, (c) => '0123456789.,-'['０１２３４５６７８９．，－'.indexOf(c)]!)
  if (said === '') return text('没有填', 'nothing is filled in')
  if (/[$€£]|usd|美元|欧元/i.test(said)) return text('只能是人民币，不要写币种', 'only yuan, and no currency')
  if (/[、;；/~～]|\d\s+\d/.test(said)) return text('只能写一个数', 'only one number')
  if (!/^-?(\d{1,12}|\d{1,3}(,\d{3}){1,3})(\.\d+)?$/.test(said)) return text('不是数', 'no number')
  const plain = said.replaceAll(',', '')
  if (plain.startsWith('-')) return text('不能是负数', 'it cannot be negative')
  if ((plain.split('.')[1] ?? '').replace(/0+$/, '').length > places)
    return text(`最多 ${places} 位小数`, `${places} decimals at most`)
  return plain.includes('.') ? plain.replace(/\.?0+$/, '') || '0' : plain
}

type Body = { row: number; cells: string[]; total: boolean }
function bodyOf(rows: readonly (readonly string[])[], head: Head): Body[] {
  return rows.slice(head.row + 1).flatMap((cells, i) => {
    const plain = cells.map(plainCell)
    if (plain.every((c) => c === '')) return []
    const total = plain.some((c) => TOTAL.test(c)) && (plain[head.at.quantity!] ?? '') === ''
    return [{ row: head.row + 1 + i, cells: plain, total }]
  })
}

/** What the tenderer asks for. */
export function readAsked(rows: readonly (readonly string[])[]): { asked: Asked[]; problems: CellProblem[] } {
  const head = headOf(rows)
  if (!head) return { asked: [], problems: [noHead()] }
  const problems: CellProblem[] = []
  const asked: Asked[] = []
  const seen = new Map<string, string>()
  for (const { row, cells, total } of bodyOf(rows, head)) {
    if (total) continue
    const of = (c: Column) => cells[head.at[c] ?? -1] ?? ''
    const wrong = (c: Column, zh: string, en: string) =>
      problems.push({ cell: nameOf(row, head.at[c]), says: text(zh, en) })
    const quantity = numberIn(of('quantity'), 4)
    if (typeof quantity !== 'string') wrong('quantity', quantity.zh, quantity.en)
    if (of('item') === '') wrong('item', '没有项目名称', 'the item has no name')
    const code = of('code') || String(asked.length + 1)
    const before = seen.get(code)
    if (before) wrong('code', `编码 ${code} 在 ${before} 已经有了`, `the code ${code} stands in ${before} already`)
    seen.set(code, nameOf(row, head.at.code))
    asked.push({ code, item: of('item'), unit: of('unit'), quantity: typeof quantity === 'string' ? quantity : '0' })
  }
  if (asked.length === 0)
    problems.push({ cell: nameOf(head.row + 1, 0), says: text('没有一行清单', 'there is no line') })
  if (asked.length > MOST_LINES)
    problems.push({ cell: nameOf(MOST_LINES, 0), says: text(`最多 ${MOST_LINES} 行`, `${MOST_LINES} lines at most`) })
  return { asked, problems }
}

/** A bidder’s list against what was asked: every line, in any order, with a price each. */
export function readPriceList(
  rows: readonly (readonly string[])[],
  asked: readonly Asked[],
): { list: PriceList | null; problems: CellProblem[] } {
  const head = headOf(rows)
  if (!head || head.at.unitPrice === undefined || head.at.amount === undefined)
    return { list: null, problems: [noHead()] }
  const problems: CellProblem[] = []
  const found = new Map<string, Line>()
  let total: string | undefined
  for (const { row, cells, total: isTotal } of bodyOf(rows, head)) {
    const of = (c: Column) => cells[head.at[c] ?? -1] ?? ''
    const wrong = (c: Column, says: Text) => void problems.push({ cell: nameOf(row, head.at[c]), says })
    const number = (c: Column, places: number): string => {
      const said = numberIn(of(c), places)
      if (typeof said === 'string') return said
      wrong(c, said)
      return '0'
    }
    if (isTotal) {
      total = number('amount', 2)
      continue
    }
    const one = asked.find((a) => (head.at.code === undefined ? a.item === of('item') : a.code === of('code')))
    if (!one) {
      wrong(head.at.code === undefined ? 'item' : 'code', text('清单里没有这一项', 'nothing of this was asked for'))
      continue
    }
    if (found.has(one.code)) wrong('code', text('这一项写了两次', 'it stands there twice'))
    const quantity = number('quantity', 4)
    if (compare(decimal(quantity), decimal(one.quantity)) !== 0)
      wrong(
        'quantity',
        text(`工程量应为 ${one.quantity}，不能改`, `the quantity is ${one.quantity} and cannot be changed`),
      )
    const line = {
      item: `${one.code} ${one.item}`,
      quantity: one.quantity,
      unitPrice: number('unitPrice', 2),
      amount: number('amount', 2),
    }
    found.set(one.code, line)
  }
  for (const a of asked)
    if (!found.has(a.code))
      problems.push({
        cell: nameOf(rows.length, 0),
        says: text(`缺 ${a.code} ${a.item}`, `${a.code} ${a.item} is missing`),
      })
  const lines = asked.flatMap((a) => found.get(a.code) ?? [])
  const sum = lines.reduce((s, l) => add(s, decimal(l.amount)), ZERO)
  return { list: { lines, total: total ?? show(sum, 2) }, problems }
}

/** The list as it is sealed: the tenderer’s words with the bidder’s figures, and nothing else of his file. */
export const writePriceList = (list: PriceList, asked: readonly Asked[]): string =>
  csvText([
    HEADINGS,
    ...asked.map((a, i) => [
      textCell(a.code),
      textCell(a.item),
      textCell(a.unit),
      a.quantity,
      list.lines[i]!.unitPrice,
      list.lines[i]!.amount,
    ]),
    ['合计', '', '', '', '', list.total],
  ])
/** What was asked for, to be filled in. */
export const templateRows = (asked: readonly Asked[]): string[][] => [
  [...HEADINGS],
  ...asked.map((a) => [a.code, a.item, a.unit, a.quantity, '', '']),
  ['合计', '', '', '', '', ''],
]
