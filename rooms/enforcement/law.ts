import { type ClockEvent, type Count, dayOf, runClock } from '../../kernel/calendar/index.ts'
import { type Figure, figuresIn } from '../../kernel/law/index.ts'

/** The figures of law by which this room runs: `figures.json`, rows with articles and dates. */
const figures = figuresIn(new URL('figures.json', import.meta.url))
export const figure = (id: string, on: Date): Figure => figures.at(id, dayOf(on))
export const allFigures = figures.all

const UNITS = {
  'working-day': 'working-days',
  'calendar-day': 'calendar-days',
  month: 'months',
  year: 'years',
} as const

/** A clock by a row of law: limits of days, months and years; what happened to it; how it stands at an instant. */
export function clockBy(row: Pick<Figure, 'value' | 'unit' | 'basis'>, events: ClockEvent[], at: Date): Count {
  const unit = UNITS[row.unit as keyof typeof UNITS]
  if (!unit) throw new Error(`${row.unit} is no unit of time`)
  const begun = events.find((e) => e.what === 'start')!.at
  return runClock(
    { count: row.value, unit, roll: unit !== 'working-days', basis: row.basis },
    events,
    at < begun ? begun : at,
  )!
}
