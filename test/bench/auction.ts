// One lot: bids a second that are durable before they are answered, as acts, on a database that fsyncs; then 200 lots that close in one
// minute. Beside it what the disk gives: transactions of one row, one after another, as many hands.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { openDatabase } from '../../kernel/platform/database/open.ts'
import { citizen, projectRoot } from '../../kernel/platform/harness.ts'
import {
  connect,
  execute,
  filesIn,
  migrate,
  newId,
  type PersonActor,
  platformRoom,
  type Runtime,
  runDueTimers,
  settableClock,
  system,
  systemClock,
} from '../../kernel/platform/index.ts'
import { auctionRoom, contract as c } from '../../trade/auction/index.ts'
import { verifyLog } from '../../trade/auction/verify.rules.ts'
import { quantile } from './users.ts'

const SECONDS = 5
const HANDS = 16
/** Bids that are on their way at once. */
const BIDDERS = 64

export async function benchAuction(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gnomon-auction-'))
  const urls = await openDatabase(folder, {}, 'gnomon', { durable: true })
  await migrate(urls.owner, projectRoot)
  const connection = connect(urls.app, { role: 'gnomon_app', max: HANDS })
  const room = auctionRoom
  const rooms = [platformRoom([room]), room]
  const runtime = (clock: Runtime['clock'] = systemClock): Runtime => ({
    db: connection.db,
    pool: () => connection.db,
    clock,
    home: '350200',
    files: filesIn(join(folder, 'files')),
    operations: new Map(rooms.flatMap((r) => r.operations).map((o) => [o.contract.id, o])),
  })
  const live = runtime()
  let lots = 0
  async function lot(profile: string, bidders: number, opens: Date, closes: Date, of: Runtime) {
    const number = `350200-2026-${String(++lots).padStart(6, '0')}`
    const terms = { start: 100, step: 100, opens: opens.toISOString(), closes: closes.toISOString(), reserve: false }
    const title = { zh: '地块', en: 'Lot' }
    const who = system('bench')
    await execute(of, c.announce, { jurisdiction: '350200', number, title, seller: 'x', profile, terms }, { who })
    const people: PersonActor[] = Array.from({ length: bidders }, () => citizen())
    for (const p of people) await execute(of, c.admit, { number, personId: p.personId, name: '某' }, { who })
    return { number, people }
  }

  async function bidding(profile: string, closes: number) {
    const soon = new Date(Date.now() + 50)
    const { number, people } = await lot(
      profile,
      BIDDERS,
      new Date(soon.getTime() + 500),
      new Date(Date.now() + closes),
      live,
    )
    await new Promise((r) => setTimeout(r, 700))
    const took: number[] = []
    let [amount, taken, refused] = [100, 0, 0]
    const began = process.cpuUsage()
    const until = performance.now() + SECONDS * 1000
    await Promise.all(
      people.map(async (who) => {
        while (performance.now() < until) {
          const began = performance.now()
          amount += 100
          await execute(live, c.placeBid, { number, amount, sure: true }, { who, commandId: newId() }).then(
            () => taken++,
            (error) => {
              if (error.code !== 'TOO_LOW') throw error
              refused++
            },
          )
          took.push(performance.now() - began)
        }
      }),
    )
    const spent = process.cpuUsage(began)
    const { header, lines } = await execute(live, c.log, { number }, { who: system('bench') })
    const { differs, bids } = verifyLog(header as never, lines)
    if (differs.length > 0 || bids !== taken) throw new Error(`${taken} bids were taken, ${bids} are in the log`)
    took.sort((a, b) => a - b)
    return {
      cpu: (spent.user + spent.system) / 1000 / taken,
      rate: taken / SECONDS,
      refused,
      p50: quantile(took, 0.5),
      p99: quantile(took, 0.99),
    }
  }

  const plain = postgres(urls.owner, { max: HANDS, onnotice: () => {} })
  await plain`create table public.bench (n bigserial primary key, v int)`
  let rows = 0
  const end = performance.now() + 2000
  await Promise.all(
    Array.from({ length: HANDS }, async () => {
      while (performance.now() < end) {
        await plain`insert into public.bench (v) values (1)`
        rows++
      }
    }),
  )
  let one = 0
  const alone = performance.now() + 1000
  while (performance.now() < alone) {
    await plain`insert into public.bench (v) values (1)`
    one++
  }
  await plain.end()
  for (const [profile, closes] of [
    ['judicial', 3_600_000],
    ['judicial', 60_000],
  ] as const) {
    const { rate, refused, p50, p99, cpu } = await bidding(profile, closes)
    print(
      `auction: ${rate.toFixed(0)} bids/s durable in one lot${closes < 300_000 ? ', each moving the end' : ''} (p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${BIDDERS} bidders at once, ${cpu.toFixed(1)} ms of this process’s CPU a bid, ${refused} outbid on the way, log recomputed); one row a transaction: ${(rows / 2).toFixed(0)}/s by ${HANDS} hands, ${one}/s by one`,
    )
  }
  const past = settableClock(new Date())
  const of = runtime(past)
  const start = past.now().getTime()
  const many = []
  for (let i = 0; i < 200; i++)
    many.push(await lot('judicial', 2, new Date(start + 1000), new Date(start + 60_000 + i * 300), of))
  past.advance(30_000)
  for (const { number, people } of many) await execute(of, c.placeBid, { number, amount: 100 }, { who: people[0]! })
  // Each bid has put its end to five minutes after it.
  past.set(new Date(start + 400_000))
  const began = performance.now()
  const handlers = new Map(Object.entries(room.timers))
  while ((await runDueTimers(of, handlers, 1000)) > 0);
  const closing = performance.now() - began
  let done = 0
  for (const { number } of many)
    if ((await execute(of, c.view, { number }, { who: system('bench') })).outcome?.kind === 'dealt') done++
  print(`auction: ${done} lots that end in the same minute closed in ${(closing / 1000).toFixed(1)} s by one worker`)
  await connection.close()
  await urls.embedded?.release()
  rmSync(folder, { recursive: true, force: true })
}
