import { count, type Limit } from '../../kernel/calendar/index.ts'
import { COMMON_ACTS, caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'

export type Complaint = {
  received: Date
  assigned?: Date
  answered?: Date
  closed?: Date
  electronic: boolean
  finding?: string
}

// 信访工作条例 arts. 23 and 34.
const INFORM: Limit = { value: 15, unit: 'calendar-day', basis: [{ law: '信访工作条例', article: 23, paragraph: 2 }] }
const ANSWER: Limit = { value: 60, unit: 'calendar-day', basis: [{ law: '信访工作条例', article: 34 }] }

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
  return {
    received: first?.happenedAt ?? new Date(0),
    electronic: first?.public.electronic === true,
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
  acts: ['complaint.submitted', 'complaint.assigned', 'complaint.answered', 'complaint.closed', ...COMMON_ACTS],
  steps: {
    'complaint.assigned': { title: text('指定承办单位', 'Assign'), outcomes: [], post: 'complaint-handler' },
    'complaint.answered': { title: text('调查并答复', 'Answer'), outcomes: [], post: 'complaint-handler' },
    'complaint.closed': { title: text('办结', 'Close'), outcomes: [], post: 'complaint-handler' },
  },
  needs: ['complaint.assigned', 'complaint.answered', 'complaint.closed'],
  clocks: { 'complaint.inform': text('告知期限', 'Informing'), 'complaint.answer': text('办理期限', 'Answering') },
  fold: factsOf,
  status(f) {
    const code = f.closed ? 'closed' : f.answered ? 'answered' : f.assigned ? 'assigned' : 'received'
    return { code, text: words[code], closed: code === 'closed' }
  },
  duties: (f, _, unit, at): Duty[] => [
    { clock: 'complaint.inform', unit, count: count({ limit: INFORM, start: f.received, at, finished: f.assigned }) },
    {
      clock: 'complaint.answer',
      unit,
      count: f.assigned && count({ limit: ANSWER, start: f.assigned, at, finished: f.answered }),
    },
  ],
})

export const { step } = caseOperations(complaint, acts)
