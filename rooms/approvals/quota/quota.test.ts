// 有数量限制的行政许可 (行政许可法 art. 57): who arrives in which order, who may be granted, and what those who come too late are told.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readItems } from '../../../apps/demonstration/found-city.ts'
import { type Actor, Problem, sql } from '../../../kernel/platform/index.ts'
import {
  CITY,
  CONSTRUCTION,
  CONSTRUCTION_FORM,
  PDF,
  publishVariant,
  type TestCity,
  testCity,
} from '../../../test/city.ts'
import * as c from '../contract.ts'
import { arrivalsCheck } from './check.ts'
import { quotaProblems } from './quota.contract.ts'

const LINE = '350200-01-0022'
const CROWD = '350200-01-9922'
const TENDER = '350200-01-9923'
const OPENS = '2026-03-03T09:00:00+08:00'
const item = readItems(CITY).find((i) => i.code === CONSTRUCTION)!
const round = {
  round: '2026',
  name: { zh: '本轮', en: 'This round' },
  limit: 2,
  opens: OPENS,
  closes: '2026-04-30T17:00:00+08:00',
  basis: [{ law: '行政许可法', article: 57 }],
}
let city: TestCity
let people: Actor[]
const of: Record<string, Actor> = {}
const crowd: Record<string, Actor> = {}
beforeAll(async () => {
  city = await testCity({ items: [LINE, CONSTRUCTION] })
  people = await Promise.all(['citizen', 'citizen2'].map((login) => city.citizen(login)))
  for (const role of ['clerk', 'reviewer', 'approver']) {
    of[role] = await city.officer('350200-jiaotong', role)
    crowd[role] = await city.officer('350200-jianshe', role)
  }
  const otherwise = {
    how: { zh: '招标决定', en: 'By tender' },
    basis: [{ law: '道路运输条例', article: 12, paragraph: 2 }],
  }
  for (const [itemCode, quota] of [
    [CROWD, round],
    [TENDER, { ...round, limit: 1, opens: '2026-01-01T09:00:00+08:00', closes: undefined, otherwise }],
  ] as const)
    await (
      await publishVariant(city, itemCode, item.bpmn, (content) => ({ ...content, materials: [], own: { quota } }))
    ).publish()
})
afterAll(() => city.close())

const code = (p: Promise<unknown>) =>
  p.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )
const FORM = {
  name: '鹭岛客运有限公司',
  uscc: '913502000000010006',
  permitNumber: '350200100001',
  owner: '王一',
  phone: '0592-1234567',
  from: '厦门枋湖客运中心',
  to: '漳州港尾',
  vehicles: 4,
}
async function applied(who = people[0]!) {
  for (const material of ['plan', 'vehicles', 'drivers'])
    await city.run(
      c.uploadMaterial,
      { itemCode: LINE, material, file: { name: 'a.pdf', size: PDF.length, bytes: PDF } },
      who,
    )
  return city.run(c.submitApplication, { itemCode: LINE, form: FORM }, who)
}
const join = (who: Actor, itemCode = CROWD) => city.run(c.submitApplication, { itemCode, form: CONSTRUCTION_FORM }, who)
const view = (number: string, who: Actor = of.approver!) => city.run(c.getCase, { number }, who)
const quotaIn = async (number: string) => (await view(number)).quota!
async function reviewed(caseId: string, by = of) {
  await city.run(c.acceptCase, { caseId }, by.clerk!)
  await city.run(c.review, { caseId, opinion: '符合条件。' }, by.reviewer!)
}
const decide = (caseId: string, outcome: 'grant' | 'refuse', by = of) =>
  city.run(c.decide, { caseId, outcome, reason: outcome === 'refuse' ? '不符合条件。' : '' }, by.approver!)

describe('in order', () => {
  type Made = { caseId: string; number: string }
  const [a, b, d, e, f] = Array.from({ length: 5 }, (): Made => ({ caseId: '', number: '' })) as [
    Made,
    Made,
    Made,
    Made,
    Made,
  ]
  test('each has its number from the database, in the act that received it and on its page', async () => {
    for (const made of [a, b, d, e, f]) Object.assign(made, await applied(people[made === b ? 1 : 0]))
    for (const [i, made] of [a, b, d, e, f].entries()) {
      const seen = await view(made.number)
      expect(seen.acts[0]!.facts.arrival).toEqual({ round: '2026', number: i + 1, limit: 3 })
      expect(seen.quota).toMatchObject({ arrived: i + 1, turn: i + 1, ahead: i, granted: 0, limit: 3, byOrder: true })
    }
  })
  test('no clerk’s order of work shifts it: the last may not be granted while three before it are undecided', async () => {
    await reviewed(e.caseId)
    const error = await decide(e.caseId, 'grant').catch((x) => x)
    expect(error.code).toBe('OUT_OF_TURN')
    expect(error.detail.zh).toContain(`${a.number}、${b.number}、${d.number}`)
    // One that has a place whatever becomes of those before it need not wait for them.
    await reviewed(d.caseId)
    expect(await code(decide(d.caseId, 'grant'))).toBe('OK')
    expect((await view(d.number)).acts.find((x) => x.type === 'case.decided')!.facts.quota).toEqual({
      round: '2026',
      place: 1,
      limit: 3,
      turn: 3,
    })
  })
  test('a correction is complete when it is answered: until then no turn, then a new one; it holds nobody up', async () => {
    await city.run(c.issueCorrection, { caseId: a.caseId, notice: '请补站点方案。' }, of.clerk!)
    expect(await quotaIn(a.number)).toMatchObject({ arrived: 1, turn: null, waits: true })
    expect(await quotaIn(e.number)).toMatchObject({ ahead: 1 })
    expect(await code(decide(e.caseId, 'grant'))).toBe('OK')
    await city.run(c.answerCorrection, { caseId: a.caseId, answer: '已补。' }, people[0]!)
    expect(await quotaIn(a.number)).toMatchObject({ arrived: 1, turn: 6, ahead: 2, granted: 2 })
    expect((await view(a.number)).acts.at(-1)!.facts.arrival).toEqual({ round: '2026', number: 6, limit: 3 })
  })
  test('a refusal takes no place, and who is behind moves up', async () => {
    await reviewed(f.caseId)
    expect(await code(decide(f.caseId, 'grant'))).toBe('OUT_OF_TURN')
    await city.run(c.refuseAcceptance, { caseId: b.caseId, reason: '线路已停止公布。' }, of.clerk!)
    expect(await quotaIn(f.number)).toMatchObject({ ahead: 0, granted: 2 })
    expect(await code(decide(f.caseId, 'grant'))).toBe('OK')
  })
  test('used up: who waits is told, nothing is granted beyond, the refusal is a decision with its reasons and the article', async () => {
    await city.settle()
    const told = await view(a.number, people[0]!)
    expect(told.acts.at(-1)).toMatchObject({ type: 'quota.used-up', facts: { round: '2026', limit: 3 } })
    expect(told.closed).toBe(false)
    expect((await view(f.number)).acts.some((x) => x.type === 'quota.used-up')).toBe(false)
    // Nobody says so but the system.
    expect(await code(city.run(c.tellUsedUp, { caseId: a.caseId, limit: 3 }, of.approver!))).toBe('FORBIDDEN')
    await reviewed(a.caseId)
    expect(await code(decide(a.caseId, 'grant'))).toBe('QUOTA_FULL')
    expect(await code(city.run(c.decide, { caseId: a.caseId, outcome: 'refuse' }, of.approver!))).toBe('INVALID')
  })
  test('a grant that is taken back before it was served gives its place to the next in order', async () => {
    await city.run(c.withdrawDecision, { caseId: f.caseId, reason: '线路方案有误。' }, of.approver!)
    expect(await quotaIn(a.number)).toMatchObject({ granted: 2, ahead: 0 })
    expect(await code(decide(a.caseId, 'grant'))).toBe('OK')
    const decided = (await view(a.number)).acts.find((x) => x.type === 'case.decided')!
    expect(decided.facts.quota).toMatchObject({ place: 3, turn: 6 })
    expect(decided.basis).toContainEqual({ law: '行政许可法', article: 57 })
  })
  test('one who comes when all are taken is received, and refused by a decision alone', async () => {
    const late = await applied(people[1]!)
    expect(await quotaIn(late.number)).toMatchObject({ granted: 3, waits: true, held: false })
    await reviewed(late.caseId)
    expect(await code(decide(late.caseId, 'grant'))).toBe('QUOTA_FULL')
    expect(await code(decide(late.caseId, 'refuse'))).toBe('OK')
    expect((await view(late.number)).documents.map((x) => x.kind)).toContain('refused')
  })
})

describe('when it opens', () => {
  test('nobody is before the hour; what was typed is kept', async () => {
    await city.run(c.saveApplicationDraft, { itemCode: CROWD, form: CONSTRUCTION_FORM }, people[0]!)
    const error = await join(people[0]!).catch((x) => x)
    expect([error.code, error.detail.zh]).toEqual(['NOT_YET', expect.stringContaining('2026-03-03 09:00 开始受理')])
    const { drafts } = await city.run(c.myCases, { page: 1 } as never, people[0]!)
    expect(drafts.map((d) => d.itemCode)).toContain(CROWD)
  })
  test('all at once: each number once, none left out, in the order of the acts', async () => {
    city.clock.set(new Date(OPENS))
    const MANY = 160
    const made: { caseId: string; number: string }[] = []
    for (let n = 0; n < MANY; n += 40)
      made.push(...(await Promise.all(Array.from({ length: 40 }, (_, i) => join(people[i % 2]!)))))
    const { rows } = await city.db.transaction().execute((tx) =>
      sql<{ n: number; number: string; arrived: number }>`select (act.public->'arrival'->>'number')::int as n,
        act.public->>'number' as number, a.arrived from platform.act act join approvals.arrival a
        on a.jurisdiction = act.jurisdiction and a.case_id = act.subject_id
        where act.jurisdiction = '350200' and act.type = 'application.submitted' and act.public->>'itemCode' = ${CROWD}
        order by act.public->>'number'`.execute(tx),
    )
    expect(rows.map((r) => r.n)).toEqual(Array.from({ length: MANY }, (_, i) => i + 1))
    expect(rows.every((r) => r.n === r.arrived)).toBe(true)
    expect(new Set(made.map((m) => m.number)).size).toBe(MANY)
    // Two are decided at once for the last place: one of them has it.
    const first = rows.slice(0, 3).map((r) => made.find((m) => m.number === r.number)!)
    for (const { caseId } of first) await reviewed(caseId, crowd)
    expect(await code(decide(first[1]!.caseId, 'grant', crowd))).toBe('OK')
    const both = await Promise.all([first[0]!, first[2]!].map(({ caseId }) => code(decide(caseId, 'grant', crowd))))
    expect(both[0]).toBe('OK')
    expect(['QUOTA_FULL', 'OUT_OF_TURN']).toContain(both[1])
  })
  test('and nobody after it closed', async () => {
    city.clock.set(new Date('2026-05-02T01:00:00Z'))
    expect(await code(join(people[0]!))).toBe('NO_LONGER')
  })
})

test('where law provides otherwise the order binds nobody, the limit does: of two at once one has the last place', async () => {
  const made = [await join(people[0]!, TENDER), await join(people[1]!, TENDER), await join(people[0]!, TENDER)]
  for (const { caseId } of made) await reviewed(caseId, crowd)
  expect((await view(made[2]!.number, crowd.approver!)).quota).toMatchObject({
    byOrder: false,
    ahead: 2,
    how: { zh: '招标决定' },
  })
  const both = await Promise.all(made.slice(1).map(({ caseId }) => code(decide(caseId, 'grant', crowd))))
  expect(both.sort()).toEqual(['OK', 'QUOTA_FULL'])
  expect(await code(decide(made[0]!.caseId, 'grant', crowd))).toBe('QUOTA_FULL')
})

test('the order is what the acts say, and who changes it in the database is found', async () => {
  const check = () => city.db.transaction().execute((tx) => arrivalsCheck.piece(tx, '', 500))
  expect((await check()).found).toEqual([])
  await city.database.owner`update approvals.arrival set turn = -turn where item_code = ${LINE} and arrived = 2`
  expect((await check()).found).toHaveLength(1)
  await city.database
    .owner`update approvals.arrival set turn = -turn, granted = not granted where item_code = ${LINE} and arrived = 2`
  expect((await check()).found).toHaveLength(1)
  // One taken out of the order, so that all behind it move up.
  await city.database.owner`delete from approvals.arrival where item_code = ${LINE} and arrived = 2`
  expect((await check()).found).toHaveLength(1)
})

test.each<[string, object, number]>([
  ['as it is', { quota: round }, 0],
  ['closing before it opens', { quota: { ...round, closes: '2026-03-01T09:00:00+08:00' } }, 1],
  ['of what only follows a licence', { quota: round, follows: { how: 'renew' } }, 1],
])('the legal office’s check of a limit: %s', (_, own, many) => {
  expect(quotaProblems({ own })).toHaveLength(many)
})
