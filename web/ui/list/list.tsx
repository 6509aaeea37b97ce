import type { ComponentChildren } from 'preact'
import { MOST_COUNTED } from '../../../kernel/cases/index.ts'
import type { Lang, Text } from '../../../kernel/platform/index.ts'
import { Empty, Notice } from '../components.tsx'
import { sayIn } from '../say.ts'
import { isReserved, type ListQuery, MOST_ROWS } from './list-query.ts'
import { type FilterField, QueryBar } from './query-bar.tsx'

export type Column<Row> = {
  /** Its name in the address, where the list can be sorted by it. */
  key: string
  title: Text
  /** As the page shows it; where it is left out, the value. */
  cell?(row: Row): ComponentChildren
  /** As a plain value: what the file holds. Columns without one are not in the file. */
  value?(row: Row): string | number | Date | undefined | null
  /** Sortable, and in which direction first. */
  sort?: 'up' | 'down'
  number?: boolean
  /** On a phone: the heading of the card (one column), or not there at all. */
  phone?: 'heading' | 'none'
}

export type ListProps<Row> = {
  lang: Lang
  /** What is listed, for screen readers, print and the file's name. */
  title: Text
  columns: Column<Row>[]
  rows: readonly Row[]
  /** How many there are in all, not only on this page; left out where `rows` are all of them, of which this page is shown. */
  total?: number
  query: ListQuery
  filters?: FilterField[]
  /** Where a row leads; the heading column carries the link. */
  href?(row: Row): string
  /** Colours the row's left edge; the light itself says it in words. */
  edge?(row: Row): 'green' | 'yellow' | 'red' | 'off' | undefined
  empty?: Text
  /** No file of it (the rows hold what must not be carried away). */
  noFile?: boolean
}

/**
 * A table with its state in the address: filters, sort, page, file. Works without a script; with the desk's keys j k Enter move in
 * it. On a phone each row is a card. It takes rows and fetches none.
 */
export function List<Row>(list: ListProps<Row>) {
  const { lang, title, columns, query, filters = [], href, total = list.rows.length } = list
  const { page, size } = query
  const rows = list.total === undefined ? list.rows.slice((page - 1) * size, page * size) : list.rows
  const t = sayIn(lang)
  const reserved = filters.find((f) => isReserved(f.name))
  if (reserved) throw new Error(`a list keeps its own state under the name ${reserved.name}; call the filter otherwise`)
  const heading = columns.find((c) => c.phone === 'heading') ?? columns[0]!
  const shown = (c: Column<Row>, row: Row): ComponentChildren => {
    if (c.cell) return c.cell(row)
    const value = c.value?.(row)
    return value instanceof Date ? value.toISOString().slice(0, 10) : (value ?? '—')
  }
  return (
    <section class="list" aria-label={title[lang]}>
      {filters.length > 0 && <QueryBar fields={filters} query={query} lang={lang} />}
      {query.unknown.length > 0 && (
        <Notice
          kind="warning"
          title={t(
            `网址里有看不懂的条件，没有用上：${query.unknown.join('、')}`,
            `The address holds filters that mean nothing here; they were not used: ${query.unknown.join(', ')}`,
          )}
        />
      )}
      {rows.length === 0 ? (
        <Empty>
          {query.page > 1 ? (
            <>
              {t('没有这一页。', 'There is no such page. ')}
              <a href={query.href({ page: 1 })}>{t('回到第一页', 'Go to the first')}</a>
            </>
          ) : (
            (list.empty ?? { zh: '这里没有。', en: 'None here.' })[lang]
          )}
        </Empty>
      ) : (
        <>
          {/* A table without a link in it is scrolled by keyboard through its frame. */}
          <div class="scroll" tabindex={href || columns.some((c) => c.sort) ? undefined : 0}>
            {/* biome-ignore-start lint/a11y/noRedundantRoles: as cards the rows are no table to a browser any more; the roles keep it one */}
            <table class="table dense cards-on-phone" role="table" data-rows>
              <caption class="visually-hidden">{title[lang]}</caption>
              <thead role="rowgroup">
                <tr role="row">
                  {columns.map((c) => (
                    <th
                      scope="col"
                      role="columnheader"
                      class={c.number ? 'num' : undefined}
                      aria-sort={sorted(c, query)}
                    >
                      {c.sort ? <SortLink column={c} query={query} lang={lang} /> : c.title[lang]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody role="rowgroup">
                {rows.map((row) => (
                  <tr role="row" class={list.edge?.(row) && `edge-${list.edge(row)}`}>
                    {columns.map((c) => (
                      <td
                        role="cell"
                        class={
                          [c.number && 'num', c === heading && 'heading', c.phone === 'none' && 'no-phone']
                            .filter(Boolean)
                            .join(' ') || undefined
                        }
                        data-title={c === heading ? undefined : c.title[lang]}
                      >
                        {c === heading && href ? <a href={href(row)}>{shown(c, row)}</a> : shown(c, row)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
            {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
          </div>
          <Foot {...list} rows={rows} total={total} />
        </>
      )}
    </section>
  )
}

const sorted = <Row,>(c: Column<Row>, query: ListQuery) =>
  query.sort?.by === c.key ? (query.sort.down ? ('descending' as const) : ('ascending' as const)) : undefined

function SortLink<Row>({ column, query, lang }: { column: Column<Row>; query: ListQuery; lang: Lang }) {
  const now = query.sort?.by === column.key ? (query.sort.down ? 'down' : 'up') : undefined
  const next = now ? (now === 'up' ? 'down' : 'up') : column.sort!
  return (
    <a class="sort" href={query.href({ sort: next === 'down' ? `-${column.key}` : column.key })}>
      {column.title[lang]} <span aria-hidden="true">{now === 'up' ? '▴' : now === 'down' ? '▾' : '↕'}</span>
    </a>
  )
}

function Foot<Row>({ lang, total, query, rows, noFile }: ListProps<Row> & { total: number }) {
  const t = sayIn(lang)
  const many = total > MOST_COUNTED
  // Where nobody counted to the end, a full page has a next one.
  const known = Math.max(1, Math.ceil(total / query.size))
  const last = many ? Math.max(known, rows.length === query.size ? query.page + 1 : query.page) : known
  const first = (query.page - 1) * query.size + 1
  return (
    <div class="list-foot">
      <span class="num">
        {many
          ? t(
              `超过 ${MOST_COUNTED} 条，这里是第 ${first}—${first + rows.length - 1} 条`,
              `more than ${MOST_COUNTED}, ${first}–${first + rows.length - 1} here`,
            )
          : t(
              `共 ${total} 条，这里是第 ${first}—${first + rows.length - 1} 条`,
              `${total} in all, ${first}–${first + rows.length - 1} here`,
            )}
      </span>
      {last > 1 && (
        <nav class="pages no-print" aria-label={t('翻页', 'Pages')}>
          {query.page > 1 && (
            <a rel="prev" href={query.href({ page: query.page - 1 })}>
              ← {t('上一页', 'Previous')}
            </a>
          )}
          {around(query.page, last).map((n) =>
            n === 0 ? (
              <span aria-hidden="true">…</span>
            ) : (
              <a href={query.href({ page: n })} aria-current={n === query.page ? 'page' : undefined}>
                <span class="visually-hidden">{t('第', 'Page ')}</span>
                {n}
                <span class="visually-hidden">{t('页', '')}</span>
              </a>
            ),
          )}
          {query.page < last && (
            <a rel="next" href={query.href({ page: query.page + 1 })}>
              {t('下一页', 'Next')} →
            </a>
          )}
        </nav>
      )}
      {!noFile && (
        <a class="no-print" href={query.href({ format: 'csv' })} download>
          {t('下载表格（CSV）', 'Download (CSV)')}
          {many && t(`，至多 ${MOST_ROWS} 条`, `, at most ${MOST_ROWS}`)}
        </a>
      )}
    </div>
  )
}

/** First, last, and the neighbours of the page; 0 is a gap. */
export function around(page: number, last: number): number[] {
  const near = [1, page - 1, page, page + 1, last].filter((n) => n >= 1 && n <= last)
  const list = [...new Set(near)].sort((a, b) => a - b)
  return list.flatMap((n, i) => (i > 0 && n - list[i - 1]! > 1 ? [0, n] : [n]))
}
