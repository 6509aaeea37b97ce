import type { Act } from '../../kernel/platform/index.ts'
import { text } from '../../kernel/platform/index.ts'
import type { Lot } from '../../trade/entry/index.ts'
import type { acts } from './acts.ts'
import type { ProcurementForm } from './form.shape.ts'

type Company = { uscc: string; name: string }
export type Winner = Company & { price: number; members?: Company[] | undefined }
export type Bid = { bidder: number; outcome: string; price: number | null; flags: string[] }
export type Round = { n: number; deadline: string; last: boolean; words: string; count: number | null; open: boolean }
export type Ranked = { bidder: number; rank: number | null; price: number; total: string; rejected: string[] }
export type Challenge = {
  n: number
  on: string
  at: Date
  act: string
  answeredAt: Date | null
  answer: string | null
  complained: { at: Date; act: string } | null
  decided: { at: Date; outcome: string; words: string } | null
}
export type Process = {
  planned: Date
  form: ProcurementForm | null
  over: boolean
  /** Of the first lot: the further ones. */
  lots: Lot[]
  status: keyof typeof words
  documents: { name: string; sha256: string; size: number; at: Date }[]
  announced: { at: Date; draw: string } | null
  deadline: string | null
  closed: Date | null
  opened: { at: Date; bids: Bid[] } | null
  pooled: string | null
  drawn: { at: Date; experts: string[]; order: number[] } | null
  rounds: Round[]
  asked: { bidder: number; act: string }[]
  explained: { bidder: number; act: string }[]
  evaluated: { member: string; act: string }[]
  reported: { at: Date; act: string; ranking: Ranked[]; ok: boolean } | null
  signed: { member: string; agrees: boolean; act: string }[]
  sent: Date | null
  publicised: { words: string; until: Date } | null
  winners: Winner[]
  /** Who won and refused the contract. */
  refused: { uscc: string; name: string }[]
  confirmed: Date | null
  notified: Date | null
  contracted: {
    at: Date
    contract: string
    price: number
    parties: string[]
    performance: { amount: number; order: string } | null
  } | null
  /** When an act gave bonds back, and when the last of them was. */
  refunds: { at: Date; done: Date | null }[]
  kept: { bidder: number; reason: string; act: string }[]
  contractPublished: { at: Date; sha256: string } | null
  accepted: { at: Date; grade: number } | null
  paid: Date | null
  challenges: Challenge[]
  suspendedUntil: Date | null
}

export const words = {
  planned: text('待核准', 'To be approved'),
  returned: text('已退回', 'Returned'),
  approved: text('待公告', 'To be announced'),
  publicising: text('待公示', 'To be publicised'),
  publicised: text('单一来源公示中', 'Single source publicised'),
  open: text('征集响应中', 'Open'),
  failed: text('废标', 'Failed'),
  sealed: text('已截止，待开启', 'Closed, to be opened'),
  opening: text('开启中', 'Being opened'),
  opened: text('已开启，待抽专家', 'Opened'),
  evaluating: text('评审中', 'Being evaluated'),
  quoting: text('报价中', 'Quotes asked for'),
  reported: text('已评审，待送交', 'Evaluated'),
  sent: text('待采购人确认', 'To be confirmed'),
  confirmed: text('待公告结果', 'Result to be published'),
  notified: text('结果已公告，待签合同', 'Result published'),
  effective: text('框架协议生效', 'Framework in force'),
  contracted: text('已签合同，待公告', 'Contract signed'),
  performing: text('履约中', 'Being performed'),
  accepted: text('已验收，待支付', 'Accepted'),
  paid: text('已办结', 'Closed'),
  annulled: text('投诉成立，废标', 'Annulled on a complaint'),
}
export const ENDED: readonly (keyof typeof words)[] = ['returned', 'failed', 'effective', 'paid', 'annulled']

export const begin: Process = {
  ...{ planned: new Date(0), form: null, over: false, lots: [], status: 'planned', documents: [], announced: null },
  ...{ deadline: null, closed: null, opened: null, pooled: null, drawn: null, rounds: [], asked: [], explained: [] },
  ...{ evaluated: [], reported: null, signed: [], sent: null, publicised: null, winners: [], confirmed: null },
  ...{ notified: null, contracted: null, contractPublished: null, accepted: null, paid: null },
  ...{ challenges: [], suspendedUntil: null, refunds: [], kept: [], refused: [] },
}

const nth = (list: Challenge[], n: number, more: Partial<Challenge>) =>
  list.map((c) => (c.n === n ? { ...c, ...more } : c))

const going = (f: Process, at: Date, bonds: number | undefined) =>
  bonds ? [...f.refunds, { at, done: null }] : f.refunds

export function fold(f: Process, a: Act): Process {
  const p = a.public
  const at = a.happenedAt
  switch (a.type as keyof typeof acts) {
    case 'procurement.planned':
      return { ...f, planned: at, form: p.form, over: p.over }
    case 'procurement.lot-added': {
      const lot = { no: p.no, number: p.lot, caseId: p.case }
      return { ...f, lots: [...f.lots, lot], over: f.over || p.over }
    }
    case 'procurement.approved':
      return {
        ...f,
        status: p.outcome === 'return' ? 'returned' : p.outcome === 'publicise' ? 'publicising' : 'approved',
      }
    case 'procurement.document-added':
      return { ...f, documents: [...f.documents, { name: p.name, sha256: p.sha256, size: p.size, at }] }
    case 'procurement.announced':
      return { ...f, status: 'open', announced: { at, draw: p.draw }, deadline: p.deadline }
    case 'procurement.closed':
      return { ...f, status: p.outcome === 'enough' ? 'sealed' : 'failed', closed: at }
    case 'procurement.called':
      return { ...f, status: 'opening' }
    case 'procurement.opened': {
      const bids = (p.bids as [number, string, number | null, string][]).map(([bidder, outcome, price, flags]) => ({
        ...{ bidder, outcome, price },
        flags: flags === '' ? [] : flags.split(' '),
      }))
      return { ...f, status: 'opened', opened: { at, bids } }
    }
    case 'procurement.pooled':
      return { ...f, pooled: a.id }
    case 'procurement.drawn':
      return { ...f, status: 'evaluating', drawn: { at, experts: p.experts, order: p.order } }
    case 'procurement.round-called': {
      const round = { n: p.round, deadline: p.deadline, last: p.last, words: p.words, count: null, open: true }
      return { ...f, status: 'quoting', rounds: [...f.rounds, round] }
    }
    case 'procurement.round-closed':
      return {
        ...f,
        status: p.outcome === 'few' ? 'failed' : f.status,
        rounds: f.rounds.map((r) => (r.n === p.round ? { ...r, count: p.count } : r)),
      }
    case 'procurement.round-opened':
      return {
        ...f,
        status: 'evaluating',
        rounds: f.rounds.map((r) => (r.n === p.round ? { ...r, open: false } : r)),
      }
    case 'procurement.asked':
      return { ...f, asked: [...f.asked, { bidder: p.bidder, act: a.id }] }
    case 'procurement.explained':
      return { ...f, explained: [...f.explained, { bidder: p.bidder, act: a.id }] }
    case 'procurement.evaluated':
      return { ...f, evaluated: [...f.evaluated, { member: p.member, act: a.id }] }
    case 'procurement.reported': {
      const ranking = (p.ranking as [number, number | null, number, string, string][]).map(
        ([bidder, rank, price, total, codes]) => ({
          ...{ bidder, rank, price, total },
          rejected: codes === '' ? [] : codes.split(' '),
        }),
      )
      const ok = p.outcome === 'ranked'
      return { ...f, status: ok ? 'reported' : 'failed', reported: { at, act: a.id, ranking, ok } }
    }
    case 'procurement.signed':
      return { ...f, signed: [...f.signed, { member: p.member, agrees: p.agrees, act: a.id }] }
    case 'procurement.sent':
      return { ...f, status: 'sent', sent: at }
    case 'procurement.confirmed':
    case 'procurement.negotiated':
      return { ...f, status: 'confirmed', winners: p.winners, confirmed: at }
    case 'procurement.publicised':
      return { ...f, status: 'publicised', publicised: { words: p.words, until: new Date(p.until) } }
    case 'procurement.notified':
      return {
        ...f,
        status: p.method === 'framework' ? 'effective' : 'notified',
        notified: at,
        refunds: going(f, at, p.refunds),
      }
    // The thirty days of the contract begin anew.
    case 'procurement.passed-on':
      return {
        ...f,
        winners: p.winners,
        refused: [...f.refused, { uscc: p.before, name: f.winners[0]!.name }],
        notified: at,
      }
    case 'procurement.contracted':
      return {
        ...f,
        status: 'contracted',
        contracted: {
          ...{ at, contract: p.contract, price: p.price, parties: p.parties ?? [] },
          performance: p.performance ?? null,
        },
        refunds: going(f, at, p.refunds),
      }
    case 'procurement.bond-kept':
      return { ...f, kept: [...f.kept, { bidder: p.bidder, reason: p.reason, act: a.id }] }
    case 'procurement.bonds-returned':
      return { ...f, refunds: f.refunds.map((r) => (r.done ? r : { ...r, done: at })) }
    case 'procurement.contract-published':
      return { ...f, status: 'performing', contractPublished: { at, sha256: p.sha256 } }
    case 'procurement.accepted':
      return { ...f, status: 'accepted', accepted: { at, grade: p.grade } }
    case 'procurement.paid':
      return { ...f, status: 'paid', paid: at }
    case 'procurement.challenged': {
      const one = { n: f.challenges.length + 1, on: p.on, at, act: a.id }
      const open = { answeredAt: null, answer: null, complained: null, decided: null }
      return { ...f, challenges: [...f.challenges, { ...one, ...open }] }
    }
    case 'procurement.answered':
      return { ...f, challenges: nth(f.challenges, p.challenge, { answeredAt: at, answer: p.words }) }
    case 'procurement.complained':
      return { ...f, challenges: nth(f.challenges, p.challenge, { complained: { at, act: a.id } }) }
    case 'procurement.suspended':
      return { ...f, suspendedUntil: new Date(p.until) }
    case 'procurement.decided': {
      const decided = { at, outcome: p.outcome, words: p.words }
      return {
        ...f,
        status: p.outcome === 'annul' ? 'annulled' : f.status,
        suspendedUntil: null,
        challenges: nth(f.challenges, p.complaint, { decided }),
      }
    }
    default:
      return f
  }
}

export const waiting = (f: Process): Challenge[] => f.challenges.filter((c) => !c.answeredAt)
export const complaints = (f: Process): Challenge[] => f.challenges.filter((c) => c.complained && !c.decided)
/** 实施条例 art. 54: a challenge that waits, and 政府采购法 art. 57: a suspension, hold what comes after the evaluation. */
export const standsStill = (f: Process, now: Date): boolean =>
  waiting(f).some((c) => c.on !== 'documents') || (f.suspendedUntil !== null && now < f.suspendedUntil)
