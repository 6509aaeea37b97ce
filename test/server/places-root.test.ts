// The same city, seeded alike, in one database and in three: the ledger comes to the same root.
import crypto, { createHash } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { afterEach, expect, test } from 'vitest'
import { ledgerRoom, memoryTiles, openLog } from '../../kernel/ledger/index.ts'
import { HOME, type TestDatabase, type World } from '../../kernel/platform/harness.ts'
import { consume } from '../../kernel/platform/index.ts'
import { randomBytes } from '../../kernel/platform/random.ts'
import * as approvals from '../../rooms/approvals/contract.ts'
import supervision from '../../rooms/supervision/index.ts'
import { apartWorld } from '../apart.ts'
import { apply, applyForFood, CONSTRUCTION, cityRooms, peopled, testCity } from '../city.ts'

// Ids and salts follow from a seed; all else is the product's own.
const POOL = 4096
const real = crypto.randomFillSync
let n = -1
crypto.randomFillSync = ((into: Buffer) => {
  if (n < 0) return real(into)
  for (let at = 0; at < into.length; at += 32) into.set(createHash('sha256').update(`seed ${n++}`).digest(), at)
  return into
}) as typeof real
syncBuiltinESMExports()
/** From here on; below zero the system's own again. What was drawn before is used up. */
function seed(from: number): void {
  n = from
  randomBytes(POOL)
}
afterEach(() => {
  n = -1
})

const FOOD = { '350203': '350203-01-0101', '350206': '350206-01-0101' }

/** Some days of the city and its districts; then the ledger takes all of it, and says its root. */
async function rootOf(world: World): Promise<{ size: number; root: string }> {
  const city = peopled(world)
  for (const itemCode of [FOOD['350203'], FOOD['350206'], FOOD['350203']]) {
    await applyForFood(city, await city.citizen(), itemCode)
    const { caseId } = await apply(city, await city.citizen())
    await city.run(approvals.acceptCase, { caseId }, await city.officer('350200-jianshe', 'clerk'))
    await world.settle()
    world.clock.advance(12 * 86_400_000)
  }
  await world.settle()
  const log = openLog({
    origin: `root.example/${HOME}`,
    store: memoryTiles(),
    signer: { name: 'x', vkey: '', vkeys: () => [], keys: () => [], align: () => {}, sign: () => '' },
  })
  const [ledger] = ledgerRoom(log).consumers
  while ((await consume(world, ledger!)) > 0);
  const head = (await world.db.transaction().execute((tx) => log.head(tx)))!
  return { size: head.size, root: head.root.toString('hex') }
}

/** The times of arrival are the database's own, and stand in the log. */
const sameArrival = (...databases: TestDatabase[]) =>
  Promise.all(
    databases.map((d) => d.owner`alter table platform.act alter column recorded_at set default '2026-03-02T01:00:00Z'`),
  )

test('in one database and in three', async () => {
  const items = [CONSTRUCTION, ...Object.values(FOOD)]
  const one = await testCity({ items, more: [supervision] })
  await sameArrival(one.database)
  seed(0)
  const alone = await rootOf(one)
  seed(-1)
  await one.close()

  const founded = await testCity({ items, more: [supervision] })
  const three = await apartWorld(
    founded.database,
    cityRooms([supervision]),
    { siming: ['350203'], huli: ['350206'] },
    founded.clock.now(),
  )
  try {
    await sameArrival(three.database, ...Object.values(three.of))
    seed(0)
    const apart = await rootOf(three)
    seed(-1)
    expect(apart).toEqual(alone)
    expect(apart.size).toBeGreaterThan(40)
    const [here] = await three.of.siming!
      .owner`select count(*)::int as n from platform.act where type = 'application.submitted'`
    expect(here!.n).toBe(2)
  } finally {
    seed(-1)
    await three.close()
  }
})
