import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { citizen, codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, actsOf, anonymous, type Problem } from '../../kernel/platform/index.ts'
import { CITY, type TestCity, testCity } from '../../test/city.ts'
import { blank } from './blank.ts'
import { findStandard } from './discretion.store.ts'
import discretion, { contract as c } from './index.ts'

let city: TestCity
let drafter: Actor
let stranger: Actor
let legal: Actor
beforeAll(async () => {
  city = await testCity({ more: [discretion] })
  drafter = await city.officer('350200-jianshe', 'drafter')
  stranger = await city.officer('350200-guihua', 'drafter')
  legal = await city.officer('350200-fazhi', 'legal-officer')
})
afterAll(() => city.close())

let serial = 0
const fresh = () => `standard-${++serial}`
const complete = blank('示范')
const gap = complete.replace('&gt;= 10', '&gt; 10')
const save = (xml: string, as = drafter, name = fresh(), revision = 0) =>
  city.run(c.save, { code: name, revision, xml }, as)
const publish = (name: string, revision: number, as = legal) =>
  city.run(c.publish, { code: name, revision, opinion: '同意公布。' }, as)

describe('save', () => {
  test('allowed: a draft may have gaps; each save is an act', async () => {
    const { code: name } = await save(gap)
    expect(await save(complete, drafter, name, 1)).toEqual({ code: name, revision: 2 })
    const acts = await city.db.transaction().execute(async (tx) => {
      const found = await findStandard(tx, name)
      return actsOf(tx, found!.jurisdiction, found!.id)
    })
    expect(acts.map((a) => a.type)).toEqual(['standard.saved', 'standard.saved'])
  })
  test('forbidden', async () => {
    expect(await code(save(complete, legal))).toBe('FORBIDDEN')
    expect(await code(save(complete, citizen()))).toBe('FORBIDDEN')
    expect(await code(save(complete, anonymous))).toBe('LOGIN_REQUIRED')
    const { code: name } = await save(complete)
    expect(await code(save(complete, stranger, name, 1))).toBe('FORBIDDEN')
  })
  test('invalid', async () => {
    expect(await code(save('no xml'))).toBe('UNREADABLE')
    expect(await code(save('<!DOCTYPE x [<!ENTITY a "b">]><definitions/>'))).toBe('UNREADABLE')
    expect(await code(save(complete, drafter, 'Große Namen'))).toBe('INVALID')
  })
  test('conflicting: nobody overwrites what they have not seen', async () => {
    const { code: name } = await save(complete)
    expect(await code(save(gap, drafter, name, 0))).toBe('STALE')
    const both = await Promise.all([code(save(gap, drafter, name, 1)), code(save(gap, drafter, name, 1))])
    expect(both.sort()).toEqual(['OK', 'STALE'])
  })
})

describe('publish', () => {
  test('allowed: the exact bytes, once, and a next version after a change', async () => {
    const { code: name } = await save(complete)
    const first = await publish(name, 1)
    expect(first).toMatchObject({ number: 1 })
    expect(await city.run(c.standard, { code: name }, anonymous)).toMatchObject({ xml: complete, digest: first.digest })
    expect(await code(publish(name, 1))).toBe('UNCHANGED')
    await save(complete.replace('第一档', '第一档（修订）'), drafter, name, 1)
    expect(await publish(name, 2)).toMatchObject({ number: 2 })
  })
  test('forbidden', async () => {
    const { code: name } = await save(complete)
    for (const who of [drafter, citizen()]) expect(await code(publish(name, 1, who))).toBe('FORBIDDEN')
  })
  test('invalid: gaps, overlaps and errors stop it, with an example', async () => {
    const { code: name } = await save(gap)
    const refused = await publish(name, 1).catch((e) => e as Problem)
    expect(refused).toMatchObject({ code: 'UNFIT' })
    expect((refused as Problem).detail?.zh).toContain('情形 = 10')
    expect(await code(city.run(c.publish, { code: name, revision: 1, opinion: '' }, legal))).toBe('INVALID')
    expect(await code(publish('nothing', 1))).toBe('NO_STANDARD')
  })
  test('conflicting: what was reviewed is what is published', async () => {
    const { code: name } = await save(complete)
    await save(gap, drafter, name, 1)
    expect(await code(publish(name, 1))).toBe('STALE')
  })
})

test('check answers on what nobody has saved, for those who draft or review', async () => {
  expect(await city.run(c.check, { xml: complete }, drafter)).toEqual({ problems: [], findings: [], advice: [] })
  const { findings } = await city.run(c.check, { xml: gap }, legal)
  expect(findings).toMatchObject([{ kind: 'gap', example: [{ label: '情形', value: '10' }] }])
  expect((await city.run(c.check, { xml: '<x/>' }, drafter)).problems).toMatchObject([{ code: 'NOT_DMN' }])
  expect(await code(city.run(c.check, { xml: complete }, citizen()))).toBe('FORBIDDEN')
})

test('decide says what the standard in force says, and why, to anybody', async () => {
  const xml = readFileSync(join(CITY, 'discretion', 'fire-acceptance.dmn'), 'utf8')
  await save(xml, drafter, 'fire')
  const inputs = { 建筑面积: 500, 人员密集场所: true, 改正情况: '拒不改正', 初次违法: false, 危害后果轻微: false }
  const ask = (more = {}, name = 'fire') =>
    city.run(c.decide, { code: name, decision: '罚款', inputs: { ...inputs, ...more } }, anonymous)
  expect(await code(ask())).toBe('NO_STANDARD')
  await publish('fire', 1)
  const { value, reasons } = await ask()
  expect(value).toEqual({ 处理: '从重处罚', 下限: 210000, 上限: 255000 })
  expect(reasons.at(-1)?.zh).toContain('《消防法》')
  expect(await code(ask({ 建筑面积: -1 }))).toBe('UNCLEAR')
  expect(await code(ask({ 改正情况: undefined }))).toBe('UNCLEAR')
})
