// What each act of a process changes of what is known of it, in OCDS (trade/ocds).
import { type CaseAt, caseAt, findCase } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { type Act, anyone, publishedActs, query, type ReadContext } from '../../kernel/platform/index.ts'
import { ocidOf, type Release } from '../../trade/ocds/index.ts'
import { type Process, procurement } from './case.kind.ts'
import { releases } from './contract.ts'
import type { ProcurementForm, Way } from './form.shape.ts'
import { resultsOf } from './opening.ts'
import { portal } from './paths.ts'
import type { Winner } from './process.fold.ts'
import { methods } from './words.ts'

type Said = Omit<Release, 'ocid' | 'id' | 'date' | 'initiationType'>
type Names = { unit: { id: string; name: string }; bidders: ReadonlyMap<number, string>; site: string }
const yuan = (fen: number) => ({ amount: fen / 100, currency: 'CNY' as const })
/** The standard's four methods; ours stands in `procurementMethodDetails`. */
const OF: Record<Way, 'open' | 'selective' | 'limited' | 'direct'> = {
  ...{ open: 'open', invited: 'selective', negotiation: 'limited', consultation: 'limited', inquiry: 'limited' },
  ...{ single: 'direct', framework: 'open' },
}
const REJECTED = '评审认定无效，第'

function saidBy(a: Act, f: ProcurementForm, n: Names, number: string): Said | undefined {
  const p = a.public
  const id = number
  const at = a.happenedAt.toISOString()
  const bidder = (no: number) => ({ id: `${number}-${no}`, name: n.bidders.get(no) || `${no} 号供应商` })
  const supplier = (w: Winner) => ({ id: `CN-USCC-${w.uscc}`, name: w.name })
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
  const related = f.replaces && {
    relatedProcesses: [
      {
        ...{ id: '1', relationship: ['unsuccessfulProcess' as const], scheme: 'ocid' as const },
        identifier: ocidOf(f.replaces),
      },
    ],
  }
  switch (a.type) {
    case 'procurement.announced':
      return {
        ...{ tag: ['tender'], ...head, ...(related || {}) },
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
      return {
        tag: ['tenderUpdate'],
        parties: bids.map(([no]) => ({ ...bidder(no), roles: ['tenderer'] })),
        tender: { id, tenderers: bids.map(([no]) => bidder(no)) },
        bids: {
          details: bids.map(([no, outcome, price]) => ({
            ...{ id: String(no), date: at, tenderers: [bidder(no)] },
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
        tender: { id, status: 'complete' },
        ...(f.method === 'single' ? { buyer: n.unit } : {}),
        awards: winners.map((w, i) => ({
          ...{ id: `${number}-award-${i + 1}`, status: 'active' as const, date: at, value: yuan(w.price) },
          suppliers: [supplier(w)],
        })),
        parties: winners.map((w) => ({
          ...supplier(w),
          identifier: { scheme: 'CN-USCC', id: w.uscc, legalName: w.name },
          roles: ['supplier'],
        })),
      }
    }
    case 'procurement.contracted':
      return {
        tag: ['contract'],
        contracts: [
          {
            ...{ id: p.contract, awardID: `${number}-award-1`, status: 'active', value: yuan(p.price), dateSigned: at },
          },
        ],
      }
    case 'procurement.decided':
      return p.outcome === 'annul' ? { tag: ['tenderCancellation'], tender: { id, status: 'cancelled' } } : undefined
    default:
      return undefined
  }
}

type Ctx = Pick<ReadContext, 'tx' | 'callAsSystem' | 'site'>
/** Every release of one process, oldest first. */
export async function releasesOf(ctx: Ctx, at: CaseAt<Process>): Promise<Release[]> {
  const { found, facts } = at
  const bids = facts.opened ? await resultsOf(ctx, found.number) : []
  const names: Names = {
    unit: { id: found.unit, name: (await findUnit(ctx.tx, found.unit))?.name.zh ?? found.unit },
    bidders: new Map(bids.map((b) => [b.bidder, String(b.identity?.name ?? '')])),
    site: ctx.site,
  }
  return at.acts.flatMap((a): Release[] => {
    const said = saidBy(a, found.form as ProcurementForm, names, found.number)
    if (!said) return []
    const head = { ocid: ocidOf(found.number), id: `${found.number}-${a.number}`, date: a.happenedAt.toISOString() }
    return [{ ...head, initiationType: 'tender', language: 'zh', ...said } as Release]
  })
}

export const readReleases = query(releases, {
  allow: anyone,
  async run(ctx) {
    const { tx, input } = ctx
    if (input.number) {
      const found = await findCase(tx, input.number)
      if (found?.kind !== procurement.kind) return []
      return releasesOf(ctx, await caseAt<Process>(tx, { number: found.number }))
    }
    const planned = await publishedActs(tx, { act: 'procurement.planned' }, new Date(0), new Date('9999-01-01'), 1000)
    const all: Release[] = []
    for (const a of planned)
      all.push(...(await releasesOf(ctx, await caseAt<Process>(tx, { number: a.public.number }))))
    return all
  },
})
