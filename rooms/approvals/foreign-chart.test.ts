import { afterAll, beforeAll, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import type { Actor } from '../../kernel/platform/index.ts'
import { CITY, CONSTRUCTION, type TestCity, testCity } from '../../test/city.ts'
import * as legality from '../legality/contract.ts'
import * as c from './contract.ts'

// A chart as another tool draws it: its own ids everywhere, our attributes beside them. Nothing in the rooms may know an id.
const CODE = '350200-01-9901'
const item = readItems(CITY).find((i) => i.code === CONSTRUCTION)!
const ids = new Map<string, string>()
const foreign = item.bpmn.replaceAll(
  /\b(id|sourceRef|targetRef|bpmnElement|default|messageRef|attachedToRef)="([^"]+)"|<(incoming|outgoing)>([^<]+)</g,
  (_, attribute, value, tag, flow) => {
    const old = value ?? flow
    if (!ids.has(old)) ids.set(old, `Element_${ids.size.toString(36)}x`)
    return attribute ? `${attribute}="${ids.get(old)}"` : `<${tag}>${ids.get(old)}<`
  },
)
const special = (content: Record<string, any>) => ({
  ...content,
  specialProcedures: content.specialProcedures.map((s: { element: string }) => ({
    ...s,
    element: ids.get(s.element) ?? s.element,
  })),
})

let city: TestCity
let applicant: Actor
const as: Record<string, Actor> = {}
beforeAll(async () => {
  city = await testCity()
  applicant = await city.citizen()
  for (const role of ['drafter', 'clerk', 'reviewer', 'approver']) as[role] = await city.officer('350200-jianshe', role)
  as.legal = await city.officer('350200-fazhi', 'legal-officer')
})
afterAll(() => city.close())

test('a chart with ids of another tool is published, followed from the application to service, and coloured', async () => {
  expect(foreign).not.toMatch(/check-materials|id="review"|id="decide"/)
  const { id } = await city.run(
    legality.openDraft,
    { ...item, code: CODE, content: special(item.content) as never, bpmn: foreign },
    as.drafter,
  )
  await city.run(legality.submitForReview, { id }, as.drafter)
  await city.run(legality.passReview, { id, opinion: '依据充分，同意。' }, as.legal)
  await city.run(legality.publish, { id }, as.legal)
  const pdf = new TextEncoder().encode('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
  for (const material of item.content.materials.filter((m: { mandatory: boolean }) => m.mandatory))
    await city.run(
      c.uploadMaterial,
      { itemCode: CODE, material: material.id, file: { name: 'a.pdf', size: pdf.length, bytes: pdf } },
      applicant,
    )
  const form = {
    projectName: '新校舍',
    site: '思明区环岛路 2 号',
    builder: '鹭岛建设有限公司',
    uscc: '913502000000010006',
    floorArea: 800,
    price: 300,
    contractor: '测试施工公司',
    startsOn: '2026-06-01',
    contact: '王工',
    phone: '0592-1234567',
  }
  const { caseId, number } = await city.run(c.submitApplication, { itemCode: CODE, form }, applicant)
  await city.run(c.issueCorrection, { caseId, notice: '请补一份图纸。' }, as.clerk)
  await city.run(c.answerCorrection, { caseId, answer: '已补。' }, applicant)
  await city.run(c.acceptCase, { caseId }, as.clerk)
  const queue = await city.run(c.unitCases, { step: 'case.reviewed' }, as.reviewer)
  expect(queue.cases.map((r) => r.number)).toContain(number)
  await city.run(c.review, { caseId, opinion: '符合条件。' }, as.reviewer)
  await city.run(c.decide, { caseId, outcome: 'grant', reason: '' }, as.approver)
  await city.run(c.issueLicence, { caseId }, as.clerk)
  await city.run(c.serve, { caseId, how: 'online' }, as.clerk)
  const seen = await city.run(c.getCase, { number }, applicant)
  expect(seen.status).toBe('closed')
  const performed = seen.acts.map((a) => (a.facts as { step?: string }).step)
  expect(performed.slice(1)).toEqual(
    ['check-materials', 'await-correction', 'check-materials', 'review', 'decide', 'issue', 'serve'].map((s) =>
      ids.get(s),
    ),
  )
  expect(seen.steps[ids.get('decide')!]).toBe('done')
})
