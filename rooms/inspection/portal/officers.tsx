import { contract as identity } from '../../../kernel/identity/index.ts'
import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { Light, List, listQuery, PortalPage, words } from '../../../web/ui/index.ts'
import { portal } from '../paths.ts'

const query = listQuery({ q: words }, { size: 200 })
const title = text('执法人员和证件', 'Officers and their cards')

/** 行政处罚法 art. 55: whoever is visited may ask for the card; here its number can be looked up. */
export default page({
  path: `${portal}/officers`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const all = await p.call(identity.listCards, {})
    const like = q.filters.q ?? ''
    const rows = all.filter(
      (c) => like === '' || [c.number, c.name, c.unit.zh, c.unit.en].some((s) => s.includes(like)),
    )
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={t(title)}
          back={{ href: portal, text: t('检查结果', 'Results') }}
          lead={t(
            '来检查的人应当主动出示执法证；不出示的，您有权拒绝。在这里核对证号。',
            'Whoever inspects must show a card; without it you may refuse. Its number can be compared here.',
          )}
        >
          <List
            lang={lang}
            title={title}
            query={q}
            rows={rows}
            total={rows.length}
            noFile
            filters={[{ name: 'q', title: text('证号、姓名或单位', 'Number, name or unit'), kind: 'search' }]}
            columns={[
              { key: 'number', title: text('证号', 'Number'), value: (c) => c.number, phone: 'heading' },
              { key: 'name', title: text('姓名', 'Name'), value: (c) => c.name },
              { key: 'unit', title: text('单位', 'Unit'), value: (c) => c.unit[lang] },
              { key: 'scope', title: text('类别', 'Field'), value: (c) => c.scope[lang] },
              { key: 'until', title: text('有效期', 'Valid'), value: (c) => `${c.from} — ${c.until}` },
              {
                key: 'state',
                title: text('今天', 'Today'),
                cell: (c) =>
                  c.valid ? (
                    <Light colour="green">{t('有效', 'valid')}</Light>
                  ) : (
                    <Light colour="red">{c.withdrawn ? t('已收回', 'withdrawn') : t('无效', 'not valid')}</Light>
                  ),
              },
            ]}
          />
        </PortalPage>
      ),
    }
  },
})
