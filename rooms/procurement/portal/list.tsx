import { text } from '../../../kernel/platform/index.ts'
import { publicListPage, sayIn } from '../../../web/ui/index.ts'
import { processes } from '../contract.ts'
import { portal } from '../paths.ts'
import { methods } from '../words.ts'

/** Processes that were announced, of the city and its districts. */
export default publicListPage({
  path: portal,
  title: text('政府采购', 'Government procurement'),
  lead: text(
    '市区各单位的采购：公告、开启、评审、结果、合同、履约，全在这里。',
    'What the city and its districts buy: notices, openings, evaluations, results, contracts, performance.',
  ),
  list: processes,
  columns: (c, { lang }) => [
    c.heading(text('项目', 'Process')),
    c.number,
    c.unit(text('采购人', 'Buyer')),
    c.of('method', text('方式', 'Method'), { value: (r) => methods[r.method][lang] }),
    c.yuan('budget', text('预算', 'Budget')),
    c.time('deadline', text('截止', 'Deadline')),
    c.status(),
  ],
  search: text('项目、采购人或编号', 'Process, buyer or number'),
  choices: { method: { title: text('方式', 'Method'), options: methods } },
  empty: text('现在没有公告的项目。', 'Nothing is announced now.'),
  above: ({ lang }) => (
    <p class="links-row">
      <a href="/suppliers">{sayIn(lang)('登记为供应商', 'Register as a supplier')}</a>
      <a href="/agreements">{sayIn(lang)('协议商品', 'Agreement goods')}</a>
    </p>
  ),
  below: ({ lang }) => (
    <p class="small">
      <a href="/ocds/releases.json">{sayIn(lang)('开放数据（OCDS 1.1.5）', 'Open data (OCDS 1.1.5)')}</a>
    </p>
  ),
})
