import { anyone, type Output, page, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  Light,
  List,
  listQuery,
  oneOf,
  PortalPage,
  sayYuan,
  sift,
  words,
} from '../../../web/ui/index.ts'
import { STATUS } from '../case.fold.ts'
import { SECTORS } from '../contract.ts'
import { portal } from '../paths.ts'
import { projects } from '../views.contract.ts'
import { sectors } from '../words.ts'

type Row = Output<typeof projects>[number]
const states = Object.keys(STATUS) as [keyof typeof STATUS, ...(keyof typeof STATUS)[]]
const query = listQuery(
  { q: words, sector: oneOf(SECTORS), state: oneOf(states) },
  { sort: ['budget', 'paid', 'percent'], size: 30 },
)

/** All projects from their proposal on: what they may cost, what was paid, how far they are. */
export default page({
  path: portal,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const { q: typed, sector, state } = q.filters
    const found = sift(q, await p.call(projects, {}), {
      holds: (r) =>
        (!sector || r.sector === sector) &&
        (!state || r.status === state) &&
        (!typed ||
          `${r.number} ${r.code} ${r.name} ${r.nameEn} ${r.place} ${r.unit.zh} ${r.unit.en}`
            .toLowerCase()
            .includes(typed.toLowerCase())),
      keys: { budget: (r) => r.budget ?? 0, paid: (r) => r.paid ?? 0, percent: (r) => r.percent ?? 0 },
    })
    const fen = (
      key: 'estimate' | 'budget' | 'contracts' | 'paid',
      zh: string,
      en: string,
      sort = false,
    ): Column<Row> => ({
      key,
      title: text(zh, en),
      number: true,
      value: (r) => (r[key] === null ? '' : (r[key] / 100).toFixed(2)),
      cell: (r) => (r[key] === null ? '—' : sayYuan(r[key], lang)),
      ...(sort ? { sort: 'down' as const } : {}),
    })
    const columns: Column<Row>[] = [
      {
        key: 'name',
        title: text('项目', 'Project'),
        value: (r) => (lang === 'zh' ? r.name : r.nameEn),
        phone: 'heading',
      },
      { key: 'code', title: text('项目代码', 'Code'), value: (r) => r.code },
      { key: 'unit', title: text('项目单位', 'Owner'), value: (r) => r.unit[lang] },
      { key: 'sector', title: text('领域', 'Sector'), value: (r) => sectors[r.sector][lang], phone: 'none' },
      { key: 'status', title: text('阶段', 'Stage'), value: (r) => r.statusText[lang] },
      fen('budget', '预算', 'Budget', true),
      fen('contracts', '合同加变更', 'Committed'),
      fen('paid', '已支付', 'Paid', true),
      {
        key: 'percent',
        title: text('进度', 'Done'),
        number: true,
        sort: 'down',
        value: (r) => r.percent,
        cell: (r) =>
          r.percent === null ? (
            '—'
          ) : (
            <>
              {r.percent}% {r.late && <Light colour="yellow">{t('晚于工期', 'late')}</Light>}
            </>
          ),
      },
    ]
    const title = text('政府投资重大项目', 'Major government investment projects')
    if (q.csv) return csvFile(title, columns, found, p)
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t(
            '从项目建议书到资产移交，每一步是谁办的、花了多少钱，都在这里。',
            'From the proposal to the hand-over: who did each step, and what was spent.',
          )}
        >
          <List
            lang={lang}
            title={title}
            columns={columns}
            rows={found}
            query={q}
            href={(r) => `${portal}/${r.number}`}
            filters={[
              { name: 'q', kind: 'search', title: text('名称、代码、单位或地点', 'Name, code, owner or place') },
              {
                name: 'sector',
                kind: 'choice',
                title: text('领域', 'Sector'),
                options: SECTORS.map((s) => ({ value: s, text: sectors[s] })),
              },
              {
                name: 'state',
                kind: 'choice',
                title: text('阶段', 'Stage'),
                options: states.map((s) => ({ value: s, text: text(STATUS[s][0], STATUS[s][1]) })),
              },
            ]}
            empty={text('没有这样的项目。', 'There is no such project.')}
          />
        </PortalPage>
      ),
    }
  },
})
