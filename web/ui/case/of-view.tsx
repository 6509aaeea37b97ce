import { type Count, dayOf, sayCount } from '../../../kernel/calendar/index.ts'
import { type CaseView, kindOf } from '../../../kernel/cases/index.ts'
import type { ItemVersion } from '../../../kernel/catalog/index.ts'
import { type Way, ways } from '../../../kernel/documents/index.ts'
import type { Lang, PageContext, Text } from '../../../kernel/platform/index.ts'
import { chartXml, drawChart, sayChart } from '../../../kernel/procedure/index.ts'
import { ChartFigure, Citations, Facts, sayTime, type TimelineEntry } from '../components.tsx'
import type { DocumentEntry } from '../documents/documents.tsx'
import type { Paper } from '../papers/papers.tsx'
import { sayIn } from '../say.ts'
import { titleOf } from '../schema-form.tsx'
import { DayList, ShadowScale } from '../shadow-scale.tsx'
import { Proof } from './history.tsx'

// What both pages of a case show alike, from its view: form, papers, documents, acts, clocks, chart.

export type Act = CaseView['acts'][number]

const shown = (value: unknown, lang: Lang): string =>
  Array.isArray(value)
    ? value.join(lang === 'zh' ? '、' : ', ')
    : typeof value === 'boolean'
      ? sayIn(lang)(value ? '是' : '否', value ? 'yes' : 'no')
      : String(value)

/** The form as it was submitted, in the form's order. */
export const formRows = (item: ItemVersion | undefined, c: CaseView, lang: Lang): [string, string][] =>
  Object.entries<{ title?: string }>(item?.form.properties ?? {})
    .filter(([key]) => c.form[key] !== undefined)
    .map(([key, s]) => [titleOf(s, key, lang), shown(c.form[key], lang)])

/** Types that a page may show: pictures, recordings, and PDF in the browser's own viewer. */
export const SHOWN = /^(image\/(png|jpeg)|application\/pdf|(audio|video)\/[a-z0-9-]+)$/
/** Where a page shows a paper from, or undefined for types that are only downloaded. */
export const previewOf = (m: { id: string; type: string }): string | undefined =>
  SHOWN.test(m.type) ? `/materials/${m.id}?show=1` : undefined

export function papersOf(item: ItemVersion | undefined, c: CaseView, lang: Lang): Paper[] {
  const names = new Map(item?.content.materials.map((m) => [m.id, m.name[lang]]))
  return c.papers.map((m) => ({
    id: m.id,
    slot: names.get(m.slot) ?? kindOf(c.kind).slots?.[m.slot]?.[lang] ?? m.slot,
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

export const documentHref = (number: string): string => `/documents/${encodeURIComponent(number)}.pdf`

export const documentsOf = (c: CaseView, lang: Lang): DocumentEntry[] =>
  c.documents.map((d) => ({
    number: d.number,
    title: d.title[lang],
    href: documentHref(d.number),
    issuedAt: d.issuedAt,
    inside: d.inside,
    signed: d.signed,
    served: d.served
      ? { at: new Date(`${d.served.on}T04:00:00Z`), how: ways[d.served.how as Way].title[lang] }
      : undefined,
  }))

/** The acts, newest first, each with its reason as far as the reader may know it, its law and its proof. `adds`: words after a title. */
export const timelineOf = (c: CaseView, lang: Lang, adds: (a: Act) => Text | undefined = () => undefined) =>
  c.acts.toReversed().map((a): TimelineEntry => {
    const title = `${a.title[lang]}${adds(a)?.[lang] ?? ''}`
    return {
      key: `act-${a.number}`,
      title: `${a.number}. ${title}`,
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
          <Proof actId={a.id} lang={lang} of={title} />
        </>
      ),
    }
  })

/** Which of a kind's clocks is drawn, and which other limit is marked on it; the one that runs now where the kind names none. */
export type Scale = { statutory: string; promised?: string }

export function scaleOf(c: CaseView, scale: Scale | undefined): { statutory?: Count; promised?: Count } {
  const clocks = c.clocks as Record<string, Count | undefined>
  const [statutory, promised] = scale ? [clocks[scale.statutory], clocks[scale.promised ?? '']] : [c.now?.count]
  return { ...(statutory ? { statutory } : {}), ...(promised ? { promised } : {}) }
}

/** The deadline: the scale, the sum of each clock with its articles, and every day. */
export function ClocksOf({
  c,
  scale,
  limits = {},
  today,
  lang,
}: {
  c: CaseView
  scale: Scale | undefined
  /** Where a clock's limit comes from, by clock. */
  limits?: Record<string, { basis: Act['basis']; note?: Text | undefined }>
  today: string
  lang: Lang
}) {
  const t = sayIn(lang)
  const drawn = scaleOf(c, scale)
  const main = drawn.statutory ?? drawn.promised
  if (!main) return null
  const names = kindOf(c.kind).clocks ?? {}
  const wanted = scale ? [scale.promised, scale.statutory] : [c.now?.name]
  const clocks = c.clocks as Record<string, Count | undefined>
  return (
    <>
      <ShadowScale {...drawn} today={today} lang={lang} />
      <Facts
        rows={wanted.flatMap((name) => {
          const count = name && clocks[name]
          if (!count) return []
          const sum = (
            <>
              {sayCount(count)[lang]} <Citations list={limits[name]?.basis ?? []} lang={lang} />
            </>
          )
          return [[names[name]?.[lang] ?? name, sum] as [string, typeof sum]]
        })}
      />
      {wanted.map((name) => {
        const note = limits[name ?? '']?.note
        return note && <p class="small">{note[lang]}</p>
      })}
      <details class="more">
        <summary>{t('逐日看：哪天算，哪天不算，为什么', 'Day by day: what counts, what does not, and why')}</summary>
        <DayList count={main} lang={lang} />
        {main.provisional && (
          <p class="small">
            {t(
              '其中有尚未公布放假安排的年份，暂按周末推算，公布后重算。',
              'Part of it falls in a year whose holidays are not published; counted by weekends for now and recomputed later.',
            )}
          </p>
        )}
      </details>
    </>
  )
}

/** The chart that the case follows, with where it stands. */
export async function chartOf({ tx, lang, t }: PageContext, c: CaseView) {
  const xml = c.chartDigest && (await chartXml(tx, c.chartDigest))
  if (!xml) return undefined
  const states = c.steps as never
  const digest = `${c.chartDigest!.slice(0, 16)}…`
  return (
    <ChartFigure
      svg={await drawChart(xml, { lang, states, title: c.title[lang] })}
      steps={await sayChart(xml, { lang, states })}
      lang={lang}
      caption={t('流程图', 'Chart')}
      note={
        c.itemVersion === null
          ? t(`图的摘要 ${digest}`, `digest ${digest}`)
          : t(`版本 ${c.itemVersion}，图的摘要 ${digest}`, `version ${c.itemVersion}, digest ${digest}`)
      }
    />
  )
}

/** Today, or the day on which the matter was decided: no clock is drawn beyond it. */
export const shownDay = (p: PageContext, ended: Date | undefined): string => dayOf(ended ?? p.clock.now())
