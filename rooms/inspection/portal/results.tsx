import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { csvFile, Light, List, listQuery, oneOf, PortalPage, sayDay, words } from '../../../web/ui/index.ts'
import { CONCLUSIONS, getList, results } from '../contract.ts'
import { portal, resultPath } from '../paths.ts'
import { colourOf, conclusions, titleOf } from '../words.ts'

const query = listQuery({ q: words, conclusion: oneOf(CONCLUSIONS) }, { size: 30 })
const title = text('双随机抽查：检查结果公开', 'Inspections: published results')

/** Every result of every unit, open to everybody; from here to the draws, the list of items and the officers. */
export default page({
  path: portal,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const { rows, total } = await p.call(results, { ...q.filters, size: q.size, page: q.page })
    const content = (await p.call(getList, {}))?.content
    const columns = [
      {
        key: 'name',
        title: text('检查对象', 'Subject'),
        phone: 'heading' as const,
        value: (r: (typeof rows)[number]) => r.name,
      },
      {
        key: 'uscc',
        title: text('信用代码', 'Credit code'),
        phone: 'none' as const,
        value: (r: (typeof rows)[number]) => r.uscc,
      },
      {
        key: 'items',
        title: text('检查事项', 'Items'),
        value: (r: (typeof rows)[number]) => r.items.map((i) => titleOf(content, i, lang)).join(t('、', ', ')),
      },
      {
        key: 'conclusion',
        title: text('结果', 'Result'),
        value: (r: (typeof rows)[number]) => conclusions[r.conclusion]?.[lang],
        cell: (r: (typeof rows)[number]) => (
          <Light colour={colourOf(r.conclusion)}>{conclusions[r.conclusion]?.[lang]}</Light>
        ),
      },
      { key: 'unit', title: text('检查机关', 'Unit'), value: (r: (typeof rows)[number]) => r.unitName[lang] },
      {
        key: 'visited',
        title: text('检查日期', 'Visited'),
        value: (r: (typeof rows)[number]) => sayDay(r.visitedAt, lang),
      },
      {
        key: 'published',
        title: text('公开日期', 'Published'),
        value: (r: (typeof rows)[number]) => sayDay(r.publishedAt, lang),
      },
    ]
    if (q.csv) return csvFile(title, columns, rows, p)
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={t(title)}
          lead={t(
            '查谁、谁去查，都由事先承诺的种子抽出来，谁都能照着重算；查了什么、结果怎样，在这里公开。',
            'Who is inspected and who goes is drawn from a seed that was committed to before, and anybody can recompute it; what was found is published here.',
          )}
        >
          <p>
            <a href={`${portal}/draws`}>{t('抽取记录和核对', 'Draws, and how to check them')}</a> ·{' '}
            <a href={`${portal}/items`}>{t('抽查事项清单和上限', 'List of items and caps')}</a> ·{' '}
            <a href={`${portal}/officers`}>{t('执法人员和证件', 'Officers and their cards')}</a>
          </p>
          <List
            lang={lang}
            title={title}
            columns={columns}
            rows={rows}
            total={total}
            query={q}
            href={(r) => resultPath(r.number)}
            edge={(r) => colourOf(r.conclusion)}
            filters={[
              { name: 'q', title: text('名称、代码或编号', 'Name, code or number'), kind: 'search' },
              {
                name: 'conclusion',
                title: text('结果', 'Result'),
                kind: 'choice',
                options: CONCLUSIONS.map((c) => ({ value: c, text: conclusions[c]! })),
              },
            ]}
          />
        </PortalPage>
      ),
    }
  },
})
