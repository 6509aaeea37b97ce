import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import drawRoom, { contract as draws, verifyDraw } from '../../kernel/draw/index.ts'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import { type Actor, anonymous, Problem, system } from '../../kernel/platform/index.ts'
import { CITY, type TestCity, testCity } from '../../test/city.ts'
import { measuresOfCase } from '../supervision/contract.ts'
import supervision from '../supervision/index.ts'
import { visitsCheck } from './checks.ts'
import * as c from './contract.ts'
import { demo } from './demo.ts'
import room from './index.ts'

const FOOD = '350203-shichang'
const NOW = '2026-07-10T01:00:00Z'
let city: TestCity
let head: Actor
let drafter: Actor
let officers: Actor[]
let chief: Actor
const as = (login: string, post?: string) => city.db.transaction().execute((tx) => actorOfLogin(tx, login, post))
const code = (run: Promise<unknown>) =>
  run.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )
beforeAll(async () => {
  city = await testCity({ more: [drawRoom, room, supervision] })
  await demo({
    now: new Date(NOW),
    city: CITY,
    perform: (contract: never, input: never, by: { as: Actor; at: Date }) => {
      city.clock.set(by.at)
      return city.run(contract, input, by.as)
    },
    read: (work: never) => city.db.transaction().execute(work),
  } as never)
  city.clock.set(NOW)
  await city.settle()
  head = await as('approver-siming-shichang', `${FOOD}/approver`)
  drafter = await as('drafter-siming-shichang', `${FOOD}/drafter`)
  officers = await Promise.all(
    ['', '-2', '-3', '-4'].map((n) => as(`enforce-siming-shichang${n}`, `${FOOD}/enforcement`)),
  )
  chief = await city.officer('350200-jiancha', 'chief-supervisor')
}, 120_000)
afterAll(() => city?.close())

test('what the demonstration did: published results, transferred, put right; each draw recomputes', async () => {
  const { rows } = await city.run(c.results, {}, anonymous)
  expect(rows.map((r) => r.conclusion).sort()).toEqual(['clear', 'clear', 'corrected', 'rectify', 'transfer'])
  const { rows: tasks } = await city.run(c.tasks, {}, anonymous)
  expect(tasks.map((k) => k.drawnAt !== null)).toEqual([false, true, true, true])
  for (const k of tasks.filter((x) => x.drawnAt)) {
    const record = await city.run(draws.getRecord, { id: k.draw }, anonymous)
    expect(verifyDraw(record)).toMatchObject({ done: true, differs: [] })
    expect(record.closed!.pools[0]!.take['*']).toBe(k.numbers.length)
  }
  const check = await city.db.transaction().execute((tx) => visitsCheck.piece(tx, '', 100))
  expect(check.found).toEqual([])
})
