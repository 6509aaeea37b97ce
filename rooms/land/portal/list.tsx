import { anyone, type Output, page, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  List,
  listQuery,
  oneOf,
  PortalPage,
  sayYuan,
  sift,
  words,
} from '../../../web/ui/index.ts'
import { KINDS, lots } from '../contract.ts'
import { portal } from '../paths.ts'
import { kinds } from '../words.ts'

type Row = Output<typeof lots>[number]
const query = listQuery({ q: words, kind: oneOf(KINDS) }, { sort: ['start', 'area'], size: 30 })

/** What was announced: land and mining rights. */
export default page({
  path: portal,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const all = sift(q, await p.call(lots, {}), {
      words: (r) => `${r.number}${r.title}${r.titleEn}${r.place}`,
      holds: (r) => !q.filters.kind || r.kind === q.filters.kind,
      keys: { start: (r) => r.start, area: (r) => r.area },
    })
    const columns: Column<Row>[] = [
      {
        key: 'title',
        title: text('标的', 'Lot'),
        value: (r) => (lang === 'zh' ? r.title : r.titleEn),
        phone: 'heading',
      },
      { key: 'number', title: text('编号', 'Number'), value: (r) => r.number },
      { key: 'kind', title: text('种类', 'Kind'), value: (r) => kinds[r.kind][lang] },
      { key: 'place', title: text('位置', 'Place'), value: (r) => r.place },
      { key: 'area', title: text('面积（平方米）', 'Area (m²)'), number: true, sort: 'down', value: (r) => r.area },
      {
        key: 'start',
        title: text('起始价', 'Start price'),
        number: true,
        sort: 'down',
        value: (r) => r.start,
        cell: (r) => sayYuan(r.start, lang),
      },
      { key: 'status', title: text('状态', 'Status'), value: (r) => r.statusText[lang] },
    ]
    const title = text('土地和矿业权出让', 'Land and mining rights')
    if (q.csv) return csvFile(title, columns, all, p)
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t('公告、申请、竞价、结果，全在这里。', 'Notices, applications, sales and results.')}
        >
          <List
            lang={lang}
            title={title}
            columns={columns}
            rows={all}
            query={q}
            href={(r) => `${portal}/${r.number}`}
            filters={[
              { name: 'q', kind: 'search', title: text('标的、位置或编号', 'Lot, place or number') },
              {
                name: 'kind',
                kind: 'choice',
                title: text('种类', 'Kind'),
                options: KINDS.map((k) => ({ value: k, text: kinds[k] })),
              },
            ]}
            empty={text('现在没有公告的标的。', 'Nothing is announced now.')}
          />
        </PortalPage>
      ),
    }
  },
})
