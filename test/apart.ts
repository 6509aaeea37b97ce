// For tests: a city whose districts live in databases of their own, joined to its centre by PostgreSQL's logical replication.
import postgres from 'postgres'
import { drained, join, owner, part } from '../kernel/platform/database/links.ts'
import { letRecordBeWritten, type Moved, movePlace } from '../kernel/platform/database/move.ts'
import { type TestDatabase, testDatabase, type World, worldOn } from '../kernel/platform/harness.ts'
import type { Database, Db, Room } from '../kernel/platform/index.ts'

export type Districts = Record<string, string[]>
export type ApartWorld = World & {
  /** The databases of places, by name. */
  of: Record<string, TestDatabase>
  moved: Record<string, Moved>
  /** Nobody reaches the database, which ends whoever was connected; `back` lets them in again. */
  down(name: string): Promise<void>
  back(name: string): Promise<void>
  move(place: string, to: string): Promise<Moved>
}

/** Makes the world of a founded database the centre, and moves places into databases of their own. */
export async function apartWorld(
  centre: TestDatabase,
  rooms: Room[],
  districts: Districts,
  start?: Date | string,
): Promise<ApartWorld> {
  const of: Record<string, TestDatabase> = {}
  for (const name of Object.keys(districts)) of[name] = await testDatabase()
  const here = { name: 'centre', url: centre.ownerUrl }
  const end = (name: string) => (name === 'centre' ? here : { name, url: of[name]!.ownerUrl })
  for (const name of Object.keys(districts)) await join(here, end(name))
  const lives = new Map<string, string>()
  const placesOf = (name: string) => [...lives].filter(([, n]) => n === name).map(([place]) => place)
  const dbOf = (name: string): Db => (name === 'centre' ? centre.db : of[name]!.db)
  const list: Database[] = ['centre', ...Object.keys(districts)].map((name) => ({
    name,
    db: dbOf(name),
    get places() {
      return placesOf(name)
    },
  }))
  const owners = new Map(['centre', ...Object.keys(districts)].map((n) => [n, owner(end(n).url)]))
  const isDown = new Set<string>()
  const arrived = async () => {
    const joined = Object.keys(districts).filter((name) => !isDown.has(name))
    const ways = joined.flatMap((name) => (['in', 'out'] as const).map((way) => [owners.get(name)!, way] as const))
    await Promise.all(ways.map(([place, way]) => drained(owners.get('centre')!, place, way)))
  }
  const world = worldOn(centre, rooms, start, undefined, {
    pool: (place) => dbOf(lives.get(place) ?? 'centre'),
    databases: () => list,
    arrived,
  })
  const readers = world.rooms.flatMap((r) => r.consumers.filter((c) => c.centre).map((c) => c.name))
  const move = async (place: string, to: string) => {
    const side = (name: string) => ({ ...end(name), places: placesOf(name) })
    const from = lives.get(place) ?? 'centre'
    const moved = await movePlace(
      place,
      { centre: here, from: side(from), to: side(to), readers },
      async () => void (to === 'centre' ? lives.delete(place) : lives.set(place, to)),
    )
    await letRecordBeWritten(here, place)
    return moved
  }
  const moved: Record<string, Moved> = {}
  for (const [name, places] of Object.entries(districts)) for (const p of places) moved[p] = await move(p, name)
  const admin = postgres(Object.assign(new URL(centre.ownerUrl), { pathname: '/postgres' }).toString(), {
    max: 1,
    onnotice: () => {},
  })
  const nameOf = (name: string) => new URL(end(name).url).pathname.slice(1)
  return {
    ...world,
    of,
    moved,
    move,
    async down(name) {
      isDown.add(name)
      await admin.unsafe(`alter database "${nameOf(name)}" allow_connections false`)
      await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${nameOf(name)}`
    },
    async back(name) {
      await admin.unsafe(`alter database "${nameOf(name)}" allow_connections true`)
      isDown.delete(name)
    },
    async close() {
      for (const name of Object.keys(districts)) await part(here, end(name))
      for (const sql of owners.values()) await sql.end({ timeout: 1 })
      await admin.end()
      for (const one of Object.values(of)) await one.close()
      await world.close()
    },
  }
}
