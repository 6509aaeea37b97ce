// Two servers of one city: both say the same of who is here and whose line is up; one that dies takes its people out.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen, projectRoot, testWorld, type World } from '../../kernel/platform/harness.ts'
import { system } from '../../kernel/platform/index.ts'
import { follow, followHall, live, presence } from '../../rooms/auctions/hub.ts'
import { type Told, together } from '../../rooms/auctions/presence.ts'
import { auctionRoom, contract as c } from '../../trade/auction/index.ts'
import envelope from '../../trade/envelope/index.ts'
import { hallsOf } from './halls.ts'

const START = '2026-03-02T01:00:00.000Z'
const NUMBER = '350200-2026-000001'
let world: World
let stop: () => void
let child: ChildProcess
const numbers: number[] = []
beforeAll(async () => {
  world = await testWorld([auctionRoom, envelope], START)
  const terms = { start: 100_000_000, step: 1_000_000, opens: START, closes: '2026-03-02T09:00:00Z', reserve: false }
  const sale = { jurisdiction: '350200', number: NUMBER, title: { zh: '地块', en: 'Lot' }, seller: 'x' }
  await world.run(
    c.announce,
    { ...sale, profile: 'land-fujian', terms: { ...terms, closes: '2026-03-02T09:00:00.000Z' } },
    system('land'),
  )
  for (const { personId } of [citizen(), citizen()])
    numbers.push((await world.run(c.admit, { number: NUMBER, personId, name: '某' }, system('land'))).bidder)
  stop = live(world, () => {})
})
afterAll(async () => {
  child?.kill('SIGKILL')
  stop?.()
  await world.close()
})

const said = (html: string) => html.slice(html.indexOf('谁在场'), html.indexOf('保证金'))
/** Asked again until it holds; the test's own limit ends it. */
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((next) => setImmediate(next))
}

test('both show the same people and lines; a line that goes over to the other stays up; a server that dies takes its people out', async () => {
  let here = ''
  let there = ''
  const leaveHall = followHall(NUMBER, 'zh', 'watcher')(hallsOf((html) => void (here = said(html))))
  const leave = follow(NUMBER, 'zh', numbers[0])({ write: () => true, end() {} })
  const { url } = world.database
  const args = [
    join(projectRoot, 'test/faults/presence-child.ts'),
    url,
    world.dataFolder,
    START,
    NUMBER,
    String(numbers[1]),
  ]
  child = spawn(process.execPath, ['--import', join(projectRoot, 'bin/loader.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout! }).on('line', (line) => void (there = said(JSON.parse(line) as string)))
  const [a, b] = numbers
  const all = [`● ${a} 号在线`, `● ${b} 号在线`, '监督，在场 1 人', '公证员，在场 1 人', '公众在看：0 人']
  await until(() => all.every((x) => here.includes(x)) && there === here)
  // The other browser of the same bidder is at this server; the first goes.
  const other = follow(NUMBER, 'zh', numbers[1])({ write: () => true, end() {} })
  const seen = await presence(world.db as never, NUMBER)
  expect(seen.bidders.find((x) => x.bidder === b)).toMatchObject({ lines: 2, lost: 0 })
  other()
  await until(() => there === here && here.includes(`● ${b} 号在线`))
  leave()
  await until(() => here.includes(`■ ${a} 号断线`) && there === here)
  child.kill('SIGKILL')
  // The silence of some seconds is made up on its own beat.
  const { owner } = world.database
  const dies = async () => owner`update auctions.presence set beat = beat - interval '1 minute'
    where here->'hall' @> '[["notary"]]' or here->'bidders' @> ${owner.json([[b!]])}`
  await dies()
  await until(
    () => here.includes(`■ ${b} 号断线`) && here.includes('公证员，不在场') && here.includes('监督，在场 1 人'),
  )
  leaveHall()
})

test('nobody here: this server does not even beat', async () => {
  const { owner } = world.database
  const quiet = async () =>
    (
      await owner`select max(beat) < clock_timestamp() - interval '5 seconds' as quiet from auctions.presence
      where number = ${NUMBER}`
    )[0]!.quiet as boolean
  while (!(await quiet())) await new Promise((next) => setImmediate(next))
})

test('together: up where any is, since the first of those; who was away between two servers lost his line', () => {
  const at = (s: number) => new Date(Date.parse(START) + s * 1000).toISOString()
  const told = (lines: number, s: number, lost = 0): Told => ({
    ...{ watching: 1, hall: [] },
    bidders: [[7, { lines, since: at(s), lost }]],
  })
  const of = (...all: Told[]) => together(all).bidders[0]
  expect(of(told(1, 10), told(1, 5, 1))).toEqual({ bidder: 7, lines: 2, since: new Date(at(5)), lost: 1 })
  expect(of(told(0, 10), told(0, 20))).toMatchObject({ lines: 0, since: new Date(at(20)), lost: 0 })
  expect(of(told(0, 10), told(1, 14))).toMatchObject({ lines: 1, lost: 0 })
  expect(of(told(0, 10), told(1, 16))).toMatchObject({ lines: 1, since: new Date(at(16)), lost: 1 })
  expect(together([told(1, 1), told(1, 2)]).watching).toBe(2)
})
