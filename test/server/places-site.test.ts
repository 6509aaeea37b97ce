// The whole product while its districts are moved into databases of their own by the command: pages, audit, a database down.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startWorker, type Worker } from '../../apps/worker/worker.ts'
import { actorOfLogin } from '../../kernel/identity/index.ts'
import { runChecks } from '../../kernel/ledger/index.ts'
import { lagOfNodes, post } from '../../kernel/nodes/index.ts'
import { part } from '../../kernel/platform/database/links.ts'
import { projectRoot } from '../../kernel/platform/harness.ts'
import {
  type Actor,
  type Contract,
  execute,
  links,
  lookAtLinks,
  type RawInput,
  timersOf,
} from '../../kernel/platform/index.ts'
import * as buy from '../../rooms/procurement/contract.ts'
import { openSite, type Session, type Site } from './site.ts'

let site: Site
let worker: Worker
let clerk: Session
let chief: Session
let numbers: { siming: string; city: string }
const databases = ['siming', 'huli']
const siblingUrl = (name: string) =>
  Object.assign(new URL(site.gnomon.urls.owner), {
    pathname: `${new URL(site.gnomon.urls.owner).pathname}_${name}`,
  }).toString()

/** As an operator types it, while the city runs. */
function gnomon(...args: string[]): Promise<{ status: number | null; out: string }> {
  const { config, urls } = site.gnomon
  const env = {
    ...process.env,
    GNOMON_DATA: config.data,
    DATABASE_URL: urls.app,
    DATABASE_OWNER_URL: urls.owner,
    GNOMON_LANG: 'en',
  }
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), ...args], { env })
    let out = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (d) => (out += d))
    child.on('exit', (status) => done({ status, out }))
  })
}
const admin = async (work: (sql: postgres.Sql) => Promise<unknown>) => {
  const sql = postgres(Object.assign(new URL(site.gnomon.urls.owner), { pathname: '/postgres' }).toString(), {
    max: 1,
    onnotice: () => {},
  })
  await work(sql).finally(() => sql.end())
}
const down = (name: string, is: boolean) =>
  admin(async (sql) => {
    const database = new URL(siblingUrl(name)).pathname.slice(1)
    await sql.unsafe(`alter database "${database}" allow_connections ${!is}`)
    if (is) await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${database}`
  })
const page = (path: string, as?: Session) => site.app.request(path, as ? { headers: { cookie: as.cookie } } : {})

beforeAll(async () => {
  site = await openSite({ cases: 24 })
  site.gnomon.patience = 300
  const of = (unit: string) =>
    site.gnomon.db.transaction().execute(async (tx) => {
      const { rows } = await (await import('kysely')).sql<{ number: string }>`select number from cases.standing
      where kind = 'approval' and unit like ${`${unit}%`} order by number desc limit 1`.execute(tx)
      return rows[0]!.number
    })
  numbers = { siming: await of('350203-shichang'), city: await of('350200') }
  clerk = await site.logIn('clerk-siming-shichang')
  chief = await site.logIn('chief')
  worker = startWorker(site.gnomon, { interval: 50 })
}, 240_000)
afterAll(async () => {
  await worker?.stop()
  await down('siming', false).catch(() => {})
  for (const name of databases)
    await part({ name: 'centre', url: site.gnomon.urls.owner }, { name, url: siblingUrl(name) }).catch(() => {})
  await site?.gnomon.close()
  for (const name of databases)
    await admin((sql) =>
      sql.unsafe(`drop database if exists "${new URL(siblingUrl(name)).pathname.slice(1)}" with (force)`),
    )
  await site?.close()
  rmSync(site.gnomon.config.placesFile, { force: true })
})

describe('gnomon place', () => {
  test('says what it wants', async () => {
    expect(await gnomon('place', 'move', '350203', 'nowhere')).toMatchObject({
      status: 2,
      out: expect.stringContaining('place add nowhere'),
    })
    expect(await gnomon('place', 'move', '350200', 'siming')).toMatchObject({
      status: 2,
      out: expect.stringContaining('stays at the centre'),
    })
    expect(await gnomon('place', 'add', 'Siming!')).toMatchObject({ status: 2 })
  })
  test('add and move, while the city runs; then it lists them', async () => {
    expect(await gnomon('place', 'add', 'siming')).toMatchObject({ status: 0, out: expect.stringContaining('joined') })
    const moved = await gnomon('place', 'move', '350203', 'siming')
    expect(moved).toMatchObject({ status: 0, out: expect.stringContaining('each table compared') })
    expect(await gnomon('place', 'list')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/siming: 350203 {2}● joined/),
    })
    expect(site.gnomon.pool('350203')).not.toBe(site.gnomon.db)
  })
  test('its pages are read there, the city’s here; audit agrees in both', async () => {
    for (const path of [`/desk/cases/${numbers.siming}`, '/desk/inbox'])
      expect([path, (await page(path, clerk)).status]).toEqual([path, 200])
    for (const path of ['/', '/departments', '/search?q=食品'])
      expect([path, (await page(path)).status]).toEqual([path, 200])
    const checks = site.gnomon.rooms.flatMap((r) => r.checks)
    expect(await runChecks(site.gnomon, checks, site.gnomon.actKey)).toEqual([])
  })
  test('what the district buys comes into the city’s list, by place, word and number', async () => {
    const title = '区图书馆原厂系统升级'
    const as = (login: string, post: string) =>
      site.gnomon.db.transaction().execute((tx) => actorOfLogin(tx, login, post))
    const [buyer, finance] = await Promise.all([
      as('district-buyer', '350203-wenlv/procurement-buyer'),
      as('district-finance', '350203-caizheng-cg/procurement-finance'),
    ])
    const run = <C extends Contract>(contract: C, input: RawInput<C>, who: Actor) =>
      execute(site.gnomon, contract, input, { who })
    const year = site.gnomon.clock.now().getUTCFullYear()
    const line = { unit: '350203-wenlv', year, line: 'TS-02', title: '信息系统', amount: 300_000_000 }
    await run(buy.setBudget, line, finance)
    const { caseId, number } = await run(
      buy.plan,
      {
        ...{ title, titleEn: 'Library system', category: 'services', need: '图书管理系统只能由原厂升级，含三年维护。' },
        ...{ year, line: 'TS-02', budget: 300_000_000, ceiling: 290_000_000, method: 'single', ground: '31-1' },
        ...{ reason: '系统由原厂开发，只有原厂有源代码。', scoring: 'procurement-lowest', specialty: 'software' },
        ...{ committee: 3, days: 60, invited: ['91350200MA00000001'] },
      },
      buyer,
    )
    await run(buy.approve, { caseId, outcome: 'approve', opinion: '同意公示。' }, finance)
    await run(buy.publicise, { caseId, words: '系统由原厂开发，拟采用单一来源。' }, buyer)
    const listed = async (query: string) => (await page(`/procurement?${query}`)).text()
    await vi.waitFor(async () => expect(await listed('place=350203')).toContain(title), 30_000)
    expect(await listed(`q=${number}`)).toContain(title)
    expect(await listed('q=图书馆&method=single&sort=-budget')).toContain(title)
    expect(await listed('place=350206')).not.toContain(title)
    expect(
      await runChecks(
        site.gnomon,
        site.gnomon.rooms.flatMap((r) => r.checks),
        site.gnomon.actKey,
      ),
    ).toEqual([])
  })
  test('the operations desk shows the link', async () => {
    await lookAtLinks(site.gnomon.db, site.gnomon.databases!())
    expect(await links(site.gnomon.db)).toMatchObject([
      { name: 'siming', places: ['350203'], reached: true, joined: true },
    ])
    expect(await (await page('/desk/operations', chief)).text()).toContain('数据库：siming')
  })
  test('and what waits in it: acts not read, timers not rung, messages to another installation', async () => {
    const look = (later = 0) =>
      lookAtLinks(site.gnomon.db, site.gnomon.databases!(), {
        now: new Date(site.gnomon.clock.now().getTime() + later * 60_000),
        more: (db) => db.transaction().execute(lagOfNodes),
      })
    await look()
    const shown = async () => (await page('/desk/operations', chief)).text()
    expect(await shown()).toMatch(/那里的读取.*那里的定时/s)
    expect(await shown()).not.toContain('350203 → 350299')
    const there = site.gnomon.pool('350203')
    await there.transaction().execute(async (tx) => {
      const { rows } = await (await import('kysely')).sql<{ id: string }>`select id from platform.act
        where jurisdiction = '350203' and published limit 1`.execute(tx)
      const message = { from: '350203', to: '350299', key: 'k', kind: 'case.ended', act: rows[0]!.id, body: {} }
      await post({ tx, clock: site.gnomon.clock }, message)
      // Rung next year; looked at two years from now, it is late.
      await timersOf(tx).set({
        kind: 'cases.restate',
        jurisdiction: '350203',
        subjectId: rows[0]!.id,
        due: new Date(site.gnomon.clock.now().getTime() + 365 * 86_400_000),
        payload: {},
      })
    })
    // The worker looks as well, by today's clock: what is asked is one look and what it shows.
    await vi.waitFor(
      async () => {
        await look(2 * 365 * 24 * 60)
        const said = await shown()
        expect(said).toMatch(/350203 → 350299.*1 条等回执/s)
        expect(said).toContain('个过点')
        expect(said).toContain('请看那里的 worker 进程是否在跑')
        const [link] = await links(site.gnomon.db)
        expect(link!.inside!.late.n).toBeGreaterThan(0)
        expect(link!.inside!.more).toMatchObject([{ jurisdiction: '350203', toPlace: '350299', waiting: 1 }])
      },
      { timeout: 30_000, interval: 100 },
    )
  })
})

describe('its database down', () => {
  test('only its pages say so; all else goes on; it comes back by itself', async () => {
    await down('siming', true)
    const gone = await page(`/desk/cases/${numbers.siming}`, clerk)
    expect(gone.status).toBe(503)
    expect(await gone.text()).toContain('350203 的数据库现在连不上')
    for (const path of ['/', '/departments', '/desk/inbox'])
      expect([path, (await page(path, clerk)).status]).toEqual([path, 200])
    // Nobody waits again for what was waited for in vain (three seconds).
    const began = performance.now()
    await page(`/desk/cases/${numbers.siming}`, clerk)
    expect(performance.now() - began).toBeLessThan(3000)
    await lookAtLinks(site.gnomon.db, site.gnomon.databases!())
    expect(await (await page('/desk/operations', chief)).text()).toContain('连不上')
    await down('siming', false)
    await expect
      .poll(async () => (await page(`/desk/cases/${numbers.siming}`, clerk)).status, { timeout: 30_000 })
      .toBe(200)
  })
})
