import { type ClockEvent, dayOf } from '../../kernel/calendar/index.ts'
import { type Act, type Text, text } from '../../kernel/platform/index.ts'
import type { acts } from './acts.ts'

export type PenaltyStatus =
  | 'filed'
  | 'investigated'
  | 'noticed'
  | 'weighed'
  | 'hearing'
  | 'discussed'
  | 'decided'
  | 'spared'
  | 'collecting'
  | 'settled'
  | 'referred'
  | 'closed'
  | 'annulled'

export const statusWords: Record<PenaltyStatus, Text> = {
  filed: text('已立案，调查取证', 'Filed, under investigation'),
  investigated: text('调查终结，审核中', 'Investigation closed, under review'),
  noticed: text('已告知，等陈述申辩', 'Noticed, the party may defend'),
  weighed: text('已复核，待决定', 'Defence weighed, awaiting the decision'),
  hearing: text('听证中', 'In a hearing'),
  discussed: text('已集体讨论，待决定', 'Discussed, awaiting the decision'),
  decided: text('已决定，待履行', 'Decided, to be carried out'),
  spared: text('决定不予处罚', 'Decided: no penalty'),
  collecting: text('催告、强制执行中', 'Being enforced'),
  settled: text('已履行，待结案', 'Carried out, to be closed'),
  referred: text('已移送司法机关', 'Referred to the judicial organ'),
  closed: text('已结案', 'Closed'),
  annulled: text('决定已撤销', 'The decision was annulled'),
}

export type Measure = {
  n: number
  kind: string
  asked: Date
  ordered?: Date
  extended: Date[]
  /** Spans in which its goods were tested: told to the party with their last day (行政强制法 art. 25 para 3). */
  tests: { from: Date; until: string; ended?: Date }[]
  ended?: Date
  outcome?: string
  refused?: boolean
}
export type Payment = { kind: 'fine' | 'confiscation' | 'surcharge'; amount: number; on: string; order: string }

/** Everything that follows from a penalty case's acts. */
export type PenaltyFacts = {
  status: PenaltyStatus
  simple: boolean
  filedAt: Date
  actOn: string
  cards: string[]
  /** What stops and moves the ninety days: hearing, testing, public notice, review, suit. */
  clock: ClockEvent[]
  measures: Measure[]
  /** What the last report asks for beyond its proposal, which is kept (`reportedOf`). */
  proposed?: { discuss: boolean }
  /** Legal reviews that passed since the last report. */
  reviews: number
  noticed?: { at: Date; hearing: boolean; fine: number; confiscate: number; document: string; servedOn?: string }
  defended?: { at: Date; hearing: boolean; waived: boolean; stated: boolean }
  hearing?: { called?: string; held?: Date }
  discussed?: Date
  decided?: {
    at: Date
    outcome: 'penalise' | 'spare'
    fine: number
    confiscate: number
    document?: string
    deviation: boolean
  }
  servedOn?: string
  published?: { at: Date; until: string }
  withheld?: Date
  /** Marks that stand by this decision. */
  marks: { id: string; list: string; to: string }[]
  withdrawn?: Date
  payments: Payment[]
  deferral?: { on: string; before: number; plan: { due: string; amount: number }[] } | undefined
  deferralAsked: boolean
  /** Spans in which surcharge does not run: review and suit (行政处罚法 art. 73). */
  stays: { from: Date; to?: Date }[]
  /** Its days run from the service of the letter (行政强制法 art. 54). */
  urged?: { at: Date; document?: string; servedOn?: string }
  court?: Date
  settled?: Date
  goods?: string
  annulled?: { at: Date; what: string; fine?: number }
  closedAt?: Date
}

const begin = (act: Act | undefined): PenaltyFacts => ({
  status: 'filed',
  simple: act?.type === 'spot.decided',
  filedAt: act?.happenedAt ?? new Date(0),
  actOn: String(act?.public.actOn ?? ''),
  cards: act?.public.cards ?? [],
  clock: [],
  measures: [],
  reviews: 0,
  marks: [],
  payments: [],
  deferralAsked: false,
  stays: [],
})

/** The fold; each act type has its line, and one without it does not compile. */
export function factsOf(list: Act[]): PenaltyFacts {
  let facts = begin(list[0])
  for (const act of list) facts = step(facts, act)
  return facts
}

type Own = keyof typeof acts
/** Why the clock stands still by order now; undefined while it runs. A hearing stops it by itself. */
export function suspendedBy(f: Pick<PenaltyFacts, 'clock'>): string | undefined {
  const last = f.clock.findLast((e) => (e.what === 'suspend' || e.what === 'resume') && e.id !== 'hearing')
  return last?.what === 'suspend' ? last.id : undefined
}
const WHY: Record<string, Text> = {
  testing: text('检测、检验、鉴定期间', 'testing and appraisal'),
  review: text('行政复议期间', 'administrative review'),
  suit: text('行政诉讼期间', 'lawsuit'),
  notice: text('公告期间', 'public notice'),
  crime: text('移送司法期间', 'referral'),
}
const art60 = [{ law: '行政处罚法', article: 60 }]

function step(f: PenaltyFacts, a: Act): PenaltyFacts {
  const at = a.happenedAt
  const p = a.public
  const measure = (change: Partial<Measure>) => ({
    ...f,
    measures: f.measures.map((m) => (m.n === p.measure ? { ...m, ...change } : m)),
  })
  const type = a.type as Own
  switch (type) {
    case 'penalty.filed':
      return begin(a)
    case 'spot.decided':
      return {
        ...begin(a),
        status: 'decided',
        servedOn: dayOf(at),
        decided: {
          at,
          outcome: 'penalise',
          fine: p.fine,
          confiscate: 0,
          document: p.document?.number,
          deviation: p.deviation,
        },
        ...(p.collected ? { payments: [{ kind: 'fine', amount: p.fine, on: dayOf(at), order: 'on-the-spot' }] } : {}),
      }
    case 'officers.changed':
      return { ...f, cards: p.cards }
    case 'measure.asked':
      return { ...f, measures: [...f.measures, { n: p.measure, kind: p.kind, asked: at, extended: [], tests: [] }] }
    case 'measure.ordered':
      return measure({ ordered: at })
    case 'measure.refused':
      return measure({ refused: true, ended: at })
    case 'measure.extended':
      return measure({ extended: [...(f.measures.find((m) => m.n === p.measure)?.extended ?? []), at] })
    case 'measure.ended':
      return measure({ ended: at, outcome: p.outcome })
    case 'penalty.reported':
      return {
        ...f,
        status: 'investigated',
        proposed: { discuss: p.discuss },
        reviews: 0,
        discussed: undefined as never,
        noticed: undefined as never,
        defended: undefined as never,
        hearing: undefined as never,
      }
    case 'penalty.reviewed':
      return {
        ...f,
        reviews: f.reviews + (p.outcome === 'pass' ? 1 : 0),
        status: p.outcome === 'pass' ? f.status : 'filed',
      }
    case 'penalty.noticed':
      return {
        ...f,
        status: 'noticed',
        noticed: { at, hearing: p.hearing, fine: p.fine, confiscate: p.confiscate, document: p.document?.number },
      }
    case 'penalty.defended':
      return {
        ...f,
        defended: {
          at,
          hearing: p.hearing || f.defended?.hearing === true,
          waived: p.waived,
          // Acts of before said it by not waiving.
          stated: (p.stated ?? !p.waived) || f.defended?.stated === true,
        },
        clock:
          p.hearing && !f.defended?.hearing
            ? [...f.clock, { what: 'suspend', id: 'hearing', at, reason: text('听证期间', 'hearing'), basis: art60 }]
            : f.clock,
      }
    case 'penalty.weighed':
      return {
        ...f,
        status: p.outcome === 'hearing' ? 'hearing' : p.outcome === 'again' ? 'filed' : 'weighed',
        // Whoever investigates again does so within the ninety days, though a hearing was asked for.
        clock:
          p.outcome === 'again' && f.defended?.hearing && !f.hearing?.held
            ? [...f.clock, { what: 'resume', id: 'hearing', at }]
            : f.clock,
      }
    case 'hearing.called':
      return { ...f, hearing: { ...f.hearing, called: p.on } }
    case 'hearing.held':
      return {
        ...f,
        status: 'weighed',
        hearing: { ...f.hearing, held: at },
        clock: [...f.clock, { what: 'resume', id: 'hearing', at }],
      }
    case 'penalty.discussed':
      return { ...f, status: 'discussed', discussed: at }
    case 'penalty.decided':
      if (p.outcome === 'return') return { ...f, status: 'filed' }
      return {
        ...f,
        status: p.outcome === 'spare' ? 'spared' : 'decided',
        decided: {
          at,
          outcome: p.outcome,
          fine: p.fine,
          confiscate: p.confiscate,
          document: p.document?.number,
          deviation: p.deviation,
        },
      }
    case 'penalty.extended':
      return {
        ...f,
        clock: [
          ...f.clock,
          { what: 'extend', at, count: p.days, reason: text('延长办案期限', 'Extension'), basis: a.basis },
        ],
      }
    case 'penalty.suspended':
      return {
        ...f,
        clock: [...f.clock, { what: 'suspend', id: p.why, at, reason: WHY[p.why]!, basis: a.basis }],
        measures: f.measures.map((m) =>
          m.n === p.measure ? { ...m, tests: [...m.tests, { from: at, until: p.until }] } : m,
        ),
        stays: p.why === 'review' || p.why === 'suit' ? [...f.stays, { from: at }] : f.stays,
      }
    case 'penalty.resumed':
      return {
        ...f,
        // What the hearing stops is not what goes on here.
        clock: [...f.clock, { what: 'resume', id: suspendedBy(f)!, at }],
        measures: f.measures.map((m) => ({ ...m, tests: m.tests.map((t) => (t.ended ? t : { ...t, ended: at })) })),
        stays: f.stays.map((s) => (s.to ? s : { ...s, to: at })),
      }
    case 'penalty.published':
      return {
        ...f,
        published: { at, until: p.until },
        withdrawn: undefined as never,
        marks: [...f.marks, ...(p.marks ?? [])],
      }
    case 'publication.withheld':
      return { ...f, withheld: at, marks: [...f.marks, ...(p.marks ?? [])] }
    case 'publication.withdrawn':
      return { ...f, withdrawn: at, published: undefined as never }
    case 'fine.paid':
      return { ...f, payments: [...f.payments, { kind: p.kind, amount: p.amount, on: p.on, order: p.order }] }
    case 'deferral.asked':
      return { ...f, deferralAsked: true }
    case 'deferral.granted':
      return { ...f, deferralAsked: false, deferral: { on: dayOf(at), before: finePaid(f), plan: p.plan } }
    case 'deferral.refused':
      return { ...f, deferralAsked: false }
    case 'penalty.settled':
      return {
        ...f,
        status: p.outcome === 'paid' || p.outcome === 'stop' ? 'settled' : 'collecting',
        ...(p.outcome === 'paid' || p.outcome === 'stop' ? { settled: at } : {}),
      }
    case 'penalty.urged':
      return { ...f, urged: { at, document: p.document?.number } }
    case 'court.applied':
      return { ...f, court: at }
    case 'goods.settled':
      return { ...f, goods: p.outcome }
    case 'penalty.referred':
      return { ...f, status: 'referred' }
    case 'penalty.closed':
      return { ...f, status: f.status === 'annulled' ? 'annulled' : 'closed', closedAt: at }
    case 'penalty.annulled':
      if (p.what === 'upheld') return f
      return {
        ...f,
        marks: p.what === 'unlawful' ? f.marks : [],
        annulled: { at, what: p.what, ...(p.fine === undefined ? {} : { fine: p.fine }) },
        // What is annulled or changed is not shown any more from this act on (行政处罚法 art. 48 para 2).
        ...(f.published ? { published: undefined as never, withdrawn: at } : {}),
        ...(p.what === 'changed' && f.decided
          ? { decided: { ...f.decided, fine: p.fine ?? f.decided.fine } }
          : p.what === 'unlawful'
            ? {}
            : { status: 'annulled' as const, closedAt: at }),
      }
    case 'court.missed':
    case 'penalty.recorded':
    case 'evidence.added':
    case 'form.issued':
    case 'penalty.corrected':
    case 'subject.changed':
    case 'party.joined':
      return f
    default: {
      const unknown: never = type
      return shared(f, a, unknown)
    }
  }
}

/** What can happen on a case of any kind; the service of the decision starts the days for payment. */
function shared(f: PenaltyFacts, a: Act, _: never): PenaltyFacts {
  if (a.type !== 'document.served') return f
  const { number, effectiveOn } = a.public
  if (number === f.decided?.document) return { ...f, servedOn: effectiveOn }
  if (f.urged && number === f.urged.document) return { ...f, urged: { ...f.urged, servedOn: effectiveOn } }
  if (f.noticed && number === f.noticed.document) return { ...f, noticed: { ...f.noticed, servedOn: effectiveOn } }
  return f
}

export const paidOf = (f: PenaltyFacts): number => f.payments.reduce((sum, p) => sum + p.amount, 0)
/** What came for the fine itself: confiscated gains pay no fine, and stop no surcharge. */
export const ofFine = (f: PenaltyFacts): Payment[] => f.payments.filter((p) => p.kind !== 'confiscation')
export const finePaid = (f: PenaltyFacts): number => ofFine(f).reduce((sum, p) => sum + p.amount, 0)
