import { count, type Limit } from '../../kernel/calendar/index.ts'
import { COMMON_ACTS, caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { type Act, type Text, text } from '../../kernel/platform/index.ts'
import { acts, type CAUSES, type CONCLUSIONS } from './acts.ts'

export type Cause = (typeof CAUSES)[number]
export type Conclusion = (typeof CONCLUSIONS)[number]
export type Finding = { item: string; line: string; result: 'ok' | 'problem' | 'none' }
export type Inspection = {
  cause: Cause
  draw: string | null
  uscc: string
  unit: string
  items: string[]
  officers: string[]
  /** Cards that were drawn and replaced since, and stand-ins passed over. */
  left: string[]
  /** The number of the list that it was opened by. */
  list: number
  publishLimit: Limit
  approved?: { at: Date; outcome: 'approve' | 'drop'; from: string | null; to: string | null; by: Text; post: Text }
  witnessed?: Date
  visited?: { at: Date; recorded: Date; by: string; present: string[]; lines: Finding[]; rectifyDays: number | null }
  /** As an objection may have corrected it. */
  conclusion?: Conclusion
  confirmed?: Date
  published?: Date
  rechecks: { at: Date; outcome: 'done' | 'again' | 'transfer'; rectifyDays: number | null }[]
  transferred?: Date
  objected?: Date
  answered?: { at: Date; outcome: 'upheld' | 'corrected' }
}

const DAY: Limit = { value: 1, unit: 'calendar-day', basis: [] }

function factsOf(list: Act[]): Inspection {
  const [first] = list
  const f: Inspection = {
    cause: first?.public.cause ?? 'other',
    draw: first?.public.draw ?? null,
    uscc: first?.public.uscc ?? '',
    unit: first?.public.unit ?? '',
    items: first?.public.items ?? [],
    officers: first?.public.officers ?? [],
    left: [],
    list: first?.public.list ?? 0,
    publishLimit: first?.public.limit ?? DAY,
    rechecks: [],
  }
  for (const { type, public: said, happenedAt: at, actor } of list)
    switch (type) {
      case 'inspection.approved': {
        const [by, post] =
          actor.kind === 'post' ? [actor.unit, actor.post] : [text('系统', 'System'), text('系统', 'System')]
        f.approved = { at, outcome: said.outcome, from: said.from, to: said.to, by, post }
        break
      }
      case 'inspection.officer-replaced':
        f.officers = f.officers.map((card) => (card === said.out ? said.in : card))
        f.left.push(said.out, ...said.passed)
        break
      case 'inspection.witnessed':
        f.witnessed = at
        break
      case 'inspection.visited': {
        const { by, present, lines, rectifyDays } = said
        f.visited = { at: new Date(said.at), recorded: at, by, present, lines, rectifyDays }
        f.conclusion = said.conclusion
        break
      }
      case 'inspection.confirmed':
        f.confirmed = at
        break
      case 'inspection.published':
        f.published = at
        break
      case 'inspection.rechecked':
        f.rechecks.push({ at, outcome: said.outcome, rectifyDays: said.rectifyDays })
        break
      case 'inspection.transferred':
        f.transferred = at
        break
      case 'inspection.objected':
        f.objected = at
        break
      case 'inspection.objection-answered':
        f.answered = { at, outcome: said.outcome }
        f.conclusion = said.conclusion
        break
    }
  return f
}

/** Nothing is left to be put right, and nothing to be transferred. */
const settled = (f: Inspection): boolean => {
  const last = f.rechecks.at(-1)?.outcome
  if (f.transferred || f.conclusion === 'clear' || f.conclusion === 'corrected') return true
  return f.conclusion === 'rectify' && last === 'done'
}

/** The time to put it right that runs now: from the visit, or from the recheck that gave another. */
function rectifying(f: Inspection): { from: Date; days: number; until?: Date } | undefined {
  const [again, last] = [f.rechecks.find((r) => r.outcome === 'again'), f.rechecks.at(-1)]
  const until = last && last.outcome !== 'again' ? { until: last.at } : {}
  if (again) return { from: again.at, days: again.rectifyDays ?? 0, ...until }
  if (!f.visited?.rectifyDays || f.conclusion !== 'rectify') return undefined
  return { from: f.visited.recorded, days: f.visited.rectifyDays, ...until }
}

export const statusWords = {
  opened: text('待审批', 'To be approved'),
  dropped: text('不予检查', 'Not carried out'),
  approved: text('已批准，待现场检查', 'Approved, to be visited'),
  visited: text('已检查，待同行人员核对', 'Visited, to be confirmed'),
  found: text('结果已形成，待公开', 'Result formed, to be published'),
  rectifying: text('整改中', 'Being put right'),
  moving: text('待移送', 'To be transferred'),
  closed: text('已办结', 'Closed'),
}

function codeOf(f: Inspection): keyof typeof statusWords {
  if (f.approved?.outcome === 'drop') return 'dropped'
  if (!f.approved) return 'opened'
  if (!f.visited) return 'approved'
  if (!f.confirmed) return 'visited'
  if (!f.published) return 'found'
  if (settled(f)) return 'closed'
  return f.conclusion === 'transfer' || f.rechecks.at(-1)?.outcome === 'transfer' ? 'moving' : 'rectifying'
}

export const inspection = defineCaseKind<Inspection>({
  kind: 'inspection',
  title: text('行政检查', 'Inspection'),
  parties: { subject: text('检查对象', 'Subject'), joint: text('联合检查单位', 'Joint unit') },
  acts: [...Object.keys(acts).filter((a) => a.startsWith('inspection.')), ...COMMON_ACTS],
  steps: {
    'inspection.approved': {
      title: text('审批检查', 'Approve the visit'),
      outcomes: ['approve', 'drop'],
      post: 'approver',
    },
    'inspection.visited': { title: text('现场检查', 'Visit'), outcomes: [], post: 'enforcement-officer' },
    'inspection.confirmed': {
      title: text('同行人员核对', 'Confirm'),
      outcomes: ['clear', 'corrected', 'rectify', 'transfer'],
      post: 'enforcement-officer',
    },
    'inspection.published': { title: text('公开结果', 'Publish the result'), outcomes: [], post: 'approver' },
    'inspection.rechecked': {
      title: text('整改复查', 'Recheck'),
      outcomes: ['done', 'again', 'transfer'],
      post: 'enforcement-officer',
    },
    'inspection.transferred': { title: text('移送执法', 'Transfer'), outcomes: [], post: 'approver' },
  },
  needs: ['inspection.approved', 'inspection.visited', 'inspection.confirmed', 'inspection.published'],
  clocks: {
    'inspection.publish': text('结果公开期限', 'Publication of the result'),
    'inspection.rectify': text('整改期限', 'Time to put it right'),
  },
  pages: { desk: '/desk/inspections', portal: '/inspections/results' },
  fold: factsOf,
  status(f) {
    const code = codeOf(f)
    return { code, text: statusWords[code], closed: code === 'closed' || code === 'dropped' }
  },
  duties: (f, _, unit, at): Duty[] => {
    const right = rectifying(f)
    return [
      {
        clock: 'inspection.publish',
        unit,
        count: f.confirmed && count({ limit: f.publishLimit, start: f.confirmed, at, finished: f.published }),
      },
      {
        clock: 'inspection.rectify',
        unit,
        count:
          right &&
          count({
            limit: { value: right.days, unit: 'calendar-day', basis: [] },
            start: right.from,
            at,
            finished: right.until ?? f.transferred,
          }),
      },
    ]
  },
})

export const { step, act } = caseOperations(inspection, acts)
