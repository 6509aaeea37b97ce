// What is bought under frameworks, in OCDS (trade/ocds): a mini-tender is a process of its own that names its framework; a direct order
// is a contract of the framework's process; an open framework, which no process of procurement made, is published here whole.
import { type CaseAt, caseAt, caseOfKind } from '../../kernel/cases/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { type Act, anyone, findAct, publishedActs, query } from '../../kernel/platform/index.ts'
import {
  byCode,
  codeOf,
  identified,
  once,
  type Release,
  type ReleaseContext,
  relatedTo,
  released,
  type Said,
  toldBy,
  yuan,
} from '../../trade/ocds/index.ts'
import * as procurement from '../procurement/contract.ts'
import { type Agreement, agreementsIn, applicationOf, entrantsIn } from './agreements.store.ts'
import { order as kind, type Order } from './case.kind.ts'
import { releases } from './contract.ts'
import { catalogue, quotes } from './paths.ts'
import type { Ranked } from './quotes.rules.ts'
import { why } from './words.ts'

type Organisation = { id: string; name: string }
/** A framework with what its orders refer to: who leads it, who is in it, the award to each. */
type Framework = Agreement & { lead: string; supplier(uscc: string): Organisation; award(uscc: string): string }
type Books = {
  site: string
  framework(number: string): Promise<Framework | undefined>
  unit(code: string): Promise<Organisation>
}

/** Asked once for each key, whoever asks how often. */
function onceFor<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const found = new Map<string, Promise<T>>()
  return (key) => {
    const one = found.get(key) ?? read(key)
    found.set(key, one)
    return one
  }
}

/** Frameworks and the places that they are in are asked once for all that is told of them. */
function booksOf({ tx, callAsSystem, site }: ReleaseContext): Books {
  const agreements = onceFor((place) => agreementsIn(tx, place))
  const all = onceFor((place) => entrantsIn(tx, place))
  async function find(number: string): Promise<Framework | undefined> {
    const place = number.slice(0, 6)
    const agreement = (await agreements(place)).find((a) => a.number === number)
    if (!agreement) return undefined
    const entrants = (await all(place)).filter((e) => e.number === number)
    const made = agreement.open ? undefined : await callAsSystem(procurement.outcome, { number })
    return {
      ...agreement,
      lead: made?.unit ?? agreement.open!.unit,
      supplier: (uscc) => ({ id: byCode(uscc), name: entrants.find((e) => e.uscc === uscc)?.name ?? uscc }),
      // As the process that made it numbers its awards.
      award: (uscc) => `${number}-award-${made ? made.winners.findIndex((w) => w.uscc === uscc) + 1 : uscc}`,
    }
  }
  return {
    site,
    framework: onceFor(find),
    unit: async (code) => ({ id: code, name: (await units(tx)).find((u) => u.code === code)?.name.zh ?? code }),
  }
}

const partyOf = (o: Organisation, roles: ('tenderer' | 'supplier')[]) => ({
  ...{ ...o, roles },
  identifier: identified(o),
})

/** An order without competition: a contract under the award of its supplier. */
async function directOf(books: Books, at: CaseAt<Order>): Promise<Release[]> {
  const { number, unit } = at.found
  const placed = at.acts.find((a) => a.type === 'order.placed')!.public
  const framework = (await books.framework(placed.agreement))!
  const buyer = await books.unit(unit)
  const contract = { id: number, awardID: framework.award(placed.uscc) }
  const saidBy = (a: Act): Said | undefined => {
    const date = a.happenedAt.toISOString()
    switch (a.type) {
      case 'order.placed':
        return {
          tag: ['contract'],
          parties: [{ ...buyer, roles: unit === framework.lead ? ['buyer', 'procuringEntity'] : ['buyer'] }],
          contracts: [
            { ...contract, title: `${placed.good} × ${placed.count}`, status: 'pending', value: yuan(placed.amount) },
          ],
        }
      case 'order.taken':
        return a.public.outcome === 'take'
          ? { tag: ['contractUpdate'], contracts: [{ ...contract, status: 'active', dateSigned: date }] }
          : { tag: ['contractUpdate'], contracts: [{ ...contract, status: 'cancelled' }] }
      case 'order.paid':
        return { tag: ['contractTermination'], contracts: [{ ...contract, status: 'terminated' }] }
      default:
        return undefined
    }
  }
  return at.acts.flatMap((a) => {
    const said = saidBy(a)
    return said ? [released(framework.number, number, a, said)] : []
  })
}

/** A mini-tender: who declined, or was passed over, loses his award to the next. */
async function miniOf(books: Books, at: CaseAt<Order>): Promise<Release[]> {
  const { number: id, unit } = at.found
  const asked = at.acts.find((a) => a.type === 'quotes.called')!.public
  const framework = (await books.framework(asked.agreement))!
  const buyer = await books.unit(unit)
  const cost = (price: number) => yuan(price * asked.count)
  let awards = 0
  const award = () => `${id}-award-${awards}`
  const saidBy = (a: Act): Said | undefined => {
    const p = a.public
    const date = a.happenedAt.toISOString()
    switch (a.type) {
      case 'quotes.called':
        return {
          tag: ['tender'],
          ...{ parties: [{ ...buyer, roles: ['buyer', 'procuringEntity'] }], buyer },
          ...relatedTo([['framework', asked.agreement]]),
          tender: {
            ...{ id, title: `${asked.good} × ${asked.count}`, description: asked.need, status: 'active' },
            ...{ procuringEntity: buyer, procurementMethod: 'selective', procurementMethodDetails: '框架协议二次竞价' },
            value: cost(Math.max(...asked.goods.map(([, , , price]: [string, string, string, number]) => price))),
            mainProcurementCategory: framework.category as 'goods',
            ...{ awardCriteria: 'priceOnly', submissionMethod: ['electronicSubmission'] },
            tenderPeriod: { startDate: date, endDate: asked.deadline },
            documents: [
              {
                ...{ id: 'notice', documentType: 'tenderNotice', title: asked.good, datePublished: date },
                url: `${books.site}${quotes}/${asked.box}`,
              },
            ],
          },
        }
      case 'quotes.closed':
        return {
          tag: ['tenderUpdate'],
          tender: { id, ...(p.count === 0 ? { status: 'unsuccessful' as const } : {}), numberOfTenderers: p.count },
          bids: { statistics: [{ id: 'bids', measure: 'bids', value: p.count }] },
        }
      case 'quotes.opened': {
        const all = p.quotes as [string, string, number | null, number | null, Ranked['why']][]
        const who = once(all.map(([uscc]) => framework.supplier(uscc)))
        return {
          tag: ['tenderUpdate'],
          parties: who.map((o) => partyOf(o, ['tenderer'])),
          tender: { id, tenderers: who, ...(p.outcome === 'none' ? { status: 'unsuccessful' as const } : {}) },
          bids: {
            statistics: [{ id: 'valid', measure: 'validBids', value: all.filter(([, , , rank]) => rank).length }],
            details: all.map(([uscc, , price, rank, failed]) => ({
              ...{ id: uscc, tenderers: [framework.supplier(uscc)] },
              ...(price === null ? {} : { value: cost(price) }),
              ...(rank ? { status: 'valid', rank } : { status: 'disqualified', statusDetails: why[failed!].zh }),
            })),
          },
        }
      }
      case 'quotes.awarded': {
        if (p.outcome === 'end') return { tag: ['tenderCancellation'], tender: { id, status: 'cancelled' } }
        awards++
        const supplier = framework.supplier(p.uscc)
        return {
          tag: ['award'],
          tender: { id, status: 'complete' },
          awards: [
            {
              ...{ id: award(), status: 'active', date, value: yuan(p.amount), suppliers: [supplier] },
              relatedBid: p.uscc,
            },
          ],
          parties: [partyOf(supplier, ['tenderer', 'supplier'])],
        }
      }
      case 'order.taken':
        return p.outcome === 'take'
          ? {
              tag: ['contract'],
              contracts: [
                { id, awardID: award(), status: 'active', value: yuan(at.facts.deal!.amount), dateSigned: date },
              ],
            }
          : { tag: ['awardCancellation'], awards: [{ id: award(), status: 'cancelled' }] }
      case 'order.paid':
        return { tag: ['contractTermination'], contracts: [{ id, awardID: award(), status: 'terminated' }] }
      default:
        return undefined
    }
  }
  return at.acts.flatMap((a) => {
    const said = saidBy(a)
    return said ? [released(id, id, a, said)] : []
  })
}

const OPEN = ['agreement.published', 'entry.decided', 'agreement.closed']

/** An open framework: published, joined, closed; an award to each who came in. */
async function openOf(ctx: ReleaseContext, books: Books, number: string): Promise<Release[]> {
  const only = { 'entry.decided': { agreement: number, outcome: 'in' } }
  const acts = await Promise.all(
    OPEN.map((act) => publishedActs(ctx.tx, { act, only: only[act as keyof typeof only] ?? { number } }, ...ALWAYS)),
  )
  return (await Promise.all(acts.flat().map((a) => openSaid(ctx, books, number, a)))).flatMap((r) => r ?? [])
}

/** What an act told of an open framework; of one that a process of procurement made, that process tells. */
async function openSaid({ tx }: ReleaseContext, books: Books, number: string, a: Act): Promise<Release | undefined> {
  const framework = await books.framework(number)
  if (!framework?.open) return undefined
  const lead = await books.unit(framework.lead)
  const date = a.happenedAt.toISOString()
  if (a.type === 'agreement.closed')
    return released(number, `${number}-closed`, a, {
      tag: ['tenderUpdate'],
      tender: { id: number, status: 'complete' },
    })
  if (a.type === 'agreement.published')
    return released(number, number, a, {
      tag: ['tender'],
      ...{ parties: [{ ...lead, roles: ['buyer', 'procuringEntity'] }], buyer: lead },
      tender: {
        ...{ id: number, title: framework.title.zh, description: framework.open!.about || framework.title.zh },
        ...{ status: 'active', procuringEntity: lead, procurementMethod: 'open' },
        ...{ procurementMethodDetails: '开放式框架协议', mainProcurementCategory: framework.category as 'goods' },
        submissionMethod: ['electronicSubmission'],
        tenderPeriod: { startDate: date, endDate: `${a.public.to}T23:59:59+08:00` },
        documents: [
          {
            ...{ id: 'notice', documentType: 'tenderNotice', title: framework.title.zh, datePublished: date },
            url: `${books.site}${catalogue}`,
          },
        ],
      },
    })
  const { number: application } = (await caseAt(tx, { caseId: a.subjectId })).found
  const supplier = framework.supplier((await applicationOf(tx, number.slice(0, 6), application))!.uscc)
  const award = { id: framework.award(codeOf(supplier.id)), status: 'active' as const, date }
  return released(number, application, a, {
    tag: ['award'],
    awards: [{ ...award, suppliers: [supplier] }],
    parties: [partyOf(supplier, ['tenderer', 'supplier'])],
  })
}

const ALWAYS = [new Date(0), new Date('9999-01-01'), 1000] as const

/** The acts that tell. */
export const TELLING = [
  ...OPEN,
  ...['order.placed', 'order.taken', 'order.paid'],
  ...['quotes.called', 'quotes.closed', 'quotes.opened', 'quotes.awarded'],
]

/** A direct order is no process: it stands in its framework's. */
const orderOf = (books: Books, at: CaseAt<Order>) => (at.facts.quotes ? miniOf(books, at) : directOf(books, at))

async function toldByAct(ctx: ReleaseContext, id: string): Promise<Release[]> {
  const a = await findAct(ctx.tx, id)
  if (!a?.published || !TELLING.includes(a.type)) return []
  const books = booksOf(ctx)
  if (OPEN.includes(a.type)) {
    if (a.type === 'entry.decided' && a.public.outcome !== 'in') return []
    const said = await openSaid(ctx, books, a.public.agreement ?? a.public.number, a)
    return said ? [said] : []
  }
  const at = await caseAt<Order>(ctx.tx, { caseId: a.subjectId })
  return toldBy(a, at.found.number, await orderOf(books, at))
}

export const readReleases = query(releases, {
  allow: anyone,
  async run(ctx) {
    const { tx, input } = ctx
    if ('act' in input) return toldByAct(ctx, input.act)
    const { number } = input
    const books = booksOf(ctx)
    const mini = await caseOfKind(tx, kind, number)
    if (mini) return mini.facts.quotes ? miniOf(books, mini) : []
    const placed = await publishedActs(tx, { act: 'order.placed', only: { agreement: number } }, ...ALWAYS)
    const all = await openOf(ctx, books, number)
    for (const a of placed) all.push(...(await directOf(books, await caseAt<Order>(tx, { caseId: a.subjectId }))))
    return all
  },
})
