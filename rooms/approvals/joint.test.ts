import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import type { ItemVersion } from '../../kernel/catalog/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { type Actor, Problem } from '../../kernel/platform/index.ts'
import { CITY, PDF, type TestCity, testCity } from '../../test/city.ts'
import * as legality from '../legality/contract.ts'
import * as c from './contract.ts'
import { ALL, BUNDLE, FORM } from './joint.harness.ts'
import { asksFor, formOfPart, jointProblems, slotOfPart, unionOf } from './joint.rules.ts'

const PARTS = ['350203-07-0001', '350200-07-0002', '350200-10-0001', '350200-20-0002', '350203-01-0101']
const [REGISTRATION, TAX, SEAL, INSURANCE, FOOD] = PARTS as [string, string, string, string, string]
const folders = readItems(CITY)
const of = (code: string) => folders.find((i) => i.code === code)! as unknown as ItemVersion

describe('one form of the union of what is asked', () => {
  const asked = PARTS.map(of)
  const made = unionOf(of(BUNDLE), asked)
  const properties = made.form.properties as Record<string, any>
  test('each question once, under one name', () => {
    const titles = Object.values(properties).map((p) => p.title)
    expect(titles.filter((t) => t === '身份证号')).toHaveLength(1)
    expect(properties.name['x-of']).toEqual({
      [REGISTRATION]: 'name',
      [TAX]: 'name',
      [SEAL]: 'name',
      [INSURANCE]: 'name',
      [FOOD]: 'shopName',
    })
    // Two that only share a name stay two.
    expect(properties.kind.enum).not.toEqual(properties['kind-0101'].enum)
    // The code that the registration yields is not asked.
    expect(properties.uscc).toBeUndefined()
    expect(made.content.materials.map((m) => m.id)).not.toContain('licence')
  })
  test('what only an optional part needs is asked of those who ask for it', () => {
    expect(made.form.required).not.toContain('seats')
    expect(made.form.allOf.at(-1).then.required).toEqual(expect.arrayContaining(['items', 'kind-0101']))
    expect(properties.items.description).toContain('食品经营许可')
    const premises = made.content.materials.find((m) => m.id === 'premises')!
    expect([premises.mandatory, premises.requiredWith]).toEqual([false, [FOOD]])
  })
  test('is the same when it is made again, and follows a part that changed', () => {
    const opens = PARTS
    expect(unionOf(made, asked)).toEqual(made)
    expect(jointProblems(made, asked, opens)).toEqual([])
    const changed = asked.map((i) =>
      i.code === TAX
        ? {
            ...i,
            form: { ...i.form, properties: { ...i.form.properties, year: { type: 'string', title: '年度' } } },
          }
        : i,
    )
    expect(jointProblems(made, changed, opens)[0]!.zh).toContain('重新保存草稿')
    expect(jointProblems(made, asked.slice(1), opens)[0]!.zh).toContain('没有公布')
    expect(jointProblems(made, asked, opens.slice(1))[0]!.zh).toContain('没有开出')
    const quota = {
      round: '2026',
      name: asked[0]!.content.name,
      limit: 3,
      opens: '2026-03-03T09:00:00+08:00',
      basis: asked[0]!.content.basis,
    }
    const limited = asked.map((i, n) =>
      n === 0 ? { ...i, content: { ...i.content, own: { ...(i.content.own as object), quota } } } : i,
    )
    expect(jointProblems(made, limited, opens)[0]!.zh).toContain('要单独申请')
  })
  test('goes apart again by part', () => {
    const filled = { form: { name: '海风饭店', owner: '林海', also: ['食品经营许可'] }, item: made as never }
    expect(formOfPart(filled, FOOD)).toEqual({ shopName: '海风饭店', legalPerson: '林海' })
    expect([asksFor(filled, FOOD), asksFor(filled, SEAL), asksFor(filled, TAX)]).toEqual([true, false, true])
    expect([slotOfPart(made.content, 'site', FOOD), slotOfPart(made.content, 'articles', FOOD)]).toEqual([
      'tenancy',
      undefined,
    ])
  })
})

let city: TestCity
let applicant: Actor
const who = (unit: string, role: string) => city.officer(unit, role)
beforeAll(async () => {
  city = await testCity({ items: [BUNDLE, ...PARTS] })
  applicant = await city.citizen()
})
afterAll(() => city.close())

const view = (number: string, as: Actor = applicant) => city.run(c.getCase, { number }, as)
const code = (p: Promise<unknown>) =>
  p.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )
async function upload(ids: string[]) {
  for (const material of ids)
    await city.run(
      c.uploadMaterial,
      { itemCode: BUNDLE, material, file: { name: `${material}.pdf`, size: PDF.length, bytes: PDF } },
      applicant,
    )
}
const submit = async (more: object, materials = ['application', 'identity', 'site']) => {
  await upload(materials)
  return city.run(c.submitApplication, { itemCode: BUNDLE, form: { ...FORM, ...more } }, applicant)
}
const partsOf = async (number: string, as?: Actor) => (await view(number, as)).joint!.parts
const part = async (number: string, itemCode: string) => (await partsOf(number)).find((p) => p.itemCode === itemCode)!
/** Takes a part of the bundle from its acceptance to its end. */
async function through(number: string, itemCode: string, unit: string, outcome: 'grant' | 'refuse' = 'grant') {
  const { id: caseId, work } = await view((await part(number, itemCode)).number!, await who(unit, 'clerk'))
  if (work.some((w) => w.act === 'case.accepted')) await city.run(c.acceptCase, { caseId }, await who(unit, 'clerk'))
  if (itemCode === FOOD) await city.run(c.review, { caseId, opinion: '符合条件。' }, await who(unit, 'reviewer'))
  const decision = { caseId, outcome, reason: outcome === 'refuse' ? '不具备法定条件。' : '' }
  await city.run(c.decide, decision, await who(unit, 'approver'))
  if (outcome === 'grant') await city.run(c.issueLicence, { caseId }, await who(unit, 'clerk'))
  await city.run(c.serve, { caseId, how: 'in-person', receiver: '本人' }, await who(unit, 'clerk'))
  await city.settle()
}

describe('one application, several licences', () => {
  test('the lead accepts; children open in the chart’s order, each with its own number, unit, form, papers and licence', async () => {
    const made = await submit(ALL, ['application', 'identity', 'site', 'premises', 'rules'])
    const before = await view(made.number)
    expect(before.joint!.parts.map((p) => p.state)).toEqual(Array(5).fill('waiting'))
    await city.run(c.acceptCase, { caseId: made.caseId }, await who('350203-shichang', 'clerk'))
    await city.settle()
    expect((await view(made.number)).clocks.statutory).toMatchObject({ allowed: 45 })
    expect((await partsOf(made.number)).map((p) => p.state)).toEqual([
      'open',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
    ])
    await through(made.number, REGISTRATION, '350203-shichang')
    const opened = await partsOf(made.number)
    expect(opened.map((p) => p.state)).toEqual(['closed', 'open', 'open', 'open', 'open'])
    expect(new Set(opened.map((p) => p.number)).size).toBe(5)
    expect(opened[0]).toMatchObject({ outcome: 'granted', licence: expect.stringMatching(/^D350203/) })
    const food = await view(opened[4]!.number!, await who('350203-shichang', 'clerk'))
    expect(food.form).toMatchObject({ shopName: '海风饭店有限公司', legalPerson: '林海', seats: 40 })
    expect(food.papers.map((p) => p.slot).sort()).toEqual(['premises', 'rules', 'tenancy'])
    expect(food.joint).toMatchObject({ number: made.number, root: false })
    // A unit of one part sees what the others concluded, and not their cases.
    const seal = await who('350200-gongan', 'clerk')
    expect((await partsOf(opened[2]!.number!, seal)).map((p) => p.outcome)[0]).toBe('granted')
    expect(await code(view(opened[4]!.number!, seal))).toBe('FORBIDDEN')
    for (const [itemCode, unit] of [
      [TAX, '350200-shuiwu'],
      [SEAL, '350200-gongan'],
      [INSURANCE, '350200-rensheju'],
    ] as const)
      await through(made.number, itemCode, unit)
    expect((await view(made.number)).closed).toBe(false)
    await through(made.number, FOOD, '350203-shichang', 'refuse')
    const end = await view(made.number)
    expect([end.closed, end.status]).toEqual([true, 'closed'])
    expect(end.joint!.parts.map((p) => p.outcome)).toEqual(['granted', 'granted', 'granted', 'granted', 'refused'])
    expect(end.clocks.statutory!.finished).toBeTruthy()
  })
  test('what is not asked for is not opened, and its questions need no answer', async () => {
    const made = await submit({})
    await city.run(c.acceptCase, { caseId: made.caseId }, await who('350203-shichang', 'clerk'))
    await city.settle()
    await through(made.number, REGISTRATION, '350203-shichang')
    expect((await partsOf(made.number)).map((p) => p.state)).toEqual([
      'closed',
      'open',
      'not-asked',
      'not-asked',
      'not-asked',
    ])
    await through(made.number, TAX, '350200-shuiwu')
    expect((await view(made.number)).closed).toBe(true)
  })
  test('a part without which nothing can follow ends the whole', async () => {
    const made = await submit(ALL, ['application', 'identity', 'site', 'premises', 'rules'])
    await city.run(c.acceptCase, { caseId: made.caseId }, await who('350203-shichang', 'clerk'))
    await city.settle()
    await through(made.number, REGISTRATION, '350203-shichang', 'refuse')
    expect((await view(made.number)).closed).toBe(true)
    expect((await partsOf(made.number)).map((p) => p.state)).toEqual(['closed', ...Array(4).fill('waiting')])
  })
  test('a correction in one part waits for the applicant, and the others go on', async () => {
    const made = await submit({ also: ['公章刻制备案'], sealKinds: '法定名称章' })
    await city.run(c.acceptCase, { caseId: made.caseId }, await who('350203-shichang', 'clerk'))
    await city.settle()
    await through(made.number, REGISTRATION, '350203-shichang')
    const seal = await view((await part(made.number, SEAL)).number!, await who('350200-gongan', 'clerk'))
    await city.run(
      c.issueCorrection,
      { caseId: seal.id, notice: '请补经办人证件。' },
      await who('350200-gongan', 'clerk'),
    )
    expect((await part(made.number, SEAL)).mine).toBe(true)
    await through(made.number, TAX, '350200-shuiwu')
    await city.run(c.answerCorrection, { caseId: seal.id, answer: '已补。' }, applicant)
    await through(made.number, SEAL, '350200-gongan')
    expect((await view(made.number)).closed).toBe(true)
  })
  test('withdrawn, it takes along what was opened and is not decided', async () => {
    const made = await submit({})
    await city.run(c.acceptCase, { caseId: made.caseId }, await who('350203-shichang', 'clerk'))
    await city.settle()
    await city.run(c.withdraw, { caseId: made.caseId }, applicant)
    await city.settle()
    expect((await part(made.number, REGISTRATION)).outcome).toBe('withdrawn')
  })
  test('entries and materials of a chosen part are asked at submission', async () => {
    const form = await city
      .run(c.submitApplication, { itemCode: BUNDLE, form: { ...FORM, also: ['食品经营许可'] } }, applicant)
      .catch((e) => e)
    expect([form.code, Object.keys(form.fields).sort()]).toEqual(['FORM', ['items', 'kind-0101']])
    await upload(['application', 'identity', 'site'])
    const { sealKinds: _, bank: __, ...food } = ALL
    const papers = await city
      .run(c.submitApplication, { itemCode: BUNDLE, form: { ...FORM, ...food, also: ['食品经营许可'] } }, applicant)
      .catch((e) => e)
    expect([papers.code, Object.keys(papers.fields).sort()]).toEqual([
      'MATERIALS',
      ['material.premises', 'material.rules'],
    ])
  })
  test('an item that is retired while the bundle runs is left out, and says so', async () => {
    const made = await submit({})
    await city.run(c.acceptCase, { caseId: made.caseId }, await who('350203-shichang', 'clerk'))
    await city.settle()
    const tax = (await city.db.transaction().execute((tx) => publishedItem(tx, TAX, city.clock.now())))!
    await city.run(legality.retire, { id: tax.id, reason: '并入新事项。' }, await who('350200-fazhi', 'legal-officer'))
    city.clock.advance(1000)
    await through(made.number, REGISTRATION, '350203-shichang')
    expect((await part(made.number, TAX)).state).toBe('no-item')
    expect((await view(made.number)).closed).toBe(true)
    await city.database
      .owner`update catalog.version set status = 'published', retired_at = null where id = ${tax.id}::uuid`
  })
})
