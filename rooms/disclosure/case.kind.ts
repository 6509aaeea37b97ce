import { type ClockEvent, type Count, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { clockBy } from '../../kernel/law/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { acts, disclosureActs } from './acts.ts'
import { figures } from './outcomes.ts'
import * as paths from './paths.ts'

export const OFFICER = 'disclosure-officer'
export const HEAD = 'disclosure-head'

export type Answered = { n: number; code: string }
export type Disclosure = {
  status: keyof typeof words
  made: Date
  category: string
  items: number
  /** The day of receipt by art. 31; where both sides confirm, none before that. */
  receivedOn?: string
  registered?: Date
  correctUntil?: string
  corrected: boolean
  /** What happened to the clock of the reply, from receipt on. */
  clock: ClockEvent[]
  extended: boolean
  searched?: Record<number, boolean>
  consultations: { consultation: number; item: number; at: Date; answer?: string }[]
  outcomes: Answered[]
  replied?: Date
  /** What is to be paid for processing it, and whether it was. */
  fee?: { order: string; due: string; paid: boolean }
  /** Asked why so many (art. 35): until when, and whether it was answered. */
  reasons?: { by: string; given: boolean }
  redacted: { item: number; to: string }[]
  contests: { contest: number; way: string; on: string; result?: string }[]
}
const words = {
  made: text('待登记确认', 'To be registered'),
  correcting: text('待申请人补正', 'To be made clear by the requester'),
  searching: text('检索中', 'Being searched'),
  drafting: text('拟答复', 'Being drafted'),
  reviewing: text('审查中', 'Under review'),
  replied: text('已答复，待送达', 'Answered, to be served'),
  abandoned: text('逾期不补正，不再处理', 'Not made clear in time'),
  closed: text('已办结', 'Closed'),
}
export const statusWords = words
const D = (article: number, paragraph?: number) => [
  { law: '政府信息公开条例', article, ...(paragraph ? { paragraph } : {}) },
]

function step(f: Disclosure, a: Act): Disclosure {
  const p = a.public
  const at = a.happenedAt
  switch (a.type) {
    case 'request.registered':
      return {
        ...f,
        registered: at,
        receivedOn: p.receivedOn,
        status: p.outcome === 'correct' ? 'correcting' : 'searching',
        ...(p.until ? { correctUntil: p.until } : {}),
        clock: [{ what: 'start', at: startOfDay(p.receivedOn) }],
      }
    case 'request.corrected':
      // 重新起算, not a suspension: what was used before lapses (art. 30).
      return {
        ...f,
        corrected: true,
        status: 'searching',
        clock: [
          ...f.clock,
          { what: 'restart', at, reason: text('收到补正，重新起算', 'made clear: counted anew'), basis: D(30) },
        ],
      }
    case 'request.abandoned':
      return { ...f, status: 'abandoned', outcomes: p.outcomes, replied: at }
    case 'request.searched':
      return {
        ...f,
        status: 'drafting',
        searched: Object.fromEntries(p.found.map((x: { n: number; found: boolean }) => [x.n, x.found])),
      }
    case 'third-party.consulted':
      return {
        ...f,
        consultations: [...f.consultations, { consultation: p.consultation, item: p.item, at }],
        clock: [
          ...f.clock,
          {
            what: 'suspend',
            id: String(p.consultation),
            at,
            reason: text('征求第三方意见', 'third party consulted'),
            basis: D(33, 3),
          },
        ],
      }
    case 'third-party.answered':
      return {
        ...f,
        consultations: f.consultations.map((c) => (c.consultation === p.consultation ? { ...c, answer: p.answer } : c)),
        clock: [...f.clock, { what: 'resume', id: String(p.consultation), at }],
      }
    case 'request.extended':
      return {
        ...f,
        extended: true,
        clock: [
          ...f.clock,
          { what: 'extend', at, count: p.days, reason: text('延长答复', 'extended'), basis: D(33, 2) },
        ],
      }
    case 'fee.noticed':
      return {
        ...f,
        fee: { order: p.order, due: p.due, paid: false },
        // Our reading: the regulations are silent; while it is the requester's to pay nothing runs against the unit.
        clock: [
          ...f.clock,
          { what: 'suspend', id: 'fee', at, reason: text('等待缴费', 'fee to be paid'), basis: D(42) },
        ],
      }
    case 'fee.paid':
      return {
        ...f,
        ...(f.fee ? { fee: { ...f.fee, paid: true } } : {}),
        clock: [...f.clock, { what: 'resume', id: 'fee', at }],
      }
    case 'request.reasons-asked':
      return { ...f, reasons: { by: p.by, given: false } }
    case 'request.reasoned':
      return { ...f, ...(f.reasons ? { reasons: { ...f.reasons, given: true } } : {}) }
    case 'request.redacted':
      return { ...f, redacted: [...f.redacted, { item: p.item, to: p.to }] }
    case 'request.contested':
      return { ...f, contests: [...f.contests, { contest: p.contest, way: p.way, on: p.on }] }
    case 'contest.ended':
      return {
        ...f,
        contests: f.contests.map((c) => (c.contest === p.contest ? { ...c, result: p.result } : c)),
      }
    case 'request.drafted':
      return { ...f, status: 'reviewing' }
    case 'request.replied':
      return p.outcome === 'return'
        ? { ...f, status: 'drafting' }
        : { ...f, status: 'replied', outcomes: p.outcomes, replied: at, clock: [...f.clock, { what: 'finish', at }] }
    case 'request.closed':
      return { ...f, status: 'closed' }
    default:
      return f
  }
}

const run = (id: string, events: ClockEvent[], at: Date): Count =>
  clockBy(figures.at(id, dayOf(events[0]!.at)), events, at)

/** 依申请公开: what is asked, searched, consulted on, answered item by item. */
export const disclosure = defineCaseKind<Disclosure>({
  kind: 'disclosure',
  title: text('依申请公开', 'Information on request'),
  parties: { requester: text('申请人', 'Requester') },
  acts: disclosureActs,
  steps: {
    'request.registered': { title: text('登记', 'Register'), outcomes: ['go', 'correct'], post: OFFICER },
    'request.corrected': { title: text('补正', 'Make it clear'), outcomes: [], by: 'party:requester' },
    'request.searched': { title: text('检索', 'Search'), outcomes: [], post: OFFICER },
    'request.drafted': { title: text('拟答复', 'Draft'), outcomes: [], post: OFFICER },
    'request.replied': { title: text('审查答复', 'Review and reply'), outcomes: ['reply', 'return'], post: HEAD },
    'request.closed': { title: text('办结', 'Close'), outcomes: [], post: OFFICER },
  },
  needs: ['request.registered', 'request.searched', 'request.drafted', 'request.replied', 'request.closed'],
  clocks: {
    'disclosure.confirm': text('登记确认', 'Registration'),
    'disclosure.reply': text('答复期限', 'Reply'),
  },
  pages: { desk: paths.desk, portal: paths.portal },
  slots: {
    found: text('检索到的文件（内部）', 'What was found (inside)'),
    redacted: text('遮盖后公开的文件', 'Disclosed, with parts blackened'),
    disclosed: text('公开的文件', 'Disclosed'),
  },
  // What was found is the unit's; what it discloses is the requester's once the answer is given.
  tellsPaper: (f, { slot }) => f.replied !== undefined && slot !== 'found',
  fold: (list) =>
    list.reduce(step, {
      status: 'made',
      made: list[0]?.happenedAt ?? new Date(0),
      category: String(list[0]?.public.category ?? 'natural'),
      items: Number(list[0]?.public.items ?? 0),
      corrected: false,
      clock: [],
      extended: false,
      consultations: [],
      outcomes: [],
      redacted: [],
      contests: [],
    }),
  status: (f) => ({ code: f.status, text: words[f.status], closed: f.status === 'closed' || f.status === 'abandoned' }),
  duties: (f, _, unit, at): Duty[] => [
    {
      clock: 'disclosure.confirm',
      unit,
      count: f.registered ? undefined : run('confirm', [{ what: 'start', at: f.made }], at),
    },
    // While it is the requester's to make clear nothing runs against the unit: it will be counted anew.
    {
      clock: 'disclosure.reply',
      unit,
      count:
        f.clock.length === 0 || f.status === 'correcting' || f.status === 'abandoned'
          ? undefined
          : run('reply', f.clock, at),
    },
  ],
})

export const { step: stepOf, act: actOf } = caseOperations(disclosure, acts)
/** What was asked, a line an item, as it stands after a correction. */
export const linesOf = (asked: string): string[] =>
  asked
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter(Boolean)
