// A new version of a chart under running cases: which may go on by it, who says so, and that everything still agrees.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import { contract as cases } from '../../kernel/cases/index.ts'
import { itemVersion } from '../../kernel/catalog/index.ts'
import { type Actor, type Check, Problem } from '../../kernel/platform/index.ts'
import { apply, CITY, CONSTRUCTION, type TestCity, testCity } from '../../test/city.ts'
import * as approvals from '../approvals/contract.ts'
import * as c from './contract.ts'

const shipped = readItems(CITY).find((i) => i.code === CONSTRUCTION)!.bpmn
let city: TestCity
let applicant: Actor
let legal: Actor
const as = (role: string) => city.officer('350200-jianshe', role)
beforeAll(async () => {
  city = await testCity()
  applicant = await city.citizen()
  legal = await city.officer('350200-fazhi', 'legal-officer')
})
afterAll(() => city.close())
const code = (p: Promise<unknown>) =>
  p.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )

/** A new version of the permit, with its chart changed. */
async function recharted(change: (bpmn: string) => string) {
  const drafter = await as('drafter')
  const { id } = await city.run(c.openDraft, { code: CONSTRUCTION }, drafter)
  const { revision } = (await city.db.transaction().execute((tx) => itemVersion(tx, id)))!
  await city.run(c.saveDraft, { id, revision, bpmn: change(shipped) }, drafter)
  await city.run(c.submitForReview, { id }, drafter)
  await city.run(c.passReview, { id, opinion: '依据充分，同意。' }, legal)
  city.clock.advance(1000)
  await city.run(c.publish, { id }, legal)
  city.clock.advance(1000)
  return id
}
/** What an audit finds wrong with standing, work and place on the chart. */
async function differs(): Promise<string[]> {
  const checks: Check[] = city.rooms
    .flatMap((r) => r.checks ?? [])
    .filter((x) => ['standing', 'work', 'marking'].includes(x.name))
  const found = await Promise.all(checks.map((x) => city.db.transaction().execute((tx) => x.piece(tx, '', 100))))
  return found.flatMap((f) => f.found.map((m) => m.said.zh))
}
/** Review and decision are one: those who wait at the review have nowhere to go. */
const without = (bpmn: string) => bpmn.replaceAll('id="review"', 'id="look"').replaceAll('"review"', '"look"')
const second = (bpmn: string) =>
  bpmn
    .replace(/(<sequenceFlow id="f-pass" sourceRef="g-review" targetRef=)"decide"/, '$1"sign"')
    .replace(
      '<sequenceFlow id="f-pass"',
      '<userTask id="sign" name="会签" gnomon:nameEn="Countersign" gnomon:post="reviewer" gnomon:act="special-procedure.ended"><incoming>f-pass</incoming><outgoing>f-signed</outgoing></userTask><sequenceFlow id="f-signed" sourceRef="sign" targetRef="decide"></sequenceFlow><sequenceFlow id="f-pass"',
    )
    .replace(/(<userTask id="decide"[^>]*>)<incoming>f-pass<\/incoming>/, '$1<incoming>f-signed</incoming>')

test('cases go on by the new chart where they stand on it; others stay, each with its reason', async () => {
  const [received, reviewing] = [await apply(city, applicant), await apply(city, applicant)]
  await city.run(approvals.acceptCase, { caseId: reviewing.caseId }, await as('clerk'))
  const first = await recharted(second)
  const now = await city.run(cases.migratable, { itemCode: CONSTRUCTION }, legal)
  expect(now.map((x) => [x.number, x.stops])).toEqual([
    [received.number, null],
    [reviewing.number, null],
  ])
  const move = { id: first, reason: '新版增加会签。' }
  expect(await code(city.run(c.moveCases, move, await as('approver')))).toBe('FORBIDDEN')
  expect(
    await code(city.run(cases.migrateCase, { caseId: received.caseId, reason: '试试' }, await as('approver'))),
  ).toBe('FORBIDDEN')
  expect(await city.run(c.moveCases, move, legal)).toMatchObject({
    moved: [received.number, reviewing.number],
    left: [],
  })
  expect(await code(city.run(c.moveCases, move, legal))).toBe('NONE')
  expect(await code(city.run(cases.migrateCase, { caseId: received.caseId, reason: '再试' }, legal))).toBe('NO_NEWER')
  expect(await differs()).toEqual([])
  // The moved case meets the step that only the new chart has; its own limits stay.
  await city.run(approvals.review, { caseId: reviewing.caseId, opinion: '符合。' }, await as('reviewer'))
  const at = await city.run(approvals.getCase, { number: reviewing.number }, applicant)
  expect(at.work.map((w) => w.title.zh)).toEqual(['会签'])
  expect(at).toMatchObject({ itemVersion: 1 })
  expect(at.acts.find((a) => a.type === 'case.migrated')).toMatchObject({ why: '新版增加会签。' })
  expect(await differs()).toEqual([])
  // The next version has no such step: who stands at it cannot be moved, and it says which step is missing.
  await city.run(approvals.acceptCase, { caseId: received.caseId }, await as('clerk'))
  const next = await recharted((bpmn) => without(second(bpmn)))
  const left = await city.run(cases.migratable, { itemCode: CONSTRUCTION }, legal)
  expect(left.map((x) => x.stops?.zh ?? '').join()).toMatch(/没有这些正在办的步骤：.*审查/)
  expect(await code(city.run(cases.migrateCase, { caseId: received.caseId, reason: '试试' }, legal))).toBe(
    'CANNOT_MIGRATE',
  )
  expect(await city.run(c.moveCases, { id: next, reason: '会签的可以接着办。' }, legal)).toMatchObject({
    moved: [reviewing.number],
    left: [received.number],
  })
  expect(await differs()).toEqual([])
})

test('a closed case is moved no more, and an officer who acts meanwhile finds one order', async () => {
  const { caseId } = await apply(city, applicant)
  await city.run(approvals.withdraw, { caseId }, applicant)
  expect(await code(city.run(cases.migrateCase, { caseId, reason: '试试' }, legal))).toBe('NOT_RUNNING')
  const running = await apply(city, applicant)
  await recharted((bpmn) => second(bpmn).replaceAll('会签', '复核'))
  const both = await Promise.all([
    code(city.run(cases.migrateCase, { caseId: running.caseId, reason: '新版' }, legal)),
    code(city.run(approvals.acceptCase, { caseId: running.caseId }, await as('clerk'))),
  ])
  expect(both[1]).toBe('OK')
  expect(['OK', 'CANNOT_MIGRATE']).toContain(both[0])
  expect(await differs()).toEqual([])
})
