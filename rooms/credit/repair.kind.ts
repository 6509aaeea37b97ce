import { type ClockEvent, dayOf } from '../../kernel/calendar/index.ts'
import { caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { clockBy } from '../../kernel/law/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { acts, repairActs } from './acts.ts'
import { HEAD, OFFICER } from './listing.kind.ts'
import { figures } from './lists.ts'
import * as paths from './paths.ts'

export type Repair = { status: keyof typeof words; listing: string; applied: Date; accepted?: Date; decided?: Date }
const words = {
  applied: text('待受理', 'To be accepted'),
  accepted: text('待决定', 'To be decided'),
  granted: text('准予修复，待送达', 'Granted, to be served'),
  denied: text('不予修复，待送达', 'Denied, to be served'),
  refused: text('不予受理', 'Not accepted'),
  closed: text('已办结', 'Closed'),
}
function step(f: Repair, a: Act): Repair {
  switch (a.type) {
    case 'repair.accepted':
      return a.public.outcome === 'refuse'
        ? { ...f, status: 'refused', decided: a.happenedAt }
        : { ...f, status: 'accepted', accepted: a.happenedAt }
    case 'repair.decided':
      return { ...f, status: a.public.outcome === 'grant' ? 'granted' : 'denied', decided: a.happenedAt }
    case 'repair.closed':
      return { ...f, status: 'closed' }
    default:
      return f
  }
}

/** 信用修复: applied for by the subject, decided by who listed it. */
export const repair = defineCaseKind<Repair>({
  kind: 'credit-repair',
  title: text('信用修复', 'Credit repair'),
  parties: { subject: text('申请人', 'Applicant') },
  acts: repairActs,
  steps: {
    'repair.accepted': { title: text('受理', 'Accept'), outcomes: ['accept', 'refuse'], post: OFFICER },
    'repair.decided': { title: text('决定', 'Decide'), outcomes: ['grant', 'refuse'], post: HEAD },
    'repair.closed': { title: text('办结', 'Close'), outcomes: [], post: OFFICER },
  },
  needs: ['repair.accepted', 'repair.decided', 'repair.closed'],
  clocks: { 'credit-repair.decide': text('修复办理期限', 'Deciding a repair') },
  pages: { desk: paths.deskRepairs, portal: paths.repairs },
  fold: (list) =>
    list.reduce(step, {
      status: 'applied',
      listing: String(list[0]?.public.listing ?? ''),
      applied: list[0]?.happenedAt ?? new Date(0),
    }),
  status: (f) => ({ code: f.status, text: words[f.status], closed: f.status === 'closed' || f.status === 'refused' }),
  duties(f, _, unit, at): Duty[] {
    const events: ClockEvent[] = f.accepted
      ? [{ what: 'start', at: f.accepted }, ...(f.decided ? [{ what: 'finish' as const, at: f.decided }] : [])]
      : []
    return [
      {
        clock: 'credit-repair.decide',
        unit,
        count: f.accepted && clockBy(figures.at('repair', dayOf(f.accepted)), events, at),
      },
    ]
  },
})

export const { step: repairStep } = caseOperations(repair, acts)
