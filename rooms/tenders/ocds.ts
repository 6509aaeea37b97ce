// What each act of a tender changes of what is known of it, in OCDS (trade/ocds).
import type { CaseAt } from '../../kernel/cases/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import {
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
import { type Tender, tender } from './case.kind.ts'
import { releases } from './contract.ts'
import type { TenderForm } from './form.shape.ts'

type Opened = [bidder: number, outcome: string, price: number | null]
const REASONS = text('评标委员会否决，实施条例第五十一条第', 'rejected, art. 51 item ')

/** Bid documents stay with the committee: what is published of them are names of nobody and digests. */
function saidBy(a: Act, f: TenderForm, n: Names, number: string): Said | undefined {
  const p = a.public
  const id = number
  const url = `${n.site}/tenders/${number}`
  switch (a.type) {
    case 'tender.announced':
      return {
        tag: ['tender'],
        parties: [{ ...n.unit, roles: ['buyer', 'procuringEntity'] }],
        buyer: n.unit,
        tender: {
          id,
          title: f.title,
          description: f.scope,
          status: 'active',
          procuringEntity: n.unit,
          value: yuan(f.ceiling),
          procurementMethod: 'open',
          mainProcurementCategory: 'works',
          awardCriteria: f.method.startsWith('lowest') ? 'priceOnly' : 'ratedCriteria',
          submissionMethod: ['electronicSubmission'],
          tenderPeriod: { startDate: a.happenedAt.toISOString(), endDate: p.deadline },
          documents: [
            {
              id: 'notice',
              documentType: 'tenderNotice',
              title: f.title,
              url,
              datePublished: a.happenedAt.toISOString(),
            },
          ],
        },
        ...relatedTo([
          ['unsuccessfulProcess', f.replaces],
          ['parent', f.lot?.of],
        ]),
      }
    case 'tender.clarified':
      return {
        tag: ['tenderUpdate'],
        tender: {
          id,
          ...(p.deadline ? { tenderPeriod: { endDate: p.deadline } } : {}),
          documents: [
            {
              id: `clarification-${a.number}`,
              documentType: 'clarifications',
              title: String(p.words).slice(0, 200),
              url,
              datePublished: a.happenedAt.toISOString(),
            },
          ],
        },
      }
    case 'tender.closed':
      return {
        tag: ['tenderUpdate'],
        tender: { id, ...(p.outcome === 'few' ? { status: 'unsuccessful' as const } : {}), numberOfTenderers: p.count },
        bids: { statistics: [{ id: 'bids', measure: 'bids', value: p.count }] },
      }
    case 'tender.opened': {
      const all = once((p.bids as Opened[]).flatMap(([no]) => n.bidders(no)))
      return {
        tag: ['tenderUpdate'],
        parties: all.map((who) => ({ ...who, roles: ['tenderer' as const] })),
        tender: { id, tenderers: all },
        bids: {
          details: (p.bids as Opened[]).map(([no, outcome, price]) => ({
            id: String(no),
            date: n.received.get(no) ?? a.happenedAt.toISOString(),
            status: outcome === 'opened' ? ('valid' as const) : ('disqualified' as const),
            ...(outcome === 'opened' ? {} : { statusDetails: outcome }),
            tenderers: n.bidders(no),
            ...(price === null ? {} : { value: yuan(price) }),
          })),
        },
      }
    }
    case 'tender.reported': {
      const all = p.ranking as [number, number | null, string, string][]
      const out = (codes: string) => `${REASONS.zh} ${[...new Set(codes.split(' '))].join('、')} 项`
      return {
        tag: ['tenderUpdate'],
        tender: { id, ...(p.outcome === 'none' ? { status: 'unsuccessful' as const } : {}) },
        bids: {
          statistics: [{ id: 'valid', measure: 'validBids', value: all.filter(([, rank]) => rank !== null).length }],
          details: all.map(([no, rank, total, codes]) => ({
            id: String(no),
            ...(rank === null
              ? { status: 'disqualified' as const, statusDetails: out(codes) }
              : { rank, points: total }),
          })),
        },
      }
    }
    case 'tender.awarded':
      return {
        tag: ['award'],
        tender: { id, status: 'complete' },
        awards: [
          {
            id: `${number}-award`,
            status: 'active',
            date: a.happenedAt.toISOString(),
            value: yuan(p.price),
            suppliers: n.bidders(p.bidder),
            relatedBid: String(p.bidder),
          },
        ],
        parties: n.bidders(p.bidder).map((who) => ({ ...who, roles: ['tenderer', 'supplier'] })),
      }
    case 'tender.contracted':
      return {
        tag: ['contract'],
        contracts: [
          {
            id: p.contract,
            awardID: `${number}-award`,
            status: 'active',
            value: yuan(p.price),
            dateSigned: a.happenedAt.toISOString(),
          },
        ],
      }
    default:
      return undefined
  }
}

/** Every release of one tender, oldest first. */
export const releasesOf = async (ctx: ReleaseContext, at: CaseAt<Tender>): Promise<Release[]> =>
  at.facts.announced
    ? releasesOfBuying(ctx, at, (a, names) => saidBy(a, at.found.form as TenderForm, names, at.found.number))
    : []

/** The acts that tell. */
export const TELLING = [
  'tender.announced',
  'tender.clarified',
  'tender.closed',
  'tender.opened',
  'tender.reported',
  'tender.awarded',
  'tender.contracted',
]

export const readReleases = releasesBy(releases, { kind: tender, of: releasesOf })
