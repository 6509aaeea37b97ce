import { type Output, page, postOf, text } from '../../../kernel/platform/index.ts'
import { contract as statistics } from '../../../kernel/statistics/index.ts'
import { type Column, csvFile, DeskPage, Empty, Figure, List, listQuery, sayYuan } from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'

type Row = Output<typeof statistics.statisticsOfUnit>['rows'][number]
const TITLE = text('本单位统计', 'Statistics of my unit')
/** Lines that one picture can hold and a reader can tell apart. */
const MOST_LINES = 4
const read = listQuery({}, { size: 1000 })

/** The post's own unit in twelve months: what every system counts of it, side by side. */
export const unit = page({
  path: paths.unit,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor) !== undefined,
  async render(p) {
    const { t, lang } = p
    const { name, months, rows, unit } = await p.call(statistics.statisticsOfUnit, {})
    const [from, to] = [`${months[0]}-01`, `${months.at(-1)}-28`]
    const say = (r: Row, cell: { n: number; total: number } | undefined) =>
      !cell ? '' : !r.unit ? cell.n : r.money ? sayYuan(cell.total, lang) : cell.total
    const columns: Column<Row>[] = [
      {
        key: 'title',
        title: text('统计', 'Statistic'),
        value: (r) => (r.unit && !r.money ? `${r.title[lang]} ${r.unit[lang]}` : r.title[lang]),
        phone: 'heading',
      },
      {
        key: 'n',
        title: text('件数', 'Count'),
        value: (r) => r.n,
        number: true,
        cell: (r) => (
          <a href={`/statistics/acts?${new URLSearchParams({ id: r.id, from, to, by: 'unit', value: unit })}`}>{r.n}</a>
        ),
      },
      { key: 'sum', title: text('合计', 'Sum'), value: (r) => (r.unit ? say(r, r) : ''), number: true },
      ...months.map(
        (m): Column<Row> => ({
          key: m,
          title: text(m, m),
          value: (r) => say(r, r.months[m]),
          number: true,
          phone: 'none',
        }),
      ),
    ]
    if (p.query.format === 'csv') return csvFile(TITLE, columns, rows, p)
    const lines = rows
      .filter((r) => !r.unit)
      .sort((a, b) => b.n - a.n)
      .slice(0, MOST_LINES)
    return {
      title: TITLE,
      body: (
        <DeskPage p={p} title={t(`${name.zh}的统计`, `Statistics of ${name.en}`)}>
          {rows.length === 0 ? (
            <Empty>{t('这十二个月还没有可以数的行为。', 'Nothing to count in these twelve months yet.')}</Empty>
          ) : (
            <>
              {lines.length > 0 && (
                <Figure
                  lang={lang}
                  kind="line"
                  x={months}
                  series={lines.map((r) => ({ name: r.title, values: months.map((m) => r.months[m]?.n ?? 0) }))}
                  of={text('月', 'Month')}
                  caption={t('十二个月，件数最多的几项', 'Twelve months, what is counted most')}
                />
              )}
              <List lang={lang} title={TITLE} columns={columns} rows={rows} query={read(p)} />
            </>
          )}
          <p class="no-print">
            <a href={paths.desk}>
              {t('全市的统计：选统计什么、按什么、哪段时间', 'The city’s statistics: what, by what, when')}
            </a>
          </p>
        </DeskPage>
      ),
    }
  },
})
