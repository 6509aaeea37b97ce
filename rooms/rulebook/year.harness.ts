// A year of a city, made: cases along the acts that today's systems have, in order; and for each rule that runs, a way to break it.
import { addDays, isWorkingDay, startOfDay } from '../../kernel/calendar/index.ts'
import type { Published } from '../../kernel/watch/index.ts'
import { act } from '../../kernel/watch/watch.harness.ts'

export type Made = {
  id: string
  kind: 'approval' | 'penalty' | 'inspection'
  unit: string
  acts: Published[]
  planted: string[]
}

/** A generator of its own, so that the year is the same every time. */
export function dice(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return { next, pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]! }
}

type Step = {
  type: string /** Working days after the step before. */
  after: number
  said?: Record<string, unknown>
  role?: string | undefined
  late?: number
}
const UNITS = ['jianshe', 'shichang', 'xiaofang', 'jiaotong', 'wenlv', 'guihua', 'shizheng', 'renshe']

const workingDay = (from: string, n: number) => {
  let day = from
  for (let left = n; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) left--
  }
  while (!isWorkingDay(day)) day = addDays(day, 1)
  return day
}

/** Acts of one case: each step by its own post, in office hours, minutes after it was done. */
export function along(
  id: string,
  unit: string,
  start: string,
  steps: Step[],
  posts: Record<string, string> = {},
): Published[] {
  let day = workingDay(start, 0)
  return steps.map((s, i) => {
    day = workingDay(day, s.after)
    const at = new Date(startOfDay(day).getTime() + (9 * 60 + i * 7) * 60_000)
    const arrived = new Date(at.getTime() + (s.late ?? 0) * 60_000)
    const by = s.role ? (posts[s.type] ?? `${unit}/${s.role}`) : undefined
    const said = Object.fromEntries(
      Object.entries(s.said ?? {}).map(([k, v]) => [k, typeof v === 'function' ? v(day) : v]),
    )
    return act(id, s.type, at, said, by, { unit, arrived, ...(s.role ? { role: s.role } : {}) })
  })
}

const document = { number: 'x', kind: 'decision', sha256: 'x' }
const approval: Step[] = [
  { type: 'application.submitted', after: 0 },
  { type: 'case.accepted', after: 1, role: 'clerk', said: { by: 'clerk' } },
  { type: 'case.reviewed', after: 1, role: 'reviewer', said: { outcome: 'pass' } },
  { type: 'case.decided', after: 1, role: 'approver', said: { outcome: 'grant' } },
  { type: 'case.served', after: 2, role: 'clerk', said: { closed: true } },
]
const penalty: Step[] = [
  {
    type: 'penalty.filed',
    after: 0,
    role: 'head',
    said: { cards: ['a', 'b'], actOn: (day: string) => addDays(day, -30) },
  },
  { type: 'penalty.reported', after: 5, role: 'officer', said: { outcome: 'review', discuss: false } },
  { type: 'penalty.reviewed', after: 2, role: 'legal', said: { outcome: 'pass' } },
  {
    type: 'penalty.noticed',
    after: 1,
    role: 'officer',
    said: { fine: 100_000, hearing: false, until: (day: string) => addDays(day, 7) },
  },
  { type: 'penalty.weighed', after: 7, role: 'officer', said: { adopted: 'none-made' } },
  { type: 'penalty.decided', after: 1, role: 'head', said: { outcome: 'penalise', fine: 100_000, deviation: false } },
  { type: 'penalty.published', after: 3, role: 'officer', said: { fine: 100_000 } },
  { type: 'fine.paid', after: 3 },
]
const inspection: Step[] = [
  { type: 'inspection.opened', after: 0, role: 'officer' },
  {
    type: 'inspection.approved',
    after: 1,
    role: 'head',
    said: { outcome: 'approve', visits: 0, cap: 2, cause: 'draw' },
  },
  {
    type: 'inspection.visited',
    after: 2,
    role: 'officer',
    said: { approved: true, within: true, carded: true, drawn: true },
  },
  { type: 'inspection.published', after: 3, role: 'officer' },
]
const OF = { approval, penalty, inspection } as const

type Change = (steps: Step[], posts: Record<string, string>) => Step[]
const set =
  (type: string, change: Partial<Step>): Change =>
  (steps) =>
    steps.map((s) => (s.type === type ? { ...s, ...change, said: { ...s.said, ...change.said } } : s))
const without =
  (...types: string[]): Change =>
  (steps) =>
    steps.filter((s) => !types.includes(s.type))
const behind =
  (type: string, ...more: Step[]): Change =>
  (steps) =>
    steps.flatMap((s) => (s.type === type ? [s, ...more] : [s]))

/** How each rule is broken, by its id; the rules on clocks of kinds are the calendar's to test. */
export const VIOLATIONS: Record<string, { kind: keyof typeof OF; how: Change }> = {
  ap2: {
    kind: 'approval',
    how: behind(
      'application.submitted',
      { type: 'correction.requested', after: 1, role: 'clerk', said: { items: 1 } },
      { type: 'correction.answered', after: 1 },
      { type: 'correction.requested', after: 1, role: 'clerk', said: { items: 2 } },
      { type: 'correction.answered', after: 1 },
    ),
  },
  'ap4-again': {
    kind: 'approval',
    how: behind(
      'case.accepted',
      { type: 'special-procedure.started', after: 1, role: 'reviewer', said: { days: 3 } },
      { type: 'special-procedure.ended', after: 3, role: 'reviewer' },
      { type: 'special-procedure.started', after: 1, role: 'reviewer', said: { days: 3 } },
      { type: 'special-procedure.ended', after: 3, role: 'reviewer' },
    ),
  },
  'ap5-late': { kind: 'approval', how: set('case.reviewed', { late: 600 }) },
  ap6: { kind: 'approval', how: set('case.decided', { said: { outcome: 'refuse' } }) },
  'ap6-acceptance': {
    kind: 'approval',
    how: (steps) => [steps[0]!, { type: 'acceptance.refused', after: 2, role: 'clerk' }],
  },
  ap8: {
    kind: 'approval',
    how: (steps, posts) => {
      posts['case.reviewed'] = posts['case.decided'] = 'both'
      return steps
    },
  },
  en2: { kind: 'penalty', how: set('penalty.filed', { said: { cards: ['a'] } }) },
  en6: { kind: 'penalty', how: without('penalty.noticed', 'penalty.weighed') },
  'en6-early': { kind: 'penalty', how: set('penalty.weighed', { after: 1 }) },
  en7: { kind: 'penalty', how: set('penalty.decided', { said: { fine: 200_000 } }) },
  en8: {
    kind: 'penalty',
    how: behind(
      'penalty.noticed',
      { type: 'hearing.called', after: 1, role: 'officer' },
      { type: 'hearing.held', after: 3, role: 'legal', said: { attended: true } },
    ),
  },
  en9: {
    kind: 'penalty',
    how: (steps) =>
      behind('penalty.weighed', { type: 'penalty.discussed', after: 1, role: 'head', said: { present: 5 } })(
        set('penalty.decided', { said: { deviation: true } })(without('penalty.reviewed')(steps, {}), {}),
        {},
      ),
  },
  'en9-heads': { kind: 'penalty', how: set('penalty.decided', { said: { deviation: true } }) },
  en13: {
    kind: 'penalty',
    how: () => [
      { type: 'spot.decided', after: 0, role: 'officer', said: { kind: 'fine', fine: 400_000, collected: false } },
    ],
  },
  en14: {
    kind: 'penalty',
    how: () => [
      { type: 'spot.decided', after: 0, role: 'officer', said: { kind: 'fine', fine: 10_000, collected: true } },
      { type: 'fine.paid', after: 8 },
    ],
  },
  en15: {
    kind: 'penalty',
    how: behind('penalty.published', {
      type: 'court.applied',
      after: 60,
      role: 'officer',
      said: { surcharge: 150_000 },
    }),
  },
  en18: { kind: 'penalty', how: set('penalty.published', { after: 12 }) },
  'en18-withdraw': {
    kind: 'penalty',
    how: behind(
      'fine.paid',
      { type: 'penalty.annulled', after: 5, role: 'head', said: { what: 'annulled' } },
      { type: 'publication.withdrawn', after: 9, role: 'officer' },
    ),
  },
  en19: { kind: 'penalty', how: set('penalty.filed', { said: { actOn: (day: string) => addDays(day, -900) } }) },
  'inspection-cap-exceeded': { kind: 'inspection', how: set('inspection.approved', { said: { visits: 3 } }) },
  'inspection-without-approval': { kind: 'inspection', how: set('inspection.visited', { said: { within: false } }) },
  'inspection-no-card': { kind: 'inspection', how: set('inspection.visited', { said: { carded: false } }) },
  'inspection-others-came': { kind: 'inspection', how: set('inspection.visited', { said: { drawn: false } }) },
  'fine-outside-band': {
    kind: 'penalty',
    how: (steps) =>
      behind('penalty.weighed', { type: 'penalty.discussed', after: 1, role: 'head', said: { present: 5 } })(
        set('penalty.decided', { said: { deviation: true } })(steps, {}),
        {},
      ),
  },
  'penalty-annulled': {
    kind: 'penalty',
    how: behind('fine.paid', { type: 'penalty.annulled', after: 5, role: 'head', said: { what: 'changed' } }),
  },
}
/** A violation that is another rule's too: what follows from it by the words of both. */
export const FOLLOWS: Record<string, string[]> = {
  en9: ['fine-outside-band'],
  'en9-heads': ['fine-outside-band'],
  'en18-withdraw': ['penalty-annulled'],
}

/** `many` cases over a year; of each violation `planted`, on other cases. */
export function year(many: number, planted: number, seed = 20100701): Made[] {
  const d = dice(seed)
  const kinds = ['approval', 'approval', 'approval', 'penalty', 'inspection'] as const
  const made: Made[] = []
  const one = (n: number, kind: keyof typeof OF, rule?: string) => {
    const unit = d.pick(UNITS)
    const id = `case-${n}`
    const start = addDays('2025-12-01', Math.floor(d.next() * 300))
    const posts: Record<string, string> = {}
    const steps = rule ? VIOLATIONS[rule]!.how([...OF[kind]], posts) : OF[kind]
    // Each subject is inspected, and punished for one conduct, once.
    const named = steps.map((s) =>
      s.type === 'inspection.opened' || s.type === 'penalty.published'
        ? { ...s, said: { ...s.said, uscc: `U${n}`, conduct: { zh: '行为', en: 'conduct' } } }
        : s.type === 'case.decided' && !rule?.startsWith('ap6') && s.said?.outcome === 'refuse'
          ? { ...s, said: { ...s.said, document } }
          : s,
    )
    made.push({
      id,
      kind,
      unit,
      acts: along(id, unit, start, named, posts),
      planted: rule ? [rule, ...(FOLLOWS[rule] ?? [])] : [],
    })
  }
  let n = 0
  for (; n < many; n++) one(n, d.pick(kinds))
  for (const [rule, { kind }] of Object.entries(VIOLATIONS)) for (let i = 0; i < planted; i++) one(n++, kind, rule)
  return made
}
