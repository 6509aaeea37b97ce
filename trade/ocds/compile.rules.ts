// Browser-safe: releases merged into one, as the standard says (merging): in the order of their dates; null removes; objects field by
// field; lists of objects with ids by id; all other lists whole.
import type { Release } from './ocds.shape.ts'

type Json = null | string | number | boolean | Json[] | { [key: string]: Json }
type Obj = { [key: string]: Json }
const isObject = (v: Json | undefined): v is Obj => typeof v === 'object' && v !== null && !Array.isArray(v)
const idOf = (v: Json): string | number | undefined => (isObject(v) ? (v.id as string | number | undefined) : undefined)
/** Lists of objects that are replaced whole although their objects have ids. */
const WHOLE = new Set(['tender.submissionMethod', 'tender.additionalProcurementCategories'])
/** Of each release its own, never of the record. */
const OWN = new Set(['id', 'date', 'tag'])

function merged(before: Json | undefined, now: Json, path: string): Json | undefined {
  if (now === null) return undefined
  if (Array.isArray(now)) {
    const ids = now.map(idOf)
    if (WHOLE.has(path) || !Array.isArray(before) || ids.some((i) => i === undefined)) return now.map((v) => strip(v))
    const out = [...before]
    for (const v of now) {
      const at = out.findIndex((x) => idOf(x) === idOf(v))
      if (at < 0) out.push(strip(v))
      else out[at] = merged(out[at], v, path)!
    }
    return out
  }
  if (!isObject(now)) return now
  const out: Obj = isObject(before) ? { ...before } : {}
  for (const [key, v] of Object.entries(now)) {
    const found = merged(out[key], v, path === '' ? key : `${path}.${key}`)
    if (found === undefined) delete out[key]
    else out[key] = found
  }
  return out
}
const strip = (v: Json): Json => merged(undefined, v, '') ?? {}

/** By dates; within one instant the tenth act of a stream after the ninth. */
export const inOrder = (a: Pick<Release, 'date' | 'id'>, b: Pick<Release, 'date' | 'id'>): number =>
  Date.parse(a.date) - Date.parse(b.date) || a.id.localeCompare(b.id, 'en', { numeric: true })

/** @throws where there is none, or they are of several processes */
export function compile(releases: readonly Release[]): Release {
  const sorted = [...releases].sort(inOrder)
  const last = sorted.at(-1)
  if (!last) throw new Error('no releases')
  if (sorted.some((r) => r.ocid !== last.ocid)) throw new Error('releases of several processes')
  let out: Obj = {}
  for (const r of sorted) {
    const own = Object.fromEntries(Object.entries(r).filter(([key]) => !OWN.has(key))) as Obj
    out = merged(out, own, '') as Obj
  }
  return { ...out, id: `${last.ocid}-${last.date}`, date: last.date, tag: ['compiled'] } as unknown as Release
}
