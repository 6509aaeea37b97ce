// A project as its acts tell it. Pure.
import { addDays, dayOf } from '../../kernel/calendar/index.ts'
import type { Act } from '../../kernel/platform/index.ts'
import type { acts } from './acts.ts'
import type { ProjectForm, STAGES } from './contract.ts'
import { type Money, NOTHING } from './money.rules.ts'
import type { STATUS } from './words.ts'

export type Stage = (typeof STAGES)[number]
export type Signed = {
  contract: string
  lot: string
  contractor: string
  on: Date
  from: string
  to: string
  payWithin: number
  amount: number
  changes: number
  advance: number
  certified: number
  certifiedAdvances: number
  paid: number
  direct: string | null
}
export type Claim = { contract: string; amount: number; at: Date; payBy: string; days: number }
export type Report = { at: Date; percent: number; planned: number; late: boolean; said: string }
export type Project = {
  status: keyof typeof STATUS
  form: ProjectForm | null
  proposed: Date
  /** When each stage was approved. */
  approved: Partial<Record<Stage, Date>>
  /** What was submitted and is being decided on. */
  submitted: number | null
  money: Money
  tenders: { lot: string; market: string | null; exempt: string | null; at: Date }[]
  contracts: Signed[]
  claims: Claim[]
  payments: { contract: string; amount: number; voucher: string; at: Date }[]
  started: { on: string; approved: boolean; permit: string | null } | null
  reports: Report[]
  photos: { sha256: string; at: Date; reported: boolean }[]
  accepted: { on: string; at: Date } | null
  filed: Date | null
  handed: { to: string; surplus: number; returned: boolean } | null
}

/** The slot of photographs of the site. */
export const PHOTO = 'progress'

export const isSimple = (f: Pick<Project, 'form'>): boolean => f.form !== null && f.form.simplified !== 'none'

export const EMPTY: Project = {
  status: 'proposed',
  form: null,
  proposed: new Date(0),
  approved: {},
  submitted: null,
  money: NOTHING,
  tenders: [],
  contracts: [],
  claims: [],
  payments: [],
  started: null,
  reports: [],
  photos: [],
  accepted: null,
  filed: null,
  handed: null,
}

const decided = (f: Project, stage: Stage, outcome: string, at: Date): Project => {
  if (outcome === 'restudy') return { ...f, status: 'studying', submitted: null }
  if (outcome === 'return')
    return {
      ...f,
      submitted: null,
      status: stage === 'proposal' ? 'refused' : stage === 'study' ? 'studying' : 'estimating',
    }
  const approved = { ...f.approved, [stage]: at }
  if (stage === 'proposal') return { ...f, approved, status: isSimple(f) ? 'estimating' : 'studying' }
  if (stage === 'study')
    return { ...f, approved, status: 'estimating', submitted: null, money: { ...f.money, estimate: f.submitted } }
  return { ...f, approved, status: 'budgeting', submitted: null, money: { ...f.money, design: f.submitted } }
}

const ofContract = (f: Project, contract: string, change: (c: Signed) => Partial<Signed>): Signed[] =>
  f.contracts.map((c) => (c.contract === contract ? { ...c, ...change(c) } : c))

export function fold(f: Project, a: Act): Project {
  const p = a.public
  const at = a.happenedAt
  const money = (change: Partial<Money>): Money => ({ ...f.money, ...change })
  switch (a.type as keyof typeof acts | 'paper.added') {
    case 'project.proposed':
      return { ...f, proposed: at, form: p.form }
    case 'project.decided':
      return decided(f, p.stage, p.outcome, at)
    case 'project.studied':
      return { ...f, status: 'study', submitted: p.amount }
    case 'project.estimated':
      return { ...f, status: 'estimate', submitted: p.amount }
    case 'project.adjusted':
      return { ...f, money: money({ design: p.amount, adjusted: true }) }
    case 'project.budgeted':
      return { ...f, status: f.status === 'budgeting' ? 'building' : f.status, money: money({ budget: p.amount }) }
    case 'project.tendered':
      return { ...f, tenders: [...f.tenders, { lot: p.lot, market: p.market ?? null, exempt: p.exempt ?? null, at }] }
    case 'project.contracted':
      return {
        ...f,
        contracts: [
          ...f.contracts,
          {
            contract: p.contract,
            lot: p.lot,
            contractor: p.contractor,
            on: at,
            from: p.from,
            to: p.to,
            payWithin: p.payWithin,
            amount: p.amount,
            changes: 0,
            advance: p.advance,
            certified: 0,
            certifiedAdvances: 0,
            paid: 0,
            direct: p.direct ?? null,
          },
        ],
        money: money({ contracts: f.money.contracts + p.amount, advances: f.money.advances + p.advance }),
      }
    case 'project.started':
      return { ...f, started: { on: p.on, approved: p.approved, permit: p.permit ?? null } }
    case 'paper.added':
      return p.slot === PHOTO && String(p.type).startsWith('image/')
        ? { ...f, photos: [...f.photos, { sha256: p.sha256, at, reported: false }] }
        : f
    case 'project.reported':
      return {
        ...f,
        reports: [...f.reports, { at, percent: p.percent, planned: p.planned, late: p.late, said: p.said }],
        photos: f.photos.map((x) => ({ ...x, reported: true })),
      }
    case 'project.changed':
      return {
        ...f,
        contracts: ofContract(f, p.contract, (c) => ({ changes: c.changes + p.amount })),
        money: money({ changes: f.money.changes + p.amount }),
      }
    case 'project.certified': {
      const more = p.what === 'advance' ? p.amount : 0
      const days = Math.round((Date.parse(p.payBy) - Date.parse(dayOf(at))) / 86_400_000)
      return {
        ...f,
        claims: [...f.claims, { contract: p.contract, amount: p.amount, at, payBy: p.payBy, days }],
        contracts: ofContract(f, p.contract, (c) => ({
          certified: c.certified + p.amount,
          certifiedAdvances: c.certifiedAdvances + more,
        })),
        money: money({
          certified: f.money.certified + p.amount,
          certifiedAdvances: f.money.certifiedAdvances + more,
        }),
      }
    }
    case 'project.paid':
      return {
        ...f,
        payments: [...f.payments, { contract: p.contract, amount: p.amount, voucher: p.voucher, at }],
        contracts: ofContract(f, p.contract, (c) => ({ paid: c.paid + p.amount })),
        money: money({ paid: f.money.paid + p.amount }),
      }
    case 'project.accepted':
      return { ...f, status: 'accepted', accepted: { on: p.on, at } }
    case 'project.filed':
      return { ...f, status: 'filed', filed: at }
    case 'project.settled':
      return { ...f, status: 'settled', money: money({ settled: p.amount }) }
    case 'project.audited':
      return { ...f, status: 'audited' }
    case 'project.handed-over':
      return { ...f, status: 'done', handed: { to: p.to, surplus: p.surplus, returned: p.returned } }
    default:
      return f
  }
}

/** What one contract has of the money: the same chain holds for it alone. */
export const moneyOf = (c: Signed): Money => ({
  ...NOTHING,
  contracts: c.amount,
  changes: c.changes,
  advances: c.advance,
  certified: c.certified,
  certifiedAdvances: c.certifiedAdvances,
  paid: c.paid,
})

/** The oldest claim that payments on its contract have not covered: payments go to claims in their order. */
export function unpaid(f: Pick<Project, 'claims' | 'payments'>): Claim | undefined {
  const left = new Map<string, number>()
  for (const p of f.payments) left.set(p.contract, (left.get(p.contract) ?? 0) + p.amount)
  const open: Claim[] = []
  for (const c of f.claims) {
    const rest = (left.get(c.contract) ?? 0) - c.amount
    left.set(c.contract, Math.max(0, rest))
    if (rest < 0) open.push(c)
  }
  return open.sort((a, b) => (a.payBy < b.payBy ? -1 : 1))[0]
}

/** The days between which the contracts want the works done. */
export function span(f: Pick<Project, 'contracts' | 'form'>): { from: string; to: string } | undefined {
  const from = f.contracts.map((c) => c.from).sort()[0] ?? f.form?.from
  const to =
    f.contracts
      .map((c) => c.to)
      .sort()
      .at(-1) ?? f.form?.to
  return from && to && from < to ? { from, to } : from ? { from, to: addDays(from, 1) } : undefined
}
