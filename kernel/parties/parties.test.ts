import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import identity, { contract as accounts, actorOfLogin } from '../identity/index.ts'
import { citizen, officer, testWorld, type World } from '../platform/harness.ts'
import {
  type Actor,
  actsOf,
  anonymous,
  anyone,
  defineActs,
  defineContract,
  defineRoom,
  newId,
  operation,
  Problem,
  sql,
  system,
  text,
} from '../platform/index.ts'
import type { Effect } from './contract.ts'
import { effectOf } from './effect.rules.ts'
import parties, { contract as c, clear, type EmbedPoint, embedPoints, nameOf } from './index.ts'

const acts = defineActs('bids', {
  'bid.made': { title: text('投标', 'Bid'), published: true, public: z.object({}), private: z.object({}) },
})
const bid = defineContract({
  id: 'bids.bid',
  kind: 'write',
  title: text('投标', 'Bid'),
  input: z.object({ bidder: z.string() }),
  output: z.object({ id: z.string() }),
})
const sale = defineContract({
  id: 'bids.sale',
  kind: 'write',
  title: text('竞买', 'Sale'),
  input: z.object({ buyer: z.string() }),
  output: z.object({ id: z.string() }),
})
const made = async () => {
  const id = newId(Date.parse('2026-03-02T01:00:00Z'), '350200')
  const subject = { kind: 'system' as const, id }
  return { act: acts['bid.made']({ jurisdiction: '350200', subject, public: {} }), output: { id } }
}
const bids = defineRoom({
  name: 'bids',
  title: text('投标', 'Bids'),
  operations: [
    operation(bid, {
      allow: anyone,
      gate: clear('procurement', (i) => (i.bidder.length === 18 ? { uscc: i.bidder } : { personId: i.bidder })),
      run: made,
    }),
    operation(sale, { allow: anyone, gate: clear('land', (i) => ({ uscc: i.buyer })), run: made }),
  ],
})

const USCC = '913502000000010006'
let world: World
const keeper = officer('list-keeper', { unitCode: '350200-caizheng' })
beforeAll(async () => {
  world = await testWorld([identity, parties, bids])
})
afterAll(() => world.close())
const failure = (run: Promise<unknown>) =>
  run.then(
    () => undefined,
    (e) => (e instanceof Problem ? e : Promise.reject(e)),
  )
const code = async (run: Promise<unknown>) => (await failure(run))?.code ?? 'OK'
const given = {
  subject: { uscc: USCC },
  name: '鹭岛建设有限公司',
  list: 'procurement-serious',
  purposes: ['procurement'],
  level: 'bar' as const,
  basis: [{ law: '政府采购法', article: 77 }],
  from: '2026-03-02',
  to: '2027-03-01',
  repair: text('期满，或向市财政局申请信用修复。', 'At its end, or by applying to the Finance Bureau.'),
  reason: '提供虚假材料谋取中标。',
}
const mark = (more: object = {}, as: Actor = keeper) => world.run(c.mark, { ...given, ...more }, as)

test('a subject is named by the system, once and again; the later name stands', async () => {
  const key = 'uscc:91350200M000100Y43'
  expect(await code(world.run(c.nameSubject, { key, name: '鹭岛商行' }, keeper))).toBe('FORBIDDEN')
  for (const name of ['鹭岛商行', '鹭岛商行', '鹭岛商贸'])
    expect(await code(world.run(c.nameSubject, { key, name }, system('test')))).toBe('OK')
  expect(await world.db.transaction().execute((tx) => nameOf(tx, key))).toBe('鹭岛商贸')
})

test('a gate refuses with list, term and repair, and lets others through with the proof in the act', async () => {
  const { id } = await mark()
  const refused = (await failure(world.run(bid, { bidder: USCC })))!
  expect(refused.code).toBe('MARKED')
  for (const said of ['procurement-serious', '2027-03-01', '市财政局']) expect(refused.detail!.zh).toContain(said)
  const other = await world.run(bid, { bidder: '91350200M000100Y43' })
  const [act, check] = await world.db.transaction().execute((tx) => actsOf(tx, '350200', other.id))
  expect(check!.type).toBe('standing.checked')
  expect(check!.public).toMatchObject({
    purpose: 'procurement',
    instant: '2026-03-02T01:00:00.000Z',
    checked: '91350200M000100Y43',
    checkpoint: null,
    lists: [{ list: 'procurement-serious', version: 1, asOf: null }],
    hits: [],
    effect: 'none',
    leaning: 'bid.made',
  })
  expect(act!.public.gate).toEqual({
    purpose: 'procurement',
    at: '2026-03-02T01:00:00.000Z',
    checked: '91350200M000100Y43',
    lists: ['procurement-serious'],
    notes: [],
  })
  // The last day still bars, the next does not; nor does a mark from the day on which it is lifted.
  world.clock.set('2027-03-01T15:59:00Z')
  expect(await code(world.run(bid, { bidder: USCC }))).toBe('MARKED')
  world.clock.set('2027-03-01T16:00:00Z')
  expect(await code(world.run(bid, { bidder: USCC }))).toBe('OK')
  world.clock.set('2026-04-02T01:00:00Z')
  expect(await code(world.run(c.lift, { id, reason: '已修复' }, officer('approver', { unitCode: 'another' })))).toBe(
    'FORBIDDEN',
  )
  await world.run(c.lift, { id, reason: '已修复' }, keeper)
  expect(await code(world.run(c.lift, { id, reason: '已修复' }, keeper))).toBe('LIFTED')
  expect(await code(world.run(c.lift, { id: newId(), reason: '已修复' }, keeper))).toBe('NO_MARK')
  expect(await code(world.run(bid, { bidder: USCC }))).toBe('OK')
  expect(await world.run(c.marksOf, { subject: { uscc: USCC } })).toEqual([])
})

test('forbidden, invalid, conflicting', async () => {
  const other = { subject: { uscc: '91350200M000100Y43' } }
  expect(await code(mark(other, anonymous))).toBe('LOGIN_REQUIRED')
  expect(await code(mark(other, officer('clerk')))).toBe('FORBIDDEN')
  expect(await code(mark({ subject: { uscc: '123' } }))).toBe('INVALID')
  expect(await code(mark({ ...other, to: '2026-03-01' }))).toBe('TERM')
  expect(await code(mark({ ...other, basis: [{ law: '没有的法', article: 1 }] }))).toBe('BASIS')
  expect(await code(mark({ subject: { personId: newId() } }))).toBe('NO_PERSON')
  expect(await code(mark(other))).toBe('OK')
  expect(await code(mark({ ...other, from: '2027-03-01', to: undefined }))).toBe('MARKED')
  expect(await code(mark({ ...other, from: '2027-03-02', to: undefined }))).toBe('OK')
  const both = await Promise.all([1, 2].map(() => code(mark({ ...other, list: 'twice' }))))
  expect(both.sort()).toEqual(['MARKED', 'OK'])
})

test('a person is barred too, and named in no published act', async () => {
  const { id } = await world.run(accounts.enrolPerson, { name: '林晓明' }, system('test'))
  const marked = await mark({ subject: { personId: id }, name: '林晓明', level: 'note' })
  const made = await world.run(bid, { bidder: id })
  const [act] = await world.db.transaction().execute((tx) => actsOf(tx, '350200', made.id))
  expect(act!.public.gate).toMatchObject({ checked: 'person', notes: ['procurement-serious'] })
  const [said] = await world.db.transaction().execute((tx) => actsOf(tx, '350200', marked.id))
  expect(JSON.stringify(said!.public)).not.toContain(id)
  expect(await code(world.run(c.marksOf, { subject: { personId: id } }))).toBe('LOGIN_REQUIRED')
  expect((await world.run(c.marksOf, { subject: { personId: id } }, keeper)).length).toBe(1)
})

describe('what a list may do follows from the row', () => {
  const row = (lists: string[], effect: Effect, more = {}) =>
    ({
      purpose: 'p',
      title: text('甲', 'a'),
      lists,
      effect,
      basis: [],
      from: '2020-01-01',
      confirmed: true,
      ...more,
    }) as EmbedPoint
  const bar = (list: string) => ({ list, level: 'bar' as const })
  test.each([
    ['a bar where the purpose has no row bars', [], bar('x'), 'refuse'],
    ['a row for the list', [row(['*'], 'warn'), row(['x'], 'refuse')], bar('x'), 'refuse'],
    ['the row for all lists', [row(['y'], 'refuse'), row(['*'], 'score')], bar('x'), 'score'],
    ['no row for this list: it has no say', [row(['y'], 'refuse')], bar('x'), 'note'],
    ['what is only kept does nothing', [row(['*'], 'refuse')], { list: 'x', level: 'note' as const }, 'note'],
    ['a row that ended', [row(['x'], 'refuse', { to: '2021-01-01' }), row(['*'], 'hold')], bar('x'), 'hold'],
  ] as const)('%s', (_, rows, mark, effect) => expect(effectOf(rows, 'p', mark, '2026-03-02')).toBe(effect))
  test('the rows stand on articles, and say whether they were confirmed', () => {
    expect(new Set(embedPoints.map((p) => p.effect))).toEqual(new Set(['refuse', 'score', 'warn', 'hold']))
    expect(embedPoints.some((p) => !p.confirmed && p.note)).toBe(true)
  })
  test('rights are never measured: such a gate does not even load', () => {
    for (const right of ['disclosure', 'complaint', 'utilities'])
      expect(() => clear(right, () => undefined)).toThrow(/nobody's standing/)
  })
})

describe('a gate that holds, and what an annulment finds', () => {
  const SHOP = '91350200M0001234XX'
  const wrong = { subject: { uscc: SHOP }, list: 'wrongly', from: '2026-03-02' }
  test('refusals, warnings and passes that leaned on a mark are found when it is annulled', async () => {
    world.clock.set('2026-05-06T01:00:00Z')
    const { id } = await mark({ ...wrong, purposes: ['procurement', 'land'] })
    expect(await code(world.run(bid, { bidder: SHOP }))).toBe('MARKED')
    await world.run(sale, { buyer: SHOP })
    await world.run(c.lift, { id, reason: '原决定被撤销。', annul: true }, keeper)
    expect(await code(world.run(bid, { bidder: SHOP }))).toBe('OK')
    const leaned = await world.run(c.leanedOn, { mark: id }, keeper)
    expect(leaned.annulled).toBe(true)
    expect(leaned.acts.map((a) => `${a.purpose} ${a.effect} ${a.leaning}`).sort()).toEqual([
      'land warn bid.made',
      'procurement refuse standing.refused',
    ])
    expect(await code(world.run(c.leanedOn, { mark: id }, officer('clerk')))).toBe('FORBIDDEN')
    expect(await code(world.run(c.leanedOn, { mark: newId() }, keeper))).toBe('NO_MARK')
    expect(await code(world.run(c.leanedOn, { mark: 'x' }, keeper))).toBe('INVALID')
    // Who asked is the subject's to know, and nobody else's.
    expect((await world.run(c.askedAbout, { subject: { uscc: SHOP } }, keeper)).length).toBe(3)
    for (const other of [
      citizen(),
      officer('approver'),
      officer('clerk'),
      officer('list-keeper', { unitLevel: 'district' }),
    ])
      expect(await code(world.run(c.askedAbout, { subject: { uscc: SHOP } }, other))).toBe('FORBIDDEN')
    expect(await code(world.run(c.recordRefusal, {} as never, keeper))).toBe('INVALID')
    const refusal = {
      jurisdiction: '350200',
      purpose: 'x',
      effect: 'refuse' as const,
      subjects: [],
      lists: [],
    }
    expect(await code(world.run(c.recordRefusal, refusal, keeper))).toBe('FORBIDDEN')
  })
  test('a copy that is too old holds, whoever it is about', async () => {
    const copy = { list: 'procurement-serious', asOf: '2026-05-06T00:00:00Z', freshHours: 24 }
    expect(await code(world.run(c.keepCopy, copy, officer('clerk')))).toBe('FORBIDDEN')
    expect(await code(world.run(c.keepCopy, { ...copy, asOf: '2027-01-01' }, keeper))).toBe('AHEAD')
    expect(await code(world.run(c.keepCopy, { ...copy, freshHours: 0 }, keeper))).toBe('INVALID')
    await world.run(c.keepCopy, copy, keeper)
    const clean = { bidder: '91350200M0009999AB' }
    world.clock.set('2026-05-06T23:59:00Z')
    const before = await code(world.run(bid, clean))
    world.clock.set('2026-05-07T00:01:00Z')
    expect([before, await code(world.run(bid, clean))]).toEqual(['OK', 'HELD'])
    await world.run(c.keepCopy, { ...copy, asOf: '2026-05-07T00:00:00Z', freshHours: 9999 }, keeper)
    expect(await code(world.run(bid, clean))).toBe('OK')
  })
  test('lists that cannot be asked hold, and never pass', async () => {
    const { owner } = world.database
    await owner`revoke select on parties.mark from gnomon_app`
    try {
      expect(await code(world.run(bid, { bidder: '91350200M0009999AB' }))).toBe('HELD')
    } finally {
      await owner`grant select on parties.mark to gnomon_app`
    }
    expect(await code(world.run(bid, { bidder: '91350200M0009999AB' }))).toBe('OK')
  })
})

test('relatives are declared by an officer; whoever is one of them is somebody to step back from', async () => {
  const as = (login: string) => world.db.transaction().execute((tx) => actorOfLogin(tx, login))
  const enrol = (login: string, name: string, residentId: string) =>
    world.run(accounts.enrolPerson, { login, name, residentId, password: 'a-long-password' }, system('test'))
  await enrol('officer-lin', '林志明', '350200197001010016')
  const brother = await enrol('brother-lin', '林志强', '350200197501010014')
  await world.run(
    accounts.enrolOrganisation,
    { uscc: USCC, name: '甲公司', members: [(brother as { id: string }).id] },
    system('test'),
  )
  const declare = (who: Actor, residentId: string) =>
    world.run(accounts.declareKin, { name: '林志强', residentId, relation: 'sibling' }, who)
  expect(await code(declare(anonymous, '350200197501010014'))).toBe('LOGIN_REQUIRED')
  expect(await code(declare(await as('officer-lin'), 'x'))).toBe('INVALID')
  expect((await as('officer-lin')) as { interests?: unknown }).toMatchObject({ interests: { kin: [] } })
  await declare(await as('officer-lin'), '350200197501010014')
  await declare(await as('officer-lin'), '350200197501010014')
  expect(await as('officer-lin')).toMatchObject({ interests: { kin: [brother.id], organisations: [] } })
  const { interests } = (await as('brother-lin')) as { interests: { organisations: string[] } }
  expect(interests.organisations.length).toBe(1)
  // Withdrawn with a reason, by the officer alone; a second time there is nothing to withdraw.
  const withdraw = async (login: string, reason = '申报错了人。') =>
    code(world.run(accounts.withdrawKin, { residentId: '350200197501010014', reason }, await as(login)))
  expect(await withdraw('brother-lin')).toBe('NO_KIN')
  expect(await withdraw('officer-lin', '')).toBe('INVALID')
  expect(await withdraw('officer-lin')).toBe('OK')
  expect(await as('officer-lin')).toMatchObject({ interests: { kin: [] } })
  expect(await withdraw('officer-lin')).toBe('NO_KIN')
})

test('name-subject: the city knows a subject by the name last said, and only the system says it', async () => {
  const say = (name: string, as: Actor = system('register')) => code(world.run(c.nameSubject, { key: USCC, name }, as))
  expect(await say('鹭岛建设集团有限公司', keeper)).toBe('FORBIDDEN')
  expect([await say('鹭岛建设集团有限公司'), await say('鹭岛建设集团有限公司')]).toEqual(['OK', 'OK'])
  const { rows } = await sql<{ name: string }>`select name from parties.subject where key = ${USCC}`.execute(world.db)
  expect(rows).toEqual([{ name: '鹭岛建设集团有限公司' }])
})
