import { afterAll, beforeAll, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import { contract as cases } from '../../kernel/cases/index.ts'
import { type Actor, anonymous, Problem } from '../../kernel/platform/index.ts'
import { apply, CITY, CONSTRUCTION, CONSTRUCTION_FORM, PDF, type TestCity, testCity } from '../../test/city.ts'
import * as approvals from '../approvals/contract.ts'
import * as c from './contract.ts'

const PLANNING = '350200-01-0003'
let city: TestCity
let applicant: Actor
const as = (unit: string, role: string) => city.officer(`350200-${unit}`, role)
beforeAll(async () => {
  city = await testCity({ items: [CONSTRUCTION, PLANNING] })
  applicant = await city.citizen()
})
afterAll(() => city.close())
const code = (p: Promise<unknown>) =>
  p.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )

/** What cannot be left out, but for the licence itself. */
const needed = (m: { id: string; mandatory: boolean }) => m.mandatory && m.id !== 'planning'

/** A planning permit that was issued. */
async function planned() {
  for (const material of ['land', 'design'])
    await city.run(
      approvals.uploadMaterial,
      { itemCode: PLANNING, material, file: { name: 'a.pdf', size: PDF.length, bytes: PDF } },
      applicant,
    )
  const form = {
    projectName: '滨海小学教学楼',
    applicant: '鹭岛建设有限公司',
    site: '思明区环岛路 1 号',
    area: 5200,
    contact: '王工',
    phone: '0592-1234567',
  }
  const made = await city.run(approvals.submitApplication, { itemCode: PLANNING, form }, applicant)
  const { caseId } = made
  await city.run(approvals.acceptCase, { caseId }, await as('guihua', 'clerk'))
  const { work } = await city.run(approvals.getCase, { number: made.number }, applicant)
  if (work.some((w) => w.act === 'case.reviewed'))
    await city.run(approvals.review, { caseId, opinion: '符合。' }, await as('guihua', 'reviewer'))
  await city.run(approvals.decide, { caseId, outcome: 'grant' }, await as('guihua', 'approver'))
  const { licence } = await city.run(approvals.issueLicence, { caseId }, await as('guihua', 'clerk'))
  return { ...made, licence }
}
const held = async (number: string) => (await city.run(c.myLicences, {}, applicant)).find((l) => l.number === number)

test('a licence goes into the next application without being uploaded, and its holder sees where', async () => {
  const { licence } = await planned()
  expect(await held(licence)).toMatchObject({ usable: true, used: [], ended: null })
  const use = { itemCode: CONSTRUCTION, material: 'planning', number: licence }
  expect(await code(city.run(c.useLicence, use, await city.citizen('citizen2')))).toBe('NO_LICENCE')
  expect(await code(city.run(c.useLicence, { ...use, material: 'nothing' }, applicant))).toBe('NO_MATERIAL')
  expect(await code(city.run(c.useLicence, { ...use, number: 'L0000' }, applicant))).toBe('NO_LICENCE')
  expect(await code(city.run(c.useLicence, use, anonymous))).toBe('LOGIN_REQUIRED')
  await city.run(c.useLicence, use, applicant)
  const { number } = await apply(city, applicant)
  const at = await city.run(approvals.getCase, { number }, applicant)
  expect(at.papers.some((p) => p.slot === 'planning' && p.name.includes(licence))).toBe(true)
  expect((await held(licence))!.used.map((u) => u.itemName.zh)).toEqual(['建筑工程施工许可证核发'])
})
test('in an application of several at once it is attached to each, and to none of another', async () => {
  const { licence } = await planned()
  const { materials } = readItems(CITY).find((i) => i.code === CONSTRUCTION)!.content
  for (const { id: material } of materials.filter(needed))
    await city.run(
      approvals.uploadMaterial,
      { itemCode: CONSTRUCTION, material, file: { name: 'a.pdf', size: PDF.length, bytes: PDF }, batch: true },
      applicant,
    )
  const rows = [CONSTRUCTION_FORM, { ...CONSTRUCTION_FORM, projectName: '滨海小学体育馆' }]
  const submit = () => city.run(approvals.submitBatch, { itemCode: CONSTRUCTION, rows }, applicant)
  // In the draft of one it is of no use here.
  const use = { itemCode: CONSTRUCTION, material: 'planning', number: licence }
  await city.run(c.useLicence, use, applicant)
  expect(await code(submit())).toBe('FORM')
  await city.run(c.useLicence, { ...use, batch: true }, applicant)
  const { cases: made } = await submit()
  for (const { number } of made) {
    const at = await city.run(approvals.getCase, { number }, applicant)
    expect(at.papers.some((p) => p.slot === 'planning' && p.name.includes(licence))).toBe(true)
  }
})
test('end-licence: revoked by who decides, with reasons; invalid at once for everybody', async () => {
  const { caseId, licence, number } = await planned()
  const end = { caseId, how: 'revoked' as const, reason: '申请材料系伪造。' }
  expect(await code(city.run(c.endLicence, end, await as('guihua', 'clerk')))).toBe('FORBIDDEN')
  expect(await code(city.run(c.endLicence, end, await as('jianshe', 'approver')))).toBe('FORBIDDEN')
  expect(await code(city.run(c.endLicence, end, applicant))).toBe('FORBIDDEN')
  expect(await code(city.run(c.endLicence, { ...end, reason: '' }, await as('guihua', 'approver')))).toBe('INVALID')
  expect(await city.run(cases.lookUpLicence, { number: licence }, anonymous)).toMatchObject({ ended: null })
  await city.run(c.endLicence, end, await as('guihua', 'approver'))
  expect(await code(city.run(c.endLicence, end, await as('guihua', 'approver')))).toBe('NO_LICENCE')
  expect(await city.run(cases.lookUpLicence, { number: licence }, anonymous)).toMatchObject({
    ended: { said: { zh: '撤销' }, on: '2026-03-02' },
  })
  expect(await held(licence)).toMatchObject({ usable: false, ended: { said: { zh: '撤销' } } })
  const use = { itemCode: CONSTRUCTION, material: 'planning', number: licence }
  expect(await code(city.run(c.useLicence, use, applicant))).toBe('NO_LICENCE')
  const at = await city.run(approvals.getCase, { number }, applicant)
  expect(at.documents.map((d) => d.kind)).toContain('licence-ended')
  expect(at.acts.at(-1)).toMatchObject({ type: 'licence.ended', why: '申请材料系伪造。', basis: [{ article: 69 }] })
  const open = await apply(city, applicant)
  expect(await code(city.run(c.endLicence, { ...end, caseId: open.caseId }, await as('jianshe', 'approver')))).toBe(
    'NO_LICENCE',
  )
})
