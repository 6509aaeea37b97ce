// For tests only: the record of a process as everybody gets it, told by all rooms that know of it.
import { expect } from 'vitest'
import { brokenIn, recordOf } from '../../trade/ocds/index.ts'
import * as procurement from '../procurement/contract.ts'
import type { buyingCity } from '../procurement/procurement.harness.ts'
import { releases } from './contract.ts'

/** Compiled; what it refers to is all there, and no release stands twice. */
export async function recorded(of: Awaited<ReturnType<typeof buyingCity>>, number: string) {
  const told = [await of.city.run(procurement.releases, { number }), await of.city.run(releases, { number })].flat()
  const site = 'https://gov.example'
  const { compiledRelease } = recordOf({ uri: `${site}/r.json`, at: new Date(0), publisher: 'x', site }, told)
    .records[0]!
  expect(brokenIn(compiledRelease)).toEqual([])
  expect(new Set(told.map((r) => r.id)).size).toBe(told.length)
  // The feed of all has the same.
  const all = [await of.city.run(procurement.releases, {}), await of.city.run(releases, {})].flat()
  const ids = (list: typeof told) => list.map((r) => r.id).sort()
  expect(ids(all.filter((r) => r.ocid === compiledRelease.ocid))).toEqual(ids(told))
  return compiledRelease
}
