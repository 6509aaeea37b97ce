/** Who asks, as the official form has its columns. */
export const COLUMNS = ['natural', 'business', 'research', 'welfare', 'legal', 'other'] as const
export type Category = (typeof COLUMNS)[number]
type Cells = Record<Category | 'total', number>
export type Request = {
  category: Category
  receivedOn: string
  /** When and how it was answered; one row for one request, whatever it asked. */
  repliedOn: string | null
  row: string | null
}
export type Table = {
  fresh: Cells
  carriedIn: Cells
  rows: Record<string, Cells>
  total: Cells
  carriedOut: Cells
}

/**
 * The row under which a request counts, once: as its one outcome; partly granted where something was granted and something not, and then
 * nowhere else; where nothing was granted, the outcome that stands first in the form.
 */
export function rowOf(codes: readonly string[]): string {
  const all = [...new Set(codes)].sort((a, b) => Number(a) - Number(b))
  if (all.length === 1) return all[0]!
  return all.some((c) => c === '1' || c === '2') ? '2' : all[0]!
}

const cells = (list: readonly Request[]): Cells => ({
  ...(Object.fromEntries(COLUMNS.map((c) => [c, list.filter((r) => r.category === c).length])) as Record<
    Category,
    number
  >),
  total: list.length,
})

/** The table of a year, from the requests themselves. */
export function annualTable(requests: readonly Request[], year: number, codes: readonly string[]): Table {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const open = (r: Request, on: string) => r.receivedOn <= on && (r.repliedOn === null || r.repliedOn > on)
  const before = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  const answered = requests.filter((r) => r.repliedOn !== null && r.repliedOn >= first && r.repliedOn <= last)
  return {
    fresh: cells(requests.filter((r) => r.receivedOn >= first && r.receivedOn <= last)),
    carriedIn: cells(requests.filter((r) => open(r, before(first)))),
    rows: Object.fromEntries(codes.map((code) => [code, cells(answered.filter((r) => r.row === code))])),
    total: cells(answered),
    carriedOut: cells(requests.filter((r) => open(r, last))),
  }
}

/** Every cell that does not add up: new + carried in = total + carried out; the rows make the total; the columns make the last. */
export function wrongCells(t: Table): string[] {
  const wrong: string[] = []
  for (const c of [...COLUMNS, 'total'] as const) {
    if (t.fresh[c] + t.carriedIn[c] !== t.total[c] + t.carriedOut[c])
      wrong.push(`${c}: ${t.fresh[c]} + ${t.carriedIn[c]} ≠ ${t.total[c]} + ${t.carriedOut[c]}`)
    const sum = Object.values(t.rows).reduce((n, row) => n + row[c], 0)
    if (sum !== t.total[c]) wrong.push(`${c}: rows ${sum} ≠ ${t.total[c]}`)
  }
  for (const [name, row] of Object.entries({
    fresh: t.fresh,
    carriedIn: t.carriedIn,
    ...t.rows,
    total: t.total,
    carriedOut: t.carriedOut,
  })) {
    const sum = COLUMNS.reduce((n, c) => n + row[c], 0)
    if (sum !== row.total) wrong.push(`${name}: columns ${sum} ≠ ${row.total}`)
  }
  return wrong
}
