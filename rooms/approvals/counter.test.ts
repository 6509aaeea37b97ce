import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, Problem } from '../../kernel/platform/index.ts'
import { CONSTRUCTION, CONSTRUCTION_FORM, PDF, type TestCity, testCity } from '../../test/city.ts'
import * as c from './contract.ts'

const FOOD = '350206-01-0101'
const MATERIALS = ['land', 'planning', 'contract', 'drawings', 'safety']
let city: TestCity
let clerk: Actor
beforeAll(async () => {
  city = await testCity({ items: [CONSTRUCTION, FOOD] })
  clerk = await city.officer('350203-shichang', 'clerk')
})
afterAll(() => city.close())

const code = (p: Promise<unknown>) =>
  p.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )
const WHO = {
  applicantName: '何小满',
  applicantId: '35020019000101777X',
  applicantPhone: '13800000000',
  present: true as const,
}
async function take(more: Record<string, unknown> = {}, as = clerk) {
  for (const material of MATERIALS)
    await city.run(
      c.uploadMaterial,
      { itemCode: CONSTRUCTION, material, file: { name: 'a.pdf', size: PDF.length, bytes: PDF }, counter: true },
      as,
    )
  return city.run(c.takeAtCounter, { itemCode: CONSTRUCTION, form: CONSTRUCTION_FORM, ...WHO, ...more } as never, as)
}

test('the case is the applicant’s, and says at which counter it was taken', async () => {
  const made = await take()
  expect(made.login).toMatch(/^c\d{8}$/)
  const at = await city.run(c.getCase, { number: made.number }, await city.officer('350200-jianshe', 'clerk'))
  expect(at.parties.map((p) => p.name)).toEqual(['何小满'])
  expect(at.acts[0]!.facts).toMatchObject({ counter: '350203-shichang' })
  expect(at.papers).toHaveLength(MATERIALS.length)
  // Once there, the same number is the same person.
  expect((await take()).login).toBeNull()
})
test('somebody with an account finds it among their cases', async () => {
  const made = await take({ applicantId: '350200190001010018', applicantName: '林晓岚' })
  expect(made.login).toBeNull()
  const mine = await city.run(c.myCases, {}, await city.citizen())
  expect(mine.cases.map((r) => r.number)).toContain(made.number)
})
test('a clerk’s own draft and one at the counter are two', async () => {
  const own = { itemCode: CONSTRUCTION, material: 'land', file: { name: 'mine.pdf', size: PDF.length, bytes: PDF } }
  await city.run(c.uploadMaterial, own, clerk)
  const { number } = await take()
  const at = await city.run(c.getCase, { number }, await city.officer('350200-jianshe', 'clerk'))
  expect(at.papers.map((p) => p.name)).not.toContain('mine.pdf')
})
test('only a clerk, only of its own place or the city’s items, only with the person there', async () => {
  expect(await code(take({}, await city.officer('350200-jianshe', 'reviewer')))).toBe('FORBIDDEN')
  expect(
    await code(city.run(c.takeAtCounter, { itemCode: CONSTRUCTION, form: {}, ...WHO }, await city.citizen())),
  ).toBe('FORBIDDEN')
  expect(await code(take({ present: false }))).toBe('INVALID')
  expect(await code(take({ applicantId: '123' }))).toBe('BAD_PERSON')
  const elsewhere = await city.run(c.takeAtCounter, { itemCode: FOOD, form: {}, ...WHO }, clerk).catch((e) => e)
  expect(elsewhere.code).toBe('NOT_HERE')
})
