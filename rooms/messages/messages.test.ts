import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOME } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, Problem, putSetting, system } from '../../kernel/platform/index.ts'
import { apply, type TestCity, testCity } from '../../test/city.ts'
import * as approval from '../approvals/contract.ts'
import approvals from '../approvals/index.ts'
import { connectProvider, providerOf, type Sending } from './channels.ts'
import * as c from './contract.ts'
import { messagesRoom } from './index.ts'
import { deliveriesOf, messagesOf } from './message.store.ts'
import { SUBJECT } from './words.rules.ts'

let city: TestCity
let applicant: Actor & { personId: string }
let clerk: Actor
beforeAll(async () => {
  city = await testCity({ more: [messagesRoom([approvals])] })
  applicant = (await city.citizen()) as never
  clerk = await city.officer('350200-jianshe', 'clerk')
  await city.db.transaction().execute((tx) => putSetting(tx, 'demonstration', true))
})
afterAll(() => city.close())
const code = (p: Promise<unknown>) =>
  p.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )
const inbox = () =>
  city.db
    .transaction()
    .execute((tx) => messagesOf(tx, { home: HOME, person: applicant.personId, limit: 50, offset: 0 }))
const sent = () => city.db.transaction().execute((tx) => deliveriesOf(tx, HOME, applicant.personId, 50))
async function corrected() {
  city.clock.advance(1000)
  const made = await apply(city, applicant)
  await city.run(approval.issueCorrection, { caseId: made.caseId, notice: '请补签章页。' }, clerk)
  await city.settle()
  return made
}

test('a correction is in the applicant’s inbox, once, and not in others’', async () => {
  const { number } = await corrected()
  const { list, unread } = await inbox()
  expect([unread, list[0]!.caseNumber, list[0]!.line.zh]).toEqual([1, number, '要您补正：打开办件看要补什么。'])
  const other = (await city.citizen('citizen2')) as { personId: string } & Actor
  const theirs = await city.db
    .transaction()
    .execute((tx) => messagesOf(tx, { home: HOME, person: other.personId, limit: 5, offset: 0 }))
  expect(theirs.total).toBe(0)
  // Nobody asked for mail, none was sent.
  expect(await sent()).toEqual([])
  expect((await city.run(c.markRead, {}, applicant)).count).toBe(1)
  expect((await inbox()).unread).toBe(0)
})
test('by e-mail and SMS as wished; nothing personal in the subject', async () => {
  await city.run(c.prefer, { email: 'lin@example.com', sms: '13800000000', digest: false }, applicant)
  const { number } = await corrected()
  const list = await sent()
  expect(list.map((d) => [d.channel, d.state]).sort()).toEqual([
    ['email', 'sent'],
    ['sms', 'sent'],
  ])
  expect(list[0]!.subject).toBe(SUBJECT.zh)
  expect(list[0]!.body).toContain(number)
  expect(list[0]!.subject).not.toContain(number)
})
test('down is tried again under the same key; a bounce is not', async () => {
  await city.run(c.behave, { mode: 'down' }, applicant)
  await corrected()
  const waiting = (await sent()).filter((d) => d.state === 'queued')
  expect(waiting.map((d) => d.tries)).toEqual([1, 1])
  await city.run(c.behave, { mode: 'well' }, applicant)
  city.clock.advance(11 * 60_000)
  await city.settle()
  expect((await sent()).every((d) => d.state === 'sent')).toBe(true)
  await city.run(c.behave, { mode: 'bounce' }, applicant)
  await corrected()
  expect((await sent()).slice(0, 2).map((d) => d.state)).toEqual(['bounced', 'bounced'])
  await city.run(c.behave, { mode: 'well' }, applicant)
})
test('a city’s own gateway: asked twice for one delivery, it hears the same key', async () => {
  const heard: Sending[] = []
  const before = providerOf('email')
  connectProvider('email', {
    name: 'own',
    async send(s) {
      heard.push(s)
      return { state: 'sent', said: 'ok' }
    },
  })
  await city.run(c.prefer, { email: 'lin@example.com', sms: '', digest: false }, applicant)
  await corrected()
  expect(heard).toHaveLength(1)
  // Rung again, what was sent stays sent.
  await city.run(c.deliver, { id: heard[0]!.key }, system('timer'))
  expect(heard).toHaveLength(1)
  connectProvider('email', before)
})
test('one a day: gathered, at six in the evening', async () => {
  await city.run(c.prefer, { email: 'lin@example.com', sms: '', digest: true }, applicant)
  await corrected()
  const { number } = await corrected()
  const digest = (await sent()).find((d) => d.digestOf)
  expect([digest!.state, digest!.digestOf]).toEqual(['queued', '2026-03-02'])
  expect(digest!.body.split('要您补正')).toHaveLength(3)
  city.clock.set('2026-03-02T10:00:01Z')
  await city.settle()
  expect((await sent()).find((d) => d.digestOf)).toMatchObject({ state: 'sent', body: expect.stringContaining(number) })
})
test('invalid and forbidden', async () => {
  expect(await code(city.run(c.prefer, { email: 'nobody' }, applicant))).toBe('INVALID')
  expect(await code(city.run(c.prefer, { sms: '12' }, applicant))).toBe('INVALID')
  expect(await code(city.run(c.prefer, {}, anonymous))).toBe('LOGIN_REQUIRED')
  expect(await code(city.run(c.markRead, {}, anonymous))).toBe('LOGIN_REQUIRED')
  expect(await code(city.run(c.deliver, { id: '018f0000-0000-7000-8000-000000000000' }, applicant))).toBe('FORBIDDEN')
  await city.db.transaction().execute((tx) => putSetting(tx, 'demonstration', false))
  expect(await code(city.run(c.behave, { mode: 'down' }, applicant))).toBe('NOT_HERE')
})
