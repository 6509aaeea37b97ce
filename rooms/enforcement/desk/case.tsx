import { cardsOfUnitAt } from '../../../kernel/identity/index.ts'
import { type PageContext, postOf, text } from '../../../kernel/platform/index.ts'
import { Facts, officerPage, sayDay } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { penalty } from '../case.kind.ts'
import { sources, view } from '../contract.ts'
import * as paths from '../paths.ts'
import { BandOf, DueOf, MarksOf } from '../shown.tsx'
import { OFFICER } from '../who.rules.ts'
import { actions, type View } from './actions.ts'

actions.officers!.options = async (p, v) => {
  const cards = await cardsOfUnitAt(p.tx, (v as View).unit, p.clock.now())
  return {
    officers: cards.map((c) => ({ value: c.personId, text: text(`${c.name} ${c.number}`, `${c.name} ${c.number}`) })),
  }
}

/** A penalty on the desk: the steps of the chart, and what stands beside it, each for whom it is. */
export default officerPage<View>({
  kind: penalty,
  path: paths.desk,
  list: text('处罚案件', 'Penalty cases'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  view,
  measures: { open: openMeasures, answer: answerOrder },
  actions,
  factsTitle: text('案情', 'The matter'),
  scale: { statutory: 'penalty.decide' },
  facts: (v, { t }) => [
    [t('违法行为', 'Conduct'), t(v.conduct)],
    [t('代码', 'Code'), v.subject?.code ?? '—'],
    [t('地址', 'Address'), v.subject?.address ?? '—'],
    [t('行为日期、地点', 'Day and place of the act'), `${v.actOn} ${v.place}`],
    [t('案件来源', 'Source'), t(sources[String(v.acts[0]?.facts.source)] ?? text('当场', 'On the spot'))],
    [t('承办人', 'Officers'), v.officers.join('、')],
    ...(v.code ? [[t('当事人校验码', 'The party’s code'), v.code] as [string, string]] : []),
  ],
  warns: (v) => [
    ...(v.annulled && v.annulled !== 'upheld'
      ? [text('决定已被撤销、变更或确认违法。', 'The decision was annulled, changed or found unlawful.')]
      : []),
    ...(v.computed?.deviation
      ? [
          v.computed.fine === 0
            ? text('基准没有规定不罚，建议或决定不予处罚。', 'Spared, though the standard would penalise.')
            : text('罚款偏离裁量基准。', 'The fine leaves the standard’s band.'),
        ]
      : []),
  ],
  adds: (a) =>
    typeof a.facts.fine === 'number' && a.facts.fine > 0
      ? text(`：罚款 ${a.facts.fine / 100} 元`, `: fine ${a.facts.fine / 100} yuan`)
      : undefined,
  more: (v, p) => <More v={v} p={p} />,
})

function More({ v, p }: { v: View; p: PageContext }) {
  const { t, lang } = p
  const works = v.charge && v.role === OFFICER && !v.closed
  return (
    <>
      {works && (
        <p class="no-print actions">
          {v.mine.includes('penalty.reported') && (
            <a class="button" href={`${paths.desk}/${v.number}/report`}>
              {t('按基准算，写调查终结报告', 'Compute by the standard and report')}
            </a>
          )}{' '}
          <a class="button secondary" href={`${paths.desk}/${v.number}/forms`}>
            {t('制作文书', 'Make a form')}
          </a>
        </p>
      )}
      {v.computed && <BandOf v={v} lang={lang} />}
      {v.measures.length > 0 && (
        <>
          <h3>{t('强制、保存措施', 'Measures')}</h3>
          <ul class="plain">
            {v.measures.map((m) => (
              <li>
                {m.n}. {t(m.title)}：{m.goods}{' '}
                <span class="small">
                  {t(STATES[m.state])}
                  {m.until && m.state === 'ordered' && ` · ${t('至', 'until')} ${sayDay(m.until, lang)}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <MarksOf v={v} lang={lang} />
      {v.due && <DueOf v={v} lang={lang} />}
      {v.published && (
        <Facts rows={[[t('公开', 'Published'), t(`至 ${v.published.until}`, `until ${v.published.until}`)]]} />
      )}
    </>
  )
}
const STATES = {
  asked: text('待批准', 'to be ordered'),
  ordered: text('执行中', 'in force'),
  ended: text('已处理', 'ended'),
  refused: text('未批准', 'refused'),
}
