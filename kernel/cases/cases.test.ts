import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import * as approvals from '../../rooms/approvals/contract.ts'
import { apply, CITY, CONSTRUCTION, PDF, publishVariant, type TestCity, testCity } from '../../test/city.ts'
import { codeOf as code } from '../platform/harness.ts'
import {
  type Actor,
  anonymous,
  type Contract,
  type PersonActor,
  type Problem,
  privateOf,
  system,
} from '../platform/index.ts'
import * as c from './contract.ts'
import { findCase, standingOf, workOf } from './index.ts'

// Cases of the construction permit on charts of several units, and what every kind of case shares.
let city: TestCity
let applicant: Actor
const officers: Record<string, Actor> = {}
const chart = readItems(CITY).find((i) => i.code === CONSTRUCTION)!.bpmn
const JOINT = '350200-01-0991'
const OTHER_POST = '350200-01-0992'
const PARENT = '350200-01-0993'
const UNITS = ['guihua', 'guotu', 'shizheng']
const as = (unit: string, role: string) => city.officer(`350200-${unit}`, role)

// The review by three units' posts beside one another, each with five working days.
const joint = chart
  .replace(
    /<userTask id="review"([^>]*)gnomon:post="reviewer"([^>]*)>/,
    `<userTask id="review"$1gnomon:posts="${UNITS.map((u) => `350200-${u}/reviewer`).join(',')}" gnomon:limit="5"$2>`,
  )
  .replace(
    /(<userTask id="review"[\s\S]*?<outgoing>f3<\/outgoing>)(<\/userTask>)/,
    '$1<multiInstanceLoopCharacteristics isSequential="false"/>$2',
  )
const otherPost = chart.replace(
  'gnomon:post="reviewer" gnomon:act="case.reviewed"',
  'gnomon:post="approver" gnomon:act="case.reviewed"',
)
// Before the decision the chart opens a case of the construction permit itself, and waits for its end.
const parent = chart
  .replace('targetRef="decide"', 'targetRef="open-permit"')
  .replace(
    '<userTask id="decide"',
    `<sendTask id="open-permit" name="开出施工许可" gnomon:opens="${CONSTRUCTION}"><incoming>f-pass</incoming><outgoing>x1</outgoing></sendTask>
     <receiveTask id="await-permit" name="等施工许可办结" gnomon:of="open-permit"><incoming>x1</incoming><outgoing>x2</outgoing></receiveTask>
     <sequenceFlow id="x1" sourceRef="open-permit" targetRef="await-permit"/><sequenceFlow id="x2" sourceRef="await-permit" targetRef="decide"/>
     <userTask id="decide"`,
  )
  .replace(/(<userTask id="decide"[^>]*>)<incoming>f-pass<\/incoming>/, '$1<incoming>x2</incoming>')

beforeAll(async () => {
  city = await testCity()
  for (const [itemCode, bpmn] of [
    [JOINT, joint],
    [OTHER_POST, otherPost],
    [PARENT, parent],
  ] as const)
    await (await publishVariant(city, itemCode, bpmn)).publish()
  applicant = await city.citizen()
  for (const role of ['clerk', 'reviewer', 'approver']) officers[role] = await as('jianshe', role)
})
afterAll(() => city.close())

const read = <T>(work: (tx: never) => Promise<T>): Promise<T> => city.db.transaction().execute(work as never)
async function accepted(itemCode = CONSTRUCTION) {
  const made = await apply(city, applicant, itemCode)
  await city.run(approvals.acceptCase, { caseId: made.caseId }, officers.clerk!)
  return made
}
const review = (caseId: string, who: Actor) => city.run(approvals.review, { caseId, opinion: '没有意见。' }, who)
const view = (number: string, who: Actor = officers.clerk!) => city.run(c.viewCase, { number }, who)

describe('the chart decides who acts', () => {
  test('each of three units does its own part of a joint review, once, and nobody else’s', async () => {
    const { caseId, number } = await accepted(JOINT)
    const own = officers.reviewer!
    const refused = (await review(caseId, own).catch((e) => e)) as Problem
    expect([refused.code, refused.detail?.zh]).toEqual(['FORBIDDEN', expect.stringContaining('市规划局')])
    for (const [i, unit] of UNITS.entries()) {
      const reviewer = await as(unit, 'reviewer')
      expect(await code(review(caseId, reviewer))).toBe('OK')
      if (i < 2) expect(await code(review(caseId, reviewer))).toBe('FORBIDDEN')
    }
    expect((await view(number)).mine).toEqual([])
    expect((await view(number, officers.approver!)).mine).toEqual(['case.decided'])
    const done = (await view(number)).acts.filter((a) => a.type === 'case.reviewed')
    expect(done.map((a) => a.who.zh)).toEqual([
      expect.stringContaining('规划局'),
      expect.stringContaining('国土'),
      expect.stringContaining('市政'),
    ])
  })
  test('the late unit has the duty, by the step’s own limit', async () => {
    const { caseId } = await accepted(JOINT)
    const work = await read((tx) => workOf(tx, '350200', caseId))
    expect(work.map((w) => [w.unit, w.post, w.own, w.due])).toEqual(
      UNITS.map((u) => [`350200-${u}`, 'reviewer', true, '2026-03-09']),
    )
  })
  test('a step that the chart gives to the approver is not the reviewer’s', async () => {
    const { caseId } = await accepted(OTHER_POST)
    expect(await code(review(caseId, officers.reviewer!))).toBe('FORBIDDEN')
    expect(await code(review(caseId, officers.approver!))).toBe('OK')
  })
  test('a chart that names a post or a unit that nobody holds is not published, and says why', async () => {
    const drafter = await as('jianshe', 'drafter')
    const problems = async (bpmn: string) =>
      (await city.run((await import('../../rooms/legality/contract.ts')).checkChart, { bpmn }, drafter)).problems
    expect(await problems(chart)).toEqual([])
    for (const [post, words] of [
      ['foobar', '没有这一种'],
      ['350200-huanbao/reviewer', '没有“reviewer”岗位'],
      ['350200-none/reviewer', '没有代码是 350200-none 的单位'],
    ])
      expect(await problems(chart.replace('gnomon:post="approver"', `gnomon:post="${post}"`))).toEqual([
        expect.objectContaining({
          code: 'NO_PERFORMER',
          element: 'decide',
          message: expect.objectContaining({ zh: expect.stringContaining(words!) }),
        }),
      ])
  })
  test('the inbox has what waits for the post, of every case, due first', async () => {
    const { number } = await accepted(JOINT)
    const inbox = await city.run(c.inbox, {}, await as('guihua', 'reviewer'))
    expect(inbox.work.map((w) => w.number)).toContain(number)
    expect(inbox.total).toBe(inbox.work.length)
    expect(inbox.work.map((w) => w.due)).toEqual([...inbox.work.map((w) => w.due)].sort())
    expect(inbox.work[0]).toMatchObject({ step: { zh: '审查' }, own: true })
    expect(await code(city.run(c.inbox, {}, applicant))).toBe('FORBIDDEN')
    expect(await code(city.run(c.inbox, { page: 0 }, officers.clerk!))).toBe('INVALID')
  })
})

test('a power that no system here runs cannot be published as an item, so nobody applies for an adjudication', async () => {
  const ruling = publishVariant(city, '350200-09-0001', chart, (c) => ({ ...c, powerType: '09' }))
  expect(await code(ruling)).toBe('UNSOUND')
})

describe('回避', () => {
  test('an officer decides no application of his own, of his organisation, or of kin', async () => {
    const clerk = officers.clerk as PersonActor
    const { caseId, number } = await apply(city, clerk)
    expect(await code(city.run(approvals.acceptCase, { caseId }, clerk))).toBe('RECUSAL')
    expect(await view(number, clerk)).toMatchObject({ mine: [], recusal: { zh: '您是这一件的当事人' } })
    const kin = { ...clerk, personId: '018f0000-0000-7000-8000-00000000aaaa' }
    const of = (interests: PersonActor['interests']): Actor => ({ ...kin, interests }) as Actor
    const me = (applicant as PersonActor).personId
    const made = await apply(city, applicant)
    expect(
      await code(city.run(approvals.acceptCase, { caseId: made.caseId }, of({ organisations: [], kin: [me] }))),
    ).toBe('RECUSAL')
    const { id: organisation, uscc } = (applicant as PersonActor).capacities!.organisations[0]!
    const company = await apply(city, applicant, undefined, {}, `org-${uscc}`)
    expect(
      await code(
        city.run(approvals.acceptCase, { caseId: company.caseId }, of({ organisations: [organisation], kin: [] })),
      ),
    ).toBe('RECUSAL')
    expect(
      await code(city.run(approvals.acceptCase, { caseId: made.caseId }, of({ organisations: [], kin: [] }))),
    ).toBe('OK')
  })
  test('recuse: who steps back does no step of the case any more; others do', async () => {
    const { caseId } = await apply(city, applicant)
    expect(await code(city.run(c.recuse, { caseId, reason: '与申请人有同学关系' }, applicant))).toBe('FORBIDDEN')
    expect(await code(city.run(c.recuse, { caseId, reason: '' }, officers.clerk!))).toBe('INVALID')
    expect(await code(city.run(c.recuse, { caseId, reason: '与申请人有同学关系' }, await as('guihua', 'clerk')))).toBe(
      'FORBIDDEN',
    )
    expect(await code(city.run(c.recuse, { caseId, reason: '与申请人有同学关系' }, officers.clerk!))).toBe('OK')
    expect(await code(city.run(approvals.acceptCase, { caseId }, officers.clerk!))).toBe('RECUSAL')
    const colleague = { ...(officers.clerk as PersonActor), personId: '018f0000-0000-7000-8000-00000000bbbb' }
    expect(await code(city.run(approvals.acceptCase, { caseId }, colleague))).toBe('OK')
  })
  test('what an officer applies for, he applies for as a citizen: no unit stands on the act, his bureau opens nothing', async () => {
    const clerk = officers.clerk as PersonActor
    const { number } = await apply(city, clerk)
    const seen = await view(number, { ...clerk, post: undefined } as never)
    expect(seen.acts[0]!.who.zh).toBe('当事人')
    const found = (await read((tx) => findCase(tx, number)))!
    const kept = await read((tx) => privateOf(tx, found.jurisdiction, [seen.acts[0]!.id]))
    expect(kept.get(seen.acts[0]!.id)!.actor!.value).toBe(clerk.personId)
  })
})

describe('papers', () => {
  const add = (caseId: string, who: Actor, slot = 'land', bytes = PDF) =>
    city.run(c.addPaper, { caseId, slot, file: { name: '补.pdf', size: bytes.length, bytes } }, who)
  test('add-paper: only while the case waits for who adds it, as a public act of the case', async () => {
    const { caseId, number } = await apply(city, applicant)
    expect(await code(add(caseId, applicant))).toBe('CLOSED')
    await city.run(approvals.issueCorrection, { caseId, notice: '请补土地证明' }, officers.clerk!)
    expect(await code(add(caseId, await city.citizen('citizen2')))).toBe('NO_CASE')
    expect(await code(add(caseId, anonymous))).toBe('LOGIN_REQUIRED')
    expect(await code(add(caseId, applicant, 'nosuch'))).toBe('NO_MATERIAL')
    expect(await code(add(caseId, applicant, 'land', new Uint8Array([1, 2, 3])))).toBe('BAD_FILE')
    expect(await code(add(caseId, applicant))).toBe('OK')
    const seen = await view(number, applicant)
    expect(seen.acts.at(-1)).toMatchObject({ type: 'paper.added', facts: { slot: 'land' }, why: '补.pdf' })
    // With those of the application, which came at the same instant of the test's clock.
    expect(seen.papers.filter((p) => p.slot === 'land' && p.mine).length).toBe(2)
  })
  test('nothing is added to a closed case', async () => {
    const { caseId } = await apply(city, applicant)
    await city.run(approvals.refuseAcceptance, { caseId, reason: '不属于本机关' }, officers.clerk!)
    expect(await code(add(caseId, applicant))).toBe('CLOSED')
  })
})

describe('standing and work', () => {
  test('are what acts and marking say: recomputed, they are the same', async () => {
    const numbers = (await city.database.owner`select number, id from cases.case`) as unknown as {
      number: string
      id: string
    }[]
    expect(numbers.length).toBeGreaterThan(8)
    for (const { number, id } of numbers) {
      const rows = () =>
        read(async (tx) => [
          await standingOf(tx, number.slice(0, 6), id),
          (await workOf(tx, number.slice(0, 6), id)).map(({ due: _, ...w }) => w),
        ])
      const before = await rows()
      await city.run(c.restateCase, { caseId: id }, system('test'))
      expect(await rows()).toEqual(before)
    }
    expect(await code(city.run(c.restateCase, { caseId: numbers[0]!.id }, officers.clerk!))).toBe('FORBIDDEN')
  })
})

describe('a case that opens a case', () => {
  test('open-child, child-ended: its own number and clock; its end comes back and the parent goes on', async () => {
    const { caseId, number } = await accepted(PARENT)
    await review(caseId, officers.reviewer!)
    expect(await code(city.run(c.openChild, { caseId, element: 'open-permit' }, officers.clerk!))).toBe('FORBIDDEN')
    await city.settle()
    const opened = (await view(number)).acts.find((a) => a.type === 'child.opened')!
    const child = await view(String(opened.facts.number))
    expect(child).toMatchObject({ parent: number, itemCode: CONSTRUCTION, status: 'received' })
    expect(child.parties.map((p) => p.name)).toEqual((await view(number)).parties.map((p) => p.name))
    expect((await view(number)).work.map((w) => w.element)).toEqual(['await-permit'])
    expect(await code(city.run(c.openChild, { caseId, element: 'open-permit' }, system('again')))).toBe('NOT_OPEN')
    expect(await city.run(c.childEnded, { caseId, element: 'await-permit' }, system('early'))).toEqual({
      told: false,
    })
    const end = () => city.run(c.endOf, { number: child.number }, system('elsewhere'))
    const waits = (of: string) => city.run(c.waitingFor, { number, child: of }, system('elsewhere'))
    expect(await end()).toBeNull()
    expect(await waits(child.number)).toEqual([{ caseId, element: 'await-permit' }])
    expect(await waits(number)).toEqual([])
    expect(await code(city.run(c.endOf, { number }, officers.clerk!))).toBe('FORBIDDEN')
    expect(await code(city.run(c.waitingFor, { number, child: number }, officers.clerk!))).toBe('FORBIDDEN')
    await city.run(approvals.refuseAcceptance, { caseId: child.id, reason: '不具备条件' }, officers.clerk!)
    await city.settle()
    expect(await end()).toEqual({ outcome: 'not-accepted' })
    const after = await view(number)
    expect(after.acts.at(-1)).toMatchObject({
      type: 'message.received',
      facts: { from: child.number, outcome: 'not-accepted', step: 'await-permit' },
    })
    expect(after.work.map((w) => w.element)).toEqual(['decide'])
  })
})

describe('private fields', () => {
  test('readable-fields: to whom their declaration says, in pages and receipts alike', async () => {
    const { caseId, number } = await accepted()
    await review(caseId, officers.reviewer!)
    const act = (await view(number)).acts.find((a) => a.type === 'case.reviewed')!
    const open = (who: Actor) => city.run(c.readableFields, { actId: act.id, fields: ['opinion'] }, who)
    expect(await open(applicant)).toEqual(['opinion'])
    expect(await open(officers.clerk!)).toEqual(['opinion'])
    expect(await open(await as('jianshe-jc', 'supervisor'))).toEqual(['opinion'])
    for (const who of [
      await as('jianshe', 'drafter'),
      await as('guihua', 'clerk'),
      await city.citizen('citizen2'),
      anonymous,
    ])
      expect(await open(who)).toEqual([])
    expect(await code(view(number, await as('jianshe', 'drafter')))).toBe('FORBIDDEN')
  })
  test('what cases ask of one another is the system’s alone', async () => {
    const { number } = await accepted()
    const asked: [Contract, unknown][] = [
      [c.handOver, { number }],
      [c.openedBy, { jurisdiction: '350200', parent: number, element: 'x' }],
      [c.endOf, { number }],
      [c.waitingFor, { number, child: number }],
    ]
    for (const [contract, input] of asked) {
      expect(await code(city.run(contract, input as never, officers.clerk!))).toBe('FORBIDDEN')
      expect(await code(city.run(contract, input as never, system('another case')))).toBe('OK')
    }
  })
  test('open-approval is the system’s alone', async () => {
    const input = { itemCode: CONSTRUCTION, parent: '350200-2026-000001', element: 'x' }
    expect(await code(city.run(approvals.openApproval as Contract, input as never, officers.clerk!))).toBe('FORBIDDEN')
  })
})
