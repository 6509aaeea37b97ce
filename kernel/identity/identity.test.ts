import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { citizen, codeOf as code, officer, testWorld, type World } from '../platform/harness.ts'
import { anonymous, type Contract, system } from '../platform/index.ts'
import * as c from './contract.ts'
import identity, { actorOfToken, residentIdCheck, residentIdWarning, usccCheck, usccWarning } from './index.ts'
import { hashPassword, verifyPassword } from './password.ts'

let world: World
beforeAll(async () => {
  world = await testWorld([identity])
  await world.run(
    c.defineUnit,
    { code: 'u1', jurisdiction: '350200', level: 'city', kind: 'department', name: { zh: '甲局', en: 'Bureau A' } },
    root,
  )
  await world.run(
    c.definePost,
    { code: 'u1/clerk', unit: 'u1', title: { zh: '受理岗', en: 'Clerk' }, role: 'clerk' },
    root,
  )
})
afterAll(() => world.close())

const root = system('test')
const admin = officer('administrator')
const actor = (token: string) => world.db.transaction().execute((tx) => actorOfToken(tx, token))
let serial = 0
const person = async (password = 'a long password') => {
  const login = `person${++serial}`
  const { id } = await world.run(c.enrolPerson, { name: '某人', login, password }, root)
  return { id, login, password }
}

describe('check digits', () => {
  test.each([
    ['110105194912310021'.slice(0, 17), residentIdCheck('11010519491231002')],
    ['11010519491231002', 'X'],
  ])('%s ends in %s', (first, last) => expect(residentIdCheck(first.slice(0, 17))).toBe(last))
  test('a USCC whose remainder is 0 has check 0, not the 32nd sign', () => {
    const seen = new Set(Array.from({ length: 2000 }, (_, i) => usccCheck(`91350200${String(i).padStart(9, '0')}`)))
    expect(seen.has('0')).toBe(true)
    expect(seen.size).toBe(31)
  })
  test('warnings say what was expected', () => {
    expect(residentIdWarning('11010519491231002X')).toBeUndefined()
    expect(residentIdWarning('110105194912310021')!.zh).toContain('应为 X')
    expect(residentIdWarning('123')!.zh).toContain('18 位')
    expect(usccWarning(`91350200000000100${usccCheck('91350200000000100')}`)).toBeUndefined()
    expect(usccWarning('91350200000000100I')!.zh).toContain('不含 I')
  })
})

describe('passwords', () => {
  test('argon2id, own salt, right and wrong, unknown person', async () => {
    const [one, two] = [await hashPassword('correct horse'), await hashPassword('correct horse')]
    expect(one).not.toBe(two)
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await verifyPassword('correct horse', one)).toBe(true)
    expect(await verifyPassword('wrong horse', one)).toBe(false)
    expect(await verifyPassword('', undefined)).toBe(false)
  })
})

describe('sessions', () => {
  test('log in, act, log out; the token is stored nowhere', async () => {
    const { login, password, id } = await person()
    const { token } = (await world.run(c.logIn, { login, password })) as { token: string }
    expect(await actor(token)).toMatchObject({ kind: 'person', personId: id })
    const stored = await world.database.owner`select encode(token_digest, 'escape') as d from identity.session`
    expect(JSON.stringify(stored)).not.toContain(token)
    await world.run(c.logOut, {}, await actor(token))
    expect(await actor(token)).toEqual(anonymous)
    expect(await code(world.run(c.logOut, {}, anonymous))).toBe('LOGIN_REQUIRED')
  })
  test('five wrong passwords lock for fifteen minutes, also for the right one; every attempt is an act', async () => {
    const { login, password, id } = await person()
    for (let i = 0; i < 5; i++)
      expect(await world.run(c.logIn, { login, password: 'wrong wrong' })).toMatchObject({
        ok: false,
        reason: 'credentials',
      })
    expect(await world.run(c.logIn, { login, password })).toMatchObject({ ok: false, reason: 'locked' })
    await world.database.owner`update identity.attempt set locked_until = now() - interval '1 second'`
    expect(await world.run(c.logIn, { login, password })).toMatchObject({ ok: true })
    const acts = await world.database.owner`select type from platform.act where subject_id = ${id} order by number`
    expect(acts.map((a) => a.type)).toEqual(['person.enrolled', ...Array(6).fill('session.refused'), 'session.opened'])
  })
  test('an unknown login is refused like a wrong password', async () => {
    expect(await world.run(c.logIn, { login: 'nobody here', password: 'x' })).toEqual({
      ok: false,
      reason: 'credentials',
    })
    expect(await code(world.run(c.logIn, { login: '', password: '' }))).toBe('INVALID')
  })
  test.each([
    ['idle for half an hour', `seen_at = now() - interval '31 minutes'`],
    ['twelve hours old', `created_at = now() - interval '13 hours'`],
  ])('a session %s is over', async (_, change) => {
    const { login, password } = await person()
    const { token } = (await world.run(c.logIn, { login, password })) as { token: string }
    await world.database.owner.unsafe(`update identity.session set ${change}`)
    expect(await actor(token)).toEqual(anonymous)
  })
  test('disabling a person ends their power at once', async () => {
    const { login, password, id } = await person()
    const { token } = (await world.run(c.logIn, { login, password })) as { token: string }
    await world.database.owner`update identity.person set disabled_at = now() where id = ${id}`
    expect(await actor(token)).toEqual(anonymous)
    expect(await world.run(c.logIn, { login, password })).toMatchObject({ ok: false, reason: 'disabled' })
  })
  test('changing the password ends all other sessions', async () => {
    const { login, password } = await person()
    const first = (await world.run(c.logIn, { login, password })) as { token: string }
    const second = (await world.run(c.logIn, { login, password })) as { token: string }
    expect(
      await world.run(c.changePassword, { current: 'wrong', password: 'another long one' }, await actor(second.token)),
    ).toEqual({ ok: false, ended: false })
    expect(
      await code(world.run(c.changePassword, { current: password, password: 'short' }, await actor(second.token))),
    ).toBe('INVALID')
    const { token } = (await world.run(
      c.changePassword,
      { current: password, password: 'another long one' },
      await actor(second.token),
    )) as { token: string }
    expect([await actor(first.token), await actor(second.token)]).toEqual([anonymous, anonymous])
    expect((await actor(token)).kind).toBe('person')
    expect(await code(world.run(c.changePassword, { current: 'x', password: 'another long one' }, anonymous))).toBe(
      'LOGIN_REQUIRED',
    )
  })
})

describe('posts', () => {
  test('appointed, chosen, dismissed', async () => {
    const { id, login, password } = await person()
    await world.run(c.appoint, { personId: id, post: 'u1/clerk' }, root)
    const { token } = (await world.run(c.logIn, { login, password })) as { token: string }
    expect((await actor(token)) as any).toMatchObject({ post: { role: 'clerk', unitCode: 'u1' } })
    await world.run(c.choosePost, { post: null }, await actor(token))
    expect(((await actor(token)) as any).post).toBeUndefined()
    expect(await code(world.run(c.choosePost, { post: 'u1/none' }, await actor(token)))).toBe('NOT_HELD')
    await world.run(c.choosePost, { post: 'u1/clerk' }, await actor(token))
    await world.run(c.dismiss, { personId: id, post: 'u1/clerk' }, root)
    expect(((await actor(token)) as any).post).toBeUndefined()
    expect(await code(world.run(c.dismiss, { personId: id, post: 'u1/clerk' }, root))).toBe('NOT_HELD')
    expect(await code(world.run(c.appoint, { personId: id, post: 'none' }, root))).toBe('NO_POST')
  })
  const rows: [string, Contract, Record<string, unknown>][] = [
    [
      'define-unit',
      c.defineUnit,
      { code: 'u9', jurisdiction: '350200', level: 'city', kind: 'x', name: { zh: '乙', en: 'B' } },
    ],
    ['place-under-supervision', c.placeUnderSupervision, { code: 'u1', supervisedBy: 'u1' }],
    ['define-post', c.definePost, { code: 'u1/x', unit: 'u1', title: { zh: '岗', en: 'Post' }, role: 'clerk' }],
    ['enrol-person', c.enrolPerson, { name: '某人' }],
    ['enrol-organisation', c.enrolOrganisation, { uscc: '91350200000000100X', name: '某公司' }],
    ['appoint', c.appoint, { personId: '018f0000-0000-7000-8000-000000000000', post: 'none' }],
    ['dismiss', c.dismiss, { personId: '018f0000-0000-7000-8000-000000000000', post: 'none' }],
  ]
  test.each(rows)('%s is for administrators and the system', async (_, contract, input) => {
    expect(await code(world.run(contract as never, input as never, citizen()))).toBe('FORBIDDEN')
    expect(await code(world.run(contract as never, input as never, officer('clerk')))).toBe('FORBIDDEN')
    expect(['OK', 'NO_POST', 'NO_PERSON', 'NOT_HELD']).toContain(
      await code(world.run(contract as never, input as never, admin)),
    )
    expect(await code(world.run(contract as never, {} as never, admin))).toBe('INVALID')
  })
  test('a code or login used twice conflicts', async () => {
    expect(
      await code(
        world.run(
          c.defineUnit,
          { code: 'u1', jurisdiction: '350200', level: 'city', kind: 'x', name: { zh: '甲', en: 'A' } },
          root,
        ),
      ),
    ).toBe('CONFLICT')
    const { login } = await person()
    expect(await code(world.run(c.enrolPerson, { name: '某人', login, password: 'a long password' }, root))).toBe(
      'LOGIN_TAKEN',
    )
    expect(
      await code(
        world.run(c.definePost, { code: 'x/y', unit: 'none', title: { zh: '岗', en: 'P' }, role: 'clerk' }, root),
      ),
    ).toBe('NO_UNIT')
    expect(await code(world.run(c.placeUnderSupervision, { code: 'none', supervisedBy: 'u1' }, root))).toBe('NO_UNIT')
  })
  test('units are listed for everyone', async () => {
    expect((await world.run(c.listUnits, {})).some((u) => u.code === 'u1')).toBe(true)
    expect(await code(world.run(c.listUnits, { jurisdiction: 'x' }))).toBe('INVALID')
  })
})

describe('registration and passkeys', () => {
  test('register: a citizen with a session; weak and taken refused; a wrong ID warns', async () => {
    const made = await world.run(c.register, {
      login: 'newcomer',
      password: 'a long password',
      name: '新人',
      residentId: '110105194912310021',
    })
    expect((await actor(made.token)).kind).toBe('person')
    expect(made.warnings).toHaveLength(1)
    expect(await code(world.run(c.register, { login: 'newcomer', password: 'a long password', name: '新人' }))).toBe(
      'LOGIN_TAKEN',
    )
    expect(await code(world.run(c.register, { login: 'other', password: 'short', name: '新人' }))).toBe('INVALID')
    expect(await code(world.run(c.register, { login: 'longlogin', password: 'mylonglogin1', name: '新人' }))).toBe(
      'INVALID',
    )
  })
  test('a challenge serves once, and a made-up answer verifies nothing', async () => {
    expect(await code(world.run(c.beginPasskey, { purpose: 'enrol' }))).toBe('LOGIN_REQUIRED')
    expect(await code(world.run(c.beginPasskey, { purpose: 'nothing' } as never))).toBe('INVALID')
    const { challengeId } = await world.run(c.beginPasskey, { purpose: 'log-in' })
    expect(await code(world.run(c.logInWithPasskey, { challengeId, response: { id: 'x' } }))).toBe('NOT_VERIFIED')
    const { id } = await person()
    const who = { ...citizen(id) }
    const enrolment = await world.run(c.beginPasskey, { purpose: 'enrol' }, who)
    expect(
      await code(world.run(c.enrolPasskey, { challengeId: enrolment.challengeId, response: { id: 'x' } }, who)),
    ).toBe('NOT_VERIFIED')
    expect(
      await code(world.run(c.enrolPasskey, { challengeId: enrolment.challengeId, response: { id: 'x' } }, anonymous)),
    ).toBe('LOGIN_REQUIRED')
  })
})
