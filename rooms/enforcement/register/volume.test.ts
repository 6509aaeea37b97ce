// A fine in the archive and in the totals: what the declarations of this room come to, on a real case.
import { afterAll, beforeAll, expect, test } from 'vitest'
import archive, { contract as archives } from '../../../kernel/archive/index.ts'
import { documentKinds } from '../../../kernel/documents/index.ts'
import { officer } from '../../../kernel/platform/harness.ts'
import { consume, system } from '../../../kernel/platform/index.ts'
import { contract as statistics, statisticsRoom } from '../../../kernel/statistics/index.ts'
import * as c from '../contract.ts'
import { type EnforcementCity, enforcementCity, FREIGHT, freightFacts } from '../harness.ts'
import enforcement from '../index.ts'
import { volume } from './volume.ts'

let of: EnforcementCity
const counts = statisticsRoom([enforcement])
beforeAll(async () => {
  of = await enforcementCity()
  for (const o of [...archive.operations, ...counts.operations])
    (of.city.operations as Map<string, unknown>).set(o.contract.id, o)
})
afterAll(() => of.city.close())

const fines = async () => {
  for (const reader of counts.consumers) while ((await consume(of.city, reader)) > 0);
  const { n, total } = await of.city.run(statistics.readStatistic, {
    id: 'penalties-decided',
    from: '2026-01-01',
    to: '2026-12-31',
  })
  return [n, total]
}

test('every form that the order of the volume names is a form', () => {
  const named = [...volume.main, ...volume.secondary].flatMap((slot) => slot.documents ?? [])
  expect(named.filter((kind) => !documentKinds.has(kind))).toEqual([])
})

test('a closed penalty becomes a volume in its declared order; opinions lie apart; its fine counts until it is annulled', async () => {
  const { city, freight } = of
  const { caseId, document, one } = await of.decided(freight, FREIGHT, { facts: freightFacts, fine: 400_000 })
  await city.run(c.publish, { caseId }, freight.head)
  await of.pay(caseId, 400_000)
  await city.run(c.settle, { caseId, outcome: 'paid' }, one)
  await city.run(c.close, { caseId, opinion: '同意结案。' }, freight.head)
  const archivist = officer('archivist')
  const { id } = await city.run(archives.archiveCase, { caseId }, archivist)
  await city.run(archives.bind, { id }, system('archive.bind'))
  const { main, secondary, retention, unconfirmed } = await city.run(archives.viewVolume, { id }, archivist)
  expect(main!.pieces[0]).toMatchObject({ slot: '处罚决定书和送达回证', title: expect.stringContaining(document) })
  expect(main!.pieces.map((p) => p.slot)).toContain('告知和听证')
  expect(secondary!.pieces.map((p) => p.title)).toContain('内部意见')
  expect([retention.zh, unconfirmed]).toEqual(['永久', true])
  expect(await fines()).toEqual([1, 400_000])
  await city.run(c.annul, { caseId, by: 'review', what: 'upheld', reason: '维持。' } as never, freight.head)
  expect(await fines()).toEqual([1, 400_000])
  const changed = { caseId, by: 'review', what: 'changed', fine: 350_000, reason: '幅度过高。' }
  await city.run(c.annul, changed as never, freight.head)
  expect(await fines()).toEqual([1, 350_000])
  await city.run(c.annul, { caseId, by: 'own', what: 'annulled', reason: '主要事实不清。' } as never, freight.head)
  expect(await fines()).toEqual([0, 0])
})
