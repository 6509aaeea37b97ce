import { holdsPost, type Output, page, text } from '../../../kernel/platform/index.ts'
import { LEADS, contract as statistics } from '../../../kernel/statistics/index.ts'
import {
  type Column,
  csvFile,
  DeskPage,
  day,
  Empty,
  Figure,
  Light,
  List,
  listQuery,
  oneOf,
  words,
} from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'
import { periodOf } from '../period.ts'
import { Rule } from '../rule.tsx'

const query = listQuery({ id: words, of: oneOf(['unit', 'officer', 'place']), from: day, to: day }, { size: 100 })
const title = text('裁量离散度', 'Dispersion inside the bands')
type Row = Output<typeof statistics.readDispersion>['rows'][number]
const percent = (share: number) => `${Math.round(share * 100)}%`
const two = (n: number) => n.toFixed(2)
const members = { unit: text('单位', 'Unit'), officer: text('岗位', 'Post'), place: text('区', 'District') }

export const dispersion = page({
  path: paths.dispersion,
  shell: 'desk',
  allow: holdsPost(LEADS),
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const list = await p.call(statistics.listDispersions, {})
    const entry = list.find((d) => d.id === q.filters.id) ?? list[0]
    const { from, to } = periodOf(p.query, p.clock.now())
    const of = q.filters.of ?? 'unit'
    const found = entry && (await p.call(statistics.readDispersion, { id: entry.id, from, to, of }))
    const rows = found?.rows ?? []
    const columns: Column<Row>[] = [
      { key: 'name', title: members[of], value: (r) => r.name[lang], phone: 'heading' },
      { key: 'group', title: text('行为与规则', 'Conduct and rule'), value: (r) => r.about[lang] },
      { key: 'n', title: text('决定', 'Decisions'), number: true, value: (r) => r.n },
      { key: 'median', title: text('中位数', 'Median'), number: true, value: (r) => two(r.median) },
      { key: 'quartiles', title: text('四分位', 'Quartiles'), number: true, value: (r) => `${two(r.q1)}–${two(r.q3)}` },
      {
        key: 'peers',
        title: text('其余的界限', 'Others’ fences'),
        number: true,
        value: (r) => (r.peers ? `${two(r.peers.from)}–${two(r.peers.to)}` : ''),
      },
      { key: 'foot', title: text('在下限', 'At the foot'), number: true, value: (r) => percent(r.atFoot) },
      { key: 'top', title: text('在上限', 'At the top'), number: true, value: (r) => percent(r.atTop) },
      {
        key: 'flag',
        title: text('离群', 'Outlier'),
        value: (r) => (r.flagged ? t('离群', 'outlier') : ''),
        cell: (r) =>
          r.flagged ? (
            <Light colour="yellow">{t('离群', 'outlier')}</Light>
          ) : r.peers ? (
            '—'
          ) : (
            t('可比的太少', 'too few to compare')
          ),
      },
    ]
    if (q.csv) return csvFile(title, columns, rows, p)
    return {
      title,
      body: (
        <DeskPage p={p} title={title[lang]} back={{ href: paths.desk, text: t('统计', 'Statistics') }}>
          {!entry ? (
            <Empty>{t('还没有可以比较的决定。', 'No decisions are compared yet.')}</Empty>
          ) : (
            <>
              <List
                lang={lang}
                title={title}
                query={q}
                rows={rows}
                total={rows.length}
                columns={columns}
                edge={(r) => (r.flagged ? 'yellow' : 'off')}
                empty={text('这段时间可比的决定太少。', 'Too few decisions in this period.')}
                filters={[
                  {
                    name: 'id',
                    title: text('哪一类决定', 'Which decisions'),
                    kind: 'choice',
                    now: entry.id,
                    options: list.map((d) => ({ value: d.id, text: d.title })),
                  },
                  {
                    name: 'of',
                    title: text('按什么比较', 'Compared by'),
                    kind: 'choice',
                    now: of,
                    options: Object.entries(members).map(([value, said]) => ({ value, text: said })),
                  },
                  { name: 'from', title: text('决定日期，从', 'Decided from'), kind: 'day', now: from },
                  { name: 'to', title: text('到（含）', 'through'), kind: 'day', now: to },
                ]}
              />
              {rows.length > 0 && (
                <Figure
                  lang={lang}
                  kind="bar"
                  x={rows.slice(0, 20).map((r) => `${r.name[lang]} · ${r.about[lang]}`)}
                  series={[
                    {
                      name: text('中位数（百分位置）', 'Median, per cent of the band'),
                      values: rows.slice(0, 20).map((r) => Math.round(r.median * 100)),
                    },
                  ]}
                  of={members[of]}
                  caption={t(
                    '决定在幅度里的位置：0 是下限，100 是上限',
                    'Where in the band decisions lie: 0 is the foot, 100 the top',
                  )}
                />
              )}
            </>
          )}
          <Rule lang={lang} />
        </DeskPage>
      ),
    }
  },
})
