import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { chartXml, drawChart, sayChart } from '../../../kernel/procedure/index.ts'
import {
  ChartFigure,
  Citations,
  Facts,
  History,
  PortalPage,
  Proof,
  sayDay,
  sayYuan,
  type TimelineEntry,
} from '../../../web/ui/index.ts'
import { Chain, Contracts, Photos, Progress } from '../ledger-parts.tsx'
import { portal } from '../paths.ts'
import { project } from '../views.contract.ts'
import { sectors, simplified } from '../words.ts'

/** One project for everybody: what it is, whether its money hangs together, how far it is, and every act with its receipt. */
export default page({
  path: `${portal}/:number`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const c = await p.call(project, { number: p.params.number! })
    const { ledger } = c
    const f = ledger.form
    const name = lang === 'zh' ? f.name : f.nameEn
    const xml = c.chartDigest ? await chartXml(p.tx, c.chartDigest) : undefined
    const states = c.steps as never
    const fen = (n: number | null) => (n === null ? '—' : sayYuan(n, lang))
    const entries = c.acts.toReversed().map((a, i): TimelineEntry => {
      const title = `${a.title[lang]}${a.amount === null ? '' : ` ${sayYuan(a.amount, lang)}`}`
      return {
        key: `act-${c.acts.length - i}`,
        title,
        at: a.at,
        who: a.who[lang],
        more: (
          <>
            <p class="small">
              <Citations list={a.basis} lang={lang} />
            </p>
            <Proof actId={a.id} lang={lang} of={title} />
          </>
        ),
      }
    })
    return {
      title: text(f.name, f.nameEn),
      body: (
        <PortalPage
          p={p}
          title={name}
          lead={`${c.unit[lang]} · ${c.statusText[lang]}`}
          back={{ href: portal, text: t('政府投资重大项目', 'Major government investment projects') }}
        >
          <Facts
            rows={[
              [t('项目代码', 'Code'), f.code],
              [t('编号', 'Number'), c.number],
              [t('领域', 'Sector'), sectors[f.sector][lang]],
              [t('地点', 'Place'), f.place],
              [t('为什么建', 'Why'), f.purpose],
              [t('建什么', 'What'), f.scale],
              [t('计划工期', 'Planned'), `${f.from} – ${f.to}`],
              ...(f.simplified === 'none'
                ? []
                : ([[t('简化程序的依据', 'Simplified because'), simplified[f.simplified][lang]]] as [
                    string,
                    string,
                  ][])),
              [t('批准的估算', 'Approved estimate'), fen(ledger.money.estimate)],
              [
                t('核定的概算', 'Settled design estimate'),
                `${fen(ledger.money.design)}${ledger.money.adjusted ? t('（调整过）', ' (adjusted)') : ''}`,
              ],
              [t('预算', 'Budget'), fen(ledger.money.budget)],
              ...(ledger.started ? ([[t('开工', 'Works begun'), ledger.started.on]] as [string, string][]) : []),
              ...(ledger.acceptedOn ? ([[t('竣工验收', 'Accepted'), ledger.acceptedOn]] as [string, string][]) : []),
              ...(ledger.handed
                ? ([
                    [t('移交给', 'Handed over to'), ledger.handed.to],
                    [
                      t('结余', 'Left over'),
                      `${fen(ledger.handed.surplus)}${ledger.handed.returned ? t('，已缴回国库', ', returned to the treasury') : ''}`,
                    ],
                  ] as [string, string][])
                : []),
            ]}
          />
          {ledger.links.length > 0 && (
            <section>
              <h2>{t('资金是否合上', 'Whether the money hangs together')}</h2>
              <p class="small">
                {t(
                  '已支付 ≤ 已核定 ≤ 合同加变更 ≤ 预算 ≤ 批准的概算和估算；不合上的，系统不收。',
                  'Paid ≤ certified ≤ contracts and changes ≤ budget ≤ approved estimates; what would break it is not taken.',
                )}
              </p>
              <Chain ledger={ledger} lang={lang} />
            </section>
          )}
          {ledger.contracts.length > 0 && (
            <section>
              <h2>{t('合同和支付', 'Contracts and payments')}</h2>
              <Contracts ledger={ledger} lang={lang} />
            </section>
          )}
          {ledger.tenders.length > 0 && (
            <section>
              <h2>{t('招标采购', 'Tenders')}</h2>
              <ul>
                {ledger.tenders.map((x) => (
                  <li>
                    {sayDay(x.at, lang)} · {x.lot}：
                    {x.market ? (
                      t(`交易编号 ${x.market}`, `number of the tender ${x.market}`)
                    ) : (
                      <>
                        {t('不招标：', 'without a tender: ')}
                        {x.exempt}
                      </>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {ledger.reports.length > 0 && (
            <section>
              <h2>{t('进度', 'Progress')}</h2>
              <Progress ledger={ledger} lang={lang} />
              <Photos ledger={ledger} lang={lang} number={c.number} />
            </section>
          )}
          <section>
            <h2>{t('每一步', 'Every act')}</h2>
            <History entries={entries} lang={lang} open={5} />
          </section>
          {xml && (
            <ChartFigure
              svg={await drawChart(xml, { lang, states, title: name })}
              steps={await sayChart(xml, { lang, states })}
              lang={lang}
              caption={t('走到流程图的哪一步', 'Where it stands on the chart')}
            />
          )}
        </PortalPage>
      ),
    }
  },
})
