import { anyone, type Page, page, text } from '../../kernel/platform/index.ts'
import { PortalPage } from '../../web/ui/index.ts'
import * as paths from './paths.ts'
import { asOf, type DataSet } from './sets.ts'

/** The data sets, for people: what each holds, and its files. */
export const landing = (sets: readonly DataSet[]): Page =>
  page({
    path: paths.open,
    shell: 'portal',
    allow: anyone,
    async render(p) {
      const { t, lang } = p
      const title = text('开放数据', 'Open data')
      const now = await asOf(p)
      return {
        title,
        body: (
          <PortalPage
            p={p}
            title={t(title)}
            lead={t(
              '由办理时的行为自动公开，不用登录，不用申请。',
              'Published by the acts themselves; no login, no request.',
            )}
            narrow
          >
            <ul class="plain links">
              {sets.map((s) => (
                <li>
                  <b>{s.title[lang]}</b>
                  <p>{(s.query.summary ?? s.query.title)[lang]}</p>
                  <p>
                    <a href={`${paths.open}/${s.id}.csv`} download>
                      CSV<span class="visually-hidden"> {s.title[lang]}</span>
                    </a>{' '}
                    ·{' '}
                    <a href={`${paths.open}/${s.id}.json`}>
                      JSON<span class="visually-hidden"> {s.title[lang]}</span>
                    </a>
                  </p>
                </li>
              ))}
            </ul>
            <h2>{t('给程序用', 'For programs')}</h2>
            <ul>
              <li>
                <a href={paths.catalog}>{t('数据目录（DCAT，JSON-LD）', 'catalogue (DCAT, JSON-LD)')}</a>
              </li>
              <li>
                <a href={paths.services}>{t('政务服务（CPSV-AP，JSON-LD）', 'services (CPSV-AP, JSON-LD)')}</a>
              </li>
              <li>
                <a href="/open311/v2/discovery.json">Open311 GeoReport v2</a>
              </li>
              <li>
                <a href="/openapi.json">OpenAPI 3.1</a> · <a href="/publication/feed.atom">Atom</a> ·{' '}
                <a href={paths.sitemap}>sitemap.xml</a>
              </li>
            </ul>
            <p class="small">
              {t(`截至 ${now.asOf}`, `As of ${now.asOf}`)}
              {now.checkpoint && t(`，账本第 ${now.checkpoint.size} 个行为`, `, ledger at ${now.checkpoint.size} acts`)}{' '}
              · <a href="/verify">{t('怎样验证', 'how to verify')}</a>
            </p>
          </PortalPage>
        ),
      }
    },
  })
