import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { text } from '../../../kernel/platform/text.ts'
import { csvOf } from './csv.ts'
import { around, type Column, List } from './list.tsx'
import { day, listQuery, oneOf, sift, words } from './list-query.ts'

const query = listQuery({ light: oneOf(['red', 'yellow']), q: words, from: day }, { sort: ['due', 'number'], size: 2 })
const of = (search: string) =>
  query({ query: Object.fromEntries(new URLSearchParams(search)), url: { pathname: '/desk/x' } })

describe('the state of a list in its address', () => {
  test('filters, sort and page are read by their schema', () => {
    const q = of('light=red&q= 施工 &from=2026-11-01&sort=-due&page=3')
    expect(q).toMatchObject({
      page: 3,
      size: 2,
      sort: { by: 'due', down: true },
      filters: { light: 'red', q: '施工', from: '2026-11-01' },
      csv: false,
      unknown: [],
    })
  })
  test.each(['light=blue', 'from=yesterday', 'page=0', 'page=x', 'page=1.5', 'sort=secret', 'page=99999999999'])(
    '%s means nothing, is said, and does no harm',
    (search) => {
      const q = of(search)
      expect(q.unknown).toEqual([search])
      expect(q).toMatchObject({ page: 1, sort: undefined, filters: {} })
    },
  )
  test('an empty field is no filter', () => expect(of('light=&q=')).toMatchObject({ unknown: [], raw: {} }))
  test('a change keeps the rest and goes to page one; the page alone keeps all', () => {
    const q = of('light=red&sort=due&page=3')
    expect(q.href({ light: 'yellow' })).toBe('/desk/x?light=yellow&sort=due')
    expect(q.href({ page: 4 })).toBe('/desk/x?light=red&sort=due&page=4')
    expect(q.href({ light: null, sort: null })).toBe('/desk/x')
  })
  test('the file has every row, whatever page was shown', () =>
    expect(of('page=7&format=csv')).toMatchObject({ csv: true, page: 1, size: 10_000 }))
})

type Row = { name: string; n: number; at: Date }
const columns: Column<Row>[] = [
  { key: 'number', title: text('名', 'Name'), value: (r) => r.name, sort: 'up' },
  { key: 'n', title: text('数', 'Number'), value: (r) => r.n, number: true },
  { key: 'at', title: text('日', 'Day'), value: (r) => r.at },
  { key: 'proof', title: text('证', 'Proof'), cell: () => 'x' },
]
const at = new Date('2026-11-26T17:00:00Z')
const rows: Row[] = ['=1+1', '+a', '-b', '@c', '\tx', 'say "hi", 张', '行\n二', '＝1'].map((name, n) => ({
  name,
  n: n - 1,
  at,
}))

describe('the file', () => {
  const lines = csvOf(columns, rows, 'zh')
  test('begins with the mark for spreadsheets and has the columns that have a value', () =>
    expect(lines.startsWith('\ufeff名,数,日\r\n')).toBe(true))
  test('holds no formula; numbers stay numbers', () => {
    for (const start of ["'=1+1,-1,", "'+a,0,", "'-b,1,", "'@c,2,", "'\tx,3,"]) expect(lines).toContain(`\r\n${start}`)
    expect(lines).toContain("\r\n'＝1,6,")
  })
  test('quotes what needs it, and says days in the city’s time', () => {
    expect(lines).toContain('"say ""hi"", 张",4,2026-11-27')
    expect(lines).toContain('"行\n二",5')
  })
})

describe('the table', () => {
  const html = (search: string, total: number, given = rows.slice(0, 2)) =>
    renderToString(
      <List lang="zh" title={text('单', 'List')} columns={columns} rows={given} total={total} query={of(search)} />,
    )
  test('says which rows of how many, and leads to the neighbours', () => {
    const page = html('page=2', 7)
    expect(page).toContain('共 7 条，这里是第 3—4 条')
    expect(page).toContain('href="/desk/x?page=3"')
    expect(page).toMatch(/rel="prev" href="\/desk\/x"/)
  })
  test('the sorted column says so, and its link turns it round', () => {
    expect(html('sort=number', 7)).toMatch(/aria-sort="ascending"><a class="sort" href="\/desk\/x\?sort=-number"/)
    expect(html('sort=-number', 7)).toContain('aria-sort="descending"')
  })
  test('a page beyond the end leads back', () => expect(html('page=9', 7, [])).toContain('没有这一页'))
  test('pages near and far', () => {
    expect(around(1, 1)).toEqual([1])
    expect(around(5, 9)).toEqual([1, 0, 4, 5, 6, 0, 9])
    expect(around(2, 3)).toEqual([1, 2, 3])
  })
})

describe('a list that is read whole', () => {
  const names = ['丙 10', '甲 9', '乙 10']
  const sought = (search: string) =>
    sift(of(search), names, {
      words: (r) => r,
      holds: (r) => !search.includes('light=red') || !r.startsWith('甲'),
      keys: { due: (r) => Number(r.slice(2)), number: (r) => r },
    })
  test.each([
    ['', ['丙 10', '甲 9', '乙 10']],
    ['q=10', ['丙 10', '乙 10']],
    ['light=red', ['丙 10', '乙 10']],
    ['sort=due', ['甲 9', '丙 10', '乙 10']],
    ['sort=-due', ['丙 10', '乙 10', '甲 9']],
    ['sort=number', ['丙 10', '甲 9', '乙 10'].sort((a, b) => a.localeCompare(b, 'zh'))],
    ['sort=secret', ['丙 10', '甲 9', '乙 10']],
  ])('%j is sifted and put in order', (search, found) => expect(sought(search)).toEqual(found))
  test('shows its page, and says how many there are', () => {
    const all = [...rows.slice(0, 5)].map((r, i) => ({ ...r, name: `row ${i}` }))
    const html = renderToString(
      <List lang="zh" title={text('单', 'List')} columns={columns} rows={all} query={of('page=2')} />,
    )
    expect(html.match(/row \d/g)).toEqual(['row 2', 'row 3'])
    expect(html).toContain('共 5 条，这里是第 3—4 条')
  })
})
