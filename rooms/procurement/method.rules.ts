import type { ProcurementForm, Way } from './form.shape.ts'

/** 政府采购法 arts. 29–32; 214 and 110 are orders of the ministry (secondary sources). */
const GROUNDS_OF: Record<Way, readonly string[]> = {
  open: [],
  invited: ['29-1', '29-2'],
  negotiation: ['30-1', '30-2', '30-3', '30-4'],
  consultation: ['rule-214'],
  inquiry: ['32'],
  single: ['31-1', '31-2', '31-3'],
  framework: ['rule-110'],
}
/** Which chart a method follows. */
export const chartOf = (method: Way): 'competitive' | 'rounds' | 'single' | 'framework' =>
  method === 'negotiation' || method === 'consultation'
    ? 'rounds'
    : method === 'single' || method === 'framework'
      ? method
      : 'competitive'
export const isTender = (method: Way): boolean => method === 'open' || method === 'invited'
export const hasRounds = (method: Way): boolean => chartOf(method) === 'rounds'

/** How many sit at least, by the figures of a day. */
export const leastOn = (value: (id: string) => number): Least => ({
  ...{ open: value('committee-open'), small: value('committee-small'), large: value('committee-large') },
  from: value('large'),
})
export type Least = { open: number; small: number; large: number; from: number }
/** How many sit on the committee: 3, 5 or 7 at least (政府采购法 arts. 38, 40; 87 号令, a secondary source). */
export function committeeLeast(f: Pick<ProcurementForm, 'method' | 'budget'>, least: Least): number {
  if (f.method === 'single') return 0
  if (f.method !== 'open' && f.method !== 'invited' && f.method !== 'framework') return least.small
  return f.budget >= least.from ? least.large : least.open
}

export type FormProblem = 'SINGLE' | 'CEILING' | 'GROUND' | 'CATEGORY' | 'SCORING' | 'COMMITTEE' | 'INVITED'
/** What is wrong with a plan; undefined where it can be filed. Whether finance agrees is another matter. */
export function formProblem(
  f: ProcurementForm,
  least: Least,
  scoringKind: string | undefined,
): FormProblem | undefined {
  if (f.method === 'single' && (f.bond || f.consortium || f.mayBid || f.mayWin)) return 'SINGLE'
  if (f.ceiling > f.budget) return 'CEILING'
  const grounds = GROUNDS_OF[f.method]
  if (grounds.length === 0 ? f.ground !== undefined : !f.ground || !grounds.includes(f.ground)) return 'GROUND'
  // 政府采购法 art. 32: goods of a uniform kind whose price hardly moves.
  if (f.method === 'inquiry' && f.category !== 'goods') return 'CATEGORY'
  const wanted = { negotiation: 'lowest', inquiry: 'lowest', consultation: 'composite' }[f.method as 'inquiry']
  if (f.method !== 'single' && (scoringKind === undefined || (wanted && scoringKind !== wanted))) return 'SCORING'
  if (f.method !== 'single' && (f.committee % 2 === 0 || f.committee < committeeLeast(f, least))) return 'COMMITTEE'
  const codes = new Set(f.invited).size
  if (f.method === 'invited' && codes < 3) return 'INVITED'
  if (f.method === 'single' && codes !== 1) return 'INVITED'
  return undefined
}

/** 实施条例 art. 38: publicity where the budget reaches the threshold and only one source can supply. */
export const mustPublicise = (f: Pick<ProcurementForm, 'method' | 'budget' | 'ground'>, threshold: number): boolean =>
  f.method === 'single' && f.ground === '31-1' && f.budget >= threshold

/** How many of a closed framework's bidders come in: a share is left out, one at least (110 号令, not found). */
export const entrants = (qualified: number, percent: number): number =>
  Math.max(0, qualified - Math.max(1, Math.ceil((qualified * percent) / 100)))
