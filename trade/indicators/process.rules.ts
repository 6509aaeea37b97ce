// What the flags read of a compiled release (OCDS 1.1.5 with bids), with tolerance: a field of another type is as if it were not there.

export type Bid = {
  status: string | undefined
  date: string | undefined
  amount: number | undefined
  currency: string | undefined
  /** Ids of its tenderers; `parties` counts them whether they have one or not, and is 0 where none are given. */
  tenderers: string[]
  parties: number
}
export type Award = {
  status: string | undefined
  suppliers: string[]
  parties: number
  /** Classification codes of its items. */
  classes: string[]
}
export type Process = {
  ocid: string
  method: string | undefined
  methodDetails: string | undefined
  start: string | undefined
  end: string | undefined
  tenderers: number | undefined
  buyer: string | undefined
  procuringEntity: string | undefined
  /** Undefined where the release says nothing of bids, of awards. */
  bids: Bid[] | undefined
  awards: Award[] | undefined
}

type Json = Record<string, unknown>
const object = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
const array = (value: unknown): unknown[] | undefined => (Array.isArray(value) ? value : undefined)
const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const ids = (list: unknown[] | undefined): string[] => (list ?? []).flatMap((one) => string(object(one)?.id) ?? [])

function bidOf(given: unknown): Bid {
  const bid = object(given) ?? {}
  const value = object(bid.value)
  const tenderers = array(bid.tenderers)
  return {
    status: string(bid.status),
    date: string(bid.date),
    amount: number(value?.amount),
    currency: string(value?.currency),
    tenderers: ids(tenderers),
    parties: tenderers?.length ?? 0,
  }
}
function awardOf(given: unknown): Award {
  const award = object(given) ?? {}
  const suppliers = array(award.suppliers)
  return {
    status: string(award.status),
    suppliers: ids(suppliers),
    parties: suppliers?.length ?? 0,
    classes: (array(award.items) ?? []).flatMap((item) => string(object(object(item)?.classification)?.id) ?? []),
  }
}

/** Undefined where it is no release: it has no `ocid`. `cancelled`: nothing is asked of it. */
export function processOf(given: unknown): (Process & { cancelled: boolean }) | undefined {
  const release = object(given)
  const ocid = string(release?.ocid)
  if (!release || ocid === undefined) return undefined
  const tender = object(release.tender)
  const period = object(tender?.tenderPeriod)
  return {
    ocid,
    cancelled: tender?.status === 'cancelled',
    method: string(tender?.procurementMethod),
    methodDetails: string(tender?.procurementMethodDetails),
    start: string(period?.startDate),
    end: string(period?.endDate),
    tenderers: number(tender?.numberOfTenderers),
    buyer: string(object(release.buyer)?.id),
    procuringEntity: string(object(tender?.procuringEntity)?.id),
    bids: array(object(release.bids)?.details)?.map(bidOf),
    awards: array(release.awards)?.map(awardOf),
  }
}

/** Whatever was not merely invited or withdrawn. */
export const submitted = (p: Process): Bid[] =>
  (p.bids ?? []).filter((b) => b.status !== undefined && b.status !== 'invited' && b.status !== 'withdrawn')

/**
 * The active awards, where every award is final (active, cancelled or unsuccessful) and bids are given; undefined else: what may
 * still change gives no stable answer.
 */
export function activeAwards(p: Process): Award[] | undefined {
  if (!p.awards || !p.bids) return undefined
  const stated = p.awards.filter((a) => a.status !== undefined)
  return stated.every((a) => ['active', 'cancelled', 'unsuccessful'].includes(a.status!))
    ? stated.filter((a) => a.status === 'active')
    : undefined
}

/** The only supplier of the only active award: where there are several, who competed for what is not known. */
export function soleSupplier(p: Process): string | undefined {
  const [award, ...more] = activeAwards(p) ?? []
  return award && more.length === 0 && award.parties === 1 ? award.suppliers[0] : undefined
}

/** Where the flags look, as JSON pointers without indexes, and whether a process has it. */
export const FIELDS: Record<string, (p: Process) => boolean> = {
  '/buyer/id': (p) => p.buyer !== undefined,
  '/tender/procuringEntity/id': (p) => p.procuringEntity !== undefined,
  '/tender/procurementMethod': (p) => p.method !== undefined,
  '/tender/procurementMethodDetails': (p) => p.methodDetails !== undefined,
  '/tender/tenderPeriod/startDate': (p) => p.start !== undefined,
  '/tender/tenderPeriod/endDate': (p) => p.end !== undefined,
  '/tender/numberOfTenderers': (p) => p.tenderers !== undefined,
  '/bids/details/status': (p) => (p.bids ?? []).some((b) => b.status !== undefined),
  '/bids/details/date': (p) => (p.bids ?? []).some((b) => b.date !== undefined),
  '/bids/details/tenderers/id': (p) => (p.bids ?? []).some((b) => b.tenderers.length > 0),
  '/bids/details/value/amount': (p) => (p.bids ?? []).some((b) => b.amount !== undefined),
  '/bids/details/value/currency': (p) => (p.bids ?? []).some((b) => b.currency !== undefined),
  '/awards/status': (p) => (p.awards ?? []).some((a) => a.status !== undefined),
  '/awards/suppliers/id': (p) => (p.awards ?? []).some((a) => a.suppliers.length > 0),
  '/awards/items/classification/id': (p) => (p.awards ?? []).some((a) => a.classes.length > 0),
}
