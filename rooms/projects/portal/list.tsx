import { text } from '../../../kernel/platform/index.ts'
import { Light, publicListPage, sayIn } from '../../../web/ui/index.ts'
import { portal } from '../paths.ts'
import { projects } from '../views.contract.ts'
import { STATUS, sectors } from '../words.ts'

/** All projects from their proposal on: what they may cost, what was paid, how far they are. */
export default publicListPage({
  path: portal,
  title: text('政府投资重大项目', 'Major government investment projects'),
  lead: text(
    '从项目建议书到资产移交，每一步是谁办的、花了多少钱，都在这里。',
    'From the proposal to the hand-over: who did each step, and what was spent.',
  ),
  list: projects,
  columns: (c, { lang }) => [
    c.of('name', text('项目', 'Project'), {
      ...{ phone: 'heading', value: (r) => (lang === 'zh' ? r.name : r.nameEn) },
    }),
    c.of('code', text('项目代码', 'Code')),
    c.unit(text('项目单位', 'Owner')),
    c.of('sector', text('领域', 'Sector'), { value: (r) => sectors[r.sector][lang], phone: 'none' }),
    c.status(text('阶段', 'Stage')),
    c.yuan('budget', text('预算', 'Budget')),
    c.yuan('contracts', text('合同加变更', 'Committed'), false),
    c.yuan('paid', text('已支付', 'Paid')),
    c.of('percent', text('进度', 'Done'), {
      ...{ number: true, sort: 'down' },
      cell: (r) =>
        r.percent === null ? (
          '—'
        ) : (
          <>
            {r.percent}% {r.late && <Light colour="yellow">{sayIn(lang)('晚于工期', 'late')}</Light>}
          </>
        ),
    }),
  ],
  search: text('名称、代码、单位或地点', 'Name, code, owner or place'),
  choices: {
    sector: { title: text('领域', 'Sector'), options: sectors },
    state: { title: text('阶段', 'Stage'), options: STATUS },
  },
  empty: text('没有这样的项目。', 'There is no such project.'),
})
