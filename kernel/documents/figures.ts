import { figuresIn } from '../law/index.ts'

/** Periods of redress and of service, as rows with articles and dates. */
export const figures = figuresIn(new URL('figures.json', import.meta.url))
