import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import * as cases from '../../kernel/cases/contract.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, actsOf, anonymous, type Problem, privateOf } from '../../kernel/platform/index.ts'
import { apply, CITY, CONSTRUCTION, publishVariant, type TestCity, testCity } from '../../test/city.ts'
import * as standards from '../discretion/contract.ts'
import discretion from '../discretion/index.ts'
import * as c from './contract.ts'

const CODE = '350200-01-9902'
const item = readItems(CITY).find((i) => i.code === CONSTRUCTION)!
/** Behind the review a table says whether the building is large; a large one is decided, a small one reviewed again. */
const bpmn = item.bpmn
  .replace(
    /<sequenceFlow id="f-pass" sourceRef="g-review" targetRef="decide"/,
    '<businessRuleTask id="size" name="规模" gnomon:decision="building-size/规模"><incoming>f-pass</incoming><outgoing>f-sized</outgoing></businessRuleTask><exclusiveGateway id="g-size"><incoming>f-sized</incoming><outgoing>f-large</outgoing><outgoing>f-small</outgoing></exclusiveGateway><sequenceFlow id="f-sized" sourceRef="size" targetRef="g-size"/><sequenceFlow id="f-large" sourceRef="g-size" targetRef="decide"><conditionExpression>规模 = "大"</conditionExpression></sequenceFlow><sequenceFlow id="f-small" sourceRef="g-size" targetRef="review"><conditionExpression>规模 = "小"</conditionExpression></sequenceFlow>$&',
  )
  .replace('id="f-pass" sourceRef="g-review" targetRef="decide"', 'id="f-pass" sourceRef="g-review" targetRef="size"')
  .replace('<incoming>f-pass</incoming><outgoing>f4</outgoing>', '<incoming>f-large</incoming><outgoing>f4</outgoing>')
  .replace('<incoming>f-complete</incoming>', '<incoming>f-complete</incoming><incoming>f-small</incoming>')
const DMN = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="s" name="规模" namespace="urn:test:size"><inputData id="a" name="建筑面积（平方米）"><variable name="建筑面积（平方米）" typeRef="number"/></inputData>
<decision id="d" name="规模"><variable name="规模" typeRef="string"/><informationRequirement><requiredInput href="#a"/></informationRequirement><decisionTable hitPolicy="UNIQUE"><input label="面积"><inputExpression typeRef="number"><text>建筑面积（平方米）</text></inputExpression></input><output typeRef="string"/>
<rule><inputEntry><text>&lt; 1000</text></inputEntry><outputEntry><text>"小"</text></outputEntry></rule><rule><inputEntry><text>[1000..90000]</text></inputEntry><outputEntry><text>"大"</text></outputEntry></rule><rule><inputEntry><text>&gt; 90000</text></inputEntry><outputEntry><text>"大"</text></outputEntry></rule></decisionTable></decision></definitions>`
const areaTitle = item.form.properties.floorArea.title

let city: TestCity
let applicant: Actor
const as: Record<string, Actor> = {}
beforeAll(async () => {
  city = await testCity({ more: [discretion] })
  applicant = await city.citizen()
  for (const role of ['drafter', 'clerk', 'reviewer', 'approver']) as[role] = await city.officer('350200-jianshe', role)
  as.legal = await city.officer('350200-fazhi', 'legal-officer')
})
afterAll(() => city.close())

async function reviewed(floorArea: number): Promise<{ caseId: string; number: string; jurisdiction: string }> {
  const { caseId, number } = await apply(city, applicant, CODE, { floorArea })
  await city.run(c.acceptCase, { caseId }, as.clerk)
  await city.run(c.review, { caseId, opinion: '符合条件。' }, as.reviewer)
  return { caseId, number, jurisdiction: '350200' }
}

describe('a business-rule task of a published chart', () => {
  test('is not published before its standard is', async () => {
    expect(areaTitle).toBe('建筑面积（平方米）')
    const { publish } = await publishVariant(city, CODE, bpmn)
    const error = (await publish().catch((e) => e)) as Problem
    expect([error.code, error.detail?.zh]).toEqual(['UNSOUND', expect.stringContaining('building-size/规模')])
    const { revision } = await city.run(standards.save, { code: 'building-size', revision: 0, xml: DMN }, as.drafter)
    await city.run(standards.publish, { code: 'building-size', revision, opinion: '每种情形只落一档。' }, as.legal)
    await publish()
    expect(await city.db.transaction().execute((tx) => publishedItem(tx, CODE, city.clock.now()))).toBeDefined()
  })
  test.each([
    [5200, 'decide', 'case.decided'],
    [300, 'review', 'case.reviewed'],
  ])('answers from the application (%d m²), and the gateway follows it to %s', async (area, ability, act) => {
    const { caseId, number, jurisdiction } = await reviewed(area)
    expect((await city.run(c.getCase, { number }, as.reviewer)).abilities['apply-rule']).toBe(true)
    expect(await code(city.run(c.applyRule, { caseId }, applicant))).toBe('FORBIDDEN')
    expect(await code(city.run(c.applyRule, { caseId }, anonymous))).toBe('LOGIN_REQUIRED')
    expect(await code(city.run(c.applyRule, { caseId: 'x' } as never, as.reviewer))).toBe('INVALID')
    await city.run(c.applyRule, { caseId }, as.reviewer)
    expect(await code(city.run(c.applyRule, { caseId }, as.reviewer))).toBe('NOT_OPEN')
    const acts = await city.db.transaction().execute((tx) => actsOf(tx, jurisdiction, caseId))
    const applied = acts.find((a) => a.type === 'rule.applied')!
    expect(applied.public).toMatchObject({ step: 'size', standard: 'building-size', number: 1, decision: '规模' })
    const kept = await city.db.transaction().execute((tx) => privateOf(tx, jurisdiction, [applied.id]))
    expect(kept.get(applied.id)!.reasons!.value).toContain(area > 1000 ? '[1000..90000]' : '< 1000')
    const seen = await city.run(c.getCase, { number }, area > 1000 ? as.approver : as.reviewer)
    expect(seen.abilities[ability]).toBe(true)
    expect(seen.acts.map((a) => a.type)).toContain('rule.applied')
    expect(
      (await city.run(cases.unitCases, { kind: 'approval', step: act }, as.reviewer)).cases.map((r) => r.number),
    ).toContain(number)
  })
})
