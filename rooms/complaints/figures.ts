import { dayOf, type Limit } from '../../kernel/calendar/index.ts'
import { type Figure, figuresIn } from '../../kernel/law/index.ts'

const figures = figuresIn(new URL('figures.json', import.meta.url))
/** A figure of law by which this room runs, as it is on a day: `figures.json`, rows with articles and dates. */
export const figure = (id: string, on: Date): Figure => figures.at(id, dayOf(on))
export const limit = (id: string, on: Date): Limit => figure(id, on) as Limit
