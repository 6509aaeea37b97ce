import { text } from '../../../kernel/platform/index.ts'
import { publicListPage } from '../../../web/ui/index.ts'
import { list } from '../contract.ts'
import { portal } from '../paths.ts'

/** Prequalifications that were announced. */
export default publicListPage({
  path: portal,
  title: text('资格预审', 'Prequalifications'),
  lead: text(
    '先审查资格、再投标的工程项目；通过的才能在随后的招标里登记。',
    'Works where who may bid is decided first; only who passed can register for the tender that follows.',
  ),
  list,
  columns: (c) => [
    c.heading(text('项目', 'Project')),
    c.number,
    c.unit(text('招标人', 'Tenderer')),
    c.time('deadline', text('申请截止', 'Deadline')),
    c.status(),
  ],
  search: text('项目、招标人或编号', 'Project, tenderer or number'),
  empty: text('现在没有资格预审。', 'There is no prequalification now.'),
})
