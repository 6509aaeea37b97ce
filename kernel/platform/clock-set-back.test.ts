import { afterAll, beforeAll, expect, test } from 'vitest'
import identity, { contract } from '../identity/index.ts'
import { officer, testWorld, type World } from './harness.ts'
import { actsOf, type Problem, sql, system } from './index.ts'

let world: World
beforeAll(async () => {
  world = await testWorld([identity], '2026-03-02T01:00:00Z')
  for (const code of ['a', 'b'])
    await world.run(
      contract.defineUnit,
      { code: `u-${code}`, jurisdiction: '350200', level: 'city', kind: 'x', name: { zh: '局', en: 'B' } },
      system('test'),
    )
})
afterAll(() => world.close())

test('a clock that was set back dates no act before its predecessor', async () => {
  const place = (as = officer('administrator') as Parameters<World['run']>[2]) =>
    world.run(contract.placeUnderSupervision, { code: 'u-a', supervisedBy: 'u-b' }, as)
  // Clocks of two machines differ by some seconds.
  world.clock.set('2026-03-02T00:59:30Z')
  await place()
  world.clock.set('2026-03-01T01:00:00Z')
  const refused = await place().catch((error: Problem) => error)
  expect([refused.code, refused.status]).toEqual(['CLOCK_BEHIND', 503])
  expect((refused as Problem).detail!.zh).toContain('时钟')
  // What the system does late, as a timer that rang while the server slept, is done then.
  await place(system('timer'))
  world.clock.set('2026-03-03T01:00:00Z')
  await place()
  const { rows } = await sql<{ id: string }>`select id from identity.unit where code = 'u-a'`.execute(world.db)
  const acts = await world.db.transaction().execute((tx) => actsOf(tx, '350200', rows[0]!.id))
  expect(acts.map((a) => [a.number, a.happenedAt.toISOString()])).toEqual([
    [1, '2026-03-02T01:00:00.000Z'],
    [2, '2026-03-02T01:00:00.000Z'],
    [3, '2026-03-02T01:00:00.000Z'],
    [4, '2026-03-03T01:00:00.000Z'],
  ])
})
