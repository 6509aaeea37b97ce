import { type Count, sayCount } from '../../kernel/calendar/index.ts'
import type { ItemVersion } from '../../kernel/catalog/index.ts'
import { type Lang, type Text, type Tx, text } from '../../kernel/platform/index.ts'
import { chartXml, drawChart, sayChart } from '../../kernel/procedure/index.ts'
import {
  ChartFigure,
  Citations,
  DayList,
  Facts,
  type Paper,
  Proof,
  ShadowScale,
  sayIn,
  sayTime,
  type TimelineEntry,
  titleOf,
} from '../../web/ui/index.ts'
import type { CaseView } from './contract.ts'
import { previewOf } from './portal/files.tsx'

// What both pages of a case show alike: its form, papers, acts, clock and chart.

export const shown = (value: unknown, lang: Lang): string =>
  Array.isArray(value)
    ? value.join(lang === 'zh' ? '、' : ', ')
    : typeof value === 'boolean'
      ? sayIn(lang)(value ? '是' : '否', value ? 'yes' : 'no')
      : String(value)

/** The form as it was submitted, in the form's order. */
export const formRows = (item: ItemVersion, c: CaseView, lang: Lang): [string, string][] =>
  Object.entries<{ title?: string }>(item.form.properties ?? {})
    .filter(([key]) => c.form[key] !== undefined)
    .map(([key, s]) => [titleOf(s, key, lang), shown(c.form[key], lang)])

export function papersOf(item: ItemVersion, c: CaseView, lang: Lang): Paper[] {
  const names = new Map(item.content.materials.map((m) => [m.id, m.name[lang]]))
  return c.papers.map((m) => ({
    id: m.id,
    slot: names.get(m.slot) ?? m.slot,
    name: m.name,
    href: `/materials/${m.id}`,
    preview: previewOf(m),
    type: m.type,
    size: m.size,
    sha256: m.sha256,
    at: m.uploadedAt,
    fresh: m.uploadedAt.getTime() > c.submittedAt.getTime(),
  }))
}

const OUTCOME: Record<string, Text> = {
  grant: text('准予', 'granted'),
  refuse: text('不予许可', 'refused'),
}
const titleOfAct = (a: CaseView['acts'][number]): Text => {
  const after =
    a.type === 'case.accepted' && a.facts.by === 'silence'
      ? text('（逾期未告知，视为受理）', ' (by silence)')
      : a.type === 'case.decided'
        ? text(`：${OUTCOME[a.facts.outcome]?.zh}`, `: ${OUTCOME[a.facts.outcome]?.en}`)
        : a.type === 'case.reviewed' && a.facts.advice
          ? text(`：建议${OUTCOME[a.facts.advice]?.zh}`, `: advice ${OUTCOME[a.facts.advice]?.en}`)
          : a.type === 'special-procedure.started'
            ? text(`：预计 ${a.facts.days} 个工作日，不计入期限`, `: about ${a.facts.days} working days, not counted`)
            : text('', '')
  return text(`${a.title.zh}${after.zh}`, `${a.title.en}${after.en}`)
}

/** The acts, newest first, each with its reason as far as the reader may know it, its law and its proof. */
export const timelineOf = (c: CaseView, lang: Lang): TimelineEntry[] =>
  [...c.acts].reverse().map((a) => ({
    key: `act-${a.number}`,
    title: `${a.number}. ${titleOfAct(a)[lang]}`,
    at: a.at,
    who: a.who[lang],
    why: a.why,
    more: (
      <>
        <p class="small">
          <Citations list={a.basis} lang={lang} />{' '}
          {a.recordedAt.getTime() - a.at.getTime() > 86_400_000 &&
            sayIn(lang)(`（记录于 ${sayTime(a.recordedAt, lang)}）`, `(recorded ${sayTime(a.recordedAt, lang)})`)}
        </p>
        <Proof actId={a.id} lang={lang} of={titleOfAct(a)[lang]} />
      </>
    ),
  }))

/** The deadline: the scale, the sums with their articles, and every day. */
export function ClockOf({ c, item, today, lang }: { c: CaseView; item: ItemVersion; today: string; lang: Lang }) {
  const t = sayIn(lang)
  const clocks = c.clocks as Record<string, Count | undefined>
  const { statutory, promised } = item.content.limits
  const limits = [
    [t('承诺期限', 'Promised'), clocks.promised, promised] as const,
    [t('法定期限', 'Statutory'), clocks.statutory, statutory] as const,
  ]
  return (
    <>
      <ShadowScale statutory={clocks.statutory} promised={clocks.promised} today={today} lang={lang} />
      <Facts
        rows={limits.flatMap(([title, count, limit]) =>
          count
            ? [
                [
                  title,
                  <>
                    {sayCount(count, limit)[lang]} <Citations list={limit.basis} lang={lang} />
                  </>,
                ] as [string, never],
              ]
            : [],
        )}
      />
      {statutory.note && <p class="small">{statutory.note[lang]}</p>}
      {clocks.statutory && (
        <details class="more">
          <summary>{t('逐日看：哪天算，哪天不算，为什么', 'Day by day: what counts, what does not, and why')}</summary>
          <DayList count={clocks.statutory} lang={lang} />
          {clocks.statutory.provisional && (
            <p class="small">
              {t(
                '其中有尚未公布放假安排的年份，暂按周末推算，公布后重算。',
                'Part of it falls in a year whose holidays are not published; counted by weekends for now and recomputed later.',
              )}
            </p>
          )}
        </details>
      )}
    </>
  )
}

export async function chartOf(tx: Tx, c: CaseView, lang: Lang) {
  const xml = c.chartDigest && (await chartXml(tx, c.chartDigest))
  if (!xml) return undefined
  const states = c.steps as never
  const t = sayIn(lang)
  return (
    <ChartFigure
      svg={await drawChart(xml, { lang, states, title: c.title[lang] })}
      steps={await sayChart(xml, { lang, states })}
      lang={lang}
      caption={t('流程图', 'Chart')}
      note={t(
        `版本 ${c.itemVersion}，图的摘要 ${c.chartDigest!.slice(0, 16)}…`,
        `version ${c.itemVersion}, digest ${c.chartDigest!.slice(0, 16)}…`,
      )}
    />
  )
}
