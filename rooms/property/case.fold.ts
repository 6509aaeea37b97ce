import { type Act, text } from '../../kernel/platform/index.ts'
import { decided, type Entry, entered, kept, moved } from '../../trade/entry/index.ts'
import type { acts } from './acts.ts'
import type { Field, SaleForm } from './contract.ts'

export const words = {
  planned: text('待批准', 'To be approved'),
  returned: text('已退回', 'Returned'),
  approved: text('待评估备案', 'Appraisal to be recorded'),
  appraised: text('待披露', 'To be disclosed'),
  predisclosed: text('预披露中', 'Pre-disclosed'),
  disclosed: text('披露中', 'Disclosed'),
  bidding: text('竞价中', 'In bidding'),
  ended: text('已终结', 'Ended'),
  failed: text('未成交', 'Not dealt'),
  asking: text('征询优先权', 'Holders of priority are asked'),
  dealt: text('已成交，待签合同', 'Dealt, contract to be signed'),
  contracted: text('待付款', 'To be paid'),
  settled: text('待鉴证', 'To be attested'),
  attested: text('待出凭证', 'To be certified'),
  certified: text('待公告结果', 'Result to be published'),
  published: text('已公告', 'Result published'),
}

type Disclosed = { from: Date; floor: number; deposit: number; profile: string; until: string; round: number }
export type Sale = {
  planned: Date
  form?: SaleForm
  status: keyof typeof words
  approved?: Date
  appraised?: { at: Date; report: string; base: string; appraised: number }
  predisclosed?: string
  /** The least floor that was approved in writing. */
  lowered?: number
  disclosed?: Disclosed
  entries: Entry[]
  /** Registrations whose first right was recognised. */
  priority: number[]
  arranged?: { at: Date; outcome: string; price: number | null }
  closed?: { at: Date; bidder: number | null; price: number | null; dealt: boolean }
  /** The act by which a holder matched the price. */
  matched?: string
  /** What was agreed, by whichever way. */
  price?: number
  dealtAt?: Date
  contract?: {
    at: Date
    number: string
    asset: string
    price: number
    day: string
    order: string
    act: string
    due: string
  }
  settled?: Date
  waived: { field: Field; reason: string; by: string }[]
  attested?: Date
  certified?: { at: Date; document: string }
  published?: Date
}

const begin = (list: Act[]): Sale => ({
  planned: list[0]?.happenedAt ?? new Date(0),
  status: 'planned',
  entries: [],
  priority: [],
  waived: [],
})
export const factsOf = (list: Act[]): Sale => list.reduce(fold, begin(list))

function fold(f: Sale, a: Act): Sale {
  const p = a.public
  const at = a.happenedAt
  switch (a.type as keyof typeof acts) {
    case 'property.planned':
      return { ...f, form: p.form }
    case 'property.approved':
      return { ...f, status: p.outcome === 'approve' ? 'approved' : 'returned', approved: at }
    case 'property.appraised':
      return { ...f, status: 'appraised', appraised: { at, report: p.report, base: p.base, appraised: p.appraised } }
    case 'property.predisclosed':
      return { ...f, status: 'predisclosed', predisclosed: p.until }
    case 'property.lowered':
      return { ...f, lowered: p.floor }
    case 'property.disclosed': {
      const { floor, deposit, profile, until } = p
      const round = (f.disclosed?.round ?? 0) + 1
      return { ...f, status: 'disclosed', disclosed: { from: at, floor, deposit, profile, until, round } }
    }
    case 'property.extended':
      return { ...f, disclosed: { ...f.disclosed!, until: p.until } }
    case 'property.registered':
      return { ...f, entries: entered(f.entries, a, p.no) }
    case 'property.deposit-moved':
      return { ...f, entries: moved(f.entries, a) }
    case 'property.qualified':
      return {
        ...f,
        entries: decided(f.entries, a, p.no),
        priority: p.outcome === 'pass' && p.priority ? [...f.priority, p.no] : f.priority,
      }
    case 'property.arranged': {
      const status = { bid: 'bidding', agree: 'dealt', none: 'ended', again: 'appraised' } as const
      const outcome = p.outcome as keyof typeof status
      const arranged = { at, outcome, price: p.price }
      return {
        ...f,
        status: status[outcome],
        arranged,
        ...(outcome === 'agree' ? { price: p.price, dealtAt: at } : {}),
      }
    }
    case 'property.closed': {
      const closed = { at, bidder: p.bidder, price: p.price, dealt: p.outcome === 'dealt' }
      return closed.dealt
        ? { ...f, status: 'dealt', closed, price: p.price, dealtAt: at }
        : { ...f, status: 'failed', closed }
    }
    case 'property.matched':
      return { ...f, matched: a.id }
    case 'property.asked':
      return { ...f, status: 'dealt', dealtAt: at }
    case 'property.contracted': {
      const { contract: number, asset, price, day, order, instalments } = p
      const due = instalments.at(-1).due
      return {
        ...f,
        status: 'contracted',
        contract: { at, number, asset, price, day, order, act: a.id, due },
        entries: kept(f.entries, p.deposit, 'converted'),
      }
    }
    case 'property.settled':
      return { ...f, status: 'settled', settled: at }
    case 'property.waived':
      return { ...f, waived: [...f.waived, { field: p.field, reason: p.reason, by: a.id }] }
    case 'property.attested':
      return { ...f, status: 'attested', attested: at }
    case 'property.certified':
      return { ...f, status: 'certified', certified: { at, document: p.document?.number ?? '' } }
    case 'property.published':
      return { ...f, status: 'published', published: at }
    default:
      return f
  }
}
