import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import type { End } from '../kernel/platform/database/links.ts'
import type { DatabaseUrls } from '../kernel/platform/database/open.ts'
import { type Connection, connect, type Database, type Databases, type Db } from '../kernel/platform/index.ts'
import { type Config, ConfigError } from './config.ts'

/** A database beside the centre's: of a server of its own (`url`, and `owner` for its tables), or another of the centre's server. */
type Entry = { url: string; owner?: string; reached?: string } | { database: string }
/** Which places live where; what stands under no name lives at the centre. `reached`: how the other servers reach the centre. */
export type Registry = { reached?: string; databases: Record<string, Entry>; places: Record<string, string> }

const EMPTY: Registry = { databases: {}, places: {} }

export function readRegistry(config: Pick<Config, 'placesFile'>): Registry {
  if (!existsSync(config.placesFile)) return EMPTY
  try {
    const read = JSON.parse(readFileSync(config.placesFile, 'utf8')) as Registry
    for (const [place, name] of Object.entries(read.places))
      if (!/^\d{6}$/.test(place) || !read.databases[name]) throw new Error(`${place}: ${name}`)
    return read
  } catch (error) {
    throw new ConfigError(
      `${config.placesFile} 读不懂，请恢复或改好（${(error as Error).message}）。 ${config.placesFile} cannot be read; restore or mend it (${(error as Error).message}).`,
    )
  }
}

/** Written whole and then put in place: nobody reads half of it. */
export function writeRegistry(config: Pick<Config, 'placesFile'>, registry: Registry): void {
  writeFileSync(`${config.placesFile}.new`, `${JSON.stringify(registry, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${config.placesFile}.new`, config.placesFile)
}

const sibling = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).toString()

export const appUrl = (urls: DatabaseUrls, entry: Entry) =>
  'database' in entry ? sibling(urls.app, entry.database) : entry.url

export const centreEnd = (urls: DatabaseUrls, registry: Registry): End => ({
  name: 'centre',
  url: urls.owner,
  ...(registry.reached ? { reached: registry.reached } : {}),
})

export function endOf(urls: DatabaseUrls, registry: Registry, name: string): End & { places: string[] } {
  const entry = registry.databases[name]!
  return {
    name,
    url: 'database' in entry ? sibling(urls.owner, entry.database) : (entry.owner ?? entry.url),
    ...('reached' in entry && entry.reached ? { reached: entry.reached } : {}),
    places: placesOf(registry, name),
  }
}
export const placesOf = (registry: Registry, name: string) =>
  Object.keys(registry.places).filter((p) => registry.places[p] === name)

/** Milliseconds between two looks whether the registry has changed: for so long a place that moved is waited for. */
export const LOOK = 500

/** The pools of a city's databases, as the registry names them; with none they are the centre's one. */
export function databases(config: Config, urls: DatabaseUrls, centre: Db) {
  const opened = new Map<string, Connection>()
  const first: Database = { name: 'centre', db: centre, places: [] }
  let list: readonly Database[] = [first]
  const of = new Map<string, Db>()
  let seen = Number.NaN
  const heard: (() => void)[] = []
  const stamp = () => (existsSync(config.placesFile) ? statSync(config.placesFile).mtimeMs : 0)
  const read = () => {
    const now = stamp()
    if (now === seen) return
    const registry = readRegistry(config)
    seen = now
    const next: Database[] = [first]
    of.clear()
    for (const [name, entry] of Object.entries(registry.databases)) {
      let connection = opened.get(name)
      if (!connection) {
        connection = connect(appUrl(urls, entry), { role: 'gnomon_app', prepare: config.preparedStatements, max: 16 })
        opened.set(name, connection)
      }
      const places = placesOf(registry, name)
      next.push({ name, db: connection.db, places })
      for (const place of places) of.set(place, connection.db)
    }
    list = next
    for (const listener of heard) listener()
  }
  read()
  const looking = setInterval(() => {
    try {
      read()
    } catch {
      // Half a mended file: what was known stays so.
    }
  }, LOOK)
  looking.unref()
  return {
    pool: (place: string): Db => of.get(place) ?? centre,
    databases: (() => list) satisfies Databases,
    /** Told when a place has moved, or a database was added. */
    onChange: (listener: () => void) => void heard.push(listener),
    async close() {
      clearInterval(looking)
      await Promise.all([...opened.values()].map((c) => c.close()))
    },
  }
}
