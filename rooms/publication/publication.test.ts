import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, actsOf, system, text } from '../../kernel/platform/index.ts'
import { contract as searching, searchRoom } from '../../kernel/search/index.ts'
import { type TestCity, testCity } from '../../test/city.ts'
import { PUBLICIST, REVIEWER } from './case.kind.ts'
import * as c from './contract.ts'
import publication from './index.ts'
import { duties, items } from './items.ts'
import { identityIn, reachIn } from './personal.rules.ts'

const UNIT = '350200-zhengfuban'
let city: TestCity
let writer: Actor
let reviewer: Actor
beforeAll(async () => {
  city = await testCity({ more: [publication, searchRoom([publication])] })
  for (const [role, login] of [
    [PUBLICIST, 'p1'],
    [REVIEWER, 'p2'],
  ] as const) {
    const post = `${UNIT}/${role}`
    await city.run(
      identity.definePost,
      { code: post, unit: UNIT, title: text('公开', 'Publication'), role },
      system('founding'),
    )
    const { id } = await city.run(
      identity.enrolPerson,
      { login, name: '宋开', password: 'gnomon-demo', demonstration: true },
      system('founding'),
    )
    await city.run(identity.appoint, { personId: id, post, startsOn: '2026-03-01' }, system('founding'))
  }
  const as = (login: string, role: string) =>
    city.db.transaction().execute((tx) => actorOfLogin(tx, login, `${UNIT}/${role}`))
  writer = await as('p1', PUBLICIST)
  reviewer = await as('p2', REVIEWER)
})
afterAll(() => city.close())

const SAID = {
  title: '关于优化营商环境的若干措施',
  summary: '十二项措施。',
  body: '一、企业开办一日办结。\n二、用水报装不收费。',
}
const make = (more: object = {}, as = writer) =>
  city.run(c.make, { item: '20.3', title: SAID.title, on: '2026-03-02', ...more } as never, as)
const draft = (caseId: string, more: object = {}) => city.run(c.draft, { caseId, ...SAID, ...more }, writer)
const review = (caseId: string, more: object = {}, as = reviewer) =>
  city.run(
    c.review,
    { caseId, outcome: 'pass', secrecy: 'none', privacy: 'none', opinion: '可以公开。', ...more } as never,
    as,
  )
const published = async (more: object = {}, said: object = {}) => {
  const made = await make(more)
  await draft(made.caseId, said)
  await review(made.caseId)
  await city.run(c.publish, { caseId: made.caseId }, writer)
  await city.settle()
  return made
}

describe('a document', () => {
  test('drafted, reviewed by somebody else, published word for word, found', async () => {
    const { caseId, number } = await make()
    expect(await code(city.run(c.publish, { caseId }, writer))).toBe('NOT_OPEN')
    await draft(caseId)
    // Nothing of a draft is anybody's but the unit's.
    expect(await code(city.run(c.read, { number }))).toBe('NONE')
    expect(JSON.stringify(await city.db.transaction().execute((tx) => actsOf(tx, '350200', caseId)))).not.toContain(
      '一日办结',
    )
    expect(await code(review(caseId, {}, writer as never))).toBe('FORBIDDEN')
    expect((await city.run(c.view, { number }, reviewer)).draft!.body).toContain('一日办结')
    await review(caseId, { outcome: 'return' })
    await draft(caseId, { summary: '十三项措施。' })
    await review(caseId)
    await city.run(c.publish, { caseId }, writer)
    await city.settle()
    expect(await city.run(c.read, { number })).toMatchObject({
      summary: '十三项措施。',
      body: SAID.body,
      withdrawnOn: null,
    })
    expect((await city.run(searching.find, { q: '优化营商环境的若干措施' })).hits[0]).toMatchObject({
      kind: 'publication',
      href: `/publication/${number}`,
    })
    const listed = await city.run(searching.listed, { kinds: ['publication'] })
    expect(listed.rows[0]!.actId).toBe((await city.run(c.read, { number })).actId)
    expect((await city.run(searching.kinds, {})).find((k) => k.kind === 'publication')).toMatchObject({
      n: listed.total,
      newest: '2026-03-02',
    })
  })
  test.each([
    [{ secrecy: 'secret' }, 'SECRET'],
    [{ secrecy: 'asked' }, 'UNCERTAIN'],
    [{ opinion: '' }, 'INVALID'],
  ])('review %j: %s', async (more, why) => {
    const { caseId } = await make()
    await draft(caseId)
    expect(await code(review(caseId, more))).toBe(why)
  })
  test('an identity number never passes; a telephone that is no office’s is said in the act, for the light', async () => {
    const { caseId } = await make()
    await draft(caseId, { body: '联系人身份证 350200 19900101 0018。' })
    expect(await code(review(caseId))).toBe('PERSONAL')
    expect(await code(review(caseId, { outcome: 'return' }))).toBe('OK')
    const personalOf = async (privacy: string) => {
      const made = await make()
      await draft(made.caseId, { body: '联系电话 138 0013 8000。' })
      await review(made.caseId, { privacy })
      await city.run(c.publish, { caseId: made.caseId }, writer)
      const acts = await city.db.transaction().execute((tx) => actsOf(tx, '350200', made.caseId))
      return acts.findLast((a) => a.type === 'information.published')!.public.personal
    }
    expect([await personalOf('none'), await personalOf('office')]).toEqual([true, false])
  })
  test('amended by one that names it; withdrawn, only that it was stays', async () => {
    const old = await published({}, { title: '办公时间和地址，旧的' })
    const now = await published({ amends: old.number }, { title: '办公时间和地址，新的' })
    expect(await city.run(c.read, { number: old.number })).toMatchObject({ amendedBy: now.number })
    expect((await city.run(searching.find, { q: '办公时间和地址' })).hits.map((h) => h.title.zh)).toEqual([
      '办公时间和地址，新的',
    ])
    expect(await code(make({ amends: old.number }))).toBe('NOT_YOURS')
    const withdraw = (as = writer) =>
      code(city.run(c.withdraw, { caseId: now.caseId, why: 'wrong', reason: '地址写错了。' }, as))
    expect(await withdraw((await city.citizen()) as never)).toBe('FORBIDDEN')
    expect([await withdraw(), await withdraw()]).toEqual(['OK', 'GONE'])
    await city.settle()
    const gone = await city.run(c.read, { number: now.number })
    expect([gone.body, gone.why, gone.withdrawnOn]).toEqual([null, 'wrong', '2026-03-02'])
    expect((await city.run(searching.find, { q: '办公时间和地址' })).total).toBe(0)
    const all = (await city.run(c.list, { item: '20.3', all: true })).rows.map((r) => r.number)
    expect(all).toEqual(expect.arrayContaining([old.number, now.number]))
    expect((await city.run(c.list, { item: '20.3' })).rows.map((r) => r.number)).not.toContain(now.number)
  })
  test('bad input', async () => {
    expect(await code(make({ item: '99' }))).toBe('NO_ITEM')
    expect(await code(make({ on: '2026-12-31' }))).toBe('AHEAD')
    expect(await code(make({ on: '2026-02-30' }))).toBe('INVALID')
    expect(await code(make({}, reviewer as never))).toBe('FORBIDDEN')
    expect((await city.run(c.list, { q: '%' })).total).toBe(0)
  })
})

describe('the limit', () => {
  test('twenty working days from when it was made; late, the catalogue says so until it is published', async () => {
    const { caseId, number } = await make({ item: '20.10' })
    const view = () => city.run(cases.viewCase, { number }, writer)
    expect((await view()).clocks['publication.publish']!.due).toBe('2026-03-30')
    city.clock.set('2026-03-31T02:00:00Z')
    expect((await view()).clocks['publication.publish']!.overdue).toBe(true)
    const overdue = async () => (await city.run(c.counts, {})).find((x) => x.item === '20.10')
    expect(await overdue()).toMatchObject({ overdue: 1, n: 0 })
    await draft(caseId)
    await review(caseId)
    await city.run(c.publish, { caseId }, writer)
    expect(await overdue()).toMatchObject({ overdue: 0, n: 1 })
  })
  test('duties of the year open by themselves, each on its day, once', async () => {
    const open = () => city.run(c.openDuties, { jurisdiction: '350200', year: 2026 }, system('test'))
    expect(await code(city.run(c.openDuties, { jurisdiction: '350200', year: 2026 }, writer))).toBe('FORBIDDEN')
    const begun = duties.filter((d) => `2026-${d.day}` <= '2026-03-31').length
    expect([(await open()).opened, (await open()).opened]).toEqual([begun, 0])
    city.clock.set('2026-05-02T02:00:00Z')
    await city.settle()
    expect((await open()).opened).toBe(0)
    const mine = (await city.run(cases.inbox, {}, writer)).work.filter((w) => w.kind === 'publication')
    expect(mine.length).toBeGreaterThanOrEqual(2)
    city.clock.set('2027-01-01T02:00:00Z')
    await city.settle()
    expect((await city.run(c.counts, {})).find((x) => x.item === '50')!.overdue).toBe(1)
  })
})

test.each([
  ['350200199001010018', true, false],
  ['35020019900101001X', true, false],
  ['913502000000010006', false, false],
  ['138 0013 8000', false, true],
  ['a@b.cn', false, true],
  ['0592-1234567', false, false],
])('%s: identity %s, reach %s', (said, identityNumber, reach) => {
  expect([identityIn(said), reachIn(said)]).toEqual([identityNumber, reach])
})
test('all of it is open data', async () => {
  const rows = await city.run(c.openEntries, {})
  expect(rows.length).toBe((await city.run(c.list, { all: true })).total)
  expect(rows.every((r) => /^350200-/.test(r.number))).toBe(true)
})

test('every item of arts. 20 and 21 is in the catalogue once', () => {
  expect(items.filter((i) => i.article === 20).map((i) => i.item)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
  expect(new Set(items.map((i) => i.code)).size).toBe(items.length)
})
