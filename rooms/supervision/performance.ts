import { readFileSync } from 'node:fs'
import { dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { casesByIds } from '../../kernel/cases/index.ts'
import { type UnitView, units } from '../../kernel/identity/index.ts'
import { actsOfTypes, places, postOf, query, type Text, type Tx, text } from '../../kernel/platform/index.ts'
import { rulesOn } from '../../kernel/watch/index.ts'
import { delaysOf } from './delays.ts'
import { performanceIndex } from './performance.contract.ts'
import { performance, type UnitMonth, type Weights } from './performance.rules.ts'
import { lightsBetween, measuresBetween } from './performance.store.ts'

const FILE = JSON.parse(readFileSync(new URL('performance.json', import.meta.url), 'utf8')) as Weights & {
  source: Text
  unverified: boolean
}
/** Ratings of a place that are read at most. */
const MOST = 50_000

function monthOf(asked: string | undefined, today: string): { month: string; from: Date; to: Date } {
  const month = asked && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7)
  const [year, number] = month.split('-').map(Number) as [number, number]
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return { month, from: startOfDay(`${month}-01`), to: startOfDay(`${next}-01`) }
}

/** By case: which unit it was and what was said of it. */
async function ratingsBetween(tx: Tx, from: Date, to: Date) {
  const asked = FILE.items.flatMap((i) => (i.rating ? [i.rating] : []))
  const found: { act: string; unit: string; number: string; score: number }[] = []
  if (asked.length === 0) return found
  for (const place of await places(tx)) {
    const acts = (
      await actsOfTypes(
        tx,
        place,
        asked.map((r) => r.act),
        from,
        MOST,
      )
    ).filter((a) => a.happenedAt < to)
    const cases = new Map(
      (await casesByIds(tx, place, [...new Set(acts.map((a) => a.subjectId))])).map((c) => [c.id, c]),
    )
    for (const a of acts) {
      const c = cases.get(a.subjectId)
      const score = Number(a.public[asked.find((r) => r.act === a.type)!.field])
      if (c && Number.isFinite(score)) found.push({ act: a.type, unit: c.unit, number: c.number, score })
    }
  }
  return found
}

function seenBy(actor: Parameters<typeof postOf>[0], all: UnitView[]): readonly string[] | undefined {
  const { role, unitCode } = postOf(actor)!
  if (role === 'chief-supervisor') return undefined
  return role === 'supervisor' ? all.filter((u) => u.supervisedBy === unitCode).map((u) => u.code) : [unitCode]
}

export default query(performanceIndex, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ tx, actor, input, clock }) {
    const { month, from, to } = monthOf(input.month, dayOf(clock.now()))
    const all = await units(tx)
    const seen = seenBy(actor, all)
    const [lights, measures, ratings, rules] = await Promise.all([
      lightsBetween(tx, seen, from, to),
      measuresBetween(tx, seen, from, to),
      ratingsBetween(tx, from, to),
      rulesOn(tx, dayOf(clock.now())),
    ])
    const areaOf = (id: string) => rules.find((r) => r.id === id)?.area ?? 'OT'
    const shown = all.filter((u) => u.kind === 'department' && (!seen || seen.includes(u.code)))
    const now = clock.now()
    return {
      month,
      delays: await delaysOf(
        tx,
        lights.filter((l) => l.onClock),
        all,
        new Date(Math.min(now.getTime(), to.getTime())),
      ),
      source: FILE.source,
      unverified: FILE.unverified,
      items: FILE.items.map(({ id, name, weight }) => ({ id, name, weight })),
      units: shown
        .map((u) => {
          const own = ratings.filter((r) => r.unit === u.code)
          const of: UnitMonth = {
            lights: lights
              .filter((l) => l.unit === u.code)
              .map((l) => ({
                number: l.number,
                rule: l.says ?? text(l.rule, l.rule),
                area: areaOf(l.rule),
                light: l.light,
                onClock: l.onClock,
              })),
            measures: measures.filter((m) => m.unit === u.code),
            ratings: Object.fromEntries([...Map.groupBy(own, (r) => r.act)].map(([act, list]) => [act, list])),
          }
          const { total, items } = performance(of, FILE)
          return {
            unit: u.code,
            name: u.name,
            place: u.jurisdiction,
            total,
            items: items.map(({ id, score, evidence }) => ({ id, score, evidence })),
          }
        })
        .sort((a, b) => a.total - b.total || (a.unit < b.unit ? -1 : 1)),
    }
  },
})
