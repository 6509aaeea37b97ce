import { type Count, count, type Extension, type Suspension } from '../../kernel/calendar/index.ts'
import type { ItemContent, ItemLimit } from '../../kernel/catalog/index.ts'
import type { Act } from '../../kernel/platform/index.ts'
import { type Text, text } from '../../kernel/platform/text.ts'
import type { Ending } from '../licences/contract.ts'
import type { CaseActType } from './acts.ts'
import { foldHearing, type HearingFacts, ofHearing } from './hearing/hearing.rules.ts'
import { foldVisit, noVisit, type VisitFacts } from './site-visit/visit.rules.ts'

export type CaseStatus =
  | 'received'
  | 'correcting'
  | 'accepted'
  | 'in-special-procedure'
  | 'reviewed'
  | 'granted'
  | 'refused'
  | 'issued'
  | 'closed'
  | 'not-accepted'
  | 'withdrawn'
  | 'checking'
  | 'broken'
  | 'decision-withdrawn'
  | 'from-below'
  | 'handed-up'
  | 'returned'
  | 'transferred'

export const statusWords: Record<CaseStatus, Text> = {
  received: text('已接件，待审核材料', 'Received, papers being checked'),
  correcting: text('等待申请人补正', 'Waiting for the applicant’s correction'),
  accepted: text('已受理，审查中', 'Accepted, under review'),
  'in-special-procedure': text('特别程序中，计时暂停', 'In a special procedure, the clock is suspended'),
  reviewed: text('审查完毕，待决定', 'Reviewed, awaiting the decision'),
  granted: text('准予，待制证', 'Granted, document to be issued'),
  refused: text('不予许可，待送达', 'Refused, decision to be served'),
  issued: text('已制证，待送达', 'Issued, to be served'),
  closed: text('已办结', 'Closed'),
  'not-accepted': text('不予受理', 'Not accepted'),
  withdrawn: text('已撤回', 'Withdrawn'),
  checking: text('已按承诺办结，待核查', 'Granted on a promise that is still to be checked'),
  broken: text('承诺不实，待撤销', 'The promise was false, to be revoked'),
  'decision-withdrawn': text('决定已撤回', 'The decision was withdrawn'),
  'from-below': text('下级上报，待接收', 'Handed up, to be taken over'),
  'handed-up': text('初审完毕，已报上级决定', 'Reviewed first, handed up for decision'),
  returned: text('已退回下级补充', 'Returned to the organ below'),
  transferred: text('已移送有权机关', 'Transferred to the competent organ'),
}

/** Everything that follows from a case's acts. */
export type CaseFacts = VisitFacts &
  HearingFacts & {
    status: CaseStatus
    submittedAt: Date
    acceptedAt?: Date
    /** From when the deciding clock runs in law: acceptance, or the day received where silence accepted it. */
    clockFrom?: Date
    /** From when the five days for a correction notice run: the last submission or answer. */
    correctionFrom?: Date
    suspensions: Suspension[]
    extensions: Extension[]
    /** The organ above has it: the clock of this one stands still. */
    handedUpAt?: Date
    decidedAt?: Date
    outcome?: 'grant' | 'refuse'
    servedAt?: Date
    closedAt?: Date
    rated?: number
    corrections: number
    /** The licence is valid no more, and since when. */
    ended?: { how: Ending; at: Date }
    /** 容缺: what comes later and by which day; `given` once it is there, `lapsed` once the day was told to be past. */
    deferred: { material: string; until: string; given: boolean; lapsed: boolean }[]
    /** 告知承诺: decided on a promise. */
    promised: boolean
    /** Joint review: what each unit said that was asked. */
    opinions: { unit: string; opinion: 'agree' | 'disagree'; at: Date }[]
    /** Objections that wait for an answer before it is decided. */
    unanswered: number
    /** Renewed by silence: valid until then, whatever the licence says. */
    prolonged?: string
    /** What the reviewer recommended. */
    advice?: 'grant' | 'refuse'
  }

const start = (submittedAt: Date): CaseFacts => ({
  status: 'received',
  submittedAt,
  correctionFrom: submittedAt,
  suspensions: [],
  extensions: [],
  corrections: 0,
  deferred: [],
  promised: false,
  unanswered: 0,
  opinions: [],
  ...noVisit,
})

/** The fold. Every act type of a case is named; a new one does not compile until it has its line here. */
export function factsOf(acts: Act[], special: ItemContent['specialProcedures'] = []): CaseFacts {
  let facts = start(acts[0]?.happenedAt ?? new Date(0))
  for (const act of acts) facts = step(facts, act, special)
  return facts
}

function step(f: CaseFacts, act: Act, special: ItemContent['specialProcedures']): CaseFacts {
  const at = act.happenedAt
  const type = act.type as CaseActType
  switch (type) {
    case 'application.submitted':
      return {
        ...start(at),
        promised: act.public.promised === true,
        // 行政许可法 art. 43: nothing is accepted again, and the limit runs whether or not the file is opened.
        ...(act.public.handedUp ? { status: 'from-below' as const, correctionFrom: undefined, clockFrom: at } : {}),
      }
    case 'correction.requested':
      return { ...f, status: 'correcting', corrections: f.corrections + 1, correctionFrom: undefined }
    case 'correction.answered':
      return { ...f, status: 'received', correctionFrom: at }
    case 'case.accepted':
      return {
        ...f,
        status: 'accepted',
        acceptedAt: at,
        clockFrom: new Date(act.public.from),
        deferred: (act.public.deferred ?? []).map((d: { material: string; until: string }) => ({
          ...d,
          given: false,
          lapsed: false,
        })),
        correctionFrom: undefined,
      }
    case 'acceptance.refused':
      return { ...f, status: 'not-accepted', closedAt: at, correctionFrom: undefined }
    case 'opinion.given': {
      const { unit, opinion } = act.public
      return { ...f, opinions: [...f.opinions.filter((o) => o.unit !== unit), { unit, opinion, at }] }
    }
    case 'case.reviewed':
      return { ...f, status: 'reviewed', advice: act.public.advice }
    case 'special-procedure.started':
      return {
        ...f,
        status: 'in-special-procedure',
        suspensions: [
          ...f.suspensions,
          {
            from: at,
            reason: act.public.name,
            basis: special.find((s) => s.element === act.public.element)?.basis ?? act.basis,
          },
        ],
      }
    case 'special-procedure.ended':
      return {
        ...f,
        status: 'accepted',
        suspensions: f.suspensions.map((s) => (s.to || ofHearing(s) ? s : { ...s, to: at })),
      }
    case 'case.extended':
      return {
        ...f,
        extensions: [
          ...f.extensions,
          { at, value: act.public.days, reason: text('延长期限', 'Extension'), basis: act.basis },
        ],
      }
    case 'case.decided':
      return {
        ...f,
        status: act.public.outcome === 'grant' ? 'granted' : 'refused',
        decidedAt: at,
        outcome: act.public.outcome,
      }
    case 'licence.issued':
      return { ...f, status: 'issued' }
    case 'case.served':
      // Who was granted a licence on a promise is checked afterwards.
      return f.promised && act.public.closed === false
        ? { ...f, status: 'checking', servedAt: at }
        : { ...f, status: 'closed', servedAt: at, closedAt: at }
    case 'promise.checked':
      return act.public.closed ? { ...f, status: 'closed', closedAt: at } : { ...f, status: 'broken' }
    case 'licence.ended':
      return {
        ...f,
        ended: { how: act.public.how, at },
        ...(act.public.closed ? { status: 'closed' as const, closedAt: at } : {}),
      }
    case 'licence.prolonged':
      return { ...f, prolonged: act.public.until }
    case 'renewal.silent':
      return { ...f, status: 'granted', decidedAt: at, outcome: 'grant' }
    case 'deferral.due':
      return {
        ...f,
        deferred: f.deferred.map((d) => (act.public.materials.includes(d.material) ? { ...d, lapsed: true } : d)),
      }
    case 'objection.raised':
      return { ...f, unanswered: f.unanswered + 1 }
    case 'objection.answered':
      return { ...f, unanswered: 0 }
    case 'decision.withdrawn':
      return { ...f, status: 'decision-withdrawn', outcome: undefined, closedAt: at }
    case 'paper.added':
      return {
        ...f,
        deferred: f.deferred.map((d) => (d.material === act.public.slot ? { ...d, given: true } : d)),
      }
    case 'site-visit.offered':
    case 'site-visit.called':
    case 'site-visit.called-off':
    case 'site-visit.joined':
    case 'site-visit.time-asked':
    case 'site-visit.found':
    case 'site-visit.recorded':
    case 'site-visit.noted':
      return foldVisit(f, type, act)
    case 'licence-hearing.offered':
    case 'licence-hearing.asked':
    case 'licence-hearing.called':
    case 'licence-hearing.challenged':
    case 'licence-hearing.challenge-answered':
    case 'licence-hearing.held':
      return foldHearing(f, type, act)
    case 'case.handed-up':
      return { ...f, status: 'handed-up', handedUpAt: at }
    case 'case.taken-over':
      return act.public.outcome === 'take'
        ? { ...f, status: 'accepted', acceptedAt: at }
        : { ...f, status: 'returned', closedAt: at }
    case 'case.transferred':
      return { ...f, status: 'transferred', closedAt: at, correctionFrom: undefined }
    case 'file.received':
    case 'file.sent':
    case 'file.refused':
    case 'withdrawal.sent':
    case 'withdrawal.answered':
    case 'rule.applied':
    case 'quota.used-up':
    case 'child.opened':
    case 'child.left':
    case 'case.migrated':
    case 'officer.recused':
    case 'case.handed-on':
    case 'document.served':
      return f
    case 'message.received':
      if (f.handedUpAt) return fromAbove(f, f.handedUpAt, act)
      return act.public.closed ? { ...f, status: 'closed', closedAt: at } : f
    case 'timer.rang':
      return act.public.closed ? { ...f, status: 'closed', closedAt: at } : f
    case 'case.withdrawn':
      return { ...f, status: 'withdrawn', closedAt: at }
    case 'case.rated':
      return { ...f, rated: act.public.score }
    default: {
      const unknown: never = type
      throw new Error(`an act of a case that the fold does not know: ${unknown}`)
    }
  }
}

/** The organ above decided it, which ends it here too; or returned it, and the clock goes on after the days that it was there. */
function fromAbove(f: CaseFacts, since: Date, { happenedAt: at, public: { closed, outcome } }: Act): CaseFacts {
  const decided = outcome === 'granted' ? 'grant' : outcome === 'refused' ? 'refuse' : undefined
  if (closed) return { ...f, status: 'closed', closedAt: at, ...(decided ? { outcome: decided } : {}) }
  const reason = text('上级审查期间', 'With the organ above')
  const suspensions = [...f.suspensions, { from: since, to: at, reason, basis: [{ law: '行政许可法', article: 43 }] }]
  return { ...f, status: 'accepted', handedUpAt: undefined, suspensions }
}

export type Clocks = { correction?: Count; statutory?: Count; promised?: Count; service?: Count }

/** The clocks of a case at an instant: for the correction notice, for the decision (statutory and promised), for service. */
export function clocksOf(
  f: CaseFacts,
  item: Pick<ItemContent, 'limits' | 'correctionDays' | 'serviceDays'>,
  at: Date,
): Clocks {
  const clocks: Clocks = {}
  if (f.correctionFrom && !f.closedAt)
    clocks.correction = count({ limit: item.correctionDays, start: f.correctionFrom, at })
  const from = (limit: ItemLimit) =>
    limit.from === 'receipt' ? (f.acceptedAt ? f.submittedAt : undefined) : f.clockFrom
  // A joint application decides nothing itself: its clock ends with the last of the cases that it opened.
  const finished = f.handedUpAt ?? f.decidedAt ?? f.closedAt
  for (const name of ['statutory', 'promised'] as const) {
    const limit = item.limits[name]
    const begun = from(limit)
    if (begun)
      clocks[name] = count({ limit, start: begun, at, suspensions: f.suspensions, extensions: f.extensions, finished })
  }
  if (f.decidedAt)
    clocks.service = count({ limit: item.serviceDays, start: f.decidedAt, at, finished: f.servedAt ?? f.closedAt })
  return clocks
}

/** What was promised by that day and is not there. */
export const missingBy = ({ deferred }: CaseFacts, day: string) => deferred.filter((d) => d.until <= day && !d.given)
