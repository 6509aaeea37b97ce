// For tests only: the record of a process as everybody gets it, told by all rooms that know of it.
import { expect } from 'vitest'
import { brokenIn, inOrder, recordOf } from '../../trade/ocds/index.ts'
import * as contracting from '../contracting/contract.ts'
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
  // What was kept of each act as it happened is the same.
  await of.city.settle()
  expect(await of.city.run(contracting.releases, { number })).toEqual([...told].sort(inOrder))
  return compiledRelease
}
