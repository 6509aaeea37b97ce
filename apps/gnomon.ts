import { existsSync, mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import pino, { type Logger } from 'pino'
import { type Log, unlogged } from '../kernel/ledger/index.ts'
import { atRest } from '../kernel/platform/database/links.ts'
import { isCurrent, type Migration } from '../kernel/platform/database/migrate.ts'
import { type DatabaseUrls, openDatabase } from '../kernel/platform/database/open.ts'
import {
  actKeyIn,
  connect,
  consume,
  filesIn,
  migrate,
  noteFault,
  putSetting,
  type Room,
  type Runtime,
  runDueTimers,
  setting,
  shiftedClock,
  type TimerHandler,
  text,
  type Written,
} from '../kernel/platform/index.ts'
import type { Config } from './config.ts'
import { metrics } from './metrics.ts'
import { centreEnd, databases, endOf, readRegistry } from './places.ts'
import { cityRooms } from './rooms.ts'

export type Gnomon = Runtime & {
  config: Config
  rooms: Room[]
  log: Logger
  ledger: Log
  /** How long, in milliseconds, a request waits out a database that is away. */
  patience: number
  urls: { app: string; owner: string }
  /** Told when a place has moved, or a database was added. */
  onPlaces(listener: () => void): void
  metrics: ReturnType<typeof metrics>
  /** The demonstration clock's offset in milliseconds, shared by all processes through the database. */
  shift: { get(): number; set(ms: number): Promise<void>; refresh(): Promise<void> }
  /** Consumers and due timers, until nothing is left to do, or for about so many milliseconds. */
  settle(most?: number): Promise<void>
  onActs(listener: (acts: Written[]) => void): void
  close(): Promise<void>
}

/** The centre's database; an embedded server is started so that others can be joined to it where there are some. */
export const openCity = (config: Config, joined = existsSync(config.placesFile)): Promise<DatabaseUrls> =>
  openDatabase(config.data, { app: config.databaseUrl, owner: config.databaseOwnerUrl }, 'gnomon', { joined })

/**
 * Brings every database up to date. Where one is away and nothing is due, the city starts without it; where something is, all have to
 * be there: what one has the others have.
 */
export async function migrateCity(config: Config, urls: DatabaseUrls): Promise<Migration[]> {
  const registry = readRegistry(config)
  const others = Object.keys(registry.databases).map((name) => endOf(urls, registry, name))
  if (others.length === 0) return migrate(urls.owner, config.root)
  if (await isCurrent(urls.owner, config.root)) return []
  let applied: Migration[] = []
  await atRest(centreEnd(urls, registry), others, async () => {
    applied = await migrate(urls.owner, config.root)
    for (const other of others) await migrate(other.url, config.root)
  })
  return applied
}

/** Config → database (migrated) → runtime. Everything that apps share. */
export async function openGnomon(
  config: Config,
  options: { logger?: Logger; migrate?: boolean } = {},
): Promise<Gnomon> {
  mkdirSync(config.data, { recursive: true, mode: 0o711 })
  let offset = 0
  const clock = shiftedClock(() => offset)
  const log = options.logger ?? pino({ level: config.logLevel, base: { service: 'gnomon' } })
  const urls = await openCity(config)
  const outside = urls.embedded && relative(config.data, urls.embedded.home).startsWith('..')
  if (outside)
    log.warn(
      { folder: urls.embedded!.home },
      'the database lies outside the data folder, which its account cannot reach: a copy of the data folder holds no database. Open the folders above it (chmod o+x), or start as another account than root',
    )
  if (options.migrate ?? true) {
    const applied = await migrateCity(config, urls)
    if (applied.length > 0) log.info({ migrations: applied.map((m) => `${m.room}/${m.number}-${m.name}`) }, 'migrated')
  }
  const connection = connect(urls.app, { role: 'gnomon_app', prepare: config.preparedStatements, max: 16 })
  const held = databases(config, urls, connection.db)
  const actKey = await actKeyIn(join(config.data, 'act-key.json'), () => unlogged(connection.db))
  const { rooms, log: ledger } = cityRooms(config, clock, actKey)
  const measured = metrics()
  const listeners: ((acts: Written[]) => void)[] = []
  const runtime: Runtime = {
    db: connection.db,
    pool: held.pool,
    databases: held.databases,
    clock,
    actKey,
    home: config.home,
    get site() {
      return config.publicUrl
    },
    files: filesIn(join(config.data, 'files')),
    operations: new Map(rooms.flatMap((r) => r.operations).map((o) => [o.contract.id, o])),
    committed: (acts) => {
      for (const act of acts) measured.acts.inc({ type: act.type })
      for (const listener of listeners) listener(acts)
    },
    setAside: (consumer, place, error) =>
      log.error({ err: error, consumer, place }, 'a consumer set an act aside; see the operations desk'),
    observe: (id, ms, outcome) => {
      measured.operations.observe({ operation: id, outcome }, ms / 1000)
      if (outcome !== 'STORAGE_FULL') return
      log.error({ operation: id }, 'the disk is full')
      const said = text('磁盘满了：请清出空间或扩容。', 'The disk is full: make room or enlarge it.')
      void noteFault(connection.db, { kind: 'disk', name: 'files', said }).catch(() => {})
    },
  }
  const handlers = new Map<string, TimerHandler>(rooms.flatMap((r) => Object.entries(r.timers)))
  const consumers = rooms.flatMap((r) => r.consumers)
  return {
    ...runtime,
    config,
    rooms,
    log,
    ledger,
    patience: 8000,
    urls,
    onPlaces: held.onChange,
    metrics: measured,
    onActs: (listener) => void listeners.push(listener),
    shift: {
      get: () => offset,
      async set(ms) {
        offset = ms
        await runtime.db.transaction().execute((tx) => putSetting(tx, 'demonstration-clock', ms))
      },
      async refresh() {
        if (!config.demonstration) return
        offset = (await setting<number>(runtime.db, 'demonstration-clock')) ?? 0
      },
    },
    async settle(most = Number.POSITIVE_INFINITY) {
      const end = performance.now() + most
      for (let busy = true; busy && performance.now() < end; ) {
        busy = (await runDueTimers(runtime, handlers)) > 0
        for (const consumer of consumers)
          while (performance.now() < end && (await consume(runtime, consumer, 2000)) > 0) busy = true
      }
    },
    async close() {
      await held.close()
      await connection.close()
      await urls.embedded?.release()
    },
  }
}
