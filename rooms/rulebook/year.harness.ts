// A year of a city, made: cases along the acts that today's systems have, in order; and for each rule that runs, a way to break it.
import { addDays, addWorkingDays, count, dayOf, isWorkingDay, startOfDay } from '../../kernel/calendar/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { kindClocks, type Published, type Watched } from '../../kernel/watch/index.ts'
import { act } from '../../kernel/watch/watch.harness.ts'

export type Made = {
  id: string
  kind: Kind
  unit: string
  acts: Published[]
  planted: string[]
  /** Its clocks at an instant, given what has happened by then. */
  clocks(seen: readonly Published[], at: Date): readonly Watched[]
}
type Kind = keyof typeof OF | 'clock'

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
  /** Seconds after the step before, instead of minutes. */
  soon?: number
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
  let before = 0
  return steps.map((s, i) => {
    day = workingDay(day, s.after)
    const at = new Date(s.soon ? before + s.soon * 1000 : startOfDay(day).getTime() + (9 * 60 + i * 7) * 60_000)
    before = at.getTime()
    const arrived = new Date(at.getTime() + (s.late ?? 0) * 60_000)
    const by = s.role ? (posts[s.type] ?? `${unit}/${s.role}`) : undefined
    const said = Object.fromEntries(
      Object.entries(s.said ?? {}).map(([k, v]) => [k, typeof v === 'function' ? v(day) : v]),
    )
    return act(id, s.type, at, said, by, { unit, arrived, ...(s.role ? { role: s.role } : {}) })
  })
}

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
const document = { number: 'x', kind: 'decision', sha256: 'x' }
const day = (d: string) => d
const approved = (stage: string): Step => ({
  type: 'project.decided',
  after: 4,
  role: 'approver',
  said: { stage, outcome: 'approve' },
})
const project: Step[] = [
  { type: 'project.proposed', after: 0, role: 'officer', said: { form: { code: 'x', simplified: 'none' } } },
  approved('proposal'),
  { type: 'project.studied', after: 4, role: 'officer', said: { amount: 1000 } },
  approved('study'),
  { type: 'project.estimated', after: 4, role: 'officer', said: { amount: 1050 } },
  approved('estimate'),
  { type: 'project.budgeted', after: 2, role: 'finance', said: { amount: 1050 } },
  { type: 'project.tendered', after: 2, role: 'officer', said: { lot: 'a', market: 'x' } },
  {
    type: 'project.contracted',
    after: 5,
    role: 'officer',
    said: {
      contract: 'c',
      amount: 800,
      advance: 0,
      from: day,
      to: (d: string) => addDays(d, 60),
      afterAudit: false,
      prefinanced: false,
      total: 800,
      budget: 1050,
    },
  },
  { type: 'project.started', after: 2, role: 'officer', said: { on: day, approved: true, emergency: false } },
  {
    type: 'project.certified',
    after: 10,
    role: 'certifier',
    said: { what: 'progress', contract: 'c', amount: 400, certified: 400, payBy: (d: string) => addDays(d, 30) },
  },
  { type: 'project.paid', after: 6, role: 'finance', said: { contract: 'c', amount: 400, total: 400, certified: 400 } },
  { type: 'project.reported', after: 3, role: 'officer', said: { percent: 60, planned: 50, late: false } },
  {
    type: 'project.changed',
    after: 3,
    role: 'officer',
    said: { contract: 'c', amount: 50, changes: 50, contracts: 800, total: 850, budget: 1050, joint: false },
  },
  { type: 'project.accepted', after: 10, role: 'officer', said: { on: day } },
  { type: 'project.filed', after: 4, role: 'filer' },
  { type: 'project.settled', after: 5, role: 'finance', said: { amount: 850 } },
  { type: 'project.audited', after: 5, role: 'auditor' },
  { type: 'project.handed-over', after: 2, role: 'officer', said: { surplus: 200, returned: true } },
]
const levy: Step[] = [
  { type: 'levy.declared', after: 0, said: { item: 'x', quantity: 10 } },
  { type: 'levy.assessed', after: 2, role: 'officer', said: { quantity: 10 } },
  {
    type: 'levy.decided',
    after: 2,
    role: 'head',
    said: { outcome: 'levy', amount: 100, standard: 100, grounds: '某法第一条', cancelled: false, order: 'o' },
  },
  { type: 'levy.relieved', after: 2, role: 'head', said: { amount: 50, grounds: '某法第二条', order: 'p' } },
  { type: 'levy.paid', after: 5, said: { order: 'p', amount: 50, receipt: 'r', treasury: true } },
]
const disclosure: Step[] = [
  { type: 'request.made', after: 0, said: { category: 'natural', items: 1 } },
  { type: 'request.registered', after: 0, role: 'officer', said: { receivedOn: day, outcome: 'go' } },
  { type: 'request.searched', after: 3, role: 'officer', said: { found: [{ n: 1, found: true }] } },
  { type: 'request.drafted', after: 3, role: 'officer' },
  {
    type: 'request.replied',
    after: 2,
    role: 'head',
    said: {
      outcome: 'reply',
      outcomes: [{ n: 1, code: '1' }],
      document,
      shared: { title: '公交线路', answer: '编号 350200-2026-000123，电话 0592-1234567，共 13800 人次。' },
    },
  },
  { type: 'request.closed', after: 1, role: 'officer' },
]
const tender: Step[] = [
  { type: 'tender.registered', after: 0, role: 'officer', said: { form: { bond: 10_000, estimate: 1_000_000 } } },
  { type: 'tender.announced', after: 5, role: 'officer' },
  { type: 'tender.opened', after: 20, role: 'officer' },
]
const buying: Step[] = [
  { type: 'procurement.announced', after: 0, role: 'officer' },
  {
    type: 'procurement.opened',
    after: 20,
    role: 'officer',
    said: {
      method: 'open',
      bids: [
        [1, 'opened', 900_00, ''],
        [2, 'opened', 950_00, 'sme'],
        [3, 'opened', 980_00, ''],
        [4, 'unreadable', null, ''],
        [5, 'unreadable', null, ''],
      ],
    },
  },
]
const publication: Step[] = [
  { type: 'information.drafted', after: 0, role: 'officer' },
  { type: 'information.reviewed', after: 2, role: 'head', said: { outcome: 'pass' } },
  { type: 'information.published', after: 1, role: 'officer', said: { personal: false } },
]
const OF = { approval, penalty, inspection, project, levy, disclosure, tender, buying, publication } as const
/** Kinds whose clocks follow from their acts alone. */
const CLOCKED: readonly string[] = ['project', 'levy', 'disclosure']

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

/** How each rule is broken, by its id; rules on clocks of kinds that ask an item for their limit: `CLOCKS`. */
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
  'ap5-burst': {
    kind: 'approval',
    how: (steps) =>
      steps.map((s) => (s.type === 'case.reviewed' || s.type === 'case.decided' ? { ...s, after: 0, soon: 20 } : s)),
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
  iv1: { kind: 'project', how: set('project.started', { said: { approved: false } }) },
  iv2: { kind: 'project', how: set('project.estimated', { said: { amount: 1101 } }) },
  iv3: { kind: 'project', how: set('project.contracted', { said: { total: 1051 } }) },
  'iv3-near': { kind: 'project', how: set('project.contracted', { said: { total: 998 } }) },
  'iv3-changed': { kind: 'project', how: set('project.changed', { said: { total: 1051 } }) },
  'iv3-changed-near': { kind: 'project', how: set('project.changed', { said: { total: 1000 } }) },
  iv4: { kind: 'project', how: set('project.changed', { said: { amount: 81, changes: 81, total: 881 } }) },
  iv6: { kind: 'project', how: set('project.paid', { said: { amount: 400, total: 401 } }) },
  iv7: { kind: 'project', how: set('project.paid', { after: 30 }) },
  'iv7-prefinanced': { kind: 'project', how: set('project.contracted', { said: { prefinanced: true } }) },
  'iv7-audit': { kind: 'project', how: set('project.contracted', { said: { afterAudit: true } }) },
  iv8: { kind: 'project', how: set('project.filed', { after: 14 }) },
  'iv8-surplus': { kind: 'project', how: set('project.handed-over', { said: { returned: false } }) },
  iv9: { kind: 'project', how: set('project.reported', { said: { late: true } }) },
  'iv9-silent': { kind: 'project', how: set('project.reported', { after: 70 }) },
  le1: { kind: 'levy', how: set('levy.decided', { said: { grounds: '' } }) },
  'le1-relief': { kind: 'levy', how: set('levy.relieved', { said: { grounds: '' } }) },
  le2: { kind: 'levy', how: set('levy.decided', { said: { amount: 101 } }) },
  le3: { kind: 'levy', how: set('levy.paid', { said: { treasury: false } }) },
  di2: {
    kind: 'disclosure',
    how: (steps) =>
      behind(
        'request.made',
        { type: 'request.registered', after: 1, role: 'officer', said: { receivedOn: day, outcome: 'correct' } },
        { type: 'request.corrected', after: 2 },
      )(set('request.registered', { said: { outcome: 'correct' } })(steps, {}), {}),
  },
  pr2: { kind: 'buying', how: set('procurement.opened', { after: 8 }) },
  pr7: {
    kind: 'buying',
    how: set('procurement.opened', {
      said: {
        bids: [
          [1, 'opened', 900_00, ''],
          [2, 'opened', 900_00, ''],
          [3, 'opened', 980_00, ''],
        ],
      },
    }),
  },
  te2: { kind: 'tender', how: set('tender.registered', { said: { form: { bond: 20_001, estimate: 1_000_000 } } }) },
  te3: { kind: 'tender', how: set('tender.opened', { after: 8 }) },
  'di4-published': { kind: 'publication', how: set('information.published', { said: { personal: true } }) },
  di3: { kind: 'disclosure', how: set('request.replied', { said: { document: undefined } }) },
  di4: {
    kind: 'disclosure',
    how: set('request.replied', {
      said: { shared: { title: '名单', answer: '张某 13812345678，350200199001010018' } },
    }),
  },
  'disclosure-reply-over': { kind: 'disclosure', how: set('request.replied', { after: 20 }) },
  'disclosure-confirm-over': { kind: 'disclosure', how: set('request.registered', { after: 10 }) },
  'penalty-annulled': {
    kind: 'penalty',
    how: behind('fine.paid', { type: 'penalty.annulled', after: 5, role: 'head', said: { what: 'changed' } }),
  },
}
/** A clock of ten working days that is stopped by its act on a day; a rule that is broken another way than by being past it. */
const TEN = 10
const OVER = 13
export const CLOCKS: Record<string, { limit?: number; finished?: number; suspended?: number }> = {
  'promised-1': { finished: 9 },
  'correction-1': { finished: 10 },
  'penalty-decide-near': { limit: 40, finished: 32 },
  'penalty-decide-over': { limit: 40, finished: 43 },
  'publication-near': { finished: 9 },
  ap4: { finished: 5, suspended: 12 },
}

/** A violation that is another rule's too: what follows from it by the words of both. */
export const FOLLOWS: Record<string, string[]> = {
  ap1: ['correction-1'],
  'promised-over': ['promised-1'],
  'penalty-decide-over': ['penalty-decide-near'],
  'publication-over': ['publication-near'],
  en9: ['fine-outside-band'],
  'en9-heads': ['fine-outside-band'],
  'en18-withdraw': ['penalty-annulled'],
}

/** `many` cases over a year; of each violation `planted`, on other cases. */
export function year(many: number, planted: number, seed = 20100701, clocks: readonly ClockRule[] = []): Made[] {
  const d = dice(seed)
  const kinds: (keyof typeof OF)[] = ['approval', 'approval', ...(Object.keys(OF) as (keyof typeof OF)[])]
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
        : s.type === 'project.contracted'
          ? { ...s, said: { ...s.said, project: `P${n}` } }
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
      clocks: (seen, at) =>
        CLOCKED.includes(kind) ? kindClocks({ kind, versionId: null, unit }, undefined, seen as never, at) : [],
    })
  }
  const clock = (n: number, { id: rule, clock: name }: ClockRule, broken: boolean) => {
    const id = `clock-${n}`
    const unit = d.pick(UNITS)
    const start = startOfDay(workingDay(addDays('2025-12-01', Math.floor(d.next() * 250)), 0))
    const { limit = TEN, ...how } = CLOCKS[rule] ?? {}
    const { finished = broken ? OVER : 5, suspended = 0 } = broken ? how : {}
    const from = new Date(startOfDay(addWorkingDays(dayOf(start), 2)).getTime() + 9 * 3_600_000)
    const to = new Date(startOfDay(addWorkingDays(dayOf(start), 2 + suspended)).getTime() + 9 * 3_600_000)
    const end = new Date(startOfDay(addWorkingDays(dayOf(start), finished + suspended)).getTime() + 9 * 3_600_000)
    const suspensions = suspended > 0 ? [{ from, to, reason: text('核查', 'inspection'), basis: [] }] : []
    made.push({
      id,
      kind: 'clock',
      unit,
      acts: [start, ...(suspended > 0 ? [from, to] : []), end].map((at, i) =>
        act(id, `x.step-${i}`, at, {}, 'p', { unit }),
      ),
      planted: broken ? [rule, ...(FOLLOWS[rule] ?? [])] : [],
      clocks: (_, at) => [
        {
          clock: name,
          unit,
          count: count({
            limit: { value: limit, unit: 'working-day', basis: [] },
            start,
            at,
            suspensions: suspensions.flatMap((x) =>
              x.from > at ? [] : [x.to > at ? { ...x, to: undefined } : x],
            ) as never,
            ...(end <= at ? { finished: end } : {}),
          }),
        },
      ],
    })
  }
  let n = 0
  for (; n < many; n++) one(n, d.pick(kinds))
  for (const [rule, { kind }] of Object.entries(VIOLATIONS)) for (let i = 0; i < planted; i++) one(n++, kind, rule)
  for (const rule of clocks) for (let i = 0; i < 3 + planted; i++) clock(n++, rule, i >= 3)
  return made
}
/** A rule on a clock, and the clock. */
export type ClockRule = { id: string; clock: string }
