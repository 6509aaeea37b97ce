// The demonstration city, founded before the port opens and its year written after: whoever is interrupted goes on where it stopped.
import { afterEach, expect, test } from 'vitest'
import { found, pastYear, seed } from '../../apps/demonstration/seed.ts'
import type { Gnomon } from '../../apps/gnomon.ts'
import { openTested } from './gnomon.ts'

const ended: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0)) await end()
})

async function city(): Promise<Gnomon> {
  const { gnomon, close } = await openTested({ logLevel: 'silent' })
  ended.push(close)
  return gnomon
}
const acts = async (g: Gnomon) =>
  (
    await g.db
      .selectFrom('platform.act')
      .select(['type', (eb) => eb.fn.countAll<number>().as('n')])
      .groupBy('type')
      .orderBy('type')
      .execute()
  ).map((r) => `${r.type} ${r.n}`)

test('interrupted in the founding and in the year, or told to stop between two of its days, it comes to the same city', async () => {
  const whole = await city()
  const now = whole.clock.now()
  const at = { now: () => now }
  await seed({ ...whole, clock: at }, 8)
  const broken = await city()
  /** A process that ends after its n-th operation. */
  const until = (n: number): Gnomon => ({
    ...broken,
    clock: at,
    observe() {
      if (--n < 0) throw new Error('killed')
    },
  })
  await expect(found(until(40), undefined, 8)).rejects.toThrow('killed')
  expect(await pastYear(until(40))).toBe(false)
  await expect(found(until(90), undefined, 8)).rejects.toThrow('killed')
  expect(await found({ ...broken, clock: at }, undefined, 8)).toBe(true)
  const said: string[] = []
  const stop = new AbortController()
  for (const n of [5, 23]) await expect(pastYear(until(n))).rejects.toThrow('killed')
  await expect(pastYear({ ...broken, clock: at }, undefined, AbortSignal.abort())).rejects.toThrow('abort')
  expect(await pastYear({ ...broken, clock: at }, (_, en) => said.push(en), stop.signal)).toBe(true)
  expect(said).toEqual(['Handling 8 cases of the past year …', 'The cases of the past year are all there.'])
  expect(await acts(broken)).toEqual(await acts(whole))
  expect(await found(broken)).toBe(false)
  expect(await pastYear(broken)).toBe(false)
})
