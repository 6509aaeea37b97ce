import { type Count, count, dayOf, startOfDay } from '../../../kernel/calendar/index.ts'
import type { Beside } from '../../../kernel/cases/index.ts'
import { figuresIn } from '../../../kernel/law/index.ts'
import type { Act } from '../../../kernel/platform/index.ts'
import type { CONCLUSIONS } from './visit.contract.ts'

export type Visit = {
  on: string
  time: string
  units: string[]
  joined: string[]
  found: { unit: string; conclusion: (typeof CONCLUSIONS)[number]; at: Date }[]
  /** The applicant's wish waits for its answer. */
  wished: boolean
  recordedAt?: Date
}
export type VisitFacts = {
  visit?: Visit
  /** Whose clock ever ran: a unit that need not come any more has its light put out. */
  visitors: string[]
  /** The one time that the applicant may ask. */
  askedTime: boolean
  /** Times of which the applicant takes one; none once a visit is called. */
  offered?: { times: string[]; units: string[] }
  /** On a part of a joint application: what its unit has to do for the visit, by when. */
  noted?: Pick<Beside, 'act' | 'due'>
}
export const noVisit: VisitFacts = { visitors: [], askedTime: false }

export const visitActs = [
  'site-visit.offered',
  'site-visit.called',
  'site-visit.called-off',
  'site-visit.joined',
  'site-visit.time-asked',
  'site-visit.found',
  'site-visit.recorded',
  'site-visit.noted',
] as const
export type VisitAct = (typeof visitActs)[number]

export function foldVisit<F extends VisitFacts>(f: F, type: VisitAct, { public: said, happenedAt: at }: Act): F {
  const { visit } = f
  if (type === 'site-visit.noted') {
    const { how, on } = said
    if (how === 'called') return { ...f, noted: { act: 'site-visit.joined', due: on } }
    return { ...f, noted: how === 'joined' ? { act: 'site-visit.found', due: findingDue(on) } : undefined }
  }
  if (type === 'site-visit.offered') return { ...f, offered: { times: said.times, units: said.units } }
  if (type === 'site-visit.called-off') return { ...f, visit: undefined, offered: undefined }
  if (type === 'site-visit.called') {
    const { on, time, units } = said
    const called: Visit = { on, time, units, joined: [], found: [], wished: false }
    return { ...f, offered: undefined, visit: called, visitors: [...new Set([...f.visitors, ...units])] }
  }
  if (!visit) return f
  if (type === 'site-visit.time-asked') return { ...f, askedTime: true, visit: { ...visit, wished: true } }
  if (type === 'site-visit.joined') return { ...f, visit: { ...visit, joined: [...visit.joined, said.unit] } }
  if (type === 'site-visit.recorded') return { ...f, visit: { ...visit, recordedAt: at } }
  return { ...f, visit: { ...visit, found: [...visit.found, { unit: said.unit, conclusion: said.conclusion, at }] } }
}

const figures = figuresIn(new URL('visit.json', import.meta.url))

/** By when a unit says what it found. */
function findingDue(on: string): string {
  const start = startOfDay(on)
  const { value, basis } = figures.at('finding', on)
  return count({ limit: { value, unit: 'working-day', basis }, start, at: start }).due!
}

/** What a visit waits for: from each unit, on a joint application from the lead alone, and from the lead the record and an answer. */
export function visitBeside({ visit, noted, offered }: VisitFacts, unit: string, joint: boolean): Beside[] {
  const post = 'reviewer'
  if (noted) return [{ ...noted, unit, post }]
  if (!visit && offered) return [{ act: 'site-visit.called', unit, post, due: offered.times[0]!.slice(0, 10) }]
  if (!visit || visit.recordedAt) return []
  const due = findingDue(visit.on)
  const gave = (u: string) => visit.found.some((x) => x.unit === u)
  const mine = visit.units.filter((u) => !gave(u) && (!joint || u === unit))
  return [
    ...mine.map((u) =>
      visit.joined.includes(u)
        ? { act: 'site-visit.found', unit: u, post, due }
        : { act: 'site-visit.joined', unit: u, post, due: visit.on },
    ),
    ...(visit.wished ? [{ act: 'site-visit.called', unit, post, due: visit.on }] : []),
    ...(gave(unit) || visit.units.every(gave) ? [{ act: 'site-visit.recorded', unit, post, due }] : []),
  ]
}

/** Of each unit that was ever called: by when its part of the record is due; no count where it has none to give. */
export const visitClocks = ({ visit, visitors }: VisitFacts, at: Date): { unit: string; count: Count | undefined }[] =>
  visitors.map((unit) => {
    if (!visit?.units.includes(unit)) return { unit, count: undefined }
    const { value, basis } = figures.at('finding', visit.on)
    const finished = visit.found.find((x) => x.unit === unit)?.at ?? visit.recordedAt
    const limit = { value, unit: 'working-day' as const, basis }
    return { unit, count: count({ limit, start: startOfDay(visit.on), at, finished }) }
  })

/** The day of the visit has come. */
export const visited = (visit: Visit, now: Date): boolean => visit.on <= dayOf(now)
/** Every unit gave its part, or its limit is over. */
export const complete = (f: VisitFacts, now: Date): boolean =>
  visitClocks(f, now).every(({ count: c }) => !c || c.finished || c.overdue)

/** 行政许可法 art. 34: two officers or more, one a line. */
export const namedIn = (who: string): string[] =>
  who
    .split(/[\n；;、]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
