import { dayOf } from '../../kernel/calendar/index.ts'
import { type CaseView, kindOf } from '../../kernel/cases/index.ts'
import { type Way, ways } from '../../kernel/documents/index.ts'
import type { PageContext } from '../../kernel/platform/index.ts'
import { type DocumentEntry, Proof, ShadowScale, type TimelineEntry } from '../../web/ui/index.ts'
import { documentOf } from './paths.ts'

/** What both pages of a complaint show of it. */
export const timelineOf = (v: CaseView, p: PageContext): TimelineEntry[] =>
  v.acts.toReversed().map((a) => ({
    key: a.id,
    title: p.t(a.title),
    at: a.at,
    who: p.t(a.who),
    why: a.why,
    more: <Proof actId={a.id} lang={p.lang} of={p.t(a.title)} />,
  }))

export const documentsOf = (v: CaseView, p: PageContext): DocumentEntry[] =>
  v.documents.map((d) => ({
    number: d.number,
    title: p.t(d.title),
    href: documentOf(d.number),
    issuedAt: d.issuedAt,
    served: d.served
      ? { at: new Date(`${d.served.on}T04:00:00Z`), how: p.t(ways[d.served.how as Way].title) }
      : undefined,
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
