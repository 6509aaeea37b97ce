// A city of three databases: its centre, and two districts in databases of their own.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import * as cases from '../../kernel/cases/contract.ts'
import { contract as identity } from '../../kernel/identity/index.ts'
import { ledgerRoom, memoryTiles, openLog } from '../../kernel/ledger/index.ts'
import { atRest } from '../../kernel/platform/database/links.ts'
import { codeOf as code, HOME } from '../../kernel/platform/harness.ts'
import { type Actor, execute, type Problem, placeOf, sql, system, type Tx } from '../../kernel/platform/index.ts'
import { compileBpmn, storeChart } from '../../kernel/procedure/index.ts'
import * as approvals from '../../rooms/approvals/contract.ts'
import supervision from '../../rooms/supervision/index.ts'
import { type ApartWorld, apartWorld } from '../apart.ts'
import {
  apply,
  applyForFood,
  CITY,
  CONSTRUCTION,
  cityRooms,
  peopled,
  publishVariant,
  type TestCity,
  testCity,
} from '../city.ts'

const SIMING = '350203-01-0101'
const HULI = '350206-01-0101'
const PARENT = '350200-01-0993'

let world: ApartWorld
let city: TestCity
let applicant: Actor

const chart = readItems(CITY).find((i) => i.code === CONSTRUCTION)!.bpmn
// Before the decision the city's chart opens a case of the district's licence, and waits for its end.
const parent = chart
  .replace('targetRef="decide"', 'targetRef="open-food"')
  .replace(
    '<userTask id="decide"',
    `<sendTask id="open-food" name="开出食品经营许可" gnomon:opens="${SIMING}"><incoming>f-pass</incoming><outgoing>x1</outgoing></sendTask>
     <receiveTask id="await-food" name="等食品经营许可办结" gnomon:of="open-food"><incoming>x1</incoming><outgoing>x2</outgoing></receiveTask>
     <sequenceFlow id="x1" sourceRef="open-food" targetRef="await-food"/><sequenceFlow id="x2" sourceRef="await-food" targetRef="decide"/>
     <userTask id="decide"`,
  )
  .replace(/(<userTask id="decide"[^>]*>)<incoming>f-pass<\/incoming>/, '$1<incoming>x2</incoming>')

const unit = (code: string) => ({
  code,
  jurisdiction: code.slice(0, 6),
  level: 'district' as const,
  kind: 'department',
  name: { zh: '新办', en: 'New office' },
})

const log = openLog({
  origin: `places.example/${HOME}`,
  store: memoryTiles(),
  signer: { name: 'x', vkey: '', vkeys: () => [], keys: () => [], align: () => {}, sign: () => '' },
})

beforeAll(async () => {
  const founded = await testCity({ items: [CONSTRUCTION, SIMING, HULI], more: [supervision, ledgerRoom(log)] })
  await (await publishVariant(founded, PARENT, parent)).publish()
  world = await apartWorld(
    founded.database,
    cityRooms([supervision, ledgerRoom(log)]),
    { siming: ['350203'], huli: ['350206'] },
    founded.clock.now(),
  )
  city = peopled(world)
  applicant = await city.citizen()
})
afterAll(() => world?.close())

const at = <T>(place: string, work: (tx: Tx) => Promise<T>) => world.pool(place).transaction().execute(work)

const food = (itemCode: string, who = applicant) => applyForFood(city, who, itemCode)

describe('a city of three databases', () => {
  test('the districts’ acts came with them, compared', () => {
    expect(world.moved['350203']!.rows).toBeGreaterThan(0)
  })
  test('a step in the district is written there; its act and standing come to the centre, its form and salts do not', async () => {
    const { caseId, number } = await food(SIMING)
    expect(placeOf(caseId)).toBe('350203')
    await world.settle()
    const [here] = await world.of.siming!.owner`select form from cases.case where id = ${caseId}`
    expect(here!.form.shopName).toBe('鹭岛茶馆')
    const centre = world.database.owner
    const [there] = await centre`select form, number from cases.case where id = ${caseId}`
    expect(there).toEqual({ form: {}, number })
    const acts = await centre`select type from platform.act where subject_id = ${caseId} order by number`
    expect(acts.map((a) => a.type)).toContain('application.submitted')
    expect(
      (
        await centre`select 1 from platform.act_private p join platform.act a on a.id = p.act_id where a.subject_id = ${caseId}`
      ).length,
    ).toBe(0)
    expect((await centre`select closed from cases.standing where case_id = ${caseId}`).map((r) => r.closed)).toEqual([
      false,
    ])
    const leaves =
      await centre`select 1 from ledger.leaf l join platform.act a on a.id = l.act_id where a.subject_id = ${caseId}`
    expect(leaves.length).toBe(acts.length)
  })
  test('the supervision of the centre sees the district’s late case, and the officer of the district his own', async () => {
    const { number } = await food(SIMING)
    const clerk = await city.officer('350203-shichang', 'clerk')
    await world.settle()
    const rows = (await city.run(cases.unitCases, { kind: 'approval' }, clerk)).cases
    expect(rows.map((r) => r.number)).toContain(number)
    expect((await city.run(cases.viewCase, { number }, clerk)).status).toBe('received')
    const mine = await city.run(cases.myCases, {}, applicant)
    expect(mine.cases.map((r) => r.number)).toContain(number)
  })
  test('what is of the whole city is written at the centre and comes to every place; a place cannot write it', async () => {
    await city.run(identity.defineUnit, unit('350203-xinban'), system('test'))
    await world.settle()
    for (const name of ['siming', 'huli'])
      expect((await world.of[name]!.owner`select 1 from identity.unit where code = '350203-xinban'`).length).toBe(1)
    await expect(
      at('350203', (tx) => sql`update identity.unit set kind = 'x' where code = '350203-xinban'`.execute(tx)),
    ).rejects.toThrow(/permission denied/)
  })
  test('a chart is named by its digest: whoever writes it first, everybody has it, and nothing stops', async () => {
    const xml = chart.replace('</process>', '<!-- a room’s own --></process>')
    const made = await compileBpmn(xml)
    for (const place of ['350203', '350206', HOME]) await at(place, (tx) => storeChart(tx, xml, made))
    const other = chart.replace('</process>', '<!-- another --></process>')
    await at('350206', async (tx) => storeChart(tx, other, await compileBpmn(other)))
    await world.settle()
    for (const { owner } of [world.database, world.of.siming!, world.of.huli!]) {
      const { n } = (await owner`select count(*)::int as n from procedure.chart where xml in (${xml}, ${other})`)[0]!
      expect(n).toBe(2)
    }
  })
  test('a place’s rows cannot be written where it does not live', async () => {
    const insert = sql`insert into cases.number (jurisdiction, year, last) values ('350203', 2099, 1)`
    await expect(world.db.transaction().execute((tx) => insert.execute(tx))).rejects.toMatchObject({ code: '57P03' })
  })
})

describe('a case of the city that opens one of a district', () => {
  const clerk = (unit: string, role = 'clerk') => city.officer(unit, role)
  async function reviewed() {
    const made = await apply(city, applicant, PARENT)
    await city.run(approvals.acceptCase, { caseId: made.caseId }, await clerk('350200-jianshe'))
    await city.run(
      approvals.review,
      { caseId: made.caseId, opinion: '没有意见。' },
      await clerk('350200-jianshe', 'reviewer'),
    )
    return made
  }
  const view = async (number: string) =>
    city.run(
      cases.viewCase,
      { number },
      await clerk(`${number.slice(0, 6)}-${number.startsWith(HOME) ? 'jianshe' : 'shichang'}`),
    )
  const elements = async (number: string) => (await view(number)).work.map((w) => w.element)

  test('the child is opened in the district’s database, and its end comes back to the parent’s', async () => {
    const { number } = await reviewed()
    await world.settle()
    const opened = (await view(number)).acts.find((a) => a.type === 'child.opened')!
    const child = String(opened.facts.number)
    expect(child).toMatch(/^350203-/)
    expect((await world.of.siming!.owner`select parent from cases.case where number = ${child}`)[0]!.parent).toBe(
      number,
    )
    expect(await elements(number)).toEqual(['await-food'])
    const { id } = await view(child)
    await city.run(approvals.refuseAcceptance, { caseId: id, reason: '不具备条件' }, await clerk('350203-shichang'))
    await world.settle()
    expect(await elements(number)).toEqual(['decide'])
  })

  test('the district is down when the child is to be opened: the parent waits, and goes on once', async () => {
    const { number } = await reviewed()
    await world.down('siming')
    expect(await code(world.settle())).toMatch(/CONNECT|ECONN|3D000|55000|UNAVAILABLE|unexpected/)
    expect(await elements(number)).toEqual(['open-food'])
    // Only that place: the other district and the city go on.
    expect(await code(food(HULI))).toBe('OK')
    const refused = (await food(SIMING).catch((e) => e)) as Problem
    expect(refused.code).toBe('UNAVAILABLE')
    expect(refused.detail?.zh).toContain('350203')
    await world.back('siming')
    await world.settle()
    expect(await elements(number)).toEqual(['await-food'])
    const children = await world.of.siming!.owner`select number from cases.case where parent = ${number}`
    expect(children.length).toBe(1)
  })

  test('the process dies between the child’s commit and the parent’s: asked again, the child that is there is found', async () => {
    const { caseId, number } = await reviewed()
    const [timer] = await world.database
      .owner`select id from platform.timer where subject_id = ${caseId} and kind = 'cases.open-child'`
    // When the child is found, it is committed: then every connection of the centre ends, and with it the parent's transaction.
    const found = world.operations.get(cases.openedBy.id)!
    const dying = async (ctx: unknown) => {
      const child = await found.run(ctx)
      if (child)
        await world.database.owner`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'gnomon'`
      return child
    }
    const process = { ...world, operations: new Map(world.operations).set(found.contract.id, { ...found, run: dying }) }
    const who = system('test')
    const dies = execute(process, cases.openChild, { caseId, element: 'open-food' }, { who, seed: timer!.id })
    expect(await code(dies)).toBe('UNAVAILABLE')
    // What the pool still holds of the connections that ended is found dead, one after the other.
    for (let i = 0; i < 10; i++) await sql`select 1`.execute(world.db).catch(() => {})
    expect(await elements(number)).toEqual(['open-food'])
    expect((await world.of.siming!.owner`select 1 from cases.case where parent = ${number}`).length).toBe(1)
    await world.settle()
    expect(await elements(number)).toEqual(['await-food'])
    expect((await world.of.siming!.owner`select 1 from cases.case where parent = ${number}`).length).toBe(1)
  })
})

describe('a place moves', () => {
  test('back to the centre and out again: numbers, acts and readers go on', async () => {
    const before = await food(HULI)
    await world.settle()
    const acts = () =>
      world.database.owner`select id, number from platform.act where jurisdiction = '350206' order by id`
    const then = await acts()
    await world.move('350206', 'centre')
    expect(await acts()).toEqual(then)
    const [row] = await world.database.owner`select form from cases.case where id = ${before.caseId}`
    expect(row!.form.shopName).toBe('鹭岛茶馆')
    const here = await food(HULI)
    await world.settle()
    await world.move('350206', 'huli')
    const there = await food(HULI)
    await world.settle()
    expect(Number(there.number.slice(-6))).toBe(Number(here.number.slice(-6)) + 1)
    const twice = await world.database.owner`select act_id from platform.ordered group by 1 having count(*) > 1`
    expect(twice.length).toBe(0)
  })
})

test('an upgrade runs in every database while the links rest; nothing is written twice, and they go on', async () => {
  await world.settle()
  const all = [world.database, world.of.siming!, world.of.huli!]
  const side = (name: string, places: string[]) => ({ name, url: world.of[name]!.ownerUrl, places })
  await atRest(
    { name: 'centre', url: world.database.ownerUrl },
    [side('siming', ['350203']), side('huli', ['350206'])],
    async () => {
      for (const { owner } of all)
        await owner.unsafe(`alter table cases.standing add column tried text not null default '';
          insert into platform.setting (name, value) values ('tried', '1')`)
    },
  )
  const { number } = await food(SIMING)
  await city.run(identity.defineUnit, unit('350203-houban'), system('test'))
  await world.settle()
  const { owner } = world.database
  expect((await owner`select tried from cases.standing where number = ${number}`)[0]).toEqual({ tried: '' })
  for (const { owner: one } of all) {
    expect((await one`select 1 from identity.unit where code = '350203-houban'`).length).toBe(1)
    expect((await one`select 1 from platform.setting where name = 'tried'`).length).toBe(1)
  }
})

test('every act of every database stands in the centre’s ledger once, as its own database has it', async () => {
  await world.settle()
  const entries = new Map<string, string>()
  for (const owner of [world.database.owner, world.of.siming!.owner, world.of.huli!.owner])
    for (const act of await owner`select * from platform.act where published`) entries.set(act.id, JSON.stringify(act))
  const leaves = await world.database.owner`select act_id from ledger.leaf`
  expect(new Set(leaves.map((l) => l.act_id))).toEqual(new Set(entries.keys()))
  for (const act of await world.database.owner`select * from platform.act where published`)
    expect(JSON.stringify(act)).toBe(entries.get(act.id))
})
