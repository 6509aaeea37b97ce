import { csvRows, plainCell } from '../../platform/index.ts'
import type { Line } from '../contract.ts'
import { dayIn, fenOf, StatementProblem } from './statement-problem.ts'

/** The columns, by the names that banks give them; case and spaces do not matter. */
const COLUMNS = {
  account: ['account', '账号', '本方账号'],
  serial: ['serial', 'reference no', '流水号', '交易流水号'],
  day: ['date', '日期', '交易日期', '记账日期'],
  direction: ['direction', '收付', '借贷', '借贷标志', '方向'],
  amount: ['amount', '金额', '交易金额', '发生额'],
  name: ['name', '对方户名', '对方名称'],
  counterAccount: ['counter account', '对方账号'],
  reference: ['remark', 'reference', '摘要', '附言', '用途'],
} as const
const NEEDED = ['account', 'serial', 'day', 'direction', 'amount'] as const
const IN = ['in', 'c', 'cr', 'credit', '收', '贷', '收入']
const OUT = ['out', 'd', 'dr', 'debit', '付', '借', '支出']

/** A statement as CSV, with a head of the names above. A cell written as ="…" (so that a spreadsheet keeps its digits) is text. @throws StatementProblem */
export function readCsv(csv: string): Line[] {
  const read = csvRows(csv)
  if (!read) throw new StatementProblem('有一处引号没有闭合。', 'A quote is left open.')
  const [head, ...rows] = read
  const names = (head ?? []).map((h) => h.trim().toLowerCase())
  const at = Object.fromEntries(
    Object.entries(COLUMNS).map(([key, known]) => [
      key,
      names.findIndex((n) => (known as readonly string[]).includes(n)),
    ]),
  ) as Record<keyof typeof COLUMNS, number>
  const missing = NEEDED.find((key) => at[key] < 0)
  if (missing)
    throw new StatementProblem(
      `缺少“${COLUMNS[missing].at(-1)}”这一列。`,
      `There is no column “${COLUMNS[missing][0]}”.`,
    )
  return rows.map((row, i) => {
    const where = `${i + 2}`
    const cell = (key: keyof typeof COLUMNS) => plainCell(row[at[key]])
    const said = cell('direction').toLowerCase()
    const direction = IN.includes(said) ? 'in' : OUT.includes(said) ? 'out' : undefined
    if (!direction || cell('serial') === '' || cell('account') === '')
      throw new StatementProblem(
        `第 ${where} 行的收付、流水号或账号不对。`,
        `Row ${where}: direction, serial number or account is not right.`,
      )
    return {
      account: cell('account'),
      serial: cell('serial').slice(0, 80),
      direction,
      day: dayIn(cell('day'), `第 ${where} 行 row ${where}`),
      amount: fenOf(cell('amount').replaceAll(',', ''), `第 ${where} 行 row ${where}`),
      name: cell('name').slice(0, 200),
      counterAccount: cell('counterAccount').slice(0, 60),
      reference: cell('reference').slice(0, 500),
    }
  })
}
