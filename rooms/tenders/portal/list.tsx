import { text } from '../../../kernel/platform/index.ts'
import { publicListPage, sayIn } from '../../../web/ui/index.ts'
import { tenders } from '../contract.ts'
import { portal } from '../paths.ts'

/** Tenders that were announced. */
export default publicListPage({
  path: portal,
  title: text('工程招标', 'Construction tenders'),
  lead: text(
    '公告、文件、开标、评标、中标，全在这里；投标在您的浏览器里加密，截止以前谁也看不到，包括我们。',
    'Notices, documents, openings, evaluations, awards. Bids are encrypted in your browser: before the deadline nobody can read them, nor can we.',
  ),
  list: tenders,
  columns: (c) => [
    c.heading(text('项目', 'Project')),
    c.number,
    c.unit(text('招标人', 'Tenderer')),
    c.yuan('ceiling', text('最高限价', 'Ceiling')),
    c.time('deadline', text('投标截止', 'Deadline')),
    c.status(),
  ],
  search: text('项目、招标人或编号', 'Project, tenderer or number'),
  choices: {
    state: {
      title: text('状态', 'Status'),
      options: {
        open: text('投标中', 'open for bids'),
        sealed: text('待开标', 'to be opened'),
        evaluating: text('评标', 'being evaluated'),
        publicised: text('公示', 'publicised'),
        awarded: text('已定标', 'awarded'),
        failed: text('流标', 'failed'),
      },
    },
  },
  empty: text('现在没有公告的项目。', 'Nothing is announced now.'),
  below: (p) => (
    <p class="small">
      <a href="/ocds/releases.json">{sayIn(p.lang)('开放数据（OCDS 1.1.5）', 'Open data (OCDS 1.1.5)')}</a>
    </p>
  ),
})
