// For tests only: a database of one's own on a real PostgreSQL server, cloned from a migrated template.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { type Actor, anonymous, type HeldPost, type PersonActor, type Role } from './actor.ts'
import { settableClock } from './clock.ts'
import { type Consumer, consume } from './consumer.ts'
import type { Contract, Output, RawInput } from './contract.ts'
import { type Connection, connect } from './database/connect.ts'
import type { Embedded } from './database/embedded.ts'
import { collectMigrations, migrate, migrationsDigest } from './database/migrate.ts'
import { openDatabase } from './database/open.ts'
import { execute, type Runtime } from './execute.ts'
import { filesIn } from './files.ts'
import { newId } from './ids.ts'
import { platformRoom } from './platform-room.ts'
import { Problem } from './problem.ts'
import type { Room } from './room.ts'
import { runDueTimers, type TimerHandler } from './run-timers.ts'
import { text } from './text.ts'

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const folder = join(projectRoot, '.gnomon', 'test')

/** The server that tests share: DATABASE_URL_TEST (an owner's URL) when it is set, else the embedded one. */
async function server(): Promise<{ ownerUrl(database: string): string; release(): Promise<void> }> {
  const given = process.env.DATABASE_URL_TEST
  if (given) {
    return {
      ownerUrl: (database) => Object.assign(new URL(given), { pathname: `/${database}` }).toString(),
      release: async () => {},
    }
  }
  users++
  running ??= openDatabase(folder, {}, 'postgres', { durable: false }).then(({ embedded }) => embedded!)
  const embedded = await running
  return {
    ownerUrl: (database) => embedded.ownerUrl(database),
    release: async () => {
      if (--users > 0) return
      running = undefined
      await embedded.release()
    },
  }
}
/** One server for all databases of a process: it goes with the last of them. */
let running: Promise<Embedded> | undefined
let users = 0

export type TestDatabase = Connection & { url: string; ownerUrl: string; owner: postgres.Sql }
/** Every statement that this process has sent as the application; `GNOMON_STATEMENTS` names a folder that keeps them. */
export const statements = new Set<string>()
const opened: (() => Promise<void>)[] = []

/** A database that others are copies of: `name` says all that it depends on, `fill` makes it once, from a migrated one. */
export type Template = { name: string; fill(database: TestDatabase): Promise<void> }

/** A fresh migrated database, filled where a template says so; `close()` drops it. `db` connects as the application's role, `owner` as the owner. */
export async function testDatabase(template?: Template): Promise<TestDatabase> {
  const cluster = await server()
  const admin = postgres(cluster.ownerUrl('postgres'), { max: 1, onnotice: () => {} })
  const migrated = `gnomon_template_${migrationsDigest(collectMigrations(projectRoot))}`
  const name = `gnomon_test_${newId().replaceAll('-', '')}`
  /** Made under another name, so that nobody copies it before it is whole. */
  const make = async (template: string, from: string | undefined, fill: (making: string) => Promise<void>) => {
    if ((await admin`select 1 from pg_database where datname = ${template}`).length > 0) return
    const making = `${template}_making`
    await admin.unsafe(`drop database if exists "${making}" with (force)`)
    await admin.unsafe(`create database "${making}"${from ? ` template "${from}"` : ''}`)
    await fill(making)
    await admin.unsafe(`alter database "${making}" rename to "${template}"`)
    // Each change of the sources makes new ones: the oldest go.
    for (const old of await admin`select datname from pg_database where datname ~ '^gnomon_(city|template)_' order by oid desc offset 12`)
      await admin.unsafe(`drop database if exists "${old.datname}"`)
  }
  // Session lock: held only while a template is made or copied; a copy needs that nobody is connected to it.
  await admin`select pg_advisory_lock(7461)`
  try {
    await make(migrated, undefined, async (making) => void (await migrate(cluster.ownerUrl(making), projectRoot)))
    if (template)
      await make(template.name, migrated, async (making) => {
        const database = connected(cluster.ownerUrl(making), async () => {})
        await template.fill(database).finally(database.close)
      })
    await admin.unsafe(`create database "${name}" template "${template?.name ?? migrated}"`)
  } finally {
    await admin`select pg_advisory_unlock(7461)`
  }
  const made = connected(cluster.ownerUrl(name), async () => {
    await admin.unsafe(`drop database if exists "${name}" with (force)`)
    await admin.end()
    await cluster.release()
  })
  opened.push(made.close)
  return made
}

function connected(ownerUrl: string, then: () => Promise<void>): TestDatabase {
  const connection = connect(ownerUrl, { role: 'gnomon_app', max: 6, heard: (s) => statements.add(s) })
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} })
  const close = async () => {
    const kept = process.env.GNOMON_STATEMENTS
    if (kept) writeFileSync(join(kept, `${newId()}.json`), JSON.stringify([...statements]))
    await connection.close()
    await owner.end({ timeout: 1 })
    await then()
  }
  return { ...connection, url: ownerUrl, ownerUrl, owner, close }
}

/** What the writer of an act adds to it, for acts that a test planted as rows: their arrivals, and their places. */
export async function arrive(owner: postgres.Sql): Promise<void> {
  await owner.unsafe(`insert into platform.sequence (jurisdiction) select distinct jurisdiction from platform.act on conflict do nothing;
    insert into platform.arrival (jurisdiction, act_id) select a.jurisdiction, a.id from platform.act a
      left join platform.arrival r on r.jurisdiction = a.jurisdiction and r.act_id = a.id
      left join platform.ordered o on o.jurisdiction = a.jurisdiction and o.act_id = a.id
      where r.act_id is null and o.act_id is null order by a.recorded_at`)
}

/** Databases of places beside a world's own, which is then the centre; `arrived`: all that was committed has come there. */
export type Apart = Pick<Runtime, 'pool' | 'databases'> & { arrived(): Promise<void> }

export type World = Runtime & {
  database: TestDatabase
  clock: ReturnType<typeof settableClock>
  rooms: Room[]
  /** Where its files lie. */
  dataFolder: string
  /** Runs an operation as the actor, now by the settable clock. */
  run<C extends Contract>(contract: C, input: RawInput<C>, as?: Actor): Promise<Output<C>>
  /** Lets all consumers and due timers of the rooms run until nothing is left. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** The city of the tests, where they name no other. */
export const HOME = '350200'

/** A running platform with these rooms, on a database of its own. */
export async function testWorld(
  own: Room[],
  start?: Date | string,
  template?: Template,
  home?: string,
): Promise<World> {
  return worldOn(await testDatabase(template), own, start, home)
}

export function worldOn(
  database: TestDatabase,
  own: Room[],
  start: Date | string = '2026-03-02T01:00:00Z',
  home = HOME,
  apart?: Apart,
): World {
  const rooms = [platformRoom(own), ...own]
  const clock = settableClock(start)
  const data = mkdtempSync(join(tmpdir(), 'gnomon-'))
  const runtime: Runtime = {
    db: database.db,
    pool: apart?.pool ?? (() => database.db),
    ...(apart?.databases ? { databases: apart.databases } : {}),
    clock,
    home,
    files: filesIn(join(data, 'files')),
    operations: new Map(rooms.flatMap((r) => r.operations).map((o) => [o.contract.id, o])),
  }
  const handlers = new Map<string, TimerHandler>(rooms.flatMap((r) => Object.entries(r.timers)))
  const consumers: Consumer[] = rooms.flatMap((r) => r.consumers)
  return {
    ...runtime,
    database,
    clock,
    rooms,
    dataFolder: data,
    run: (contract, input, as = anonymous) => execute(runtime, contract, input, { who: as }),
    async settle() {
      for (let busy = true; busy; ) {
        busy = (await runDueTimers(runtime, handlers)) > 0
        await apart?.arrived()
        for (const consumer of consumers) while ((await consume(runtime, consumer)) > 0) busy = true
      }
      await apart?.arrived()
    },
    async close() {
      await database.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** A person acting under a post of the given role; unit and jurisdiction as named. */
export function officer(
  role: Role,
  unit: Partial<Pick<HeldPost, 'unitCode' | 'unitLevel' | 'jurisdiction' | 'unitId'>> & { personId?: string } = {},
): PersonActor & { post: HeldPost } {
  const post: HeldPost = {
    postId: newId(),
    title: text('测试岗', 'Test post'),
    role,
    unitId: unit.unitId ?? newId(),
    unitCode: unit.unitCode ?? 'test-unit',
    unitName: text('测试单位', 'Test unit'),
    unitLevel: unit.unitLevel ?? 'city',
    jurisdiction: unit.jurisdiction ?? HOME,
  }
  return {
    kind: 'person',
    personId: unit.personId ?? newId(),
    name: '测试人员',
    posts: [post],
    post,
    sessionId: newId(),
  }
}

export const citizen = (personId: string = newId()): PersonActor => ({
  kind: 'person',
  personId,
  name: '测试市民',
  posts: [],
  sessionId: newId(),
})

/** What came of an attempt, in one word for an expectation: OK, the code of the refusal, or that nobody expected it. */
export const codeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.stack}`),
  )

/** Bytes that are held, on the heap and in buffers, once what nobody holds any more is gone: a process that others used before collects when it likes. */
export function heldMemory(): number {
  ;(globalThis as unknown as { gc: () => void }).gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Milliseconds for which this thread has computed: what a busy machine gives to others meanwhile is not among them. */
export function computed(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** What came of work, and for how many milliseconds at most this thread computed between two turns of its loop meanwhile. */
export async function longestTurn<T>(work: () => Promise<T>): Promise<{ made: T; longest: number }> {
  let [longest, last] = [0, computed()]
  const turn = () => {
    const now = computed()
    longest = Math.max(longest, now - last)
    last = now
  }
  const beat = setInterval(turn, 5)
  const made = await work()
  clearInterval(beat)
  turn()
  return { made, longest }
}
