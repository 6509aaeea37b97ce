import type { Act } from '../../kernel/platform/index.ts'
import { text } from '../../kernel/platform/index.ts'
import type { Ranked } from '../../trade/committee/index.ts'
import type { acts } from './acts.ts'
import type { TenderForm } from './form.shape.ts'

export type Objection = { n: number; on: string; at: Date; act: string; answeredAt: Date | null; answer: string | null }
export type Tender = {
  registered: Date
  form: TenderForm | null
  status: keyof typeof words
  lots: { no: number; number: string; caseId: string }[]
  documents: { name: string; sha256: string; size: number; at: Date }[]
  /** What bidders price, line by line; kept as a file. */
  priceList: { sha256: string; lines: number } | null
  announced: { at: Date; draw: string } | null
  deadline: string | null
  clarifications: { words: string; affects: boolean; deadline: string | null; at: Date }[]
  objections: Objection[]
  closed: Date | null
  opened: { at: Date; bids: { bidder: number; outcome: string; price: number | null }[] } | null
  pooled: string | null
  drawn: { at: Date; experts: string[]; k: string | null; order: number[] } | null
  asked: { bidder: number; act: string }[]
  explained: { bidder: number; act: string }[]
  /** Arithmetic corrections put to bidders, with their answers. */
  correcting: { bidder: number; accepts: boolean | null; price: number }[]
  evaluated: { member: string; act: string }[]
  reported: { at: Date; act: string; ranking: Ranked[]; candidates: number[]; benchmark: string | null } | null
  signed: { member: string; agrees: boolean; act: string }[]
  publicised: { at: Date; until: Date } | null
  awarded: { at: Date; bidder: number; price: number } | null
  complaints: {
    n: number
    at: Date
    act: string
    objection: number | null
    outcome: string | null
    words: string | null
    decidedAt: Date | null
  }[]
  /** The complaint for which the overseer stopped it. */
  stopped: number | null
  bondsBack: { at: Date; bonds: number; interest: number } | null
  contracted: { at: Date; contract: string; parties: string[] } | null
  filed: Date | null
}

export const words = {
  registered: text('待核准', 'To be approved'),
  returned: text('已退回', 'Returned'),
  approved: text('待公告', 'To be announced'),
  open: text('投标中', 'Open for bids'),
  failed: text('流标', 'Failed'),
  sealed: text('已截止，待开标', 'Closed, to be opened'),
  opening: text('开标中', 'Being opened'),
  opened: text('已开标', 'Opened'),
  evaluating: text('评标中', 'Being evaluated'),
  reported: text('已评标，待公示', 'Evaluated'),
  publicised: text('中标候选人公示中', 'Candidates publicised'),
  awarded: text('已定标，待签合同', 'Awarded'),
  contracted: text('已签合同', 'Contract signed'),
  filed: text('已办结', 'Closed'),
  void: text('投诉成立，本次招标无效', 'Void after a complaint'),
}

export const begin: Tender = {
  ...{
    registered: new Date(0),
    form: null,
    status: 'registered',
    lots: [],
    documents: [],
    priceList: null,
    announced: null,
    deadline: null,
  },
  ...{ clarifications: [], objections: [], closed: null, opened: null, pooled: null, drawn: null },
  ...{ asked: [], explained: [], correcting: [], evaluated: [], reported: null, signed: [] },
  ...{ complaints: [], stopped: null, bondsBack: null },
  ...{ publicised: null, awarded: null, contracted: null, filed: null },
}

export function fold(f: Tender, a: Act): Tender {
  const p = a.public
  const at = a.happenedAt
  switch (a.type as keyof typeof acts) {
    case 'tender.registered':
      return { ...f, registered: at, form: p.form }
    case 'tender.lot-added':
      return { ...f, lots: [...f.lots, { no: p.no, number: p.lot, caseId: p.case }] }
    case 'tender.approved':
      return { ...f, status: p.outcome === 'approve' ? 'approved' : 'returned' }
    case 'tender.document-added':
      return { ...f, documents: [...f.documents, { name: p.name, sha256: p.sha256, size: p.size, at }] }
    case 'tender.price-list-set':
      return { ...f, priceList: { sha256: p.sha256, lines: p.lines } }
    case 'tender.announced':
      return { ...f, status: 'open', announced: { at, draw: p.draw }, deadline: p.deadline }
    case 'tender.clarified':
      return {
        ...f,
        deadline: p.deadline ?? f.deadline,
        clarifications: [...f.clarifications, { words: p.words, affects: p.affects, deadline: p.deadline, at }],
      }
    case 'tender.objected': {
      const one = { n: f.objections.length + 1, on: p.on, at, act: a.id, answeredAt: null, answer: null }
      return { ...f, objections: [...f.objections, one] }
    }
    case 'tender.answered':
      return {
        ...f,
        objections: f.objections.map((o) => (o.n === p.objection ? { ...o, answeredAt: at, answer: p.words } : o)),
      }
    case 'tender.closed':
      return { ...f, status: p.outcome === 'enough' ? 'sealed' : 'failed', closed: at }
    case 'tender.called':
      return { ...f, status: 'opening' }
    case 'tender.opened':
      return {
        ...f,
        status: 'opened',
        opened: {
          at,
          bids: (p.bids as [number, string, number | null][]).map(([bidder, outcome, price]) => ({
            bidder,
            outcome,
            price,
          })),
        },
      }
    case 'tender.pooled':
      return { ...f, pooled: a.id }
    case 'tender.drawn':
      return { ...f, status: 'evaluating', drawn: { at, experts: p.experts, k: p.k, order: p.order } }
    case 'tender.asked':
      return { ...f, asked: [...f.asked, { bidder: p.bidder, act: a.id }] }
    case 'tender.explained':
      return { ...f, explained: [...f.explained, { bidder: p.bidder, act: a.id }] }
    case 'tender.correction-put':
      return { ...f, correcting: [...f.correcting, { bidder: p.bidder, accepts: null, price: 0 }] }
    case 'tender.correction-answered': {
      const { bidder, accepts, price } = p
      return { ...f, correcting: f.correcting.map((c) => (c.bidder === bidder ? { bidder, accepts, price } : c)) }
    }
    case 'tender.evaluated':
      return { ...f, evaluated: [...f.evaluated, { member: p.member, act: a.id }] }
    case 'tender.reported': {
      const priceOf = (bidder: number) => offeredPrice(f, bidder) ?? 0
      const ranking = (p.ranking as [number, number | null, string, string][]).map(([bidder, rank, total, codes]) => ({
        ...{ bidder, rank, total, price: priceOf(bidder), points: {} },
        rejected: codes === '' ? [] : codes.split(' '),
      }))
      const reported = { at, act: a.id, ranking, candidates: p.candidates, benchmark: p.benchmark }
      return { ...f, status: p.outcome === 'ranked' ? 'reported' : 'failed', reported }
    }
    case 'tender.signed':
      return { ...f, signed: [...f.signed, { member: p.member, agrees: p.agrees, act: a.id }] }
    case 'tender.publicised':
      return { ...f, status: 'publicised', publicised: { at, until: new Date(p.until) } }
    case 'tender.awarded':
      return { ...f, status: 'awarded', awarded: { at, bidder: p.bidder, price: p.price } }
    case 'tender.complained': {
      const one = { n: f.complaints.length + 1, at, act: a.id, objection: p.objection }
      return { ...f, complaints: [...f.complaints, { ...one, outcome: null, words: null, decidedAt: null }] }
    }
    case 'tender.stopped':
      return { ...f, stopped: p.complaint }
    case 'tender.complaint-decided':
      return {
        ...f,
        status: p.outcome === 'void' ? 'void' : f.status,
        stopped: f.stopped === p.complaint ? null : f.stopped,
        complaints: f.complaints.map((c) =>
          c.n === p.complaint ? { ...c, outcome: p.outcome, words: p.words, decidedAt: at } : c,
        ),
      }
    case 'tender.bonds-returned':
      return { ...f, bondsBack: { at, bonds: p.bonds, interest: p.interest } }
    case 'tender.contracted':
      return { ...f, status: 'contracted', contracted: { at, contract: p.contract, parties: p.parties ?? [] } }
    case 'tender.filed':
      return { ...f, status: 'filed', filed: at }
    default:
      return f
  }
}

/** What a bidder offers: as opened, or as corrected with his consent. */
export function offeredPrice(f: Tender, bidder: number): number | null {
  const corrected = f.correcting.find((c) => c.bidder === bidder && c.accepts)
  return corrected?.price ?? f.opened?.bids.find((b) => b.bidder === bidder)?.price ?? null
}

export const openComplaints = (f: Tender) => f.complaints.filter((c) => c.outcome === null)
/** Whether it stands still: an objection waits for its answer, or the overseer has stopped it. */
export const standsStill = (f: Tender): boolean => waiting(f).length > 0 || f.stopped !== null

export const waiting = (f: Tender): Objection[] => f.objections.filter((o) => !o.answeredAt)
