import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract as cases, inboxOf } from '../../kernel/cases/index.ts'
import { contract as identity } from '../../kernel/identity/index.ts'
import { codeOf } from '../../kernel/platform/harness.ts'
import { type Actor, type PersonActor, sql } from '../../kernel/platform/index.ts'
import { apply, type TestCity, testCity } from '../../test/city.ts'
import * as c from './contract.ts'

const UNIT = '350200-jianshe'
let city: TestCity
let clerk: PersonActor
let reviewer: PersonActor
let approver: PersonActor
let applicant: Actor
beforeAll(async () => {
  city = await testCity()
  applicant = await city.citizen()
  clerk = (await city.officer(UNIT, 'clerk')) as PersonActor
  reviewer = (await city.officer(UNIT, 'reviewer')) as PersonActor
  approver = (await city.officer(UNIT, 'approver')) as PersonActor
})
afterAll(() => city.close())
const elsewhere = () => city.officer('350200-guihua', 'clerk')
const view = (number: string, as: Actor) => city.run(c.getCase, { number }, as)

test('a case is handed on with a reason, an act of the case whose reason is not the party’s to read', async () => {
  const { caseId, number } = await apply(city, applicant)
  const to = (personId: string, as: Actor) => city.run(cases.handOn, { caseId, to: personId, reason: '去培训' }, as)
  expect(await codeOf(to(clerk.personId, await elsewhere()))).toBe('FORBIDDEN')
  expect(await codeOf(to(clerk.personId, applicant))).toBe('FORBIDDEN')
  // The reviewer holds no post of a step that is open.
  expect(await codeOf(to(reviewer.personId, clerk))).toBe('NOT_THEIRS')
  await to(clerk.personId, reviewer)
  expect((await view(number, clerk)).inHand.assignee).toMatchObject({ name: clerk.name, me: true })
  const seen = (who: Actor) => view(number, who).then((v) => v.acts.find((a) => a.type === 'case.handed-on'))
  expect((await seen(clerk))!.why).toContain('去培训')
  const citizens = (await seen(applicant))!
  expect(citizens.why).toBeUndefined()
  expect((await view(number, applicant)).inHand).toEqual({ assignee: null, notes: [] })
})

test('a note is for the unit and supervision, and for nobody else', async () => {
  const { caseId, number } = await apply(city, applicant)
  const note = (as: Actor) => city.run(cases.addNote, { caseId, body: '合同第三页看不清' }, as)
  expect(await codeOf(note(await elsewhere()))).toBe('FORBIDDEN')
  expect(await codeOf(note(applicant))).toBe('FORBIDDEN')
  await note(clerk)
  expect((await view(number, reviewer)).inHand.notes).toMatchObject([{ name: clerk.name, body: '合同第三页看不清' }])
  expect(JSON.stringify(await view(number, applicant))).not.toContain('看不清')
})

test('several are accepted at once, or none', async () => {
  const made = [await apply(city, applicant), await apply(city, applicant)]
  const numbers = made.map((m) => m.number)
  const accept = (list: string[], as: Actor) => city.run(c.acceptMany, { numbers: list }, as)
  expect(await codeOf(accept(numbers, reviewer))).toBe('FORBIDDEN')
  expect(await codeOf(accept([...numbers, '350200-2026-999999'], clerk))).toBe('NOT_THIS')
  expect((await view(numbers[0]!, clerk)).status).toBe('received')
  expect(await accept([...numbers, numbers[0]!], clerk)).toEqual({ accepted: 2 })
  for (const number of numbers) {
    const seen = await view(number, applicant)
    expect(seen.acts.map((a) => a.type)).toEqual(['application.submitted', 'case.accepted'])
    expect(seen.documents).toHaveLength(1)
  }
  expect(await codeOf(accept(numbers, clerk))).toBe('NOT_THIS')
})

test('the inbox is narrowed by system, words, limit and hand; words find none of a kind that not every officer reads', async () => {
  const { caseId, number } = await apply(city, applicant, undefined, { projectName: '沙坡尾灯塔修缮' })
  const ask = async (of: object, as: Actor = clerk) => (await city.run(cases.inbox, of, as)).work.map((w) => w.number)
  const all = await ask({})
  expect(all).toContain(number)
  expect(await ask({ kind: 'approval' })).toEqual(all)
  expect([await ask({ kind: 'complaint' }), await ask({ text: number }), await ask({ text: '灯塔' })]).toEqual([
    [],
    [number],
    [number],
  ])
  expect(await ask({ state: 'late' })).toEqual([])
  expect(await ask({ state: 'mine' })).not.toContain(number)
  await city.run(cases.handOn, { caseId, to: clerk.personId, reason: '熟悉这一片' }, reviewer)
  expect(await ask({ state: 'mine' })).toContain(number)
  const unsaid = (text: string) =>
    city.db
      .transaction()
      .execute((tx) =>
        inboxOf(tx, { post: clerk.post!, text, unsaid: ['approval'], limit: 40, offset: 0 }).then((r) => r.total),
      )
  expect([await unsaid('灯塔'), await unsaid(number)]).toEqual([0, 1])
  expect(await codeOf(city.run(cases.inbox, { state: 'later' } as never, clerk))).toBe('INVALID')
})

test('phrases are the unit’s, filters the officer’s', async () => {
  const { id } = await city.run(cases.putPhrase, { title: '缺签章', body: '合同缺签章页。' }, clerk)
  expect((await city.run(cases.phrases, {}, reviewer)).map((p) => p.title)).toEqual(['缺签章'])
  expect(await city.run(cases.phrases, {}, await elsewhere())).toEqual([])
  expect(await codeOf(city.run(cases.dropPhrase, { id }, await elsewhere()))).toBe('GONE')
  await city.run(cases.dropPhrase, { id }, clerk)
  const save = (address: string) => city.run(cases.saveFilter, { name: '等决定', address }, clerk)
  expect(await codeOf(save('//evil.example/'))).toBe('INVALID')
  expect(await codeOf(save('/desk/cases?step=case.decided'))).toBe('OK')
  const [mine] = await city.run(cases.filters, {}, clerk)
  expect(await city.run(cases.filters, {}, reviewer)).toEqual([])
  expect(await codeOf(city.run(cases.dropFilter, { id: mine!.id }, reviewer))).toBe('GONE')
  await city.run(cases.dropFilter, { id: mine!.id }, clerk)
})

test('during leave a colleague holds the post, from day to day; nobody decides what he reviewed', async () => {
  const { rows } = await sql<{ today: string }>`select current_date::text as today`.execute(city.db)
  const today = rows[0]!.today
  // Sessions and posts live on the machine's days.
  city.clock.set(`${today}T01:00:00Z`)
  const name = (over: object = {}, as: Actor = approver) =>
    city.run(
      identity.substitute,
      { substitute: reviewer.personId, from: today, until: today, reason: '年休假', ...over },
      as,
    )
  expect(await codeOf(name({ until: '2099-01-01' }))).toBe('PERIOD')
  expect(await codeOf(name({ substitute: approver.personId }))).toBe('NOT_THEIRS')
  expect(await codeOf(name({ substitute: ((await elsewhere()) as PersonActor).personId }))).toBe('NOT_THEIRS')
  expect(await codeOf(name({}, applicant))).toBe('FORBIDDEN')
  const { id } = await name()
  const login = (
    await sql<{
      login: string
    }>`select login from identity.password where person_id = ${reviewer.personId}::uuid`.execute(city.db)
  ).rows[0]!.login
  // Two persons: nothing counts until the one who was asked agrees.
  expect(((await city.citizen(login)) as PersonActor).posts.some((p) => p.role === 'approver')).toBe(false)
  const agree = (as: Actor) => codeOf(city.run(identity.agreeToSubstitute, { id }, as))
  expect([await agree(approver), await agree(clerk), await agree(reviewer), await agree(reviewer)]).toEqual([
    'NOT_ASKED',
    'NOT_ASKED',
    'OK',
    'NOT_ASKED',
  ])
  const again = (await city.citizen(login)) as PersonActor
  const held = again.posts.find((p) => p.role === 'approver')!
  expect(held.standsInFor).toBe(approver.name)
  const acting = { ...again, post: held }
  expect(await codeOf(name({ substitute: clerk.personId }, acting))).toBe('FORBIDDEN')
  const one = await apply(city, applicant)
  await city.run(c.acceptCase, { caseId: one.caseId }, clerk)
  await city.run(c.review, { caseId: one.caseId, opinion: '符合。' }, reviewer)
  expect(await codeOf(city.run(c.decide, { caseId: one.caseId, outcome: 'grant' }, acting))).toBe('SAME_PERSON')
  expect(await codeOf(city.run(identity.endSubstitution, { id }, clerk))).toBe('NO_SUBSTITUTION')
  await city.run(identity.endSubstitution, { id }, approver)
  expect(((await city.citizen(login)) as PersonActor).posts.some((p) => p.role === 'approver')).toBe(false)
})
