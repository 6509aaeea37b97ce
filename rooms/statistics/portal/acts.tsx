import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { contract } from '../../../kernel/statistics/index.ts'
import { Empty, PlainTable, PortalPage, sayTime } from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'
import { periodOf } from '../period.ts'

/** The acts that a number of a statistic counts, each with its receipt. */
export const acts = page({
  path: `${paths.portal}/acts`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang, query } = p
    const { from, to } = periodOf(query, p.clock.now())
    const n = Math.max(1, Math.min(10_000, Number.parseInt(query.page ?? '1', 10) || 1))
    const asked = { id: query.id ?? '', value: query.value ?? '', from, to, ...(query.by ? { by: query.by } : {}) }
    const found = await p.call(contract.actsBehind, { ...asked, page: n })
    const title = text(`${found.title.zh}：${found.name.zh}`, `${found.title.en}: ${found.name.en}`)
    const { value: _, ...back } = asked
    const at = (page: number) => `${p.url.pathname}?${new URLSearchParams({ ...asked, page: String(page) })}`
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          back={{ href: `${paths.portal}?${new URLSearchParams(back)}`, text: t('统计', 'Statistics') }}
          lead={t(`${from} 至 ${to}`, `${from} to ${to}`)}
        >
          {found.acts.length === 0 ? (
            <Empty>{t('没有这样的行为。', 'No such acts.')}</Empty>
          ) : (
            <PlainTable
              caption={title[lang]}
              quiet
              columns={[
                { title: t('编号', 'Number') },
                { title: t('行为', 'Act') },
                { title: t('时间', 'Time') },
                { title: t('谁', 'Who') },
                { title: t('证据', 'Proof') },
              ]}
              rows={found.acts.map((a) => [
                a.number,
                a.title[lang],
                sayTime(a.at, lang),
                a.who[lang],
                <a href={`/ledger/acts/${a.id}/receipt`}>
                  {t('回执', 'Receipt')}
                  <span class="visually-hidden">{t(`：${a.number}`, `: ${a.number}`)}</span>
                </a>,
              ])}
            />
          )}
          <p class="no-print">
            {n > 1 && <a href={at(n - 1)}>← {t('上一页', 'Previous')}</a>}{' '}
            {found.more && <a href={at(n + 1)}>{t('下一页', 'Next')} →</a>}
          </p>
        </PortalPage>
      ),
    }
  },
})
