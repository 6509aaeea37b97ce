import { dayOf } from '../../kernel/calendar/index.ts'
import { type Figure, figuresIn } from '../../kernel/law/index.ts'

/** The figures of law by which this room runs: `figures.json`, rows with articles and dates. */
export const figures = figuresIn(new URL('figures.json', import.meta.url))
export const figure = (id: string, on: Date): Figure => figures.at(id, dayOf(on))
