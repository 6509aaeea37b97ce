import { readFileSync } from 'node:fs'
import { type Text, text } from '../../kernel/platform/index.ts'

export const RUNGS = ['reminder', 'order', 'rectification', 'accountability'] as const
export type Rung = (typeof RUNGS)[number]
/** Working days to acknowledge and to answer. */
export type Step = { rung: Rung; acknowledge: number; answer: number }

export const RUNG_TITLES: Record<Rung, Text> = {
  reminder: text('催办', 'Reminder'),
  order: text('督办单', 'Supervision order'),
  rectification: text('整改通知', 'Rectification notice'),
  accountability: text('责任追究', 'Accountability'),
}

type Ladders = {
  ladders: Record<string, Step[]>
  /** Working days that an extension may add in all. */
  extension: { most: number }
  /** The supervisors' own limits: a red light without an order, an order open, an appeal undecided. */
  own: { order: number; close: number; appeal: number }
  /** Working days after which a light can no longer be appealed against. */
  appeal: { within: number }
  /** Acts of one batch that arrived late from which on it is the feed that is late, and no unit. */
  feed: { acts: number }
  unverified: boolean
  source: Text
}
/** Figures of the ladder, as a row of data with its source. */
export const LADDER = JSON.parse(readFileSync(new URL('ladder.json', import.meta.url), 'utf8')) as Ladders

const stepsOf = (ladder: string): Step[] => LADDER.ladders[ladder] ?? LADDER.ladders.standard!
export const stepOf = (ladder: string, rung: Rung): Step => stepsOf(ladder).find((s) => s.rung === rung)!
/** The rung above; undefined at the top. */
export function above(ladder: string, rung: Rung): Step | undefined {
  const steps = stepsOf(ladder)
  return steps[steps.findIndex((s) => s.rung === rung) + 1]
}
