import { listStanding } from '../../../kernel/cases/index.ts'
import { type PersonActor, page, postOf, text } from '../../../kernel/platform/index.ts'
import { DeskPage, List, listQuery, oneOf, sayDay, words } from '../../../web/ui/index.ts'
import { inspection, statusWords } from '../case.kind.ts'
import { desk, openPath, plansPath, poolPath } from '../paths.ts'
import { seesDesk } from '../policy.ts'

const SIZE = 40
const states = Object.keys(statusWords) as [keyof typeof statusWords, ...(keyof typeof statusWords)[]]
const query = listQuery({ state: oneOf(states), q: words }, { size: SIZE })
const title = text('行政检查', 'Inspections')

/** The unit's inspections, what is due first on top. */
export default page({
  path: desk,
  shell: 'desk',
  allow: seesDesk,
  async render(p) {
    const { t, lang } = p
    const post = (p.actor as PersonActor).post!
    const q = query(p)
    const of = {
      jurisdiction: post.jurisdiction,
      unit: post.unitCode,
      kind: inspection.kind,
      status: q.filters.state,
      text: q.filters.q,
    }
    const { rows, total } = await listStanding(p.tx, { ...of, limit: q.size, offset: (q.page - 1) * q.size })
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={t(title)}
          actions={
            <>
              <a href={plansPath}>{t('计划和抽取', 'Plans and draws')}</a>
              {postOf(p.actor, 'enforcement-officer') && (
                <a href={openPath}>{t('因投诉等开出检查', 'Open for a cause')}</a>
              )}
              {postOf(p.actor, 'enforcement-officer', 'drafter') && <a href={poolPath}>{t('检查对象名录', 'Pool')}</a>}
            </>
          }
          said={[[p.query.done, text('已办理。', 'Done.')]]}
        >
          <List
            lang={lang}
            title={title}
            query={q}
            rows={rows}
            total={total}
            noFile
            href={(r) => `${desk}/${r.number}`}
            filters={[
              { name: 'q', title: text('名称或编号', 'Name or number'), kind: 'search' },
              {
                name: 'state',
                title: text('状态', 'State'),
                kind: 'choice',
                options: states.map((s) => ({ value: s, text: statusWords[s] })),
              },
            ]}
            columns={[
              { key: 'party', title: text('检查对象', 'Subject'), value: (r) => r.party, phone: 'heading' },
              { key: 'number', title: text('编号', 'Number'), value: (r) => r.number },
              { key: 'status', title: text('状态', 'State'), cell: (r) => r.statusText[lang] },
              { key: 'due', title: text('期限', 'Due'), cell: (r) => (r.due ? sayDay(r.due, lang) : '—') },
              { key: 'opened', title: text('开出', 'Opened'), cell: (r) => sayDay(r.openedAt, lang) },
            ]}
          />
        </DeskPage>
      ),
    }
  },
})
