// For tests: the demonstration city on a database of its own, founded through the real operations.
import { join } from 'node:path'
import { foundCity, officers, publishItems } from '../apps/demonstration/found-city.ts'
import cases from '../kernel/cases/index.ts'
import catalog from '../kernel/catalog/index.ts'
import identity, { actorOfLogin } from '../kernel/identity/index.ts'
import { projectRoot, testWorld, type World } from '../kernel/platform/harness.ts'
import { type Actor, execute, type Room } from '../kernel/platform/index.ts'
import procedure from '../kernel/procedure/index.ts'
import approvals from '../rooms/approvals/index.ts'
import legality from '../rooms/legality/index.ts'

export const CITY = join(projectRoot, 'city', '350200')
export const CONSTRUCTION = '350200-01-0001'

export type TestCity = World & {
  /** The officer with a role in a unit, acting under that post. */
  officer(unit: string, role: string): Promise<Actor>
  citizen(login?: string): Promise<Actor>
}

/** `items`: codes to publish (the construction permit alone when left out: founding is then quick). */
export async function testCity(options: { items?: string[]; more?: Room[]; start?: string } = {}): Promise<TestCity> {
  const start = new Date(options.start ?? '2026-03-02T01:00:00Z')
  const world = await testWorld(
    [identity, catalog, procedure, cases, legality, approvals, ...(options.more ?? [])],
    start,
  )
  const founding = {
    city: CITY,
    perform: ((contract, input, by) =>
      execute(world, contract, input, { who: by.as, clock: { now: () => by.at } })) as Parameters<
      typeof foundCity
    >[0]['perform'],
    read: <T>(work: (tx: never) => Promise<T>) => world.db.transaction().execute(work as never) as Promise<T>,
  }
  await foundCity(founding as never, new Date(start.getTime() - 30 * 86_400_000))
  await publishItems(founding as never, new Date(start.getTime() - 10 * 86_400_000), options.items ?? [CONSTRUCTION])
  const find = officers(CITY)
  const as = (login: string, post?: string) => world.db.transaction().execute((tx) => actorOfLogin(tx, login, post))
  return {
    ...world,
    officer: (unit, role) => {
      const found = find(unit, role)
      return as(found.login, found.post)
    },
    citizen: (login = 'citizen') => as(login),
  }
}
