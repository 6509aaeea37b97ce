import { describe, expect, test } from 'vitest'
import { feeOf } from './fee.rules.ts'
import { feeTable, outcomes } from './outcomes.ts'
import { annualTable, COLUMNS, type Request, rowOf, type Table, wrongCells } from './report.rules.ts'

describe('the processing fee, in yuan', () => {
  test.each([
    ['items', 10, 0],
    ['items', 11, 100],
    ['items', 30, 2000],
    ['items', 31, 2200],
    ['items', 40, 4000],
    ['items', 41, 4300],
    ['pages', 30, 0],
    ['pages', 31, 10],
    ['pages', 100, 700],
    ['pages', 200, 2700],
    ['pages', 201, 2740],
  ] as const)('%s %i: %i', (by, n, yuan) => expect(feeOf(feeTable, by, n)).toBe(yuan * 100))
})

describe('a request counts in one row', () => {
  test.each([
    [['1'], '1'],
    [['1', '3.6'], '2'],
    [['2', '4.1'], '2'],
    [['4.1', '3.6'], '3.6'],
    [['5.1', '5.1'], '5.1'],
  ])('%j: %s', (codes, row) => expect(rowOf(codes)).toBe(row))
  test('the form has 21 rows, each on an article', () => {
    expect(outcomes.length).toBe(21)
    expect(new Set(outcomes.map((o) => o.code)).size).toBe(21)
  })
})

describe('the yearly table', () => {
  const cells = (natural: number, business = 0, research = 0, welfare = 0, legal = 0, other = 0) => {
    const all = [natural, business, research, welfare, legal, other]
    return {
      ...(Object.fromEntries(COLUMNS.map((c, i) => [c, all[i]])) as Record<(typeof COLUMNS)[number], number>),
      total: all.reduce((a, b) => a + b, 0),
    }
  }
  // A published report of 2019: carried in 18, answered 805 = 767 + 35 + 2 + 1, carried out 72, and so 859 new.
  const published = (fresh: number): Table => ({
    fresh: cells(fresh - 38, 35, 2, 0, 1),
    carriedIn: cells(18),
    rows: { '1': cells(767, 35, 2, 0, 1) },
    total: cells(767, 35, 2, 0, 1),
    carriedOut: cells(72),
  })
  test('a published example reproduces, and one wrong figure is found', () => {
    expect(published(859).total.total).toBe(805)
    expect(wrongCells(published(859))).toEqual([])
    expect(wrongCells(published(860)).some((w) => w.startsWith('natural'))).toBe(true)
    const rows = published(859)
    rows.rows['2'] = cells(1)
    expect(wrongCells(rows).length).toBeGreaterThan(0)
  })
  const codes = outcomes.map((o) => o.code)
  const one = (
    receivedOn: string,
    repliedOn: string | null,
    row: string | null,
    category: Request['category'] = 'natural',
  ): Request => ({
    category,
    receivedOn,
    repliedOn,
    row,
  })
  test('what is carried over one year is what the next begins with', () => {
    const requests = [
      one('2025-03-01', '2025-03-20', '1'),
      one('2025-12-20', '2026-01-10', '2', 'business'),
      one('2025-12-31', '2026-02-01', '3.6'),
      one('2026-05-05', null, null, 'legal'),
      one('2026-06-01', '2026-06-02', '4.1'),
    ]
    const [before, now, next] = [2025, 2026, 2027].map((y) => annualTable(requests, y, codes)) as [Table, Table, Table]
    for (const t of [before, now, next]) expect(wrongCells(t)).toEqual([])
    expect(before.carriedOut).toEqual(now.carriedIn)
    expect(now.carriedOut).toEqual(next.carriedIn)
    expect([now.fresh.total, now.carriedIn.total, now.total.total, now.carriedOut.total]).toEqual([2, 2, 3, 1])
    expect(now.rows['2']!.business).toBe(1)
    // Partly granted is counted there alone.
    expect(now.rows['3.6']!.total).toBe(1)
  })
})
