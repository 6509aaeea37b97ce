import { anyone, type Output, page, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  List,
  listQuery,
  oneOf,
  PortalPage,
  sayTime,
  sayYuan,
  sift,
  words,
} from '../../../web/ui/index.ts'
import { tenders } from '../contract.ts'
import { portal } from '../paths.ts'

type Row = Output<typeof tenders>[number]
const STATES = ['open', 'sealed', 'evaluating', 'publicised', 'awarded', 'failed'] as const
const query = listQuery({ q: words, state: oneOf(STATES) }, { sort: ['ceiling', 'deadline'], size: 30 })

/** Tenders that were announced. */
export default page({
  path: portal,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const stateOf = (s: string) =>
      ({ opening: 'sealed', opened: 'evaluating', reported: 'evaluating', contracted: 'awarded', filed: 'awarded' })[
        s
      ] ?? s
    const all = sift(q, await p.call(tenders, {}), {
      words: (r) => `${r.number}${r.title}${r.titleEn}${r.unit.zh}`,
      holds: (r) => !q.filters.state || stateOf(r.status) === q.filters.state,
      keys: { ceiling: (r) => r.ceiling, deadline: (r) => Date.parse(r.deadline ?? '') || 0 },
    })
    const columns: Column<Row>[] = [
      {
        key: 'title',
        title: text('项目', 'Project'),
        value: (r) => (lang === 'zh' ? r.title : r.titleEn),
        phone: 'heading',
      },
      { key: 'number', title: text('编号', 'Number'), value: (r) => r.number },
      { key: 'unit', title: text('招标人', 'Tenderer'), value: (r) => r.unit[lang] },
      {
        key: 'ceiling',
        title: text('最高限价', 'Ceiling'),
        number: true,
        sort: 'down',
        value: (r) => r.ceiling,
        cell: (r) => sayYuan(r.ceiling, lang),
      },
      {
        key: 'deadline',
        title: text('投标截止', 'Deadline'),
        sort: 'up',
        value: (r) => r.deadline,
        cell: (r) => (r.deadline ? sayTime(new Date(r.deadline), lang) : '—'),
      },
      { key: 'status', title: text('状态', 'Status'), value: (r) => r.statusText[lang] },
    ]
    const title = text('工程招标', 'Construction tenders')
    if (q.csv) return csvFile(title, columns, all, p)
    const states = {
      open: text('投标中', 'open for bids'),
      sealed: text('待开标', 'to be opened'),
      evaluating: text('评标', 'being evaluated'),
      publicised: text('公示', 'publicised'),
      awarded: text('已定标', 'awarded'),
      failed: text('流标', 'failed'),
    }
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t(
            '公告、文件、开标、评标、中标，全在这里；投标在您的浏览器里加密，截止以前谁也看不到，包括我们。',
            'Notices, documents, openings, evaluations, awards. Bids are encrypted in your browser: before the deadline nobody can read them, nor can we.',
          )}
        >
          <List
            lang={lang}
            title={title}
            columns={columns}
            rows={all}
            query={q}
            href={(r) => `${portal}/${r.number}`}
            filters={[
              { name: 'q', kind: 'search', title: text('项目、招标人或编号', 'Project, tenderer or number') },
              {
                name: 'state',
                kind: 'choice',
                title: text('状态', 'Status'),
                options: STATES.map((s) => ({ value: s, text: states[s] })),
              },
            ]}
            empty={text('现在没有公告的项目。', 'Nothing is announced now.')}
          />
          <p class="small">
            <a href="/ocds/releases.json">{t('开放数据（OCDS 1.1.5）', 'Open data (OCDS 1.1.5)')}</a>
          </p>
        </PortalPage>
      ),
    }
  },
})
