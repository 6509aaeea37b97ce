import { addDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { countCases, findCase } from '../../kernel/cases/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { anyone, query, text } from '../../kernel/platform/index.ts'
import { RUNG_TITLES } from './ladder.ts'
import { listMeasures } from './measure.store.ts'
import { lightsOfNumber, publicSupervision, ruleHealth } from './public.contract.ts'
import { firstLight, health, lightsByMonth } from './public.store.ts'
import { lightsOfCase } from './supervision.store.ts'

const YEAR = 365
const MONTHS = 12

export const ruleHealthOf = query(ruleHealth, {
  allow: anyone,
  async run({ tx, clock }) {
    const today = dayOf(clock.now())
    const since = startOfDay(addDays(today, -YEAR))
    const [rules, began, { open, closed }] = await Promise.all([
      health(tx, since),
      firstLight(tx),
      countCases(tx, undefined, { day: today, since, late: [] }),
    ])
    return { cases: open + closed, since: began, rules }
  },
})

export const lightsOf = query(lightsOfNumber, {
  allow: anyone,
  async run({ tx, input, problem }) {
    const found = await findCase(tx, input.number)
    if (!found) throw problem('NO_CASE')
    const lights = await lightsOfCase(tx, found.jurisdiction, found.id)
    return {
      lights: lights.map(({ rule, version, light, clock, actId, due, raisedAt, clearedAt, settled }) => ({
        rule,
        version,
        light,
        clock,
        actId,
        due,
        raisedAt,
        clearedAt,
        settled,
      })),
    }
  },
})

/** The last twelve months as YYYY-MM, the present one last. */
function monthsTo(day: string): string[] {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return Array.from({ length: MONTHS }, (_, i) => {
    const n = year * 12 + month - 1 - (MONTHS - 1 - i)
    return `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`
  })
}

export default query(publicSupervision, {
  allow: anyone,
  async run({ tx, input, clock }) {
    const today = dayOf(clock.now())
    const months = monthsTo(today)
    const { page, size, unit, kind } = input
    const [all, lights, { rows, total }] = await Promise.all([
      units(tx),
      lightsByMonth(tx, startOfDay(`${months[0]}-01`)),
      listMeasures(tx, { unit, kind }, { limit: size, offset: (page - 1) * size }),
    ])
    const nameOf = (code: string) => all.find((u) => u.code === code)?.name ?? text(code, code)
    const of = (code: string, light: string) =>
      months.map((m) => lights.find((l) => l.unit === code && l.month === m && l.light === light)?.n ?? 0)
    return {
      months,
      units: [...new Set(lights.map((l) => l.unit))]
        .sort()
        .map((code) => ({ unit: code, name: nameOf(code), yellow: of(code, 'yellow'), red: of(code, 'red') })),
      measures: rows.map((m) => ({
        id: m.id,
        number: m.number,
        kind: RUNG_TITLES[m.kind],
        unitName: nameOf(m.unit),
        officeName: nameOf(m.office),
        issuedAt: m.issuedAt,
        due: m.due,
        answeredAt: m.answeredAt,
        closedAt: m.closedAt,
        escalatedAt: m.escalatedAt,
        late: m.due !== null && m.due < (m.answeredAt ? dayOf(m.answeredAt) : today),
      })),
      total,
    }
  },
})
