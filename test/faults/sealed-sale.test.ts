// kill −9 at every step of a sealed bid inside a sale: the log of the sale and its box never differ, and it can be sent again.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen, officer, projectRoot, testWorld, type World } from '../../kernel/platform/harness.ts'
import { execute, type Founding, newId, system } from '../../kernel/platform/index.ts'
import { sealIn } from '../../trade/auction/demo-sealed.ts'
import { auctionRoom, contract as c } from '../../trade/auction/index.ts'
import { verifyLog } from '../../trade/auction/verify.rules.ts'
import envelope, { demoKey, contract as e, TRUSTEE } from '../../trade/envelope/index.ts'

const START = Date.parse('2026-03-02T01:00:00Z')
const at = (ms: number) => new Date(START + ms).toISOString()
const UNITS = ['t1', 't2', 't3']
let world: World
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-sealed-sale-'))
  world = await testWorld([auctionRoom, envelope], at(0))
  for (const unit of UNITS)
    await world.run(e.registerKey, { key: demoKey(unit).key }, officer(TRUSTEE, { unitCode: unit }))
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})
const perform: Founding['perform'] = (contract, input, { as }) => world.run(contract, input, as)

let lots = 0
/** A sale with a bid that was sealed, and not sent. */
async function lot() {
  world.clock.set(at(0))
  const number = `350200-2026-${String(++lots).padStart(6, '0')}`
  const terms = { start: 100_000_000, step: 1_000_000, opens: at(0), closes: at(3_600_000), reserve: false }
  const sale = { jurisdiction: '350200', number, title: { zh: '标的', en: 'Lot' }, seller: 'x' }
  const who = system('test')
  await world.run(c.announce, { ...sale, profile: 'property-sealed', terms: { ...terms, trustees: UNITS } }, who)
  const me = citizen()
  await world.run(c.admit, { number, personId: me.personId, name: '某' }, who)
  world.clock.set(at(2000))
  await world.settle()
  const box = `${number}-S1`
  const bid = await sealIn({ perform }, { number, box, what: 'bid', amount: 123_000_000, as: me, at: new Date() })
  return { number, box, me, bid }
}
/** What stands in the log, and in the box. */
async function stands({ number, box }: { number: string; box: string }) {
  const { header, lines } = await world.run(c.log, { number })
  expect(verifyLog(header as never, lines).differs).toEqual([])
  const kept = await world.database.owner`select digest from envelope.envelope
    where signed->'manifest'->>'number' = ${box} order by digest`
  return [lines.flatMap((l) => (l.type === 'seal' ? [l.envelope] : [])), kept.map((r) => r.digest)]
}

test('killed after each statement, and after the commit: both or neither, and once when it is sent again', async () => {
  const dies = async (n: number | 'committed') => {
    const one = await lot()
    const command = newId()
    const path = join(folder, `${command}.json`)
    const input = { number: one.number, ...one.bid }
    const { url } = world.database
    const job = {
      url,
      data: world.dataFolder,
      now: at(2000),
      operation: c.sealBid.id,
      actor: one.me,
      input,
      command,
      n,
    }
    writeFileSync(path, JSON.stringify(job))
    const killed = await new Promise<boolean>((done) => {
      const script = join(projectRoot, 'test/faults/envelope-child.ts')
      spawn(process.execPath, ['--import', join(projectRoot, 'bin/loader.mjs'), script, path], { stdio: 'ignore' }).on(
        'exit',
        (_, signal) => done(signal === 'SIGKILL'),
      )
    })
    const [said, kept] = await stands(one)
    expect(said, `killed after ${n}`).toEqual(kept)
    await execute(world, c.sealBid, input, { who: one.me, commandId: command })
    expect(
      (await stands(one)).map((x) => x!.length),
      `again after ${n}`,
    ).toEqual([1, 1])
    return killed
  }
  let n = 1
  for (; await dies(n); n++);
  expect(n).toBeGreaterThan(8)
  expect(await dies('committed')).toBe(true)
})
