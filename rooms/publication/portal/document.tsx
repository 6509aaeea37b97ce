import { units } from '../../../kernel/identity/index.ts'
import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { Facts, Notice, PortalPage, sayDay } from '../../../web/ui/index.ts'
import { read } from '../contract.ts'
import { itemOf } from '../items.ts'
import * as paths from '../paths.ts'

/** One document, whole, with its receipt; amended or withdrawn, that is said before all else. */
export const documentPage = page({
  path: `${paths.portal}/:number`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const number = (p.params.number ?? '').replace(/\.json$/, '')
    const d = await p.call(read, { number })
    const title = text(d.title, d.title)
    if (p.params.number!.endsWith('.json')) {
      const said = { asOf: p.clock.now().toISOString(), proof: `${p.site}/ledger/acts/${d.actId}/receipt`, ...d }
      return {
        title,
        bytes: { data: new TextEncoder().encode(JSON.stringify(said, null, 2)), type: 'application/json' },
      }
    }
    const unit = (await units(p.tx)).find((u) => u.code === d.unit)?.name[lang] ?? d.unit
    const item = itemOf(d.item)
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={d.title}
          back={{ href: `${paths.items}/${d.item}`, text: item ? t(item.title) : d.item }}
          narrow
        >
          {d.withdrawnOn && (
            <Notice
              kind="warning"
              title={t(
                `${d.withdrawnOn} 已撤下，不再显示内容。`,
                `Withdrawn on ${d.withdrawnOn}; its content is no longer shown.`,
              )}
            />
          )}
          {d.amendedBy && (
            <Notice kind="warning" title={t(`已有更正：${d.amendedBy}`, `It was amended: ${d.amendedBy}`)}>
              <a href={`${paths.portal}/${d.amendedBy}`}>{t('看现在有效的', 'See what is in force')}</a>
            </Notice>
          )}
          <Facts
            rows={[
              [t('索引号', 'Index'), d.number],
              [t('发布单位', 'Unit'), unit],
              [t('公开日期', 'Published'), sayDay(d.publishedOn, lang)],
              ...(d.until ? [[t('有效期至', 'In force until'), sayDay(d.until, lang)] as [string, string]] : []),
              ...(d.amends ? [[t('更正', 'Amends'), d.amends] as [string, string]] : []),
            ]}
          />
          {(d.body ?? d.summary).split('\n').map((line) => (
            <p>{line}</p>
          ))}
          <p class="small">
            {t(`截至 ${p.clock.now().toISOString()}`, `As of ${p.clock.now().toISOString()}`)} ·{' '}
            <a href={`/ledger/acts/${d.actId}/receipt`}>
              {t('账本回执（证明内容和时间）', 'Receipt (proves content and time)')}
            </a>{' '}
            · <a href={`${paths.portal}/${d.number}.json`}>JSON</a>
          </p>
        </PortalPage>
      ),
    }
  },
})
