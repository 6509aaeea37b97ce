// What each act of a process changes of what is known of it, in OCDS (trade/ocds).
import type { CaseAt } from '../../kernel/cases/index.ts'
import type { Act } from '../../kernel/platform/index.ts'
import {
  byCode,
  identified,
  type Names,
  once,
  type Release,
  type ReleaseContext,
  relatedTo,
  releasesBy,
  releasesOfBuying,
  type Said,
  yuan,
} from '../../trade/ocds/index.ts'
import { type Process, procurement } from './case.kind.ts'
import { releases } from './contract.ts'
import type { ProcurementForm, Way } from './form.shape.ts'
import { portal } from './paths.ts'
import type { Winner } from './process.fold.ts'
import { methods } from './words.ts'

/** The standard's four methods; ours stands in `procurementMethodDetails`. */
const OF: Record<Way, 'open' | 'selective' | 'limited' | 'direct'> = {
  ...{ open: 'open', invited: 'selective', negotiation: 'limited', consultation: 'limited', inquiry: 'limited' },
  ...{ single: 'direct', framework: 'open' },
}
const REJECTED = '评审认定无效，第'

function saidBy(a: Act, f: ProcurementForm, n: Names, number: string, refused: readonly string[]): Said | undefined {
  const award = (nth: number) => `${number}-award-${nth + 1}`
  const p = a.public
  const id = number
  const at = a.happenedAt.toISOString()
  const all = (w: Winner) => [w, ...(w.members ?? [])].map(({ uscc, name }) => ({ id: byCode(uscc), name }))
  const head = {
    parties: [{ ...n.unit, roles: ['buyer' as const, 'procuringEntity' as const] }],
    buyer: n.unit,
    planning: { budget: { id: f.line, amount: yuan(f.budget) } },
  }
  const tender = {
    ...{ id, title: f.title, description: f.need, procuringEntity: n.unit, value: yuan(f.ceiling) },
    ...{ procurementMethod: OF[f.method], procurementMethodDetails: methods[f.method].zh },
    mainProcurementCategory: f.category,
    awardCriteria: f.scoring.endsWith('lowest') ? ('priceOnly' as const) : ('ratedCriteria' as const),
    submissionMethod: ['electronicSubmission' as const],
  }
  const related = relatedTo([
    ['unsuccessfulProcess', f.replaces],
    ['parent', f.lot?.of],
  ])
  switch (a.type) {
    case 'procurement.announced':
      return {
        ...{ tag: ['tender'], ...head, ...related },
        tender: {
          ...{ ...tender, status: 'active', tenderPeriod: { startDate: at, endDate: p.deadline } },
          documents: [
            {
              ...{ id: 'notice', documentType: 'tenderNotice', title: f.title, datePublished: at },
              url: `${n.site}${portal}/${number}`,
            },
          ],
        },
      }
    case 'procurement.publicised':
      return { tag: ['tender'], ...head, tender: { ...tender, status: 'planned' } }
    case 'procurement.closed':
      return {
        tag: ['tenderUpdate'],
        tender: { id, ...(p.outcome === 'few' ? { status: 'unsuccessful' as const } : {}), numberOfTenderers: p.count },
        bids: { statistics: [{ id: 'bids', measure: 'bids', value: p.count }] },
      }
    case 'procurement.opened': {
      const bids = p.bids as [number, string, number | null, string][]
      const who = once(bids.flatMap(([no]) => n.bidders(no)))
      return {
        tag: ['tenderUpdate'],
        parties: who.map((o) => ({ ...o, roles: ['tenderer' as const] })),
        tender: { id, tenderers: who },
        bids: {
          details: bids.map(([no, outcome, price]) => ({
            ...{ id: String(no), date: n.received.get(no) ?? at, tenderers: n.bidders(no) },
            status: outcome === 'opened' ? ('valid' as const) : ('disqualified' as const),
            ...(outcome === 'opened' ? {} : { statusDetails: outcome }),
            ...(price === null ? {} : { value: yuan(price) }),
          })),
        },
      }
    }
    case 'procurement.reported': {
      const all = p.ranking as [number, number | null, number, string, string][]
      return {
        tag: ['tenderUpdate'],
        tender: { id, ...(p.outcome === 'none' ? { status: 'unsuccessful' as const } : {}) },
        bids: {
          statistics: [{ id: 'valid', measure: 'validBids', value: all.filter(([, rank]) => rank !== null).length }],
          details: all.map(([no, rank, price, total, codes]) => ({
            ...{ id: String(no), ...(price > 0 ? { value: yuan(price) } : {}) },
            ...(rank === null
              ? {
                  status: 'disqualified' as const,
                  statusDetails: `${REJECTED} ${[...new Set(codes.split(' '))].join('、')} 项`,
                }
              : { rank, points: total }),
          })),
        },
      }
    }
    case 'procurement.notified': {
      const winners = p.winners as Winner[]
      return {
        tag: ['award'],
        ...(f.method === 'single' ? head : {}),
        tender: { ...(f.method === 'single' ? tender : { id }), status: 'complete' },
        awards: winners.map((w, i) => ({
          ...{ id: `${number}-award-${i + 1}`, status: 'active' as const, date: at, value: yuan(w.price) },
          suppliers: all(w),
        })),
        parties: [
          ...(f.method === 'single' ? head.parties : []),
          ...once(winners.flatMap(all)).map((w) => ({
            ...w,
            identifier: identified(w),
            roles: f.method === 'single' ? ['supplier' as const] : ['tenderer' as const, 'supplier' as const],
          })),
        ],
      }
    }
    case 'procurement.passed-on': {
      const [w] = p.winners as [Winner]
      return {
        tag: ['awardUpdate'],
        awards: [
          { id: award(refused.indexOf(p.before)), status: 'cancelled' },
          {
            ...{ id: award(refused.indexOf(p.before) + 1), status: 'active', date: at, value: yuan(w.price) },
            suppliers: all(w),
          },
        ],
        parties: all(w).map((o) => ({ ...o, roles: ['tenderer', 'supplier'] })),
      }
    }
    case 'procurement.contracted':
      return {
        tag: ['contract'],
        contracts: [
          {
            ...{
              id: p.contract,
              awardID: award(refused.length),
              status: 'active',
              value: yuan(p.price),
              dateSigned: at,
            },
          },
        ],
      }
    case 'procurement.decided':
      return p.outcome === 'annul' ? { tag: ['tenderCancellation'], tender: { id, status: 'cancelled' } } : undefined
    default:
      return undefined
  }
}

/** Every release of one process, oldest first. */
const releasesOf = (ctx: ReleaseContext, at: CaseAt<Process>): Promise<Release[]> =>
  releasesOfBuying(ctx, at, (a, names) =>
    saidBy(
      a,
      at.found.form as ProcurementForm,
      names,
      at.found.number,
      at.facts.refused.map((r) => r.uscc),
    ),
  )

/** The acts that tell. */
export const TELLING = [
  'procurement.announced',
  'procurement.publicised',
  'procurement.closed',
  'procurement.opened',
  'procurement.reported',
  'procurement.notified',
  'procurement.passed-on',
  'procurement.contracted',
  'procurement.decided',
]

export const readReleases = releasesBy(releases, { kind: procurement, of: releasesOf })
