import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import drawRoom, { contract as draws, verifyDraw } from '../../kernel/draw/index.ts'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, type Problem, system } from '../../kernel/platform/index.ts'
import { CITY, type TestCity, testCity } from '../../test/city.ts'
import { measuresOfCase } from '../supervision/contract.ts'
import supervision from '../supervision/index.ts'
import { visitsCheck } from './checks.ts'
import * as c from './contract.ts'
import { demo } from './demo.ts'
import room from './index.ts'

const FOOD = '350203-shichang'
const NOW = '2026-07-10T01:00:00Z'
let city: TestCity
let head: Actor
let drafter: Actor
let officers: Actor[]
let chief: Actor
const as = (login: string, post?: string) => city.db.transaction().execute((tx) => actorOfLogin(tx, login, post))
beforeAll(async () => {
  city = await testCity({ more: [drawRoom, room, supervision] })
  await demo({
    now: new Date(NOW),
    city: CITY,
    perform: (contract: never, input: never, by: { as: Actor; at: Date }) => {
      city.clock.set(by.at)
      return city.run(contract, input, by.as)
    },
    read: (work: never) => city.db.transaction().execute(work),
  } as never)
  city.clock.set(NOW)
  await city.settle()
  head = await as('approver-siming-shichang', `${FOOD}/approver`)
  drafter = await as('drafter-siming-shichang', `${FOOD}/drafter`)
  officers = await Promise.all(
    ['', '-2', '-3', '-4'].map((n) => as(`enforce-siming-shichang${n}`, `${FOOD}/enforcement`)),
  )
  chief = await city.officer('350200-jiancha', 'chief-supervisor')
})
afterAll(() => city?.close())

test('what the demonstration did: published results, transferred, put right; each draw recomputes', async () => {
  const { rows } = await city.run(c.results, {}, anonymous)
  expect(rows.map((r) => r.conclusion).sort()).toEqual(['clear', 'clear', 'corrected', 'rectify', 'transfer'])
  const { rows: tasks } = await city.run(c.tasks, {}, anonymous)
  expect(tasks.map((k) => k.drawnAt !== null)).toEqual([false, true, true, true])
  for (const k of tasks.filter((x) => x.drawnAt)) {
    const record = await city.run(draws.getRecord, { id: k.draw }, anonymous)
    expect(verifyDraw(record)).toMatchObject({ done: true, differs: [] })
    expect(record.closed!.pools[0]!.take['*']).toBe(k.numbers.length)
  }
  const check = await city.db.transaction().execute((tx) => visitsCheck.piece(tx, '', 100))
  expect(check.found).toEqual([])
})

const DAY = 86_400_000
let serial = 0
/** A subject of its own for each inspection, so that what the draws gave does not matter. */
async function fresh(risk: 'A' | 'B' | 'C' | 'D' = 'B') {
  const uscc = `91350203${String(++serial).padStart(10, '0')}`
  const subject = { uscc, name: `测试店 ${serial}`, address: '演示路', fields: ['food', 'registration'], risk }
  await city.run(c.putSubjects, { unit: FOOD, subjects: [subject] }, drafter)
  return uscc
}
async function opened(cause: 'complaint' | 'other' = 'complaint', more: Record<string, unknown> = {}) {
  const uscc = (more.uscc as string | undefined) ?? (await fresh())
  const cards = ['13022030001', '13022030002']
  return city.run(
    c.openVisit,
    { uscc, items: ['350203-XC-001'], cause, reason: '市民举报后厨脏乱。', officers: cards, ...more },
    officers[0],
  )
}
const today = () => new Date(city.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
const inDays = (n: number) => new Date(city.clock.now().getTime() + n * DAY + 8 * 3_600_000).toISOString().slice(0, 10)
const approve = (caseId: string, more: Record<string, unknown> = {}) =>
  city.run(c.decideVisit, { caseId, outcome: 'approve', from: today(), to: inDays(10), ...more }, head)
const LINES = ['01', '02', '03', '04', '05', '06']
const record = (caseId: string, more: Record<string, unknown> = {}, by: Actor = officers[0]!) =>
  city.run(
    c.recordVisit,
    {
      caseId,
      present: ['13022030001', '13022030002'],
      lines: LINES.map((line) => ({ item: '350203-XC-001', line, result: 'ok' as const, note: '' })),
      conclusion: 'clear',
      receiver: '店长',
      ...more,
    },
    by,
  )
const BAD = LINES.map((line) => ({
  item: '350203-XC-001',
  line,
  result: line === '03' ? ('problem' as const) : ('ok' as const),
  note: line === '03' ? '没有票据' : '',
}))
const lights = async (number: string) => {
  await city.settle()
  return (await city.run(measuresOfCase, { number }, chief)).lights.map((l) => `${l.light} ${l.rule.en}`)
}
const facts = async (number: string, type: string) =>
  (await city.run(cases.viewCase, { number }, head)).acts.find((a) => a.type === type)!.facts

describe('from plan to draw', () => {
  const line = { items: ['350203-XC-001', '350203-XC-002'], month: 8, count: 2 }
  let task: { id: string; draw: string }
  test('a plan has an item of the unit, is approved by another person, carried out once a line', async () => {
    const plan = { year: 2026, title: '专项抽查', lines: [line] }
    expect(await code(city.run(c.proposePlan, plan, head))).toBe('FORBIDDEN')
    expect(
      await code(city.run(c.proposePlan, { ...plan, lines: [{ ...line, items: ['350203-XC-003'] }] }, drafter)),
    ).toBe('NO_ITEM')
    expect(await code(city.run(c.proposePlan, { ...plan, lines: [{ ...line, count: 0 }] }, drafter))).toBe('INVALID')
    const { id } = await city.run(c.proposePlan, plan, drafter)
    expect(await code(city.run(c.openTask, { id, line: 0 }, drafter))).toBe('NO_PLAN')
    const decide = (as: Actor) => code(city.run(c.decidePlan, { id, outcome: 'approve', opinion: '同意' }, as))
    expect(await decide(drafter)).toBe('FORBIDDEN')
    expect(await decide(await as('approver', '350200-jianshe/approver'))).toBe('FORBIDDEN')
    const both = { ...head, personId: (drafter as { personId: string }).personId } as Actor
    expect(await decide(both)).toBe('SAME_PERSON')
    expect(await decide(head)).toBe('OK')
    expect(await decide(head)).toBe('DECIDED')
    task = await city.run(c.openTask, { id, line: 0 }, drafter)
    expect(await code(city.run(c.openTask, { id, line: 0 }, drafter))).toBe('OPENED')
    expect(await code(city.run(c.openTask, { id, line: 1 }, drafter))).toBe('NO_PLAN')
    const shown = (await city.run(c.plans, { unit: FOOD }, anonymous)).find((x) => x.id === id)!
    expect([shown.state, shown.opinion, shown.lines[0]!.task]).toEqual(['approved', null, task.id])
  })
  test('officers step back before the pools are closed, whole or from one; the register’s interests count by themselves', async () => {
    const recuse = (by: Actor, uscc = '') =>
      code(city.run(c.declareInterest, { id: task.id, uscc, reason: '亲属在那里' }, by))
    expect(await recuse(drafter)).toBe('FORBIDDEN')
    expect(await recuse(await as('enforce-jianshe', '350200-jianshe/enforcement'))).toBe('NO_CARD')
    expect(await recuse(officers[3]!)).toBe('OK')
    expect(await recuse(officers[3]!)).toBe('ALREADY')
    // Another belongs to an organisation of the pool.
    const [one] = await city.database
      .owner`select uscc, name from inspection.subject where unit = ${FOOD} and risk = 'D' limit 1`
    await city.run(
      identity.enrolOrganisation,
      { uscc: one!.uscc, name: one!.name, members: [(officers[2] as { personId: string }).personId] },
      system('test'),
    )
    city.clock.advance(60_000)
    expect(await code(city.run(c.closePools, { id: task.id, words: '雨 3', checkpoint: false }, drafter))).toBe(
      'FORBIDDEN',
    )
    expect(await code(city.run(c.revealTask, { id: task.id }, head))).toBe('NOT_CLOSED')
    await city.run(c.closePools, { id: task.id, words: '雨 3', checkpoint: false }, head)
    expect(await recuse(officers[2]!)).toBe('CLOSED')
    expect(await code(city.run(c.closePools, { id: task.id, words: '雨 4', checkpoint: false }, head))).toBe('CLOSED')
    const { closed } = await city.run(draws.getRecord, { id: task.draw }, anonymous)
    const [, pool] = closed!.pools
    expect(pool!.excluded).toEqual([{ id: '13022030004', reason: 'declared' }])
    expect(pool!.apart).toContainEqual({ id: '13022030003', of: one!.uscc, reason: 'own-organisation' })
    // Whose card ran out is in no pool.
    expect(pool!.members.map((m) => m.id)).toEqual(['13022030001', '13022030002', '13022030003'])
  })
  test('opened, it gives a case each, two officers each, and recomputes; nobody is drawn who was under inspection', async () => {
    city.clock.advance(60_000)
    expect(await code(city.run(c.revealTask, { id: task.id }, await as('approver', '350200-jianshe/approver')))).toBe(
      'FORBIDDEN',
    )
    // Two press at once: one draws, the other is told.
    const both = await Promise.allSettled([head, officers[0]!].map((by) => city.run(c.revealTask, { id: task.id }, by)))
    expect(both.map((r) => (r.status === 'rejected' ? (r.reason as Problem).code : 'OK')).sort()).toEqual([
      'OK',
      'REVEALED',
    ])
    const { numbers } = both.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : []))[0]!
    expect(numbers.length).toBe(2)
    expect(await code(city.run(c.revealTask, { id: task.id }, head))).toBe('REVEALED')
    const whole = await city.run(draws.getRecord, { id: task.draw }, anonymous)
    expect(verifyDraw(whole)).toEqual({ done: true, differs: [], drawn: 6 })
    for (const number of numbers) {
      const first = await facts(number, 'inspection.opened')
      expect(first).toMatchObject({
        cause: 'draw',
        draw: task.draw,
        items: line.items,
        limit: { value: 20, unit: 'working-day' },
      })
      expect(new Set(first.officers as string[]).size).toBe(2)
    }
  })
  test('who falls ill is replaced by whom the same draw would have given next, with the reason; nobody picks', async () => {
    const rows = await city.database.owner`select v.case_id as id, v.number, v.uscc from inspection.visit v
      where v.task = ${task.id}::uuid order by v.number`
    const { closed, revealed } = await city.run(draws.getRecord, { id: task.draw }, anonymous)
    const [, pool] = closed!.pools
    const free = rows.find((r) => !pool!.apart.some((a) => a.of === r.uscc))!
    const given = revealed!.result.drawn.find((d) => d.of === free.uscc)!.ids
    const third = pool!.members.map((m) => m.id).find((card) => !given.includes(card))!
    const replace = (card: string, by: Actor = head, caseId = free.id) =>
      code(city.run(c.replaceOfficer, { caseId, card, reason: '住院。' }, by))
    expect(await replace(given[0]!, officers[0])).toBe('FORBIDDEN')
    expect(await replace(third)).toBe('NOT_OFFICER')
    await approve(free.id)
    expect(await replace(given[0]!)).toBe('OK')
    const said = await facts(free.number, 'inspection.officer-replaced')
    expect(said).toMatchObject({ out: given[0], in: third, draw: task.draw, passed: [] })
    expect(JSON.stringify(said)).not.toContain('住院')
    // The notice names who comes now.
    const { documents: letters } = await city.run(cases.viewCase, { number: free.number }, head)
    const letter = await city.run(documents.getDocument, { number: letters.at(-1)!.number }, head)
    expect(letters).toHaveLength(2)
    expect(JSON.stringify(letter.content)).toContain(third)
    expect(JSON.stringify(letter.content)).not.toContain(given[0]!)
    // Nobody is left, and who left does not come back.
    expect(await replace(third)).toBe('NOBODY')
    const other = await opened()
    expect(await replace('13022030001', head, other.caseId)).toBe('NO_DRAW')
  })
  test('a pool that is too small is refused when it is closed, not when it is drawn', async () => {
    const { id } = await city.run(
      c.proposePlan,
      { year: 2026, title: '太多', lines: [{ ...line, count: 400 }] },
      drafter,
    )
    await city.run(c.decidePlan, { id, outcome: 'approve', opinion: '同意' }, head)
    const big = await city.run(c.openTask, { id, line: 0 }, drafter)
    city.clock.advance(60_000)
    expect(await code(city.run(c.closePools, { id: big.id, words: '雨 5', checkpoint: false }, head))).toBe('SHORT')
  })
})

describe('a visit', () => {
  beforeAll(() => city.clock.advance(DAY))
  test('行政处罚法 arts. 42, 43, 55: two different officers with valid cards, none of whom must step back', async () => {
    expect(await code(opened('complaint', { officers: ['13022030001'] }))).toBe('TOO_FEW')
    expect(await code(opened('complaint', { officers: ['13022030001', '13022030001'] }))).toBe('TOO_FEW')
    expect(await code(opened('complaint', { officers: ['13022030001', '13022030005'] }))).toBe('NO_CARD')
    expect(await code(opened('complaint', { officers: ['13022030001', '13022000009'] }))).toBe('NO_CARD')
    expect(await code(opened('complaint', { items: ['350203-XC-003'] }))).toBe('NO_ITEM')
    expect(await code(opened('complaint', { uscc: '913502030000000000' }))).toBe('NO_SUBJECT')
    const [own] = await city.database
      .owner`select o.uscc from identity.organisation o join inspection.subject s on s.uscc = o.uscc and s.unit = ${FOOD} limit 1`
    const with3 = { uscc: own!.uscc, officers: ['13022030001', '13022030003'] }
    expect(await code(opened('complaint', with3))).toBe('RECUSAL')
    expect(
      await code(
        city.run(
          c.openVisit,
          { uscc: own!.uscc, items: ['350203-XC-001'], cause: 'other', reason: '随意', officers: ['13022030001'] },
          head,
        ),
      ),
    ).toBe('FORBIDDEN')
  })
  test('nobody comes without approval, nor outside its days; what was not right is recorded and lit', async () => {
    const { caseId, number } = await opened()
    expect(await code(record(caseId))).toBe('NOT_OPEN')
    expect(await code(approve(caseId, { from: undefined }))).toBe('NO_WINDOW')
    expect(await code(approve(caseId, { from: inDays(-1) }))).toBe('PAST')
    expect(await code(approve(caseId, { to: inDays(45) }))).toBe('FIGURE')
    expect(await code(city.run(c.decideVisit, { caseId, outcome: 'drop' }, head))).toBe('REASON')
    expect(
      await code(city.run(c.decideVisit, { caseId, outcome: 'approve', from: today(), to: today() }, officers[0])),
    ).toBe('FORBIDDEN')
    await approve(caseId, { to: inDays(2) })
    expect(await code(approve(caseId))).toBe('NOT_OPEN')
    city.clock.advance(5 * DAY)
    await record(caseId)
    expect(await facts(number, 'inspection.visited')).toMatchObject({
      approved: true,
      within: false,
      carded: true,
      drawn: true,
    })
    expect(await lights(number)).toEqual(['red a visit without approval, or outside its days'])
  })
  test('食品生产经营监督检查管理办法 art. 23: whoever records has a card of the visit; what is missing is said all at once', async () => {
    const { caseId, number } = await opened()
    await approve(caseId)
    expect(await code(record(caseId, {}, officers[2]))).toBe('NOT_OFFICER')
    expect(await code(record(caseId, { present: ['13022030001'] }))).toBe('TOO_FEW')
    expect(await code(record(caseId, { present: ['13022030001', '99999999'] }))).toBe('UNKNOWN_CARD')
    expect(await code(record(caseId, { at: inDays(1).concat('T00:00:00Z') }))).toBe('WHEN')
    expect(await code(record(caseId, { at: '2026-01-01T00:00:00Z' }))).toBe('WHEN')
    expect(await code(record(caseId, { lines: BAD }))).toBe('CONCLUSION')
    expect(await code(record(caseId, { lines: BAD, conclusion: 'rectify' }))).toBe('FIGURE')
    expect(await code(record(caseId, { lines: BAD, conclusion: 'rectify', rectifyDays: 31 }))).toBe('FIGURE')
    const nothing = await record(caseId, { present: [], lines: [], conclusion: '', receiver: '' }).catch(
      (e: Problem) => e,
    )
    expect(Object.keys((nothing as Problem).fields).length).toBe(6 + 3)
    // Somebody came who was not named, and one whose card has run out: recorded as it was, and lit.
    await record(caseId, { present: ['13022030001', '13022030005'] })
    expect(await facts(number, 'inspection.visited')).toMatchObject({ carded: false, drawn: false, within: true })
    expect((await lights(number)).sort()).toEqual([
      'red an officer without a valid card',
      'yellow others came than were drawn or named',
    ])
  })
  test('an officer whose card is withdrawn records nothing, and nothing is approved with it', async () => {
    const legal = await city.officer('350200-fazhi', 'legal-officer')
    const one = await opened('complaint', { officers: ['13022030001', '13022030004'] })
    const two = await opened('complaint', { officers: ['13022030001', '13022030004'] })
    await approve(one.caseId)
    await city.run(identity.withdrawCard, { number: '13022030004', reason: '调离' }, legal)
    expect(await code(record(one.caseId, { present: ['13022030001', '13022030004'] }, officers[3]))).toBe('NO_CARD')
    expect(await code(approve(two.caseId))).toBe('NO_CARD')
    expect(await code(city.run(c.decideVisit, { caseId: two.caseId, outcome: 'drop', reason: '人员调离' }, head))).toBe(
      'OK',
    )
    expect((await city.run(cases.viewCase, { number: two.number }, head)).statusText.en).toBe('Not carried out')
  })
  test('the second officer confirms, not the first; published by the head; late is lit', async () => {
    const { caseId, number } = await opened()
    await approve(caseId)
    await record(caseId)
    const confirm = (by: Actor) => code(city.run(c.confirmFindings, { caseId }, by))
    expect(await confirm(officers[0]!)).toBe('SAME_PERSON')
    expect(await confirm(officers[2]!)).toBe('NOT_OFFICER')
    expect(await code(city.run(c.publishResult, { caseId }, head))).toBe('NOT_OPEN')
    expect(await confirm(officers[1]!)).toBe('OK')
    expect((await city.run(c.results, { q: number }, anonymous)).total).toBe(0)
    city.clock.advance(40 * DAY)
    expect(await lights(number)).toEqual(['red the result of an inspection was not published in time'])
    await city.run(c.publishResult, { caseId }, head)
    expect((await city.run(c.results, { q: number }, anonymous)).rows[0]).toMatchObject({ conclusion: 'clear' })
    expect((await city.run(cases.viewCase, { number }, head)).closed).toBe(true)
    expect(await code(record(caseId))).toBe('NOT_OPEN')
  })
})

describe('what follows', () => {
  const found = async (conclusion: 'rectify' | 'transfer') => {
    const one = await opened()
    await approve(one.caseId)
    await record(one.caseId, { lines: BAD, conclusion, ...(conclusion === 'rectify' ? { rectifyDays: 5 } : {}) })
    await city.run(c.confirmFindings, { caseId: one.caseId }, officers[1])
    return one
  }
  const again = (caseId: string, outcome: 'done' | 'again' | 'transfer', more = {}) =>
    city.run(
      c.recheck,
      { caseId, outcome, present: ['13022030001', '13022030002'], notes: '看了票据', ...more },
      officers[0],
    )
  test('a recheck ends: once more is given once, then it is put right or transferred', async () => {
    const { caseId, number } = await found('rectify')
    city.clock.advance(10 * DAY)
    expect(await lights(number)).toContain('yellow the time to put it right is over and nobody looked')
    expect(await code(again(caseId, 'again'))).toBe('FIGURE')
    expect(await code(again(caseId, 'done', { present: ['13022030001'] }))).toBe('TOO_FEW')
    await again(caseId, 'again', { rectifyDays: 3 })
    expect(await code(again(caseId, 'again', { rectifyDays: 3 }))).toBe('LAST')
    await again(caseId, 'transfer')
    expect(await code(again(caseId, 'done'))).toBe('NOT_OPEN')
    const move = (item: string, by = head) =>
      code(city.run(c.transfer, { caseId, item, facts: '两次复查仍无票据。' }, by))
    expect(await move('350203-XC-002')).toBe('NO_PROBLEM')
    expect(await move('350203-XC-001', officers[0])).toBe('FORBIDDEN')
    expect(await move('350203-XC-001')).toBe('OK')
    const said = await facts(number, 'inspection.transferred')
    expect(said).toMatchObject({
      place: '350203',
      item: '350203-XC-001',
      unit: FOOD,
      subject: expect.stringMatching(/^9135/),
    })
    expect(JSON.stringify(said)).not.toContain('票据')
    expect(Date.parse(String(said.at))).toBeLessThan(city.clock.now().getTime())
    await city.run(c.publishResult, { caseId }, head)
    expect((await city.run(cases.viewCase, { number }, head)).closed).toBe(true)
  })
  test('the cap: the second visit of its own reason to class A is lit, a complaint’s is not', async () => {
    const uscc = await fresh('A')
    const once = async (cause: 'other' | 'complaint') => {
      const one = await opened(cause, { uscc })
      await approve(one.caseId)
      await record(one.caseId)
      return { ...(await facts(one.number, 'inspection.approved')), lights: await lights(one.number) }
    }
    expect(await once('other')).toMatchObject({ visits: 0, cap: 1, lights: [] })
    expect(await once('complaint')).toMatchObject({ visits: 1, cap: 1, lights: [] })
    expect(await once('other')).toMatchObject({ visits: 1, lights: ['red a visit beyond the yearly cap was approved'] })
  })
  test('the code: who has it sees and says, once, on a day of the visit; without it there is nothing', async () => {
    const { caseId, number } = await opened()
    const tokenOf = async () =>
      (await city.database.owner`select token from inspection.visit where case_id = ${caseId}`)[0]!.token as string
    const say = (token: string, more = {}) =>
      code(city.run(c.witnessVisit, { token, people: 1, cards: false, asApproved: true, ...more }, anonymous))
    expect(await say(await tokenOf())).toBe('NO_VISIT')
    await approve(caseId, { from: inDays(2), to: inDays(4) })
    const token = await tokenOf()
    expect((await city.run(c.scan, { token }, anonymous)).state).toBe('early')
    expect(await say(token)).toBe('NOT_TODAY')
    city.clock.advance(2 * DAY)
    const shown = await city.run(c.scan, { token }, anonymous)
    expect(shown).toMatchObject({ state: 'valid', number, witnessed: false })
    expect(shown.officers.map((o) => o.card)).toEqual(['13022030001', '13022030002'])
    expect(shown.document).toMatch(/检通〔2026〕\d+号$/)
    expect(await say('350203-000000000000')).toBe('NO_VISIT')
    expect(await say(token, { people: -1 })).toBe('INVALID')
    expect(await say(token)).toBe('OK')
    expect(await say(token)).toBe('ALREADY')
    expect(await lights(number)).toEqual(['red the subject says: no cards, too few, or not as the notice says'])
    await record(caseId)
    expect((await city.run(c.scan, { token }, anonymous)).state).toBe('visited')
  })
  test('who was inspected reads the words, objects once and in time; a corrected result ends what stood on it', async () => {
    const one = [await fresh(), await fresh()]
    const citizen = await city.citizen('citizen2')
    const stranger = await city.citizen('citizen')
    for (const [n, s] of one.entries())
      await city.run(
        identity.enrolOrganisation,
        { uscc: s, name: `店 ${n}`, members: [(citizen as { personId: string }).personId] },
        system('test'),
      )
    const objected = async (uscc: string) => {
      const x = await opened('complaint', { uscc })
      await approve(x.caseId)
      await record(x.caseId, { lines: BAD, conclusion: 'rectify', rectifyDays: 5 })
      await city.run(c.confirmFindings, { caseId: x.caseId }, officers[1])
      const object = (by: Actor) => code(city.run(c.object, { caseId: x.caseId, statement: '票据在二楼办公室。' }, by))
      expect(await object(citizen)).toBe('NOT_PUBLISHED')
      await city.run(c.publishResult, { caseId: x.caseId }, head)
      expect(await object(stranger)).toBe('FORBIDDEN')
      return { ...x, object }
    }
    const first = await objected(one[0]!)
    const seen = await city.run(cases.viewCase, { number: first.number }, citizen)
    expect(JSON.stringify(seen.acts.map((a) => a.why))).toContain('没有票据')
    const [document] = seen.documents
    expect(await code(city.run(documents.getDocument, { number: document!.number }, citizen))).toBe('OK')
    expect(await code(city.run(documents.getDocument, { number: document!.number }, stranger))).toBe('NO_DOCUMENT')
    const answer = { caseId: first.caseId, answer: '经核实，票据齐全。' }
    expect(await code(city.run(c.upholdResult, answer, head))).toBe('NO_OBJECTION')
    expect(await first.object(citizen)).toBe('OK')
    expect(await first.object(citizen)).toBe('ALREADY')
    expect(await code(city.run(c.correctResult, { ...answer, conclusion: 'clear' }, officers[0]))).toBe('FORBIDDEN')
    await city.run(c.correctResult, { ...answer, conclusion: 'clear' }, head)
    const end = await city.run(cases.viewCase, { number: first.number }, citizen)
    expect([end.closed, end.work]).toEqual([true, []])
    expect((await city.run(c.results, { q: first.number }, anonymous)).rows[0]!.conclusion).toBe('clear')
    const second = await objected(one[1]!)
    city.clock.advance(16 * DAY)
    expect(await second.object(citizen)).toBe('LATE')
    const check = await city.db.transaction().execute((tx) => visitsCheck.piece(tx, '', 500))
    expect(check.found).toEqual([])
    await city.database.owner`update inspection.visit set conclusion = 'clear' where case_id = ${second.caseId}`
    const spoilt = await city.db.transaction().execute((tx) => visitsCheck.piece(tx, '', 500))
    expect(spoilt.found.map((f) => f.name)).toEqual([second.number])
  })
  test('the list: by the legal office, not into the past, with a chart that has every step; pools by their own unit', async () => {
    const { readFileSync } = await import('node:fs')
    const content = JSON.parse(readFileSync(`${CITY}/inspection/list.json`, 'utf8'))
    const bpmn = readFileSync(`${CITY}/inspection/procedure.bpmn`, 'utf8')
    const legal = await city.officer('350200-fazhi', 'legal-officer')
    const put = (more: Record<string, unknown>, by: Actor = legal) =>
      code(city.run(c.publishList, { content, bpmn, from: inDays(1), ...more } as never, by))
    expect(await put({}, head)).toBe('FORBIDDEN')
    expect(await put({ from: inDays(-1) })).toBe('PAST')
    expect(await put({ content: { ...content, items: [] } })).toBe('INVALID')
    expect(await put({ content: { ...content, publish: [] } })).toBe('LIST')
    expect(await put({ bpmn: bpmn.replaceAll('inspection.confirmed', 'inspection.visited') })).toBe('CHART')
    const before = (await city.run(c.getList, {}, anonymous))!
    expect(await put({ content: { ...content, items: content.items.slice(0, 1) } })).toBe('OK')
    expect((await city.run(c.getList, {}, anonymous))!.number).toBe(before.number)
    expect((await city.run(c.getList, { day: inDays(1) }, anonymous))!.number).toBe(before.number + 1)
    // A case that was opened before keeps the list that it was opened by: its lines, its limits.
    const running = await opened()
    await approve(running.caseId)
    const other = structuredClone(content)
    other.items[0].checks = other.items[0].checks.slice(0, 2)
    expect(await put({ content: other, from: today() })).toBe('OK')
    expect((await city.run(c.getList, {}, anonymous))!.content.items[0]!.checks.length).toBe(2)
    expect(await code(record(running.caseId))).toBe('OK')
    expect((await city.run(c.getList, { number: before.number }, anonymous))!.digest).toBe(before.digest)
    const subject = { uscc: '91350200000001000X', name: '甲', address: '乙', fields: ['food'], risk: 'A' as const }
    const pool = (unit: string, by: Actor, more = {}) =>
      code(city.run(c.putSubjects, { unit, subjects: [{ ...subject, ...more }] }, by))
    expect(await pool(FOOD, await as('drafter', '350200-jianshe/drafter'))).toBe('FORBIDDEN')
    expect(await pool(FOOD, drafter, { uscc: 'I'.repeat(18) })).toBe('INVALID')
    expect(await pool(FOOD, drafter)).toBe('OK')
    expect(await pool('nowhere', system('test'))).toBe('NO_UNIT')
    expect((await city.run(c.openResults, {}, anonymous)).length).toBeGreaterThan(5)
  })
})
