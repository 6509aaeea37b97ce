import { type ClockEvent, type Count, dayOf } from '../../kernel/calendar/index.ts'
import { caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { clockBy } from '../../kernel/law/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { acts, ticketActs } from './acts.ts'
import * as paths from './paths.ts'
import { figure } from './routes.ts'

/** Takes what is said and sends it on; decides disputes. */
export const OFFICE = 'hotline'
/** Handles what was sent to the unit. */
export const HANDLER = 'ticket-handler'

export type Ticket = {
  status: keyof typeof words
  received: Date
  office: string
  class: string
  consult: boolean
  /** Since when it waits for the unit to sign. */
  sent?: Date
  signed?: Date
  returned: boolean
  /** By the office after a dispute: nobody can return it then. */
  designated: boolean
  answering: ClockEvent[]
  answered?: Date
  merged?: string
  reopened: number
  extended: boolean
}
const words = {
  received: text('待派单', 'To be assigned'),
  sent: text('待签收', 'To be signed for'),
  disputed: text('有争议，待指定', 'Disputed, to be designated'),
  handling: text('办理中', 'Being handled'),
  merged: text('与同一件事一起办', 'Handled with the same matter'),
  answered: text('已答复，请评价', 'Answered, to be rated'),
  closed: text('已办结', 'Closed'),
}
export const statusWords = words

function step(f: Ticket, a: Act): Ticket {
  const p = a.public
  const at = a.happenedAt
  switch (a.type) {
    case 'ticket.assigned': {
      const { sent: _, signed: __, ...rest } = f
      if (p.outcome === 'elsewhere')
        return {
          ...rest,
          class: p.class,
          status: 'answered',
          answered: at,
          answering: [...f.answering, { what: 'finish', at }],
        }
      if (p.outcome === 'merge') return { ...rest, class: p.class, status: 'merged', merged: p.into }
      return { ...rest, class: p.class, status: 'sent', sent: at, returned: false, designated: false }
    }
    case 'ticket.signed':
      return p.outcome === 'return'
        ? { ...f, status: 'disputed', returned: true, signed: at }
        : { ...f, status: 'handling', signed: at }
    case 'ticket.designated': {
      const { signed: _, ...rest } = f
      return { ...rest, status: 'sent', sent: at, designated: true }
    }
    case 'ticket.extended':
      return {
        ...f,
        extended: true,
        answering: [
          ...f.answering,
          { what: 'extend', at, count: p.days, reason: text('疑难，延长', 'extended: difficult'), basis: a.basis },
        ],
      }
    case 'ticket.answered':
    case 'ticket.told':
      return { ...f, status: 'answered', answered: at, answering: [...f.answering, { what: 'finish', at }] }
    case 'ticket.rated': {
      if (p.outcome === 'satisfied') return { ...f, status: 'closed' }
      const { answered: _, sent: __, signed: ___, merged: ____, ...rest } = f
      // Done anew: the days begin again, and the office sends it anew.
      return {
        ...rest,
        status: 'received',
        reopened: f.reopened + 1,
        extended: false,
        answering: [{ what: 'start', at }],
      }
    }
    case 'ticket.closed':
      return { ...f, status: 'closed' }
    default:
      return f
  }
}

const run = (id: string, events: ClockEvent[], at: Date): Count => clockBy(figure(id, events[0]!.at), events, at)

/** 诉求: one thing that somebody asks, wants or complains of, from its receipt to an answer that was rated. */
export const ticket = defineCaseKind<Ticket>({
  kind: 'ticket',
  title: text('咨询投诉', 'Question or complaint'),
  parties: {
    asker: text('诉求人', 'Who asks'),
    about: text('诉求所指的单位', 'Unit that it is against'),
    // Tells those whose matter was merged; it stands in nobody's inbox.
    system: text('系统', 'The system'),
  },
  against: ['about'],
  acts: ticketActs,
  steps: {
    'ticket.assigned': { title: text('派单', 'Assign'), outcomes: ['assign', 'merge', 'elsewhere'], post: OFFICE },
    'ticket.signed': { title: text('签收', 'Sign for it'), outcomes: ['sign', 'return'], post: HANDLER },
    'ticket.designated': { title: text('指定办理', 'Designate'), outcomes: [], post: OFFICE },
    'ticket.answered': { title: text('办理并答复', 'Handle and answer'), outcomes: [], post: HANDLER },
    'ticket.told': { title: text('转告答复', 'Tell the answer'), outcomes: [], by: 'party:system' },
    'ticket.rated': { title: text('评价', 'Rate'), outcomes: ['satisfied', 'reopen'], by: 'party:asker' },
  },
  needs: ['ticket.assigned', 'ticket.signed', 'ticket.designated', 'ticket.answered', 'ticket.rated'],
  clocks: { 'ticket.sign': text('签收期限', 'Signing'), 'ticket.answer': text('答复期限', 'Answer') },
  pages: { desk: paths.desk, portal: paths.portal },
  // It follows up what it sent on, and who recorded a call reads what was recorded.
  involves: (f) => (f.office ? [f.office] : []),
  fold: (list) =>
    list.reduce(step, {
      status: 'received',
      received: list[0]?.happenedAt ?? new Date(0),
      office: String(list[0]?.public.office ?? ''),
      class: String(list[0]?.public.class ?? 'other'),
      consult: list[0]?.public.consult === true,
      returned: false,
      designated: false,
      answering: [{ what: 'start', at: list[0]?.happenedAt ?? new Date(0) }],
      reopened: 0,
      extended: false,
    }),
  status: (f) => ({ code: f.status, text: words[f.status], closed: f.status === 'closed' }),
  duties: (f, _, unit, at): Duty[] => [
    {
      clock: 'ticket.sign',
      unit,
      count:
        f.sent && (f.status === 'sent' || f.signed)
          ? run(
              'sign',
              [{ what: 'start', at: f.sent }, ...(f.signed ? [{ what: 'finish' as const, at: f.signed }] : [])],
              at,
            )
          : undefined,
    },
    {
      clock: 'ticket.answer',
      unit,
      count:
        f.status === 'closed' && !f.answered
          ? undefined
          : run(f.consult ? 'answer-consult' : 'answer-request', f.answering, at),
    },
  ],
})

export const { step: stepOf, act: actOf } = caseOperations(ticket, acts)
export const dueOf = (f: Ticket, at: Date): string | null => {
  const [, answer] = ticket.duties(f, undefined, '', at)
  return answer?.count?.due ?? null
}
export const today = (at: Date): string => dayOf(at)
