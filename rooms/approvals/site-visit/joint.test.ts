// 联合勘验 of a joint application: called on it once, and done by each unit on its own case.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inbox as inboxOf } from '../../../kernel/cases/contract.ts'
import { codeOf as code, HOME } from '../../../kernel/platform/harness.ts'
import type { Actor, PersonActor } from '../../../kernel/platform/index.ts'
import { PDF, type TestCity, testCity } from '../../../test/city.ts'
import appointments from '../../appointments/index.ts'
import { messagesRoom } from '../../messages/index.ts'
import { messagesOf } from '../../messages/message.store.ts'
import * as c from '../contract.ts'
import approvals from '../index.ts'
import { ALL, BUNDLE, FORM } from '../joint.harness.ts'

const PARTS = ['350203-07-0001', '350200-07-0002', '350200-10-0001', '350200-20-0002', '350203-01-0101'] as const
const [REGISTRATION, , SEAL, , FOOD] = PARTS
const [LEAD, POLICE] = ['350203-shichang', '350200-gongan']
let city: TestCity
let applicant: Actor
const who = (unit: string, role: string) => city.officer(unit, role)
beforeAll(async () => {
  city = await testCity({
    items: [BUNDLE, ...PARTS],
    more: [messagesRoom([approvals]), appointments],
    start: '2026-03-02T01:00:00Z',
  })
  applicant = await city.citizen()
})
afterAll(() => city.close())
const view = (number: string, as: Actor = applicant) => city.run(c.getCase, { number }, as)

test('one visit of the application stands on the case of each part, and is done there', async () => {
  const file = { name: 'a.pdf', size: PDF.length, bytes: PDF }
  for (const material of ['application', 'identity', 'site', 'premises', 'rules'])
    await city.run(c.uploadMaterial, { itemCode: BUNDLE, material, file }, applicant)
  const root = await city.run(c.submitApplication, { itemCode: BUNDLE, form: { ...FORM, ...ALL } }, applicant)
  await city.run(c.acceptCase, { caseId: root.caseId }, await who(LEAD, 'clerk'))
  await city.settle()
  const partOf = async (itemCode: string) =>
    (await view(root.number)).joint!.parts.find((p) => p.itemCode === itemCode)!.number!
  // The registration comes first, and opens the others with its licence.
  const first = await view(await partOf(REGISTRATION), await who(LEAD, 'clerk'))
  const one = { caseId: first.id }
  if (first.work.some((w) => w.act === 'case.accepted')) await city.run(c.acceptCase, one, await who(LEAD, 'clerk'))
  await city.run(c.decide, { ...one, outcome: 'grant' }, await who(LEAD, 'approver'))
  await city.run(c.issueLicence, one, await who(LEAD, 'clerk'))
  await city.run(c.serve, { ...one, how: 'in-person', receiver: '本人' } as never, await who(LEAD, 'clerk'))
  await city.settle()

  const lead = await who(LEAD, 'reviewer')
  const police = await who(POLICE, 'reviewer')
  const call = { on: '2026-03-03', time: '10:00', place: '环岛路 8 号', units: [LEAD, POLICE] }
  expect((await view(root.number, lead)).visitable.map((u) => u.code)).toEqual(expect.arrayContaining([LEAD, POLICE]))
  expect(await code(city.run(c.callVisit, { caseId: root.caseId, ...call }, police))).toBe('FORBIDDEN')
  await city.run(c.callVisit, { caseId: root.caseId, ...call }, lead)
  const [seal, food] = [await partOf(SEAL), await partOf(FOOD)]
  const own = await view(seal, police)
  // The application is not theirs to see; when and where its visit is stands on their own case.
  expect(await code(view(root.number, police))).toBe('FORBIDDEN')
  expect(own.visit).toMatchObject({ on: '2026-03-03', time: '10:00', said: '环岛路 8 号' })
  expect(own.abilities).toMatchObject({ 'join-visit': true, 'call-off-visit': false })
  // It waits for that unit on its own case, where its message leads.
  const waits = async (number: string, as: Actor) => {
    await city.settle()
    const { work } = await city.run(inboxOf, { page: 1, text: number }, as)
    return work.filter((w) => w.act?.startsWith('site-visit.')).map((w) => w.step.zh)
  }
  const last = async (as: Actor) => {
    await city.settle()
    const of = { home: HOME, person: (as as PersonActor).personId, limit: 1, offset: 0 }
    const { list } = await city.db.transaction().execute((tx) => messagesOf(tx, of))
    return [list[0]?.path, list[0]?.line.zh]
  }
  expect(await waits(seal, police)).toEqual(['确认谁去勘验'])
  expect(await waits(root.number, police)).toEqual([])
  expect(await waits(root.number, lead)).toEqual(['确认谁去勘验'])
  expect(await last(police)).toEqual([
    `/desk/cases/${seal}`,
    '约您单位联合勘验：2026-03-03 10:00，环岛路 8 号。请确认谁去。',
  ])
  expect((await last(lead))[0]).toBe(`/desk/cases/${root.number}`)
  const names = '陈建国 审查岗\n林志强 技术岗'
  await city.run(c.joinVisit, { caseId: own.id, who: names }, police)
  expect(await waits(seal, police)).toEqual(['勘验意见'])
  city.clock.advance(86_400_000)
  const finding = { finding: '符合要求。', who: names, conclusion: 'pass' as const }
  expect(
    await code(city.run(c.findOnVisit, { caseId: own.id, ...finding }, await who('350200-shuiwu', 'reviewer'))),
  ).toBe('FORBIDDEN')
  await city.run(c.findOnVisit, { caseId: own.id, ...finding }, police)
  expect(await waits(seal, police)).toEqual([])
  const dish = await view(food, lead)
  if (dish.work.some((w) => w.act === 'case.accepted'))
    await city.run(c.acceptCase, { caseId: dish.id }, await who(LEAD, 'clerk'))
  const review = () => code(city.run(c.review, { caseId: dish.id, opinion: '符合条件。' }, lead))
  expect(await review()).toBe('VISIT')
  await city.run(c.findOnVisit, { caseId: dish.id, ...finding, conclusion: 'amend' }, lead)
  const { number } = await city.run(c.recordVisit, { caseId: dish.id, applicant: 'signed' }, lead)
  expect(number).toBe(root.number)
  expect((await view(seal, police)).visit!.units.map((u) => u.conclusion)).toEqual(['amend', 'pass'])
  expect((await view(root.number)).acts.at(-1)).toMatchObject({
    type: 'site-visit.recorded',
    facts: { came: [POLICE, LEAD], missing: [] },
  })
  expect(await review()).toBe('OK')
})
