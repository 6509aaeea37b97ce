import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import { contract as cases } from '../../kernel/cases/index.ts'
import { type Actor, anonymous, Problem, system } from '../../kernel/platform/index.ts'
import { apply, CITY, CONSTRUCTION, publishVariant, type TestCity, testCity } from '../../test/city.ts'
import * as legality from '../legality/contract.ts'
import * as c from './contract.ts'

const item = readItems(CITY).find((i) => i.code === CONSTRUCTION)!
const [PLAN, BUILD] = ['350200-01-9903', '350200-01-9904']
const declared = (xml: string, more: string) =>
  xml
    .replace(/<message id="m-correction"/, `${more}<message id="m-correction"`)
    .replace(/<process /, '<process gnomon:correlation="projectName" ')
/** When the plan is granted the chart tells the building of the same project, and signals to everybody. */
const sender = declared(item.bpmn, '<message id="m-plan" name="plan-granted"/><signal id="s-plan" name="plans"/>')
  .replace(
    'id="f-grant" sourceRef="g-decision" targetRef="issue"',
    'id="f-grant" sourceRef="g-decision" targetRef="tell"',
  )
  .replace(
    '<userTask id="issue"',
    '<intermediateThrowEvent id="tell" name="告知"><incoming>f-grant</incoming><outgoing>f-told</outgoing><messageEventDefinition id="tell-m" messageRef="m-plan"/></intermediateThrowEvent><sequenceFlow id="f-told" sourceRef="tell" targetRef="call"/><intermediateThrowEvent id="call" name="发布"><incoming>f-told</incoming><outgoing>f-called</outgoing><signalEventDefinition id="call-s" signalRef="s-plan"/></intermediateThrowEvent><sequenceFlow id="f-called" sourceRef="call" targetRef="issue"/><userTask id="issue"',
  )
  .replace(
    '<incoming>f-grant</incoming><outgoing>f5</outgoing>',
    '<incoming>f-called</incoming><outgoing>f5</outgoing>',
  )
/** A reviewed building waits for the plan of its project before it is decided. */
const receiver = declared(item.bpmn, '<message id="m-plan" name="plan-granted"/>')
  .replace(
    'id="f-pass" sourceRef="g-review" targetRef="decide"',
    'id="f-pass" sourceRef="g-review" targetRef="await-plan"',
  )
  .replace(
    '<userTask id="decide"',
    '<intermediateCatchEvent id="await-plan" name="等规划许可"><incoming>f-pass</incoming><outgoing>f-planned</outgoing><messageEventDefinition id="await-m" messageRef="m-plan"/></intermediateCatchEvent><sequenceFlow id="f-planned" sourceRef="await-plan" targetRef="decide"/><userTask id="decide"',
  )
  .replace(
    '<incoming>f-pass</incoming><outgoing>f4</outgoing>',
    '<incoming>f-planned</incoming><outgoing>f4</outgoing>',
  )

let city: TestCity
let applicant: Actor
const as: Record<string, Actor> = {}
beforeAll(async () => {
  city = await testCity()
  applicant = await city.citizen()
  for (const role of ['drafter', 'clerk', 'reviewer', 'approver']) as[role] = await city.officer('350200-jianshe', role)
  for (const [code, bpmn] of [
    [PLAN, sender],
    [BUILD, receiver],
  ] as const)
    await (await publishVariant(city, code, bpmn)).publish()
})
afterAll(() => city.close())

async function reviewed(itemCode: string, projectName: string) {
  const made = await apply(city, applicant, itemCode, { projectName })
  await city.run(c.acceptCase, { caseId: made.caseId }, as.clerk)
  await city.run(c.review, { caseId: made.caseId, opinion: '符合条件。' }, as.reviewer)
  return made
}
const view = (number: string) => city.run(c.getCase, { number }, as.approver)

describe('messages between cases', () => {
  test('reach the case of the same project, as an act of its own; the sender’s act says how many', async () => {
    const [mine, other] = [await reviewed(BUILD, '海沧医院'), await reviewed(BUILD, '集美学村')]
    expect((await view(mine.number)).abilities.decide).toBe(false)
    const plan = await reviewed(PLAN, '海沧医院')
    await city.run(c.decide, { caseId: plan.caseId, outcome: 'grant', reason: '' }, as.approver)
    const told = await view(mine.number)
    expect(told.abilities.decide).toBe(true)
    expect(told.acts.at(-1)).toMatchObject({
      type: 'message.received',
      facts: { step: 'await-plan', name: 'plan-granted', from: plan.caseId, closed: false },
    })
    expect((await view(other.number)).abilities.decide).toBe(false)
    expect((await view(plan.number)).acts.at(-1)!.facts.sent).toEqual([
      { kind: 'message', name: 'plan-granted', cases: 1 },
      { kind: 'signal', name: 'plans', cases: 0 },
    ])
  })
  test.each(['甲桥', '乙桥', '丙桥', '丁桥'])(
    'of two senders at once reach it once, and both are done: %s',
    async (bridge) => {
      const mine = await reviewed(BUILD, bridge)
      const plans = [await reviewed(PLAN, bridge), await reviewed(PLAN, bridge)]
      await Promise.all(
        plans.map(({ caseId }) => city.run(c.decide, { caseId, outcome: 'grant', reason: '' }, as.approver)),
      )
      expect((await view(mine.number)).acts.filter((a) => a.type === 'message.received')).toHaveLength(1)
      const told = await Promise.all(plans.map(async (p) => (await view(p.number)).acts.at(-1)!.facts.sent))
      expect(told.map((sent) => (sent as { cases: number }[])[0]!.cases).sort()).toEqual([0, 1])
    },
  )
  test('are brought by the system alone, where a step waits for them', async () => {
    const made = await reviewed(BUILD, '同安工业园')
    const bring = (as: Actor, element = 'await-plan') =>
      city.run(cases.receiveMessage, { caseId: made.caseId, element, from: made.caseId }, as).then(
        () => 'OK',
        (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
      )
    expect(await bring(as.clerk!)).toBe('FORBIDDEN')
    expect(await bring(anonymous)).toBe('LOGIN_REQUIRED')
    expect(await bring(system('test'), 'decide')).toBe('NOT_OPEN')
    expect(await bring(system('test'))).toBe('OK')
    expect(await bring(system('test'))).toBe('NOT_OPEN')
  })
  test('need a correlation that the form has', async () => {
    const check = async (bpmn: string) =>
      (await city.run(legality.checkChart, { bpmn }, as.drafter)).problems.map((p) => p.code)
    expect(await check(receiver)).toEqual([])
    expect(await check(receiver.replace('gnomon:correlation="projectName"', ''))).toEqual(['NO_CORRELATION'])
    const bpmn = receiver.replace('gnomon:correlation="projectName"', 'gnomon:correlation="plot"')
    const { id } = await city.run(legality.openDraft, { ...item, code: '350200-01-9905', bpmn }, as.drafter)
    const error = await city.run(legality.submitForReview, { id }, as.drafter).catch((e) => e)
    expect([error.code, error.detail.zh]).toEqual(['UNSOUND', expect.stringContaining('没有“plot”这一项')])
  })
})
