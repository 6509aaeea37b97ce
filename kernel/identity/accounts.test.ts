import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf as code, officer, testWorld, type World } from '../platform/harness.ts'
import { type Actor, newId, type PersonActor, system } from '../platform/index.ts'
import identity, { actorOfToken, contract as c } from './index.ts'

let world: World
const root = system('test')
beforeAll(async () => {
  world = await testWorld([identity])
  await world.run(
    c.defineUnit,
    { code: 'u1', jurisdiction: '350200', level: 'city', kind: 'x', name: { zh: '甲', en: 'A' } },
    root,
  )
  for (const [name, seats] of [
    ['clerk', 1],
    ['window', 2],
  ] as const)
    await world.run(
      c.definePost,
      { code: `u1/${name}`, unit: 'u1', title: { zh: '岗', en: 'P' }, role: 'clerk', seats },
      root,
    )
})
afterAll(() => world.close())

const actor = (token: string) => world.db.transaction().execute((tx) => actorOfToken(tx, token))
const from = (address: string, device?: string): Actor => ({
  kind: 'anonymous',
  from: { address, ...(device ? { device } : {}) },
})
let serial = 0
const password = 'a long password'
const person = async () => {
  const login = `somebody-${'abcdefghjkmnpqrstuvwxyz'[serial++]}`
  return { login, ...(await world.run(c.enrolPerson, { name: '某人', login, password }, root)) }
}
const logIn = (login: string, as: Actor, with_ = password) =>
  world.run(c.logIn, { login, password: with_ }, as) as Promise<{ ok: boolean; reason?: string; token: string }>

describe('appointments need two persons', () => {
  const one = officer('administrator')
  const two = officer('administrator')
  const chief = officer('chief-supervisor')
  test('nobody appoints himself, and who proposes does not confirm', async () => {
    expect(await code(world.run(c.appoint, { personId: one.personId, post: 'u1/clerk' }, one))).toBe('ONESELF')
    const { id } = await person()
    const proposal = await world.run(c.appoint, { personId: id, post: 'u1/clerk' }, one)
    expect(proposal.confirmed).toBe(false)
    const held = await world.database.owner`select 1 from identity.appointment where person_id = ${id}`
    expect(held).toHaveLength(0)
    expect(await code(world.run(c.confirmAppointment, { id: proposal.id }, one))).toBe('ONESELF')
    const itself = officer('administrator', { personId: id })
    expect(await code(world.run(c.confirmAppointment, { id: proposal.id }, itself))).toBe('ONESELF')
    expect(await code(world.run(c.confirmAppointment, { id: proposal.id }, officer('clerk')))).toBe('FORBIDDEN')
    expect(await code(world.run(c.confirmAppointment, { id: proposal.id }, chief))).toBe('OK')
    expect(await code(world.run(c.confirmAppointment, { id: proposal.id }, two))).toBe('NO_PROPOSAL')
    const acts = await world.database
      .owner`select type from platform.act where subject_id = ${id} and published order by number`
    expect(acts.map((a) => a.type)).toEqual(['appointment.proposed', 'person.appointed'])
  })
  test('no past day; one holder, unless the post says more; unknown persons are told', async () => {
    const { id } = await person()
    expect(await code(world.run(c.appoint, { personId: id, post: 'u1/window', startsOn: '1900-01-01' }, one))).toBe(
      'PAST',
    )
    expect(await code(world.run(c.appoint, { personId: id, post: 'u1/clerk' }, one))).toBe('OCCUPIED')
    expect(await code(world.run(c.appoint, { personId: newId(), post: 'u1/window' }, one))).toBe('NO_PERSON')
    const proposals = []
    for (let i = 0; i < 3; i++) {
      const { id } = await person()
      proposals.push((await world.run(c.appoint, { personId: id, post: 'u1/window' }, one)).id)
    }
    const outcomes = await Promise.all(proposals.map((id) => code(world.run(c.confirmAppointment, { id }, two))))
    expect(outcomes.sort()).toEqual(['OCCUPIED', 'OK', 'OK'])
    const listed = await world.run(c.findPersons, {}, one)
    expect(listed.proposals).toHaveLength(1)
    expect(await code(world.run(c.refuseAppointment, { id: listed.proposals[0]!.id, reason: '名额已满' }, two))).toBe(
      'OK',
    )
  })
})

describe('guessing', () => {
  test('locks out where it comes from, not the owner; tells nothing of who exists', async () => {
    const { login } = await person()
    for (const name of [login, 'nobody-of-that-name']) {
      const said = []
      for (let i = 0; i < 7; i++) said.push((await logIn(name, from('203.0.113.7'), 'wrong')).reason)
      expect(said).toEqual([...Array(5).fill('credentials'), 'locked', 'locked'])
    }
    expect((await logIn(login, from('203.0.113.7'))).reason).toBe('locked')
    expect((await logIn(login, from('198.51.100.1', 'my browser'))).ok).toBe(true)
  })
  test('from everywhere at once: strangers wait, a known browser gets in', async () => {
    const { login } = await person()
    expect((await logIn(login, from('198.51.100.1', 'home'))).ok).toBe(true)
    await world.database.owner`insert into identity.attempt (login, origin, failures, since)
      select sha256(convert_to(${login}, 'UTF8')), '*', 99, now()`
    expect((await logIn(login, from('203.0.113.9'), 'wrong')).reason).toBe('credentials')
    expect((await logIn(login, from('203.0.113.10'))).reason).toBe('locked')
    expect((await logIn(login, from('203.0.113.10', 'home'))).ok).toBe(true)
  })
  test('inside a session that was left open: five guesses, then it ends', async () => {
    const { login } = await person()
    const { token } = await logIn(login, from('1'))
    const said = []
    for (let i = 0; i < 5; i++)
      said.push(
        await world.run(c.changePassword, { current: `guess ${i}`, password: 'another one' }, await actor(token)),
      )
    expect(said.map((s) => (s as { ended: boolean }).ended)).toEqual([false, false, false, false, true])
    expect((await actor(token)).kind).toBe('anonymous')
  })
  test('two hundred at once are all answered, outside transactions', async () => {
    const { login } = await person()
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        logIn(login, from(`10.0.0.${i}`), i % 5 ? password : 'wrong').then((a) => a.ok),
      ),
    )
    expect(answers.filter(Boolean)).toHaveLength(160)
  })
})

describe('names', () => {
  const register = (login: string, name = '新人', more = {}) =>
    code(world.run(c.register, { login, password, name, ...more }))
  test('look-alikes, capitals and what nobody sees are one name', async () => {
    expect(await register('mayor')).toBe('OK')
    for (const login of ['Mayor', 'ＭＡＹＯＲ', ' mayor '])
      expect([login, await register(login)]).toEqual([login, 'LOGIN_TAKEN'])
    for (const login of ['mаyor', 'may\u200bor', 'ma yor', '\u202emayor'])
      expect([login, await register(login)]).toEqual([login, 'INVALID'])
    expect(await register('c1ty-0ffice')).toBe('OK')
    expect(await register('city-office')).toBe('LOGIN_TAKEN')
    expect((await logIn('MAYOR', from('1'))).ok).toBe(true)
    expect(await register('plain', '\u200b\u200b')).toBe('INVALID')
    expect(await register('plain', 'Ivаnov')).toBe('INVALID')
    expect(await register('plain', '王\u200b小\u202e明')).toBe('OK')
    const [row] = await world.database
      .owner`select name from identity.person p join identity.password w on w.person_id = p.id
      where w.login = 'plain'`
    expect(row!.name).toBe('王小明')
  })
  test('somebody else’s identity number cannot be taken; nonsense is told in words', async () => {
    const residentId = '11010519491231002X'
    expect(await register('first-one', '甲', { residentId })).toBe('OK')
    expect(await register('second-one', '乙', { residentId })).toBe('OK')
    expect(await code(world.run(c.enrolPerson, { name: '丙', residentId }, root))).toBe('OK')
    expect(await code(world.run(c.enrolPerson, { name: '丁', residentId }, root))).toBe('CONFLICT')
    const refused = await world
      .run(c.register, { login: 'third-one', password, name: '戊', residentId: '123', phone: 'abc' })
      .catch((e) => e.fields)
    expect(refused.residentId.zh).toContain('18 位')
    expect(refused.phone.en).toContain('digits')
  })
})

describe('accounts', () => {
  const admin = officer('administrator')
  test('disabled: out at once; enabled again', async () => {
    const { id, login } = await person()
    const { token } = await logIn(login, from('1'))
    expect(await code(world.run(c.disablePerson, { personId: admin.personId, reason: '试试' }, admin))).toBe('ONESELF')
    expect(await code(world.run(c.disablePerson, { personId: id, reason: '调离' }, admin))).toBe('OK')
    expect((await actor(token)).kind).toBe('anonymous')
    expect((await logIn(login, from('1'))).reason).toBe('disabled')
    expect(await code(world.run(c.enablePerson, { personId: id }, admin))).toBe('OK')
    expect((await logIn(login, from('1'))).ok).toBe(true)
    expect(await code(world.run(c.enablePerson, { personId: newId() }, admin))).toBe('NO_PERSON')
  })
  test('a citizen’s forgotten password: one code, once', async () => {
    const { id, login } = await person()
    const { token } = await logIn(login, from('1'))
    const { code: whole, half } = await world.run(c.issueRecovery, { personId: id }, admin)
    expect(half).toBe('whole')
    const recover = (typed: string) =>
      world.run(c.recover, { login, code: typed, password: 'a new password' }, from('2'))
    expect(await recover('wrong')).toEqual({ ok: false })
    expect(await recover(whole.toUpperCase())).toEqual({ ok: true })
    expect(await recover(whole)).toEqual({ ok: false })
    expect((await actor(token)).kind).toBe('anonymous')
    expect((await logIn(login, from('1'), 'a new password')).ok).toBe(true)
  })
  test('an officer’s: two halves from two persons', async () => {
    const { id, login } = await person()
    await world.run(
      c.definePost,
      { code: `u1/${login}`, unit: 'u1', title: { zh: '岗', en: 'P' }, role: 'clerk' },
      root,
    )
    await world.run(c.appoint, { personId: id, post: `u1/${login}` }, root)
    const first = await world.run(c.issueRecovery, { personId: id }, admin)
    expect(first.half).toBe('first')
    const recover = (typed: string) =>
      world.run(c.recover, { login, code: typed, password: 'a new password' }, from('3'))
    expect(await recover(first.code)).toEqual({ ok: false })
    expect(await code(world.run(c.issueRecovery, { personId: id }, admin))).toBe('SAME_PERSON')
    const second = await world.run(c.issueRecovery, { personId: id }, officer('chief-supervisor'))
    expect(await recover(second.code)).toEqual({ ok: false })
    expect(await recover(`${first.code} ${second.code}`)).toEqual({ ok: true })
  })
  test('a passkey can be removed, by its owner', async () => {
    const { id, login } = await person()
    const { token } = await logIn(login, from('1'))
    await world.database
      .owner`insert into identity.passkey (id, person_id, public_key, counter, label) values ('k1', ${id}, '', 0, 'x')`
    const other = await person()
    const stranger = await actor((await logIn(other.login, from('1'))).token)
    expect(await code(world.run(c.removePasskey, { id: 'k1' }, stranger))).toBe('NO_PASSKEY')
    expect(await code(world.run(c.removePasskey, { id: 'k1' }, await actor(token)))).toBe('OK')
  })
})

test('an address to subscribe to: a secret shown once, of one person; another ends it, so does ending, so does a disabled account', async () => {
  const { login } = await person()
  const me = await actor((await logIn(login, from('9.9.9.9'))).token)
  const purpose = 'deadlines' as const
  const owner = async (key: string) => (await world.run(c.feedOwner, { purpose, key }, root)).personId
  expect(await code(world.run(c.makeFeed, { purpose }))).toBe('LOGIN_REQUIRED')
  expect(await code(world.run(c.feedOwner, { purpose, key: 'x' }, me))).toBe('FORBIDDEN')
  expect(await code(world.run(c.endFeed, { purpose }, me))).toBe('NO_FEED')
  const { key } = await world.run(c.makeFeed, { purpose }, me)
  const { personId } = me as PersonActor
  expect(await owner(key)).toBe(personId)
  expect((await world.run(c.myFeed, { purpose }, me)).madeAt).toBeInstanceOf(Date)
  // Nothing that is kept gives it back.
  const { owner: db } = world.database
  const kept =
    await db`select encode(digest, 'hex') || coalesce((select string_agg(x::text, ' ') from platform.command x), '') as t from identity.feed`
  expect(kept.map((r) => r.t).join()).not.toContain(key)
  const again = await world.run(c.makeFeed, { purpose }, me)
  expect([await owner(key), await owner(again.key)]).toEqual([null, personId])
  await world.run(c.endFeed, { purpose }, me)
  expect([await owner(again.key), await owner(''), (await world.run(c.myFeed, { purpose }, me)).madeAt]).toEqual([
    null,
    null,
    null,
  ])
  const last = await world.run(c.makeFeed, { purpose }, me)
  await db`update identity.person set disabled_at = now() where id = ${personId}`
  expect(await owner(last.key)).toBe(null)
})
