import { text } from '../../../kernel/platform/text.ts'
import { Light } from '../components.tsx'
import type { Example } from '../example.ts'
import { List } from './list.tsx'
import { listQuery, oneOf, words } from './list-query.ts'

const ROWS = Array.from({ length: 23 }, (_, i) => ({
  number: `350200-2026-${String(i + 1).padStart(6, '0')}`,
  item: ['施工许可', '食品经营许可', '道路货物运输经营许可'][i % 3]!,
  days: ((i * 7) % 13) - 3,
  fee: (i % 4) * 12_000,
}))
const query = listQuery(
  { item: oneOf(['施工许可', '食品经营许可', '道路货物运输经营许可']), q: words },
  { sort: ['number', 'days'], size: 10 },
)
const colour = (days: number) => (days < 0 ? 'red' : days < 2 ? 'yellow' : 'green')

export const example: Example = {
  name: 'list',
  title: text('列表', 'List'),
  line: text(
    '筛选、排序、翻页、下载、键盘、打印；手机上是卡片；状态都在网址里。',
    'Filter, sort, pages, file, keyboard, print; cards on a phone; all state in the address.',
  ),
  render(p) {
    const q = query({ query: p.query, url: { pathname: p.path } })
    const found = ROWS.filter(
      (r) => (!q.filters.item || r.item === q.filters.item) && (!q.filters.q || r.number.includes(q.filters.q)),
    )
    if (q.sort)
      found.sort(
        (a, b) => (q.sort!.down ? -1 : 1) * (q.sort!.by === 'days' ? a.days - b.days : a.number < b.number ? -1 : 1),
      )
    return (
      <List
        lang={p.lang}
        title={text('办件', 'Cases')}
        query={q}
        rows={found.slice((q.page - 1) * q.size, q.page * q.size)}
        total={found.length}
        href={(r) => `#${r.number}`}
        edge={(r) => colour(r.days)}
        filters={[
          { name: 'q', title: text('编号', 'Number'), kind: 'search' },
          {
            name: 'item',
            title: text('事项', 'Item'),
            kind: 'choice',
            options: ['施工许可', '食品经营许可', '道路货物运输经营许可'].map((value) => ({
              value,
              text: text(value, value),
            })),
          },
        ]}
        columns={[
          { key: 'number', title: text('编号', 'Number'), value: (r) => r.number, sort: 'up', phone: 'heading' },
          { key: 'item', title: text('事项', 'Item'), value: (r) => r.item },
          {
            key: 'days',
            title: text('期限', 'Due'),
            sort: 'up',
            value: (r) => r.days,
            cell: (r) => (
              <Light colour={colour(r.days)}>
                {p.lang === 'zh'
                  ? r.days < 0
                    ? `逾期 ${-r.days} 天`
                    : `还剩 ${r.days} 天`
                  : r.days < 0
                    ? `${-r.days} days late`
                    : `${r.days} days left`}
              </Light>
            ),
          },
          {
            key: 'fee',
            title: text('费用（元）', 'Fee (yuan)'),
            value: (r) => r.fee / 100,
            number: true,
            phone: 'none',
          },
        ]}
      />
    )
  },
}
