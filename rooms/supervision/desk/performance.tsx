import { page, postOf, text } from '../../../kernel/platform/index.ts'
import { type Column, csvFile, DeskPage, List, listQuery, words } from '../../../web/ui/index.ts'
import { pathOfCase, paths } from '../paths.ts'
import { performanceIndex } from '../performance.contract.ts'

const queryOf = listQuery({ month: words, q: words })
const title = text('效能评估', 'Performance index')

/** Points of each unit in a month; every point lost opens its case. */
export default page({
  path: paths.performance,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor) !== undefined,
  async render(p) {
    const { t, lang } = p
    const q = queryOf(p)
    const found = await p.call(performanceIndex, q.filters.month ? { month: q.filters.month } : {})
    const list = found.units.filter((u) => !q.filters.q || `${u.name.zh} ${u.name.en} ${u.unit}`.includes(q.filters.q))
    type Row = (typeof list)[number]
    const columns: Column<Row>[] = [
      {
        key: 'unit',
        title: text('单位', 'Unit'),
        value: (u) => u.name[lang],
        cell: (u) => <span class="one-line">{u.name[lang]}</span>,
        phone: 'heading',
      },
      { key: 'total', title: text('得分', 'Points'), value: (u) => u.total, number: true },
      ...found.items.map(
        (item): Column<Row> => ({
          key: item.id,
          title: item.name,
          number: true,
          value: (u) => u.items.find((i) => i.id === item.id)?.score ?? '',
          cell(u) {
            const own = u.items.find((i) => i.id === item.id)!
            if (own.score === null) return '—'
            if (own.evidence.length === 0) return own.score
            return (
              <details>
                <summary>{own.score}</summary>
                <ul class="small">
                  {own.evidence.map((e) => (
                    <li>
                      <a href={pathOfCase(e.number)}>{e.number}</a> {e.points > 0 && `−${e.points} `}
                      {e.why[lang]}
                    </li>
                  ))}
                </ul>
              </details>
            )
          },
        }),
      ),
    ]
    if (q.csv) return csvFile(title, columns, list, p)
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={t(`效能评估 ${found.month}`, `Performance index ${found.month}`)}
          lead={t(
            `点分数看扣在哪一件。没有数据的项不计，得分按有数据的项折成一百分。${found.source.zh}${found.unverified ? '（数字未经来源证实）' : ''}。`,
            `Open a score to see the cases that it comes from. Items without data are not counted; the points are of those that have, out of a hundred. ${found.source.en}${found.unverified ? ' (figures not confirmed)' : ''}.`,
          )}
          back={{ href: paths.wall, text: t('监察墙', 'The wall') }}
          actions={
            <a href={`${paths.performancePdf}?month=${found.month}`} download>
              {t('报告（PDF）', 'Report (PDF)')}
            </a>
          }
        >
          <p class="small">
            {t('满分：', 'Out of: ')}
            {found.items.map((i) => `${i.name[lang]} ${i.weight}`).join(t('、', ', '))}
          </p>
          <List
            lang={lang}
            title={title}
            query={q}
            rows={list}
            columns={columns}
            edge={(u) => (u.total < 60 ? 'red' : u.total < 85 ? 'yellow' : undefined)}
            empty={text('没有这样的单位。', 'No such unit.')}
            filters={[
              { name: 'month', title: text('月（如 2026-11）', 'Month (such as 2026-11)'), kind: 'search' },
              { name: 'q', title: text('单位', 'Unit'), kind: 'search' },
            ]}
          />
          {found.delays.length > 0 && (
            <>
              <h2>{t('逾期的件，日子用在谁那里', 'Late cases, and where their days went')}</h2>
              <ul>
                {found.delays.map((d) => (
                  <li>
                    <a href={pathOfCase(d.number)}>{d.number}</a> {d.unit[lang]}
                    {t(`，用了 ${d.used} 天，限 ${d.allowed} 天：`, `, ${d.used} days of ${d.allowed}: `)}
                    {d.by.map((u) => t(`${u.who.zh} ${u.counted}`, `${u.who.en} ${u.counted}`)).join(t('、', ', '))}
                  </li>
                ))}
              </ul>
            </>
          )}
        </DeskPage>
      ),
    }
  },
})
