// Browser-safe: what a JSON Schema cannot ask: whether what a record refers to is there, and nothing stands there twice.
import type { Release } from './ocds.shape.ts'

const twice = (ids: readonly string[]): string[] => [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))]

/** What is broken in a compiled release, each by where it stands; of a single release what is listed twice is told as well. */
export function brokenIn(r: Release): string[] {
  const { tender, awards = [], contracts = [], parties = [] } = r
  const bids = r.bids?.details ?? []
  const known = new Set(parties.map((p) => p.id))
  const named: [string, { id: string } | undefined][] = [
    ['buyer', r.buyer],
    ['tender/procuringEntity', tender?.procuringEntity],
    ...(tender?.tenderers ?? []).map((o): [string, typeof o] => ['tender/tenderers', o]),
    ...bids.flatMap((b) => (b.tenderers ?? []).map((o): [string, typeof o] => [`bids/${b.id}/tenderers`, o])),
    ...awards.flatMap((a) => (a.suppliers ?? []).map((o): [string, typeof o] => [`awards/${a.id}/suppliers`, o])),
  ]
  const lists: [string, readonly { id: string }[]][] = [
    ['parties', parties],
    ['tender/documents', tender?.documents ?? []],
    ['tender/tenderers', tender?.tenderers ?? []],
    ['bids', bids],
    ['bids/statistics', r.bids?.statistics ?? []],
    ['awards', awards],
    ['contracts', contracts],
    ['relatedProcesses', r.relatedProcesses ?? []],
  ]
  const missing = (where: string, id: string) => `${where}: ${id} is not there`
  return [
    ...named.flatMap(([where, o]) => (o && !known.has(o.id) ? [missing(where, o.id)] : [])),
    ...contracts.flatMap((c) => (awards.some((a) => a.id === c.awardID) ? [] : [missing('contracts', c.awardID)])),
    ...awards.flatMap((a) =>
      a.relatedBid && !bids.some((b) => b.id === a.relatedBid) ? [missing('awards', a.relatedBid)] : [],
    ),
    ...lists.flatMap(([where, list]) => twice(list.map((x) => x.id)).map((id) => `${where}: ${id} stands there twice`)),
  ]
}
