import { count } from '../../kernel/calendar/index.ts'
import { COMMON_ACTS, caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { figure, limit } from './figures.ts'
import { desk, portal } from './paths.ts'

export type Complaint = {
  received: Date
  assigned?: Date
  answered?: Date
  closed?: Date
  electronic: boolean
  /** It asks for the review of another one's answer. */
  review: boolean
  extension?: { at: Date; days: number }
  finding?: string
}

const words = {
  received: text('已收到，待指定承办单位', 'Received, to be assigned'),
  assigned: text('调查中', 'Under investigation'),
  answered: text('已答复，待送达办结', 'Answered, to be served'),
  closed: text('已办结', 'Closed'),
}

function factsOf(list: Act[]): Complaint {
  const at = (type: string) => list.find((a) => a.type === type)
  const first = list[0]
  const [assigned, answered, closed] = ['complaint.assigned', 'complaint.answered', 'complaint.closed'].map(at)
  const extended = at('complaint.extended')
  return {
    received: first?.happenedAt ?? new Date(0),
    electronic: first?.public.electronic === true,
    review: first?.public.reviews !== undefined,
    ...(extended ? { extension: { at: extended.happenedAt, days: extended.public.days } } : {}),
    ...(assigned ? { assigned: assigned.happenedAt } : {}),
    ...(answered ? { answered: answered.happenedAt, finding: answered.public.finding } : {}),
    ...(closed ? { closed: closed.happenedAt } : {}),
  }
}

export const complaint = defineCaseKind<Complaint>({
  kind: 'complaint',
  title: text('投诉', 'Complaint'),
  parties: { complainant: text('投诉人', 'Complainant'), about: text('被投诉单位', 'Unit complained about') },
  against: ['about'],
  acts: [
    'complaint.submitted',
    'complaint.assigned',
    'complaint.extended',
    'complaint.answered',
    'complaint.closed',
    ...COMMON_ACTS,
  ],
  steps: {
    'complaint.assigned': { title: text('指定承办单位', 'Assign'), outcomes: [], post: 'complaint-handler' },
    'complaint.answered': { title: text('调查并答复', 'Answer'), outcomes: [], post: 'complaint-handler' },
    'complaint.closed': { title: text('办结', 'Close'), outcomes: [], post: 'complaint-handler' },
  },
  needs: ['complaint.assigned', 'complaint.answered', 'complaint.closed'],
  clocks: {
    'complaint.inform': text('告知期限', 'Informing'),
    'complaint.answer': text('办理期限', 'Answering'),
    'complaint.review': text('复查期限', 'Review'),
  },
  pages: { desk, portal },
  fold: factsOf,
  status(f) {
    const code = f.closed ? 'closed' : f.answered ? 'answered' : f.assigned ? 'assigned' : 'received'
    return { code, text: words[code], closed: code === 'closed' }
  },
  duties: (f, _, unit, at): Duty[] =>
    f.review
      ? [{ clock: 'complaint.review', unit, count: run('review', f.received, at, f.answered) }]
      : [
          { clock: 'complaint.inform', unit, count: run('inform', f.received, at, f.assigned) },
          {
            clock: 'complaint.answer',
            unit,
            count: f.assigned && run('answer', f.assigned, at, f.answered, f.extension),
          },
        ],
})

function run(id: string, start: Date, at: Date, finished?: Date, extension?: Complaint['extension']) {
  const reason = text('情况复杂，延长', 'Extended: complex')
  const extensions = extension
    ? [{ at: extension.at, value: extension.days, reason, basis: figure('extension', extension.at).basis }]
    : []
  return count({ limit: limit(id, start), start, at, finished, extensions })
}

export const { step, act } = caseOperations(complaint, acts)
