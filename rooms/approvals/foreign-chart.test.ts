import { afterAll, beforeAll, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import * as cases from '../../kernel/cases/contract.ts'
import type { Actor } from '../../kernel/platform/index.ts'
import { apply, CITY, CONSTRUCTION, publishVariant, type TestCity, testCity } from '../../test/city.ts'
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
  for (const role of ['clerk', 'reviewer', 'approver']) as[role] = await city.officer('350200-jianshe', role)
})
afterAll(() => city.close())

test('a chart with ids of another tool is published, followed from the application to service, and coloured', async () => {
  expect(foreign).not.toMatch(/check-materials|id="review"|id="decide"/)
  const { publish } = await publishVariant(city, CODE, foreign, special)
  await publish()
  const { caseId, number } = await apply(city, applicant, CODE)
  await city.run(c.issueCorrection, { caseId, notice: '请补一份图纸。' }, as.clerk)
  await city.run(c.answerCorrection, { caseId, answer: '已补。' }, applicant)
  await city.run(c.acceptCase, { caseId }, as.clerk)
  const queue = await city.run(cases.unitCases, { kind: 'approval', step: 'case.reviewed' }, as.reviewer)
  expect(queue.cases.map((r) => r.number)).toContain(number)
  await city.run(c.review, { caseId, opinion: '符合条件。' }, as.reviewer)
  await city.run(c.decide, { caseId, outcome: 'grant', reason: '' }, as.approver)
  await city.run(c.issueLicence, { caseId }, as.clerk)
  await city.run(c.serve, { caseId, how: 'electronic', consent: true }, as.clerk)
  const seen = await city.run(c.getCase, { number }, applicant)
  expect(seen.status).toBe('closed')
  // A proof of service stands on the case, and performs no step.
  const performed = seen.acts
    .filter((a) => a.type !== 'document.served')
    .map((a) => (a.facts as { step?: string }).step)
  expect(performed.slice(1)).toEqual(
    ['check-materials', 'await-correction', 'check-materials', 'review', 'decide', 'issue', 'serve'].map((s) =>
      ids.get(s),
    ),
  )
  expect(seen.steps[ids.get('decide')!]).toBe('done')
})
