import { action, anyone, page, text } from '../../../kernel/platform/index.ts'
import { Act, Button, Empty, Facts, Notice, PortalPage, sayTime } from '../../../web/ui/index.ts'
import * as c from '../contract.ts'
import * as paths from '../paths.ts'
import { Known, Listings } from './listed.tsx'

const TITLE = text('信用查询', 'Credit query')

export const portalQuery = page({
  path: paths.portal,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t } = p
    const q = (p.query.q ?? '').trim().slice(0, 200)
    const { subjects, more } = q ? await p.call(c.findSubjects, { q }) : { subjects: [], more: false }
    return {
      title: TITLE,
      body: (
        <PortalPage
          p={p}
          title={t(TITLE)}
          lead={t(
            '按统一社会信用代码查一家单位现在公示的处罚、许可、名单和措施。名称只是线索，以代码为准。',
            'By credit code: penalties, licences, lists and measures on display now. A name is a hint; the code counts.',
          )}
          narrow
        >
          <search>
            <form class="search" method="get" action={paths.portal}>
              <input
                type="search"
                name="q"
                value={q}
                aria-label={t('代码或名称', 'Code or name')}
                required
                maxlength={200}
              />
              <button class="button" type="submit">
                {t('查询', 'Look up')}
              </button>
            </form>
          </search>
          {q &&
            (subjects.length === 0 ? (
              <Empty>
                {t(
                  `没有查到“${q.slice(0, 60)}”。没有记录不等于没有这个单位，也不等于信用良好；请核对 18 位代码。自然人不能在这里查。`,
                  `Nothing about “${q.slice(0, 60)}”. That is neither “no such organisation” nor “in good standing”; please check the 18 characters. Natural persons cannot be looked up.`,
                )}
              </Empty>
            ) : (
              <ul class="plain links">
                {subjects.map((s) => (
                  <li>
                    <a href={`${paths.subjects}/${s.uscc}`}>{s.name}</a>
                    <p class="small num">{s.uscc}</p>
                  </li>
                ))}
              </ul>
            ))}
          {more && (
            <p class="small">
              {t('还有更多，请写得更完整，或者用代码。', 'There are more; please write more of the name, or the code.')}
            </p>
          )}
          <p>
            <a href={paths.listings}>
              {t(
                '有哪些名单、凭什么、限制什么、怎样移出',
                'Which lists there are, by what law, with what measures and exits',
              )}
            </a>
          </p>
          <p>
            <a href={paths.mine}>{t('我的信用：异议、修复、谁查过', 'My credit: objections, repairs, who asked')}</a>
          </p>
        </PortalPage>
      ),
    }
  },
})

export const portalSubject = page({
  path: `${paths.subjects}/:uscc`,
  shell: 'portal',
  allow: anyone,
  actions: {
    report: action({
      operation: c.makeReport,
      input: (_, p) => ({ uscc: p.params.uscc }),
      next: ({ id }) => `${paths.reports}/${id}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const r = await p.call(c.recordOf, { uscc: p.params.uscc ?? '' })
    return {
      title: text(`${r.name} 信用记录`, `Credit record of ${r.name}`),
      body: (
        <PortalPage p={p} title={r.name} back={{ href: paths.portal, text: t(TITLE) }}>
          {r.warning && <Notice kind="warning" title={r.warning[lang]} />}
          <Facts
            rows={[
              [t('统一社会信用代码', 'Credit code'), r.uscc],
              [t('截止', 'As of'), sayTime(new Date(r.asOf), lang)],
              [
                t('账本检查点', 'Checkpoint of the ledger'),
                r.checkpoint ? `${r.checkpoint.size} · ${r.checkpoint.root.slice(0, 16)}…` : '—',
              ],
            ]}
          />
          <h2>{t('名单', 'Lists')}</h2>
          <Listings p={p} list={r.listings} />
          <h2>{t('处罚、许可和其他记录', 'Penalties, licences and other records')}</h2>
          <Known p={p} list={r.facts} />
          <form method="post" class="no-print">
            <Act p={p} name="report" />
            <Button>{t('出具信用报告', 'Make a credit report')}</Button>
            <p class="small">
              {t(
                '报告有截止时刻、账本检查点和摘要，有 PDF 和 JSON。出具会记下来，被查的单位看得到。',
                'With its instant, checkpoint and digest, as PDF and JSON. That it was made is recorded, and shown to the organisation.',
              )}
            </p>
          </form>
        </PortalPage>
      ),
    }
  },
})
