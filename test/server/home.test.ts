// Another city than the demonstration's: the same data founded under another division code. Nothing may know the code but its configuration.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOfLogin, contract } from '../../kernel/identity/index.ts'
import { execute, type PersonActor, sql } from '../../kernel/platform/index.ts'
import { acceptCase } from '../../rooms/approvals/contract.ts'
import { demo } from '../../rooms/complaints/demo.ts'
import complaints from '../../rooms/complaints/index.ts'
import { apply, type TestCity, testCity } from '../city.ts'

const NANJING = '320100'
let city: TestCity
beforeAll(async () => {
  city = await testCity({ home: NANJING, more: [complaints] })
})
afterAll(() => city.close())

const places = async () =>
  (
    await sql<{ place: string }>`select distinct jurisdiction as place from platform.act order by 1`.execute(city.db)
  ).rows.map((r) => r.place)

describe('a city whose home is 320100', () => {
  test('logs in: the act of it stands in the city’s own place', async () => {
    const { ok } = await city.run(contract.logIn, { login: 'clerk', password: 'gnomon-demo' })
    expect(ok).toBe(true)
    const { rows } = await sql<{ jurisdiction: string }>`select jurisdiction from platform.act
      where type = 'session.opened'`.execute(city.db)
    expect(rows).toEqual([{ jurisdiction: NANJING }])
  })
  test('appoints, by its own administrator and no other city’s', async () => {
    const administrator = (await city.officer(`${NANJING}-zhongxin`, 'administrator')) as PersonActor
    const { id } = await city.run(
      contract.enrolPerson,
      { name: '新人', login: 'newcomer', password: 'long enough 1' },
      administrator,
    )
    const post = `${NANJING}-jianshe/clerk-2`
    const title = { zh: '窗口受理岗二', en: 'Second counter' }
    await city.run(contract.definePost, { code: post, unit: `${NANJING}-jianshe`, title, role: 'clerk' }, administrator)
    await city.run(contract.appoint, { personId: id, post, startsOn: '2026-03-02' }, administrator)
    const stranger = { ...administrator, post: { ...administrator.post!, jurisdiction: '350200' } }
    await expect(
      city.run(contract.enrolPerson, { name: '外人', login: 'outsider', password: 'long enough 1' }, stranger),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
  test('files a case under its own number, and its counter accepts it', async () => {
    const { caseId, number } = await apply(city, await city.citizen(), `${NANJING}-01-0001`)
    expect(number).toMatch(/^320100-2026-\d{6}$/)
    await city.run(acceptCase, { caseId }, await city.officer(`${NANJING}-jianshe`, 'clerk'))
  })
  test('founds a room’s part of the demonstration, and no act stands in another city', async () => {
    await demo({
      home: NANJING,
      now: city.clock.now(),
      perform: (c: never, input: never, by: { as: never; at: Date }) =>
        execute(city, c, input, { who: by.as, clock: { now: () => by.at } }),
      read: (work: never) => city.db.transaction().execute(work),
    } as never)
    const office = await city.db
      .transaction()
      .execute((tx) => actorOfLogin(tx, 'complaints-office', `${NANJING}-jianshe-jc/complaints`))
    expect(office).toMatchObject({ kind: 'person' })
    expect((await places()).filter((p) => !p.startsWith('3201'))).toEqual([])
  })
})
