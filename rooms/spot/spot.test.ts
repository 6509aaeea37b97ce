import { afterAll, beforeAll, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import { type Actor, Problem } from '../../kernel/platform/index.ts'
import { applyForFood, CITY, PDF, type TestCity, testCity } from '../../test/city.ts'
import * as c from '../approvals/contract.ts'
import { decideOnTheSpot } from './contract.ts'
import spot from './index.ts'

const JOB = '350200-20-0003'
const FOOD = '350203-01-0101'
const UNIT = '350200-rensheju'
let city: TestCity
let applicant: Actor
let clerk: Actor
beforeAll(async () => {
  city = await testCity({ items: [JOB, FOOD], more: [spot] })
  applicant = await city.citizen()
  clerk = await city.officer(UNIT, 'clerk')
})
afterAll(() => city.close())
const code = (p: Promise<unknown>) =>
  p.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )
const job = readItems(CITY).find((i) => i.code === JOB)!
const FORM = Object.fromEntries(
  Object.entries<any>(job.form.properties).map(([key, p]) => [
    key,
    p.enum?.[0] ??
      ({ date: '2026-02-01', 'resident-id': '11010519491231002X', uscc: '913502000000010006' } as any)[p.format] ??
      (key === 'phone' ? '0592-1234567' : p.type === 'string' ? '厦门市思明区' : (p.minimum ?? 1)),
  ]),
)
async function submit() {
  for (const m of job.content.materials)
    if (m.mandatory)
      await city.run(
        c.uploadMaterial,
        { itemCode: JOB, material: m.id, file: { name: 'a.pdf', size: PDF.length, bytes: PDF } },
        applicant,
      )
  return city.run(c.submitApplication, { itemCode: JOB, form: FORM }, applicant)
}

test('one sitting, and every step an act of its own on the chart', async () => {
  const { caseId, number } = await submit()
  const done = await city.run(decideOnTheSpot, { caseId, receiver: '林晓岚' }, clerk)
  const at = await city.run(c.getCase, { number }, applicant)
  expect([at.closed, at.outcome]).toEqual([true, 'grant'])
  expect(at.acts.map((a) => a.type)).toEqual([
    'application.submitted',
    'case.accepted',
    'case.decided',
    'licence.issued',
    'document.served',
    'document.served',
    'case.served',
  ])
  expect(done.licence).toBe(at.acts.find((a) => a.type === 'licence.issued')!.facts.number)
  expect(at.clocks.statutory).toMatchObject({ used: 0, finished: true })
  expect(await code(city.run(decideOnTheSpot, { caseId, receiver: '林晓岚' }, clerk))).toBe('NOT_OPEN')
})
test('not for others’ items, nor by others, and twice at once it is done once', async () => {
  const food = await applyForFood(city, applicant, FOOD)
  const siming = await city.officer('350203-shichang', 'clerk')
  expect(await code(city.run(decideOnTheSpot, { caseId: food.caseId, receiver: '王一' }, siming))).toBe('NOT_SPOT')
  const { caseId, number } = await submit()
  const ask = (as: Actor) => code(city.run(decideOnTheSpot, { caseId, receiver: '林晓岚' }, as))
  expect(await ask(siming)).toBe('FORBIDDEN')
  expect(await ask(applicant)).toBe('FORBIDDEN')
  expect(await code(city.run(decideOnTheSpot, { caseId, receiver: '' }, clerk))).toBe('INVALID')
  expect((await Promise.all([ask(clerk), ask(clerk)])).sort()).toEqual(['NOT_OPEN', 'OK'])
  const types = (await city.run(c.getCase, { number }, applicant)).acts.map((a) => a.type)
  expect(types.filter((t) => t === 'case.decided')).toHaveLength(1)
})
