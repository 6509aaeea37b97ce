import { page, postOf, text } from '../../../kernel/platform/index.ts'
import { LEADS } from '../../../kernel/statistics/index.ts'
import { DeskPage } from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'
import { Answer, chosen, file } from '../statistic.tsx'

/** The same, with what only those who lead and supervise may see: dimensions by post, internal statistics. */
export const statistics = page({
  path: paths.desk,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor) !== undefined,
  async render(p) {
    const { t } = p
    const { list, at } = await chosen(p)
    if (p.query.format === 'csv' && at) return file(p, at)
    const leads = postOf(p.actor, ...LEADS) !== undefined
    return {
      title: text('统计', 'Statistics'),
      body: (
        <DeskPage
          p={p}
          title={t('统计', 'Statistics')}
          actions={leads && <a href={paths.dispersion}>{t('裁量离散度', 'Dispersion')}</a>}
        >
          <Answer p={p} list={list} at={at} />
        </DeskPage>
      ),
    }
  },
})
