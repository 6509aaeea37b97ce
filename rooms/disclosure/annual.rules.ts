export const WAYS = ['review', 'suit', 'suit-after-review'] as const
export const RESULTS = ['upheld', 'corrected', 'other', 'pending'] as const
export type Contest = { way: string; on: string; result: string | null; endedOn: string | null }
type Row = Record<(typeof RESULTS)[number] | 'total', number>

/** The fourth table of the official form: what ended in the year by its result, and what was pending at its end. */
export function contestTable(contests: readonly Contest[], year: number): Record<(typeof WAYS)[number], Row> {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const count = (way: string): Row => {
    const mine = contests.filter((c) => c.way === way && c.on <= last)
    const ended = mine.filter((c) => c.endedOn !== null && c.endedOn >= first && c.endedOn <= last)
    const of = (result: string) => ended.filter((c) => c.result === result).length
    const pending = mine.filter((c) => c.endedOn === null || c.endedOn > last).length
    return {
      upheld: of('upheld'),
      corrected: of('corrected'),
      other: of('other'),
      pending,
      total: ended.length + pending,
    }
  }
  return Object.fromEntries(WAYS.map((way) => [way, count(way)])) as Record<(typeof WAYS)[number], Row>
}

/** Every row of the fourth table whose results do not make its total. */
export const wrongContests = (t: Record<string, Row>): string[] =>
  Object.entries(t).flatMap(([way, row]) => {
    const sum = RESULTS.reduce((n, r) => n + row[r], 0)
    return sum === row.total ? [] : [`${way}: ${sum} ≠ ${row.total}`]
  })
