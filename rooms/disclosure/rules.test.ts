import { describe, expect, test } from 'vitest'
import { type Contest, contestTable, wrongContests } from './annual.rules.ts'
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

describe('a published report of 2019, made again from single requests', () => {
  const year = 2019
  const many = (n: number, r: Omit<Request, 'row'> & { row?: string | null }): Request[] =>
    Array.from({ length: n }, () => ({ row: '1', ...r }))
  // Carried in 18, new 859, answered 805 = 767 + 35 + 2 + 1 by column, carried out 72.
  const requests: Request[] = [
    ...many(18, { category: 'natural', receivedOn: '2018-12-20', repliedOn: '2019-01-15' }),
    ...many(749, { category: 'natural', receivedOn: '2019-05-05', repliedOn: '2019-06-01' }),
    ...many(35, { category: 'business', receivedOn: '2019-05-05', repliedOn: '2019-06-01', row: '2' }),
    ...many(2, { category: 'research', receivedOn: '2019-05-05', repliedOn: '2019-06-01', row: '3.6' }),
    ...many(1, { category: 'legal', receivedOn: '2019-05-05', repliedOn: '2019-06-01', row: '4.1' }),
    ...many(72, { category: 'natural', receivedOn: '2019-12-25', repliedOn: null, row: null }),
    ...many(3, { category: 'natural', receivedOn: '2020-01-02', repliedOn: null, row: null }),
  ]
  test('every cell is what was published, and its identities hold in every column', () => {
    const t = annualTable(
      requests,
      year,
      outcomes.map((o) => o.code),
    )
    expect([t.carriedIn.total, t.fresh.total, t.total.total, t.carriedOut.total]).toEqual([18, 859, 805, 72])
    expect(COLUMNS.map((x) => t.total[x])).toEqual([767, 35, 2, 0, 1, 0])
    expect([t.rows['1']!.natural, t.rows['2']!.business, t.rows['3.6']!.research, t.rows['4.1']!.legal]).toEqual([
      767, 35, 2, 1,
    ])
    expect(wrongCells(t)).toEqual([])
  })
  const ended = (way: string, result: string, n: number): Contest[] =>
    Array.from({ length: n }, () => ({ way, on: '2019-03-01', result, endedOn: '2019-09-01' }))
  const pending = (way: string, n: number): Contest[] =>
    Array.from({ length: n }, () => ({ way, on: '2019-11-01', result: null, endedOn: null }))
  test('the fourth table: reviews 5/0/0/2 = 7, suits 8/0/0/1 = 9', () => {
    const contests = [
      ...ended('review', 'upheld', 5),
      ...pending('review', 2),
      ...ended('suit', 'upheld', 8),
      ...pending('suit', 1),
    ]
    const t = contestTable(contests, year)
    expect(t.review).toEqual({ upheld: 5, corrected: 0, other: 0, pending: 2, total: 7 })
    expect(t.suit).toEqual({ upheld: 8, corrected: 0, other: 0, pending: 1, total: 9 })
    expect(t['suit-after-review'].total).toBe(0)
    expect(wrongContests(t)).toEqual([])
    expect(wrongContests({ ...t, suit: { ...t.suit, total: 10 } })).toEqual(['suit: 9 ≠ 10'])
  })
  test('pending at the end of a year is counted in the next by its result', () => {
    const one: Contest = { way: 'suit', on: '2019-12-01', result: 'corrected', endedOn: '2020-02-01' }
    expect([contestTable([one], 2019).suit.pending, contestTable([one], 2020).suit.corrected]).toEqual([1, 1])
    expect(contestTable([one], 2018).suit.total).toBe(0)
    expect(contestTable([one], 2021).suit.total).toBe(0)
  })
})
