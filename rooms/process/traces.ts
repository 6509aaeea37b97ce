import { type CaseLog, caseLogs, type LogOf } from '../../kernel/cases/index.ts'
import { places, type Tx } from '../../kernel/platform/index.ts'
import { procedureOf, replay } from '../../kernel/procedure/index.ts'
import type { Trace } from './map.rules.ts'

const PAGE = 500
/** Cases that one map reads: a year of a busy item. */
const MOST = 5_000

export type Asked = LogOf & { kind: string }
export type Read = {
  traces: Trace[]
  /** Charts by how many of the cases follow each. */
  charts: { digest: string; cases: number }[]
  cut: boolean
  /** What charts call their steps in English, by the name that the map uses. */
  names: Record<string, string>
}

/** The cases of a kind, each judged by the chart on which it began. */
export async function tracesOf(tx: Tx, { kind, ...of }: Asked): Promise<Read> {
  const charts = new Map<string, { chart: replay.OwnChart; cases: number }>()
  const traces: Trace[] = []
  const names: Record<string, string> = {}
  const own = of.unit?.slice(0, 6)
  for (const place of (await places(tx)).filter((p) => own === undefined || p === own)) {
    let after: string | undefined
    for (;;) {
      const page = await caseLogs(tx, place, kind, after, PAGE, of)
      for (const found of page) {
        // Moved to a new version on the way: it is on no one chart.
        if (found.moved) continue
        let known = charts.get(found.chartDigest)
        if (!known) {
          const { net, steps } = await procedureOf(tx, found.chartDigest)
          known = { chart: new replay.OwnChart(net), cases: 0 }
          for (const s of Object.values(steps)) if (s.nameEn) names[known.chart.nameOf(s.element)] = s.nameEn
          charts.set(found.chartDigest, known)
        }
        known.cases++
        traces.push(traceOf(found, known.chart))
        if (traces.length >= MOST) return { traces, charts: counted(charts), cut: true, names }
      }
      after = page.at(-1)?.id
      if (page.length < PAGE) break
    }
  }
  return { traces, charts: counted(charts), cut: false, names }
}

const counted = (charts: Map<string, { cases: number }>) =>
  [...charts].map(([digest, { cases }]) => ({ digest, cases })).sort((a, b) => b.cases - a.cases)

function traceOf(found: CaseLog, chart: replay.OwnChart): Trace {
  const { how, activities, left } = chart.judge(
    found.events.map((e) => e.element),
    found.closed,
  )
  return {
    activities,
    times: found.events.map((e) => e.at.getTime()),
    begun: found.begun.getTime(),
    closed: found.closed,
    // Of a case under way nobody knows yet that it is over, though the chart might end here.
    how: how === 'complete' && !found.closed ? 'open' : how,
    number: found.number,
    ...(left ? { left } : {}),
  }
}
