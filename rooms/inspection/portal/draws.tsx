import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { Light, List, listQuery, PortalPage, sayTime } from '../../../web/ui/index.ts'
import { getList, tasks } from '../contract.ts'
import { TASKS } from '../draw/plan.store.ts'
import { drawPath, portal } from '../paths.ts'
import { titleOf } from '../words.ts'

const query = listQuery({}, { size: TASKS })
const title = text('抽取记录', 'Draws')

export default page({
  path: `${portal}/draws`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const { rows, total } = await p.call(tasks, { page: q.page })
    const content = (await p.call(getList, {}))?.content
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={t(title)}
          back={{ href: portal, text: t('检查结果', 'Results') }}
          lead={t(
            '先承诺种子，再封定名单，最后公开种子。三步各有一条公开的记录，顺序改不了。',
            'First the seed is committed to, then the pools are closed, then the seed is opened: three public acts whose order cannot change.',
          )}
        >
          <List
            lang={lang}
            title={title}
            query={q}
            rows={rows}
            total={total}
            noFile
            href={(k) => drawPath(k.draw)}
            columns={[
              { key: 'title', title: text('任务', 'Task'), value: (k) => k.title, phone: 'heading' },
              {
                key: 'items',
                title: text('事项', 'Items'),
                value: (k) => k.items.map((i) => titleOf(content, i, lang)).join(t('、', ', ')),
              },
              { key: 'count', title: text('抽取', 'To draw'), value: (k) => k.count, number: true },
              { key: 'opened', title: text('承诺', 'Committed'), value: (k) => sayTime(k.openedAt, lang) },
              {
                key: 'state',
                title: text('进度', 'State'),
                cell: (k) =>
                  k.drawnAt ? (
                    <Light colour="green">
                      {t(`${sayTime(k.drawnAt, 'zh')} 已抽取`, `drawn ${sayTime(k.drawnAt, 'en')}`)}
                    </Light>
                  ) : (
                    <Light colour="off">{k.closedAt ? t('已封池', 'pools closed') : t('已承诺', 'committed')}</Light>
                  ),
              },
            ]}
          />
        </PortalPage>
      ),
    }
  },
})
