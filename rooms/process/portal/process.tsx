import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { chartXml, drawChart, sayChart } from '../../../kernel/procedure/index.ts'
import { ChartFigure, Notice, PortalPage, QueryBar } from '../../../web/ui/index.ts'
import { choices, map } from '../contract.ts'
import { called, Whole } from '../parts.tsx'
import { portal } from '../paths.ts'
import { filtersOf, queryOf } from '../query.ts'

const title = text('事情实际怎么走', 'How things really go')

/** For everybody: the whole city's ways beside the published chart; what few cases did is summed up. */
export default page({
  path: portal,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const q = queryOf(p)
    const { kind = 'approval', item, from, to } = q.filters
    const [may, m] = await Promise.all([
      p.call(choices, {}),
      p.call(map, { kind, ...(item ? { item } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) }),
    ])
    const [main] = m.charts
    const xml = main ? await chartXml(p.tx, main.digest) : undefined
    const caption = t(
      `${m.from} 到 ${m.to} 收到的 ${m.cases} 件`,
      `${m.cases} cases received from ${m.from} to ${m.to}`,
    )
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t(
            '公布的流程图是程序；这里看它实际上怎么走、每一步等多久。少于五件的走法合在一起，不说到具体哪一件。',
            'The published chart is the program; here is how it really went, and how long each step waited. Ways of fewer than five cases are summed up: no single case is told of.',
          )}
        >
          <QueryBar fields={filtersOf({ ...may, units: [] }, kind, false)} query={q} lang={lang} />
          {m.cut && <Notice kind="info" title={t('只看了其中五千件。', 'Five thousand of them were read.')} />}
          {m.cases === 0 ? (
            <p>{t('这段时间没有这样的办件。', 'There was no such case in this time.')}</p>
          ) : (
            <Whole m={called(m, m.names, lang)} lang={lang} id="map" caption={caption} />
          )}
          {xml && (
            <ChartFigure
              svg={await drawChart(xml, { lang, id: 'published' })}
              steps={await sayChart(xml, { lang })}
              lang={lang}
              caption={t(
                `公布的流程图（${main!.cases} 件照它立的案）`,
                `The published chart (${main!.cases} cases began on it)`,
              )}
            />
          )}
        </PortalPage>
      ),
    }
  },
})
