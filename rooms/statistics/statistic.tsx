import type { Output, PageContext, Rendered } from '../../kernel/platform/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { contract as statistics } from '../../kernel/statistics/index.ts'
import { type Column, csvFile, Empty, Figure, Money, sayYuan } from '../../web/ui/index.ts'
import { periodOf } from './period.ts'

type Entry = Output<typeof statistics.listStatistics>[number]
type Read = Output<typeof statistics.readStatistic>
/** A picture shows no more; the table and the file hold all. */
const MOST_BARS = 20

export type Chosen = { entry: Entry; by: string | undefined; from: string; to: string; read: Read }

/** Which statistic the address asks for, by what, of which period: read from the cube. Undefined where nothing is declared. */
export async function chosen(p: PageContext): Promise<{ list: Entry[]; at: Chosen | undefined }> {
  const list = await p.call(statistics.listStatistics, {})
  const entry = list.find((s) => s.id === p.query.id) ?? list[0]
  if (!entry) return { list, at: undefined }
  const by = entry.by.find((d) => d.id === p.query.by)?.id
  const { from, to } = periodOf(p.query, p.clock.now())
  const read = await p.call(statistics.readStatistic, { id: entry.id, from, to, ...(by ? { by } : {}) })
  return { list, at: { entry, by, from, to, read } }
}

export function file(p: PageContext, at: Chosen): Rendered {
  const { lang } = p
  const dimension = at.entry.by.find((d) => d.id === at.by)?.title ?? text('月', 'Month')
  const columns: Column<Read['rows'][number]>[] = [
    { key: 'value', title: dimension, value: (r) => r.name[lang] },
    { key: 'n', title: text('件数', 'Count'), value: (r) => r.n },
    ...(at.read.unit
      ? [
          {
            key: 'total',
            title: at.read.unit,
            value: (r: Read['rows'][number]) => (at.read.money ? sayYuan(r.total, lang) : r.total),
          },
        ]
      : []),
  ]
  return csvFile(at.entry.title, columns, at.read.rows, p)
}

/** The question as a form, the answer as a picture with its numbers, a table, and the way to the file. */
export function Answer({ p, list, at }: { p: PageContext; list: Entry[]; at: Chosen | undefined }) {
  const { t, lang } = p
  if (!at) return <Empty>{t('还没有统计。', 'No statistics yet.')}</Empty>
  const { entry, by, from, to, read } = at
  const dimension = entry.by.find((d) => d.id === by)?.title ?? text('月', 'Month')
  const shown = read.rows.slice(0, MOST_BARS)
  const address = new URLSearchParams({ id: entry.id, from, to, ...(by ? { by } : {}), format: 'csv' })
  return (
    <>
      <form class="query" method="get">
        <div>
          <label for="s-id">{t('统计什么', 'What')}</label>
          <select id="s-id" name="id">
            {list.map((s) => (
              <option value={s.id} selected={s.id === entry.id}>
                {t(s.title)}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="s-by">{t('按', 'By')}</label>
          <select id="s-by" name="by">
            <option value="">{t('月', 'Month')}</option>
            {entry.by.map((d) => (
              <option value={d.id} selected={d.id === by}>
                {t(d.title)}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="s-from">{t('从', 'From')}</label>
          <input id="s-from" type="date" name="from" value={from} />
        </div>
        <div>
          <label for="s-to">{t('到', 'To')}</label>
          <input id="s-to" type="date" name="to" value={to} />
        </div>
        <button class="button" type="submit">
          {t('查看', 'Show')}
        </button>
      </form>
      <h2>{t(entry.title)}</h2>
      <p>
        {t(`${from} 至 ${to}：共 ${read.n} 件`, `${from} to ${to}: ${read.n} in all`)}
        {read.unit && (
          <>
            {t('，', ', ')}
            {read.money ? <Money fen={read.total} lang={lang} /> : `${read.total} ${t(read.unit)}`}
          </>
        )}
      </p>
      {read.rows.length === 0 ? (
        <Empty>{t('这段时间没有。', 'None in this period.')}</Empty>
      ) : (
        <>
          <Figure
            lang={lang}
            kind={by ? 'bar' : 'line'}
            x={shown.map((r) => t(r.name))}
            series={[{ name: text('件数', 'Count'), values: shown.map((r) => r.n) }]}
            of={dimension}
            caption={t(`${entry.title.zh}，按${dimension.zh}`, `${entry.title.en}, by ${dimension.en.toLowerCase()}`)}
          />
          <div class="scroll">
            <table class="table dense">
              <caption class="visually-hidden">{t(entry.title)}</caption>
              <thead>
                <tr>
                  <th scope="col">{t(dimension)}</th>
                  <th scope="col" class="num">
                    {t('件数', 'Count')}
                  </th>
                  {read.unit && (
                    <th scope="col" class="num">
                      {t(read.unit)}
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {read.rows.slice(0, 200).map((r) => (
                  <tr>
                    <th scope="row">{t(r.name)}</th>
                    <td class="num">
                      <a
                        href={`/statistics/acts?${new URLSearchParams({ id: entry.id, from, to, ...(by ? { by } : {}), value: r.value })}`}
                      >
                        {r.n}
                        <span class="visually-hidden">{t(`：${r.name.zh}的行为`, `: acts of ${r.name.en}`)}</span>
                      </a>
                    </td>
                    {read.unit && <td class="num">{read.money ? <Money fen={r.total} lang={lang} /> : r.total}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p class="no-print">
            <a href={`${p.url.pathname}?${address}`}>{t('下载表格（CSV）', 'Download the table (CSV)')}</a>
          </p>
        </>
      )}
    </>
  )
}
