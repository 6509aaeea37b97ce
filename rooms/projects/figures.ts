import { dayOf } from '../../kernel/calendar/index.ts'
import { type Figure, figuresIn } from '../../kernel/law/index.ts'

const figures = figuresIn(new URL('figures.json', import.meta.url))
/** A figure of law by which projects run, as it is on a day: `figures.json`. */
export const figure = (id: string, on: Date): Figure => figures.at(id, dayOf(on))
