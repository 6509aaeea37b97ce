import { addWorkingDays, type Count, count, dayOf, type Suspension } from '../../../kernel/calendar/index.ts'
import type { Beside } from '../../../kernel/cases/index.ts'
import { figuresIn } from '../../../kernel/law/index.ts'
import type { Act } from '../../../kernel/platform/index.ts'
import { text } from '../../../kernel/platform/text.ts'
import type { WHY } from './hearing.contract.ts'

export type Hearing = {
  why: (typeof WHY)[number]
  /** Last day to ask for it; none where the organ holds it anyway. */
  until: string | null
  asked: number
  firstAsked?: Date
  called?: { on: string; time: string; place: string; presider: string; role: string }
  challenges: number
  heldAt?: Date
}
export type HearingFacts = { hearing?: Hearing; suspensions: Suspension[] }

export const hearingActs = [
  'licence-hearing.offered',
  'licence-hearing.asked',
  'licence-hearing.called',
  'licence-hearing.challenged',
  'licence-hearing.challenge-answered',
  'licence-hearing.held',
] as const
export type HearingAct = (typeof hearingActs)[number]

/** 行政许可法 art. 45: its days are outside the limit of the decision. */
const DAYS_OF_HEARING = text('听证', 'Hearing')
export const ofHearing = (s: Suspension): boolean => s.reason === DAYS_OF_HEARING
const standsStill = (f: HearingFacts, from: Date): Suspension[] =>
  f.suspensions.some((s) => ofHearing(s) && !s.to)
    ? f.suspensions
    : [...f.suspensions, { from, reason: DAYS_OF_HEARING, basis: [{ law: '行政许可法', article: 45 }] }]

export function foldHearing<F extends HearingFacts>(f: F, type: HearingAct, { public: said, happenedAt: at }: Act): F {
  if (type === 'licence-hearing.offered')
    return { ...f, hearing: { why: said.why, until: said.until, asked: 0, challenges: 0 } }
  const { hearing: h } = f
  if (!h) return f
  switch (type) {
    case 'licence-hearing.asked':
      return {
        ...f,
        hearing: { ...h, asked: h.asked + 1, firstAsked: h.firstAsked ?? at },
        suspensions: standsStill(f, at),
      }
    case 'licence-hearing.called': {
      const { on, time, place, presider, role } = said
      return { ...f, hearing: { ...h, called: { on, time, place, presider, role } }, suspensions: standsStill(f, at) }
    }
    case 'licence-hearing.challenged':
      return { ...f, hearing: { ...h, challenges: h.challenges + 1 } }
    case 'licence-hearing.challenge-answered':
      return { ...f, hearing: { ...h, challenges: 0, ...(said.upheld ? { called: undefined } : {}) } }
    case 'licence-hearing.held':
      return {
        ...f,
        hearing: { ...h, heldAt: at },
        suspensions: f.suspensions.map((s) => (ofHearing(s) && !s.to ? { ...s, to: at } : s)),
      }
  }
}

const figures = figuresIn(new URL('hearing.json', import.meta.url))
const daysOf = (id: string, day: string) => figures.at(id, day)

/** The last day to ask, told today (art. 47). */
export const lastDayToAsk = (now: Date): string => addWorkingDays(dayOf(now), daysOf('asked', dayOf(now)).value)
/** It is told seven days before (art. 48), and held within twenty of the first application (art. 47). */
export const firstDay = (now: Date): string => addWorkingDays(dayOf(now), daysOf('told', dayOf(now)).value)
export const lastDay = ({ firstAsked }: Hearing): string | undefined =>
  firstAsked && addWorkingDays(dayOf(firstAsked), daysOf('held', dayOf(firstAsked)).value)

/** By when it is to be held, once somebody asked. */
export function hearingClock({ hearing: h }: HearingFacts, at: Date): Count | undefined {
  if (!h?.firstAsked) return undefined
  const { value, basis } = daysOf('held', dayOf(h.firstAsked))
  return count({ limit: { value, unit: 'working-day', basis }, start: h.firstAsked, at, finished: h.heldAt })
}

/** What it waits for: to be called once somebody asked, an answer to who challenges its chair, and on its day the chair. */
export function hearingBeside({ hearing: h }: HearingFacts, unit: string): Beside[] {
  if (!h || h.heldAt) return []
  const { called } = h
  const last = lastDay(h)
  if (!called) return last ? [{ act: 'licence-hearing.called', unit, post: 'reviewer', due: last }] : []
  const answers = called.role === 'approver' ? 'reviewer' : 'approver'
  return [
    { act: 'licence-hearing.held', unit, post: called.role, due: called.on },
    ...(h.challenges > 0 ? [{ act: 'licence-hearing.challenge-answered', unit, post: answers, due: called.on }] : []),
  ]
}

/** Whether the decision waits for it: asked for or announced, or the time to ask is not over. */
export const awaited = (h: Hearing | undefined, now: Date): boolean =>
  h !== undefined && !h.heldAt && (h.why === 'public' || h.asked > 0 || dayOf(now) <= h.until!)
export const mayAsk = (h: Hearing | undefined, now: Date): boolean =>
  h?.until != null && dayOf(now) <= h.until && !h.called
