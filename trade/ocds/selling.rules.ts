// What a sale by the public says in OCDS. The standard is made for buying: here the money goes the other way, which is said where it
// has words for it (the seller is the payee, who won the payer) and in `procurementMethodDetails`; users ask for more (standard#672, #793).

import type { Release } from './ocds.shape.ts'
import { ocidOf } from './package.rules.ts'

export type OfSale = {
  number: string
  title: string
  description: string
  unit: { id: string; name: string }
  url: string
  method: string
  replaces?: string | undefined
}
/** Who won is a name of nobody: its number in the sale. */
export type SaleEvent = { id: string; at: Date } & (
  | { what: 'announced'; from: string; until: string; value: number }
  | { what: 'extended'; until: string }
  | { what: 'ended'; bidders?: number }
  | { what: 'dealt'; who: string; price: number; bidders?: number }
  | { what: 'void' }
  | { what: 'contracted'; contract: string; price: number; day: string }
)
type Said = Omit<Release, 'ocid' | 'id' | 'date' | 'initiationType'>
const yuan = (fen: number) => ({ amount: fen / 100, currency: 'CNY' as const })

function saidBy(s: OfSale, e: SaleEvent): Said {
  const id = s.number
  const counted = (n: number | undefined) =>
    n === undefined ? {} : { bids: { statistics: [{ id: 'bidders', measure: 'bidders' as const, value: n }] } }
  switch (e.what) {
    case 'announced':
      return {
        tag: ['tender'],
        parties: [{ ...s.unit, roles: ['procuringEntity', 'payee'] }],
        tender: {
          ...{ id, title: s.title, description: s.description, status: 'active', procuringEntity: s.unit },
          ...{ value: yuan(e.value), procurementMethod: 'open', procurementMethodDetails: s.method },
          ...{ submissionMethod: ['electronicAuction'], tenderPeriod: { startDate: e.from, endDate: e.until } },
          documents: [
            {
              id: 'notice',
              documentType: 'tenderNotice',
              title: s.title,
              url: s.url,
              datePublished: e.at.toISOString(),
            },
          ],
        },
        ...(s.replaces
          ? {
              relatedProcesses: [
                {
                  ...{ id: '1', relationship: ['unsuccessfulProcess' as const], scheme: 'ocid' as const },
                  identifier: ocidOf(s.replaces),
                },
              ],
            }
          : {}),
      }
    case 'extended':
      return { tag: ['tenderUpdate'], tender: { id, tenderPeriod: { endDate: e.until } } }
    case 'ended':
      return { tag: ['tenderUpdate'], tender: { id, status: 'unsuccessful' }, ...counted(e.bidders) }
    case 'dealt': {
      const winner = { id: `${s.number}-${e.who}`, name: `${e.who} 号` }
      return {
        tag: ['award'],
        tender: { id, status: 'complete' },
        parties: [{ ...winner, roles: ['tenderer', 'supplier', 'payer'] }],
        awards: [
          {
            ...{ id: `${id}-award`, status: 'active', date: e.at.toISOString(), value: yuan(e.price) },
            suppliers: [winner],
          },
        ],
        ...counted(e.bidders),
      }
    }
    case 'void':
      return { tag: ['awardCancellation'], awards: [{ id: `${id}-award`, status: 'cancelled' }] }
    case 'contracted':
      return {
        tag: ['contract'],
        contracts: [
          {
            ...{ id: e.contract, awardID: `${id}-award`, status: 'active', value: yuan(e.price) },
            dateSigned: new Date(`${e.day}T00:00:00+08:00`).toISOString(),
          },
        ],
      }
  }
}

/** Every release of one sale, oldest first. */
export const releasesOfSale = (s: OfSale, events: readonly SaleEvent[]): Release[] =>
  events.map((e) => ({
    ...{ ocid: ocidOf(s.number), id: e.id, date: e.at.toISOString(), initiationType: 'tender', language: 'zh' },
    ...saidBy(s, e),
  }))
