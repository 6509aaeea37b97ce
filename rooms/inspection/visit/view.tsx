import { dayOf } from '../../../kernel/calendar/index.ts'
import { type CaseView, kindOf } from '../../../kernel/cases/index.ts'
import { type Way, ways } from '../../../kernel/documents/index.ts'
import { formatCitation } from '../../../kernel/law/index.ts'
import type { PageContext } from '../../../kernel/platform/index.ts'
import { chartXml, drawChart, sayChart } from '../../../kernel/procedure/index.ts'
import {
  ChartFigure,
  type DocumentEntry,
  type Paper,
  Proof,
  ShadowScale,
  type TimelineEntry,
} from '../../../web/ui/index.ts'

/** What the pages of an inspection show of it alike. */
export const timelineOf = (v: CaseView, p: PageContext): TimelineEntry[] =>
  v.acts.toReversed().map((a) => ({
    key: a.id,
    title: p.t(a.title),
    at: a.at,
    who: p.t(a.who),
    why: a.why,
    more: (
      <>
        {a.basis.length > 0 && (
          <p class="small">{a.basis.map((c) => formatCitation(c, p.lang)).join(p.t('、', '; '))}</p>
        )}
        <Proof actId={a.id} lang={p.lang} of={p.t(a.title)} />
      </>
    ),
  }))

export const documentsOf = (v: CaseView, p: PageContext): DocumentEntry[] =>
  v.documents.map((d) => ({
    number: d.number,
    title: p.t(d.title),
    href: `/documents/${encodeURIComponent(d.number)}.pdf`,
    issuedAt: d.issuedAt,
    served: d.served
      ? { at: new Date(`${d.served.on}T04:00:00Z`), how: p.t(ways[d.served.how as Way].title) }
      : undefined,
  }))

export const papersOf = (v: CaseView, p: PageContext): Paper[] =>
  v.papers.map((m) => ({
    id: m.id,
    slot: p.t('现场照片', 'Photo'),
    name: m.name,
    href: `/materials/${m.id}`,
    preview: `/materials/${m.id}?show=1`,
    type: m.type,
    size: m.size,
    sha256: m.sha256,
    at: m.uploadedAt,
  }))

export function Clock({ v, p }: { v: CaseView; p: PageContext }) {
  if (!v.now) return null
  const name = kindOf(v.kind).clocks?.[v.now.name]
  return (
    <>
      {name && <p>{p.t(name)}</p>}
      <ShadowScale statutory={v.now.count} today={dayOf(p.clock.now())} lang={p.lang} />
    </>
  )
}

export const lightOf = (v: CaseView) =>
  !v.now
    ? undefined
    : v.now.count.overdue
      ? { colour: 'red' as const, zh: '逾期', en: 'overdue' }
      : { colour: 'green' as const, zh: `${v.now.count.due} 前`, en: `by ${v.now.count.due}` }

export async function chartOf(v: CaseView, p: PageContext) {
  const xml = v.chartDigest && (await chartXml(p.tx, v.chartDigest))
  if (!xml) return undefined
  const of = { lang: p.lang, states: v.steps as never }
  return (
    <ChartFigure
      svg={await drawChart(xml, { ...of, title: p.t(v.title) })}
      steps={await sayChart(xml, of)}
      lang={p.lang}
      caption={p.t('流程图', 'Chart')}
      note={p.t(`图的摘要 ${v.chartDigest!.slice(0, 16)}…`, `digest ${v.chartDigest!.slice(0, 16)}…`)}
    />
  )
}
