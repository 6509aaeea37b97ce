import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import identity, { contract as accounts, actorOfLogin } from '../identity/index.ts'
import { officer, testWorld, type World } from '../platform/harness.ts'
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
  system,
  text,
} from '../platform/index.ts'
import parties, { contract as c, clear } from './index.ts'

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
const bids = defineRoom({
  name: 'bids',
  title: text('投标', 'Bids'),
  operations: [
    operation(bid, {
      allow: anyone,
      gate: clear('procurement', (i) => (i.bidder.length === 18 ? { uscc: i.bidder } : { personId: i.bidder })),
      async run() {
        const id = newId(Date.parse('2026-03-02T01:00:00Z'), '350200')
        const subject = { kind: 'system' as const, id }
        return { act: acts['bid.made']({ jurisdiction: '350200', subject, public: {} }), output: { id } }
      },
    }),
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

test('a gate refuses with list, term and repair, and lets others through with the proof in the act', async () => {
  const { id } = await mark()
  const refused = (await failure(world.run(bid, { bidder: USCC })))!
  expect(refused.code).toBe('MARKED')
  for (const said of ['procurement-serious', '2027-03-01', '市财政局']) expect(refused.detail!.zh).toContain(said)
  const other = await world.run(bid, { bidder: '91350200M000100Y43' })
  const [act] = await world.db.transaction().execute((tx) => actsOf(tx, '350200', other.id))
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
