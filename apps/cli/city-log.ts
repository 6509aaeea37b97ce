// The city's own cases against the charts on which they were begun: judged, or written as a log for other tools.
import { type CaseLog, caseKinds, caseLogs } from '../../kernel/cases/index.ts'
import { csvCell, type Db, places } from '../../kernel/platform/index.ts'
import { procedureOf, replay } from '../../kernel/procedure/index.ts'
import type { Io } from './command.ts'

const PAGE = 500
const COUNTED = ['complete', 'open', 'ended', 'deviates'] as const

export type CitySummary = Record<(typeof COUNTED)[number], number> & { cases: number; events: number; variants: number }
type Judged = { found: CaseLog; chart: replay.OwnChart; verdict: replay.OwnVerdict }

/** Every case of a kind, place by place, a page in a transaction: each is read as it stands then. */
export async function* cityCases(db: Db, kind: string): AsyncGenerator<Judged> {
  const charts = new Map<string, replay.OwnChart>()
  for (const place of await places(db)) {
    let after: string | undefined
    for (;;) {
      const page = await db.transaction().execute(async (tx) => {
        const found = await caseLogs(tx, place, kind, after, PAGE)
        for (const digest of new Set(found.map((c) => c.chartDigest)))
          if (!charts.has(digest)) charts.set(digest, new replay.OwnChart((await procedureOf(tx, digest)).net))
        return found
      })
      for (const found of page) {
        if (found.moved) continue
        const chart = charts.get(found.chartDigest)!
        yield {
          found,
          chart,
          verdict: chart.judge(
            found.events.map((e) => e.element),
            found.closed,
          ),
        }
      }
      after = page.at(-1)?.id
      if (page.length < PAGE) break
    }
  }
}

const HEAD = 'case_id,activity,timestamp,item,chart\n'
const rowsOf = ({ found, verdict }: Judged): string =>
  found.events
    .map((e, i) => [found.number, verdict.activities[i]!, e.at.toISOString(), found.itemCode ?? '', found.chartDigest])
    .map((row) => `${row.map(csvCell).join(',')}\n`)
    .join('')

/** Gives the exit code: 1 where nothing was replayed, or with `strict` where a case left its chart. */
export async function reportCity(
  db: Db,
  kind: string,
  { csv, json, strict }: { csv: boolean; json: boolean; strict: boolean },
  io: Io,
): Promise<number> {
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  if (!caseKinds.has(kind)) {
    const known = [...caseKinds.keys()]
    io.err(
      t(
        `没有「${kind}」这种案件。有：${known.join('、')}`,
        `No kind of case “${kind}”. There are: ${known.join(', ')}`,
      ),
    )
    return 2
  }
  const sum: CitySummary = { cases: 0, events: 0, variants: 0, complete: 0, open: 0, ended: 0, deviates: 0 }
  const variants = new Set<string>()
  const wrong: { case: string; fitness: number; activities: string[] }[] = []
  if (csv) await io.write(HEAD)
  for await (const judged of cityCases(db, kind)) {
    const { found, verdict } = judged
    sum.cases++
    sum.events += found.events.length
    sum[verdict.how]++
    variants.add(`${found.chartDigest} ${JSON.stringify(verdict.activities)}`)
    if (verdict.how === 'deviates' && wrong.length < 100)
      wrong.push({ case: found.number, fitness: verdict.fitness, activities: verdict.activities })
    if (csv) await io.write(rowsOf(judged))
  }
  sum.variants = variants.size
  if (json) io.out(JSON.stringify({ kind, summary: sum, deviating: wrong }))
  else {
    const say = csv ? io.err : io.out
    say(
      t(
        `${sum.cases} 件，${sum.events} 步，${sum.variants} 种走法：办完 ${sum.complete} 件，在办 ${sum.open} 件，图外了结 ${sum.ended} 件，没照办 ${sum.deviates} 件`,
        `${sum.cases} cases, ${sum.events} steps, ${sum.variants} variants: ${sum.complete} complete, ${sum.open} under way, ${sum.ended} ended beside the chart, ${sum.deviates} deviate`,
      ),
    )
    for (const w of wrong) say(`  ✕ ${w.case}  ${w.fitness.toFixed(4)}  ${w.activities.join(' → ')}`)
  }
  return sum.events === 0 || (strict && sum.deviates > 0) ? 1 : 0
}
