import { addDays, dayOf, startOfDay, workingDaysBetween } from '../../kernel/calendar/index.ts'
import {
  type CaseInList,
  caseKinds,
  casesInList,
  countCases,
  openCasesOf,
  workOfMany,
} from '../../kernel/cases/index.ts'
import { type UnitView, units } from '../../kernel/identity/index.ts'
import {
  actsOfMany,
  type Files,
  postOf,
  publishedActs,
  query,
  type ReadContext,
  roles,
  type Text,
  text,
} from '../../kernel/platform/index.ts'
import { clocksOf } from '../../kernel/watch/index.ts'
import * as contract from './contract.ts'
import {
  type LightNumbers,
  lightNumbers,
  lightVersion,
  litCases,
  type OnCase,
  openOnCases,
} from './supervision.store.ts'

/** Days over which the share of cases closed on time is taken, and weeks of the heat map. */
const MONTH = 30
const WEEKS = 12

/** Whose cases a post sees on the wall; `units` undefined: the whole city's. */
function scopeOf(ctx: Pick<ReadContext, 'actor'>, all: UnitView[]) {
  const { role, unitCode } = postOf(ctx.actor)!
  if (role === 'chief-supervisor') return { scope: 'city' as const, units: undefined }
  if (role === 'supervisor')
    return {
      scope: 'office' as const,
      units: all.filter((u) => u.supervisedBy === unitCode).map((u) => u.code),
    }
  return { scope: 'unit' as const, units: [unitCode] }
}

export default query(contract.wall, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run(ctx) {
    const { tx, input, clock } = ctx
    const now = clock.now()
    const today = dayOf(now)
    const all = await units(tx)
    const nameOf = (code: string): Text => all.find((u) => u.code === code)?.name ?? text(code, code)
    const { scope, units: seen } = scopeOf(ctx, all)
    const asked = input.unit !== undefined && (!seen || seen.includes(input.unit)) ? [input.unit] : seen
    const span = { limit: input.size, offset: (input.page - 1) * input.size }
    const { sort, descending, text: words } = input
    const found =
      input.show === 'lights'
        ? await litCases(tx, { units: asked, light: input.light, text: words }, { sort, descending, ...span })
        : await openCasesOf(tx, {
            units: asked,
            due: input.show === 'today' ? today : undefined,
            text: words,
            sort,
            descending,
            ...span,
          })
    const since = startOfDay(addDays(today, -MONTH))
    const firstWeek = mondayOf(addDays(today, -7 * (WEEKS - 1)))
    const {
      yellow,
      red,
      late,
      weeks: reds,
      on,
    } = await numbersOf(ctx, asked, { since, firstWeek: startOfDay(firstWeek) })
    const [{ open, dueToday, ...month }, rows, feeds] = await Promise.all([
      countCases(tx, asked, { day: today, since, late }),
      rowsOf(ctx, found.rows, nameOf, asked),
      // Told where the wall is entered; its further lists need not say it again.
      input.show === 'lights'
        ? publishedActs(tx, { act: 'feed.late' }, startOfDay(today), startOfDay(addDays(today, 1)), 50)
        : [],
    ])
    const districts = districtsOf(all, seen, on)
    const weeks = Array.from({ length: WEEKS }, (_, i) => addDays(firstWeek, 7 * i))
    const hot = [...new Set(reds.map((r) => r.unit))].sort()
    return {
      scope,
      numbers: { open, dueToday, yellow, red, month },
      rows,
      total: found.total,
      units: (seen ? all.filter((u) => seen.includes(u.code)) : all).map((u) => ({ unit: u.code, name: u.name })),
      districts,
      feeds: feeds.flatMap((f) => {
        const place = districts.find((d) => d.place === f.jurisdiction)
        const { acts, from, to } = f.public
        return place ? [{ name: place.name, acts, from, to }] : []
      }),
      weeks: weeks.map((w) => w.slice(5)),
      heat: hot.map((unit) => ({
        name: nameOf(unit),
        red: weeks.map((week) => reds.find((r) => r.unit === unit && r.week === week)?.n ?? 0),
      })),
    }
    function mondayOf(day: string): string {
      return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
    }
  },
})

// A wall is looked at by many, and again every few seconds: its numbers of lights are counted once for each state of the lights. Of a
// city each: its store of files is its own.
const kept = new WeakMap<Files, Map<string, { version: string; numbers: LightNumbers }>>()
const MOST_KEPT = 100
async function numbersOf(
  { tx, files }: Pick<ReadContext, 'tx' | 'files'>,
  units: readonly string[] | undefined,
  q: { since: Date; firstWeek: Date },
): Promise<LightNumbers> {
  const mine = kept.get(files) ?? new Map()
  kept.set(files, mine)
  const key = JSON.stringify([units, q])
  const version = await lightVersion(tx)
  const known = mine.get(key)
  if (known?.version === version) return known.numbers
  const numbers = await lightNumbers(tx, units, q)
  if (mine.size >= MOST_KEPT) mine.clear()
  mine.set(key, { version, numbers })
  return numbers
}

/** One of each place that the reader sees, by the units that act there; the whole city's own units are a place as well. */
function districtsOf(
  all: UnitView[],
  seen: readonly string[] | undefined,
  on: { unit: string; light: 'yellow' | 'red'; n: number }[],
) {
  const shown = all.filter((u) => u.kind === 'department' && (!seen || seen.includes(u.code)))
  const places = [...new Set(shown.map((u) => u.jurisdiction))].sort()
  return places.map((place) => {
    const government = all.find((u) => u.jurisdiction === place && u.kind === 'government' && u.level === 'district')
    const name = government
      ? text(government.name.zh.replace('人民政府', ''), government.name.en.replace(' Government', ''))
      : text('市级', 'City')
    const { outline = null } = (government?.details ?? {}) as { outline?: [number, number][] }
    const codes = new Set(all.filter((u) => u.jurisdiction === place).map((u) => u.code))
    const sum = (light: string) => on.filter((o) => o.light === light && codes.has(o.unit)).reduce((n, o) => n + o.n, 0)
    return { place, name, yellow: sum('yellow'), red: sum('red'), outline }
  })
}

/** Changes with every light and measure: what viewers of another process are told by. */
export const version = query(contract.wallVersion, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  run: async ({ tx }) => ({ version: await lightVersion(tx) }),
})

type Row = Awaited<ReturnType<typeof rowsOf>>[number]

/** What a row shows of each case, in the order given. */
async function rowsOf(
  { tx, actor, clock }: Pick<ReadContext, 'tx' | 'actor' | 'clock'>,
  wanted: { jurisdiction: string; caseId: string }[],
  nameOf: (code: string) => Text,
  seen: readonly string[] | undefined,
) {
  const now = clock.now()
  const today = dayOf(now)
  const mayRemind = postOf(actor, 'supervisor', 'chief-supervisor') !== undefined
  if (wanted.length === 0) return []
  const places = [...new Set(wanted.map((w) => w.jurisdiction))].sort()
  const ids = wanted.map((w) => w.caseId)
  const [cases, streams, work, { lights, waiting }] = await Promise.all([
    casesInList(tx, places, ids),
    actsOfMany(tx, places, ids),
    workOfMany(tx, places, ids),
    openOnCases(tx, places, ids),
  ])
  const rows: ReturnType<typeof rowOf>[] = []
  for (const id of ids) {
    const c = cases.get(id)
    if (!c) continue
    const steps = work.get(id) ?? []
    const clocks = caseKinds.has(c.kind) ? await clocksOf(tx, c, streams.get(id) ?? [], steps, now) : []
    const on = lights.filter((l) => l.caseId === id && (!seen || seen.includes(l.unit)))
    rows.push(rowOf(c, clocks, on, steps[0], waiting.get(id) ?? 0))
  }
  return rows

  function rowOf(
    c: CaseInList,
    clocks: Awaited<ReturnType<typeof clocksOf>>,
    on: OnCase[],
    step: { unit: string | null; post: string | null; party: string | null } | undefined,
    waiting: number,
  ) {
    const worst = [...on].sort((a, b) => (a.light + a.due < b.light + b.due ? -1 : 1))[0]
    // The day of a light that an act raised is the day of the act: nothing is late by it.
    const due = (worst?.clock ? worst.due : null) ?? c.due
    const unit = worst?.unit ?? c.unit
    const role = step?.post ? roles.get(step.post) : undefined
    return {
      caseId: c.id,
      number: c.number,
      title: c.title,
      unit,
      unitName: nameOf(unit),
      status: c.statusText,
      light: worst?.light ?? null,
      says: worst ? (worst.says ?? text(worst.rule, worst.rule)) : null,
      due,
      late: due && due < today ? workingDaysBetween(due, today) : 0,
      holder: !step
        ? null
        : step.party
          ? (caseKinds.get(c.kind)?.parties?.[step.party] ?? text('当事人', 'the party'))
          : step.unit
            ? text(
                `${nameOf(step.unit).zh} ${role?.zh ?? ''}`.trim(),
                `${nameOf(step.unit).en} ${role?.en ?? ''}`.trim(),
              )
            : null,
      clocks: Object.fromEntries(clocks.flatMap((w) => (w.count ? [[w.clock, w.count]] : []))),
      waiting,
      mayRemind,
    }
  }
}
export type WallRow = Row
