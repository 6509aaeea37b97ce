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
import { processes } from '../contract.ts'
import { METHODS } from '../form.shape.ts'
import { portal } from '../paths.ts'
import { methods } from '../words.ts'

type Row = Output<typeof processes>[number]
const query = listQuery({ q: words, method: oneOf(METHODS), place: words }, { sort: ['budget', 'deadline'], size: 30 })

/** Processes that were announced, of the city and its districts. */
export default page({
  path: portal,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const { method, place } = q.filters
    const all = sift(q, await p.call(processes, {}), {
      words: (r) => `${r.number}${r.title}${r.titleEn}${r.unit.zh}`,
      holds: (r) => (!method || r.method === method) && (!place || r.place === place),
      keys: { budget: (r) => r.budget, deadline: (r) => Date.parse(r.deadline ?? '') || 0 },
    })
    const columns: Column<Row>[] = [
      {
        key: 'title',
        title: text('项目', 'Process'),
        value: (r) => (lang === 'zh' ? r.title : r.titleEn),
        phone: 'heading',
      },
      { key: 'number', title: text('编号', 'Number'), value: (r) => r.number },
      { key: 'unit', title: text('采购人', 'Buyer'), value: (r) => r.unit[lang] },
      { key: 'method', title: text('方式', 'Method'), value: (r) => methods[r.method as 'open'][lang] },
      {
        ...{ key: 'budget', title: text('预算', 'Budget'), number: true, sort: 'down', value: (r) => r.budget },
        cell: (r) => sayYuan(r.budget, lang),
      },
      {
        ...{ key: 'deadline', title: text('截止', 'Deadline'), sort: 'up', value: (r) => r.deadline },
        cell: (r) => (r.deadline ? sayTime(new Date(r.deadline), lang) : '—'),
      },
      { key: 'status', title: text('状态', 'Status'), value: (r) => r.statusText[lang] },
    ]
    const title = text('政府采购', 'Government procurement')
    if (q.csv) return csvFile(title, columns, all, p)
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t(
            '市区各单位的采购：公告、开启、评审、结果、合同、履约，全在这里。',
            'What the city and its districts buy: notices, openings, evaluations, results, contracts, performance.',
          )}
        >
          <p class="links-row">
            <a href="/suppliers">{t('登记为供应商', 'Register as a supplier')}</a>
            <a href="/agreements">{t('协议商品', 'Agreement goods')}</a>
          </p>
          <List
            {...{ lang, title, columns, query: q }}
            rows={all}
            href={(r) => `${portal}/${r.number}`}
            filters={[
              { name: 'q', kind: 'search', title: text('项目、采购人或编号', 'Process, buyer or number') },
              {
                ...{ name: 'method', kind: 'choice', title: text('方式', 'Method') },
                options: METHODS.map((m) => ({ value: m, text: methods[m] })),
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
