import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { PortalPage } from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'
import { Rule } from '../rule.tsx'
import { Answer, chosen, file } from '../statistic.tsx'

export const statistics = page({
  path: paths.portal,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const { list, at } = await chosen(p)
    if (p.query.format === 'csv' && at) return file(p, at)
    return {
      title: text('统计', 'Statistics'),
      body: (
        <PortalPage
          p={p}
          title={t('统计', 'Statistics')}
          lead={t(
            '每个数都从公开账本里的行为算出来；被撤销、更正的随之退出。',
            'Every number is computed from the acts in the public ledger; what is annulled or corrected leaves it.',
          )}
        >
          <Answer p={p} list={list} at={at} />
          <Rule lang={lang} />
        </PortalPage>
      ),
    }
  },
})
