import { count, dayOf, type Limit } from '../../kernel/calendar/index.ts'
import { COMMON_ACTS, caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { figuresIn } from '../../kernel/law/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { KEEPER } from '../../trade/auction/index.ts'
import { BIDDER, decided, type Entry, entered, JOINT, kept, moved, owedBack } from '../../trade/entry/index.ts'
import { acts } from './acts.ts'
import { type LotForm, lots } from './contract.ts'
import { desk, portal } from './paths.ts'

export const OFFICER = 'land-officer'
export const APPROVER = 'land-approver'
export { KEEPER }
export const figures = figuresIn(new URL('figures.json', import.meta.url))

export type Lot = {
  planned: Date
  form?: LotForm
  status: keyof typeof words
  announced: { applyUntil: string; opens: string; closes: string } | null
  entries: Entry[]
  closed?: { at: Date; outcome: string; bidder: number | null; price: number | null }
  verified?: Date
  disclosed?: Date
  contracted?: Date
}

const words = {
  planned: text('待批准', 'To be approved'),
  returned: text('已退回', 'Returned'),
  approved: text('待公告', 'To be announced'),
  announced: text('公告中', 'Announced'),
  failed: text('未成交', 'Not dealt'),
  dealt: text('已成交，待验证', 'Dealt, to be verified'),
  void: text('成交无效', 'Deal void'),
  verified: text('待签合同', 'Contract to be signed'),
  contracted: text('待公示', 'Result to be published'),
  disclosed: text('已公示', 'Result published'),
}

function factsOf(list: Act[]): Lot {
  let f: Lot = { planned: list[0]?.happenedAt ?? new Date(0), status: 'planned', announced: null, entries: [] }
  for (const a of list) f = fold(f, a)
  return f
}

function fold(f: Lot, a: Act): Lot {
  const p = a.public
  switch (a.type as keyof typeof acts) {
    case 'land.planned':
      return { ...f, form: p.form }
    case 'land.approved':
      return { ...f, status: p.outcome === 'approve' ? 'approved' : 'returned' }
    case 'land.announced':
      return { ...f, status: 'announced', announced: { applyUntil: p.applyUntil, opens: p.opens, closes: p.closes } }
    case 'land.applied':
      return { ...f, entries: entered(f.entries, a, p.applicant) }
    case 'land.deposit-moved':
      return { ...f, entries: moved(f.entries, a) }
    case 'land.qualified':
      return { ...f, entries: decided(f.entries, a, p.applicant) }
    case 'land.closed':
      return {
        ...f,
        status: p.outcome === 'dealt' ? 'dealt' : 'failed',
        closed: { at: a.happenedAt, outcome: p.outcome, bidder: p.bidder, price: p.price },
      }
    case 'land.verified':
      return {
        ...f,
        status: p.outcome === 'pass' ? 'verified' : 'void',
        verified: a.happenedAt,
        entries: kept(f.entries, p.deposit, p.outcome === 'pass' ? 'converted' : 'forfeited'),
      }
    case 'land.contracted':
      return { ...f, status: 'contracted', contracted: a.happenedAt }
    case 'land.disclosed':
      return { ...f, status: 'disclosed', disclosed: a.happenedAt }
    default:
      return f
  }
}

const run = (id: string, start: Date, at: Date, finished?: Date) =>
  count({ limit: figures.at(id, dayOf(start)) as Limit, start, at, finished, extensions: [] })

/** Land and mining rights from the plan to the published result (the chart C2 of the Fujian listing). */
export const lot = defineCaseKind<Lot>({
  kind: 'lot',
  title: text('出让标的', 'Lot'),
  parties: {
    transferor: text('出让人', 'Transferor'),
    [BIDDER]: text('竞买人', 'Bidder'),
    [JOINT]: text('联合竞买人', 'Joint bidder'),
  },
  acts: [...(Object.keys(acts) as (keyof typeof acts)[]), ...COMMON_ACTS],
  steps: {
    'land.approved': {
      title: text('批准出让方案', 'Approve the plan'),
      outcomes: ['approve', 'return'],
      post: APPROVER,
    },
    'land.announced': { title: text('发布出让公告', 'Announce'), outcomes: [], post: KEEPER },
    'land.closed': { title: text('竞价结束', 'Sale closes'), outcomes: ['dealt', 'failed'], post: KEEPER },
    'land.verified': { title: text('验证原件', 'Verify originals'), outcomes: ['pass', 'void'], post: KEEPER },
    'land.contracted': { title: text('签订出让合同', 'Sign the contract'), outcomes: [], post: OFFICER },
    'land.disclosed': { title: text('公示结果', 'Publish the result'), outcomes: [], post: KEEPER },
  },
  needs: ['land.approved', 'land.announced', 'land.closed', 'land.verified', 'land.contracted', 'land.disclosed'],
  clocks: {
    'land.qualify': text('资格审查期限', 'Decision on an application'),
    'land.verify': text('验证原件期限', 'Verification'),
    'land.disclose': text('公示期限', 'Publication of the result'),
    'land.refund': text('保证金退还期限', 'Return of deposits'),
  },
  shows: {
    list: lots,
    words: ['title', 'titleEn', 'place'],
    row({ announced, form }) {
      if (!announced) return undefined
      const { title, titleEn, kind, place, area, start } = form!
      return { title, titleEn, kind, place, area, start }
    },
  },
  pages: { desk, portal },
  fold: factsOf,
  status(f) {
    const ended = f.status === 'disclosed' || f.status === 'failed' || f.status === 'void' || f.status === 'returned'
    return { code: f.status, text: words[f.status], closed: ended }
  },
  duties(f, _, unit, at): Duty[] {
    const waiting = f.entries.find((x) => x.paid && x.outcome === null)
    const freed = f.closed?.outcome === 'dealt' ? f.verified : f.closed?.at
    return [
      { clock: 'land.qualify', unit, count: waiting && !f.closed ? run('qualify', waiting.at, at) : undefined },
      {
        clock: 'land.verify',
        unit,
        count: f.closed?.outcome === 'dealt' ? run('verify', f.closed.at, at, f.verified) : undefined,
      },
      { clock: 'land.disclose', unit, count: f.contracted && run('disclose', f.contracted, at, f.disclosed) },
      {
        clock: 'land.refund',
        unit,
        count: freed && run('refund', f.closed!.at, at, owedBack(f.entries).length > 0 ? undefined : freed),
      },
    ]
  },
})

export const { step, act } = caseOperations(lot, acts)
