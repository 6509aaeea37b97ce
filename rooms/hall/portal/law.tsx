import { listPublished, publishedItem } from '../../../kernel/catalog/index.ts'
import { findStatute, formatCitation } from '../../../kernel/law/index.ts'
import { anyone, page, standardProblem, text } from '../../../kernel/platform/index.ts'
import { PortalPage } from '../../../web/ui/index.ts'

/** A statute as the city's items cite it: version, and which items rest on which article. */
export const law = page({
  path: '/laws/:law',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const statute = findStatute(p.params.law!)
    if (!statute) throw standardProblem('NOT_FOUND')
    const citing = new Map<number, { code: string; name: { zh: string; en: string } }[]>()
    for (const summary of await listPublished(p.tx, p.clock.now())) {
      const item = await publishedItem(p.tx, summary.code, p.clock.now())
      for (const b of item!.content.basis.concat(item!.content.limits.statutory.basis))
        if (b.law === statute.name && !citing.get(b.article)?.some((x) => x.code === summary.code))
          citing.set(b.article, [...(citing.get(b.article) ?? []), summary])
    }
    return {
      title: text(statute.full, statute.en),
      body: (
        <PortalPage p={p} title={lang === 'zh' ? statute.full : statute.en} narrow>
          <p>
            {t(
              `版本日期 ${statute.version}，共 ${statute.paragraphs.length} 条。全文见`,
              `Version of ${statute.version}, ${statute.paragraphs.length} articles. Full text: `,
            )}
            <a href={`https://flk.npc.gov.cn/search?searchWord=${encodeURIComponent(statute.full)}`} rel="noreferrer">
              {t('国家法律法规数据库', 'National database of laws and regulations')}
            </a>
          </p>
          <h2>{t('本市哪些事项依据它', 'What here rests on it')}</h2>
          {[...citing]
            .sort(([a], [b]) => a - b)
            .map(([article, list]) => (
              <section id={`a${article}`}>
                <h3>{formatCitation({ law: statute.name, article }, lang)}</h3>
                <ul>
                  {list.map((i) => (
                    <li>
                      <a href={`/items/${i.code}`}>{i.name[lang]}</a>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
        </PortalPage>
      ),
    }
  },
})
