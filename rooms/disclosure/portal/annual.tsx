import { anyone, page, standardProblem, type Text, text } from '../../../kernel/platform/index.ts'
import { Money, Notice, PortalPage } from '../../../web/ui/index.ts'
import { RESULTS, WAYS } from '../annual.rules.ts'
import { annual, CATEGORIES } from '../contract.ts'
import { type Outcome, outcomes } from '../outcomes.ts'
import * as paths from '../paths.ts'
import { COLUMNS } from '../report.rules.ts'

const GROUPS: Record<Outcome['group'], Text> = {
  granted: text('（一）予以公开', '(1) granted'),
  partly: text('（二）部分公开', '(2) partly granted'),
  refused: text('（三）不予公开', '(3) refused'),
  cannot: text('（四）无法提供', '(4) cannot be provided'),
  'not-processed': text('（五）不予处理', '(5) not processed'),
  other: text('（六）其他处理', '(6) otherwise'),
}

const WAY: Record<(typeof WAYS)[number], Text> = {
  review: text('行政复议', 'Reconsideration'),
  suit: text('未经复议直接起诉', 'Suit without reconsideration'),
  'suit-after-review': text('复议后起诉', 'Suit after reconsideration'),
}
const RESULT: Record<(typeof RESULTS)[number] | 'total', Text> = {
  upheld: text('结果维持', 'Upheld'),
  corrected: text('结果纠正', 'Corrected'),
  other: text('其他结果', 'Other'),
  pending: text('尚未审结', 'Pending'),
  total: text('总计', 'Total'),
}

/** Tables 二, 三 and 四 of the official form, made from acts and requests; whatever does not add up is said. */
export default page({
  path: `${paths.annual}/:year`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const year = Number((p.params.year ?? '').replace(/\.json$/, ''))
    if (!Number.isInteger(year) || year < 2008 || year > 2100) throw standardProblem('NOT_FOUND')
    const r = await p.call(annual, { year })
    const title = text(`${year} 年政府信息公开年度报告`, `Government information in ${year}: yearly report`)
    if (p.params.year!.endsWith('.json'))
      return {
        title,
        bytes: {
          data: new TextEncoder().encode(JSON.stringify(r, null, 2)),
          type: 'application/json',
          name: `disclosure-${year}.json`,
        },
      }
    const columns = [...COLUMNS, 'total'] as const
    const row = (name: string, cells: Record<string, number>, strong = false) => (
      <tr>
        <th scope="row">{strong ? <b>{name}</b> : name}</th>
        {columns.map((c) => (
          <td class="num" data-title={c === 'total' ? t('总计', 'Total') : CATEGORIES[c][lang]}>
            {cells[c] ?? 0}
          </td>
        ))}
      </tr>
    )
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          back={{ href: paths.portal, text: t('依申请公开', 'Ask for information') }}
          lead={t(
            '按官方表格的行和列，由每一件申请算出，没有人填数。新收 + 上年结转 = 总计 + 结转下年，每一列都核对过。',
            'By rows and columns of the official form, from the requests themselves; nobody types a figure. New + carried in = total + carried out, checked in every column.',
          )}
        >
          {r.wrong.length > 0 && (
            <Notice
              kind="warning"
              title={t(`有对不上的格：${r.wrong.join('；')}`, `Cells that do not add up: ${r.wrong.join('; ')}`)}
            />
          )}
          {r.done.length > 0 && (
            <section>
              <h2>{t('主动公开政府信息情况', 'What was published')}</h2>
              <table class="table dense">
                <thead>
                  <tr>
                    <th scope="col">{t('第二十条', 'Article 20')}</th>
                    <th scope="col">{t('信息内容', 'What')}</th>
                    <th scope="col" class="num">
                      {t('本年', 'This year')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {r.done.map((d) => (
                    <tr>
                      <td>{t(`第（${d.item}）项`, `item ${d.item}`)}</td>
                      <th scope="row">{d.title[lang]}</th>
                      <td class="num">{d.unit === 'fen' ? <Money fen={d.value} lang={lang} /> : d.value}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )}
          <h2>{t('收到和处理政府信息公开申请情况', 'Requests received and answered')}</h2>
          <div class="scroll">
            <table class="table dense cards-on-phone">
              <caption class="visually-hidden">{title[lang]}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('件', 'Requests')}</th>
                  {COLUMNS.map((c) => (
                    <th scope="col" class="num">
                      {CATEGORIES[c][lang]}
                    </th>
                  ))}
                  <th scope="col" class="num">
                    {t('总计', 'Total')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {row(t('本年新收', 'New'), r.fresh, true)}
                {row(t('上年结转', 'Carried in'), r.carriedIn, true)}
                {outcomes.map((o) =>
                  row(`${GROUPS[o.group][lang]} ${o.code.includes('.') ? o.title[lang] : ''}`, r.rows[o.code] ?? {}),
                )}
                {row(t('（七）总计', '(7) total'), r.total, true)}
                {row(t('结转下年', 'Carried out'), r.carriedOut, true)}
              </tbody>
            </table>
          </div>
          <h2>{t('被申请行政复议、提起行政诉讼情况', 'Reconsiderations and suits')}</h2>
          <div class="scroll">
            <table class="table dense cards-on-phone">
              <thead>
                <tr>
                  <th scope="col">{t('途径', 'Way')}</th>
                  {[...RESULTS, 'total' as const].map((x) => (
                    <th scope="col" class="num">
                      {RESULT[x][lang]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {WAYS.map((w) => (
                  <tr>
                    <th scope="row">{WAY[w][lang]}</th>
                    {[...RESULTS, 'total' as const].map((x) => (
                      <td class="num" data-title={RESULT[x][lang]}>
                        {r.contests[w]?.[x] ?? 0}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p class="no-print">
            <a href={`${paths.annual}/${year - 1}`}>← {year - 1}</a> ·{' '}
            <a href={`${paths.annual}/${year + 1}`}>{year + 1} →</a> · <a href={`${paths.annual}/${year}.json`}>JSON</a>
          </p>
        </PortalPage>
      ),
    }
  },
})
