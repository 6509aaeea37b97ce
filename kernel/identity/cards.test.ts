import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf as code, officer, testWorld, type World } from '../platform/harness.ts'
import { type Actor, anonymous, system } from '../platform/index.ts'
import { cardsCheck } from './checks.ts'
import * as c from './contract.ts'
import identity, { cardsAt, cardsOfUnitAt } from './index.ts'

const root = system('test')
const legal = officer('legal-officer')
let world: World
let ann: string
let ben: string
beforeAll(async () => {
  world = await testWorld([identity])
  for (const unit of ['u1', 'u2'])
    await world.run(
      c.defineUnit,
      { code: unit, jurisdiction: '350200', level: 'city', kind: 'department', name: { zh: '局', en: 'Bureau' } },
      root,
    )
  const post = {
    code: 'u1/e',
    unit: 'u1',
    title: { zh: '执法岗', en: 'Officer' },
    role: 'enforcement-officer',
    seats: 2,
  }
  await world.run(c.definePost, post, root)
  ann = (await world.run(c.enrolPerson, { name: '甲' }, root)).id
  ben = (await world.run(c.enrolPerson, { name: '乙' }, root)).id
  for (const personId of [ann, ben])
    await world.run(c.appoint, { personId, post: 'u1/e', startsOn: '2026-03-01' }, root)
})
afterAll(() => world.close())

const card = (more: Record<string, unknown> = {}) => ({
  personId: ann,
  unit: 'u1',
  number: '13020001',
  scope: { zh: '食品', en: 'Food' },
  from: '2026-03-02',
  until: '2026-03-31',
  ...more,
})
const valid = (at: string, persons = [ann, ben]) =>
  world.db.transaction().execute(async (tx) => (await cardsAt(tx, persons, new Date(at))).map((x) => x.number))

test('行政处罚法 arts. 42, 55: a card holds on its first and last day of the city, and on no other', async () => {
  expect(await code(world.run(c.grantCard, card(), legal))).toBe('OK')
  expect(await valid('2026-03-01T15:59:59Z')).toEqual([])
  expect(await valid('2026-03-01T16:00:00Z')).toEqual(['13020001'])
  expect(await valid('2026-03-31T15:59:59Z')).toEqual(['13020001'])
  expect(await valid('2026-03-31T16:00:00Z')).toEqual([])
  expect(await valid('2026-03-10T00:00:00Z', [ben])).toEqual([])
  expect(await valid('2026-03-10T00:00:00Z', [])).toEqual([])
})

describe('who grants, and what is refused', () => {
  test.each<[string, Actor, Record<string, unknown>]>([
    ['FORBIDDEN', officer('enforcement-officer', { unitCode: 'u1' }), {}],
    ['FORBIDDEN', officer('legal-officer', { jurisdiction: '350203' }), {}],
    ['LOGIN_REQUIRED', anonymous, {}],
    ['NUMBER_TAKEN', legal, {}],
    ['TERM', legal, { number: '13020002', until: '2026-03-01' }],
    ['NOT_OF_UNIT', legal, { number: '13020002', unit: 'u2' }],
    ['NOT_OF_UNIT', legal, { number: '13020002', from: '2026-02-28' }],
    ['NO_PERSON', legal, { number: '13020002', personId: '00000000-0000-8000-8000-000000000000' }],
    ['INVALID', legal, { number: 'no good!' }],
    ['INVALID', legal, { number: '13020002', from: '2026-02-30' }],
  ])('%s', async (expected, as, more) => {
    expect(await code(world.run(c.grantCard, card(more), as))).toBe(expected)
  })
  test('nobody grants or withdraws his own', async () => {
    const own = officer('legal-officer', { personId: ann })
    expect(await code(world.run(c.grantCard, card({ number: '13020003' }), own))).toBe('ONESELF')
    expect(await code(world.run(c.withdrawCard, { number: '13020001', reason: '不再执法' }, own))).toBe('ONESELF')
  })
})

test('withdrawn: void from that moment on, valid before it; the register is open and says so', async () => {
  await world.run(c.grantCard, card({ number: '13020009', personId: ben }), legal)
  world.clock.set('2026-03-10T02:00:00Z')
  expect(await code(world.run(c.withdrawCard, { number: '13020009', reason: '调离执法岗位' }, officer('clerk')))).toBe(
    'FORBIDDEN',
  )
  expect(await code(world.run(c.withdrawCard, { number: '13029999', reason: '调离执法岗位' }, legal))).toBe('NO_CARD')
  await world.run(c.withdrawCard, { number: '13020009', reason: '调离执法岗位' }, legal)
  expect(await code(world.run(c.withdrawCard, { number: '13020009', reason: '调离执法岗位' }, legal))).toBe('WITHDRAWN')
  expect(await valid('2026-03-10T01:59:59Z', [ben])).toEqual(['13020009'])
  expect(await valid('2026-03-10T02:00:01Z', [ben])).toEqual([])
  const register = await world.run(c.listCards, { unit: 'u1' }, anonymous)
  expect(register.map((r) => [r.number, r.withdrawn, r.valid])).toEqual([
    ['13020001', false, true],
    ['13020009', true, false],
  ])
  expect(JSON.stringify(register)).not.toContain('调离')
  const unit = await world.db.transaction().execute((tx) => cardsOfUnitAt(tx, 'u1', new Date('2026-03-10T03:00:00Z')))
  expect(unit.map((x) => x.personId)).toEqual([ann])
})

test('a card without a post in the unit is none, and a changed row is found by the check', async () => {
  const found = () => world.db.transaction().execute((tx) => cardsCheck.piece(tx, '', 200))
  expect((await found()).found).toEqual([])
  await world.database.owner`update identity.appointment set ends_on = '2026-03-12' where person_id = ${ann}`
  expect(await valid('2026-03-11T02:00:00Z')).toEqual(['13020001'])
  expect(await valid('2026-03-12T02:00:00Z')).toEqual([])
  await world.database.owner`update identity.card set valid_until = '2027-03-31' where number = '13020001'`
  await world.database.owner`update identity.card set withdrawn_at = null where number = '13020009'`
  expect((await found()).found.map((f) => f.name).sort()).toEqual(['13020001', '13020009'])
})
