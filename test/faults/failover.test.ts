// A failover pair by Debian's Patroni: what was acknowledged is there, and there once, whatever happens to its servers under load.
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startWorker, type Worker } from '../../apps/worker/worker.ts'
import { contract } from '../../kernel/identity/index.ts'
import { audit } from '../../kernel/ledger/index.ts'
import { execute, newId, sql, system } from '../../kernel/platform/index.ts'
import { type Opened, openTested } from '../server/gnomon.ts'
import { missing, type Pair, startPair } from './patroni.ts'

const why = missing()
if (why) console.warn(`the failover pair was not tried (scripts/install-test-packages brings what it needs): ${why}`)

describe.skipIf(why)(`a failover pair${why ? ` (skipped: ${why})` : ''}`, () => {
  let pair: Pair
  let tested: Opened
  let worker: Worker
  const acknowledged: { code: string; at: number }[] = []
  let failed = 0
  let writing = true
  let writers: Promise<unknown>

  /** Units are defined by four hands at once, each form with its own once-only id, sent again until it is answered. */
  const write = async (hand: number) => {
    for (let n = 0; writing; n++) {
      const code = `unit-${hand}-${n}`
      const commandId = newId()
      for (let done = false; !done && writing; ) {
        const unit = {
          code,
          jurisdiction: '350200',
          level: 'city' as const,
          kind: 'department',
          name: { zh: '甲', en: 'A' },
        }
        done = await execute(tested.gnomon, contract.defineUnit, unit, { who: system('test'), commandId }).then(
          () => true,
          () => {
            failed++
            return false
          },
        )
        if (done) acknowledged.push({ code, at: performance.now() })
      }
      await wait(20)
    }
  }
  /** The longest time, from now on, in which nothing was acknowledged. */
  async function silence(event: () => unknown): Promise<number> {
    const began = performance.now()
    await event()
    await expect
      .poll(() => acknowledged.filter((a) => a.at > began + 1000).length, { timeout: 60_000 })
      .toBeGreaterThan(20)
    const times = [began, ...acknowledged.map((a) => a.at).filter((at) => at > began)].sort((x, y) => x - y)
    return Math.max(...times.slice(1).map((at, i) => at - times[i]!))
  }
  async function nothingLost(): Promise<void> {
    const codes = acknowledged.map((a) => a.code)
    const { rows } = await sql<{ code: string; n: number }>`select u.code, count(a.id)::int as n from identity.unit u
      left join platform.act a on a.subject_id = u.id and a.type = 'unit.defined' where u.code = any(${codes}::text[]) group by 1`.execute(
      tested.gnomon.db,
    )
    expect(rows.filter((r) => r.n !== 1)).toEqual([])
    expect(rows.length).toBe(codes.length)
  }

  beforeAll(async () => {
    pair = await startPair()
    tested = await openTested({
      databaseUrl: pair.url,
      databaseOwnerUrl: pair.url,
      demonstration: false,
      logLevel: 'silent',
    })
    worker = startWorker(tested.gnomon)
    writers = Promise.all([0, 1, 2, 3].map(write))
    while (acknowledged.length < 20) await wait(50)
  }, 200_000)
  afterAll(async () => {
    writing = false
    await writers
    await worker?.stop()
    await tested?.close()
    await pair?.stop()
  })

  test('kill −9 of the primary: the standby takes over', async () => {
    const before = await pair.primary()
    const silent = await silence(() => pair.killServer(before))
    console.info(`kill −9 of the primary: ${(silent / 1000).toFixed(1)} s`)
    expect(silent).toBeLessThan(30_000)
    expect((await pair.primary()).name).not.toBe(before.name)
    await nothingLost()
  })

  test('a switchover by hand', async () => {
    await pair.whole()
    const silent = await silence(() => pair.switchover())
    console.info(`switchover: ${(silent / 1000).toFixed(1)} s`)
    expect(silent).toBeLessThan(30_000)
    await nothingLost()
  })

  test('the replica’s host lost: one copy goes on', async () => {
    await pair.whole()
    const primary = await pair.primary()
    const silent = await silence(() => pair.killHost(pair.nodes.find((n) => n !== primary)!))
    console.info(`replica lost: ${(silent / 1000).toFixed(1)} s`)
    expect(silent).toBeLessThan(30_000)
    await nothingLost()
  })

  test('readers are exact and the ledger does not fork', async () => {
    writing = false
    await writers
    await tested.gnomon.settle()
    const { db, ledger } = tested.gnomon
    const { rows } = await sql<{ acts: number; leaves: number; ordered: number; last: number }>`select
      (select count(*)::int from platform.act where published) as acts, (select count(*)::int from ledger.leaf) as leaves,
      (select count(*)::int from platform.ordered) as ordered, (select sum(last)::int from platform.sequence) as last`.execute(
      db,
    )
    const { acts, leaves, ordered, last } = rows[0]!
    expect([leaves, last]).toEqual([acts, ordered])
    expect((await audit(db, ledger)).findings).toEqual([])
    expect(await ledger.halted(db as never)).toBeFalsy()
    console.info(`${acknowledged.length} acknowledged, ${failed} sent again, ${leaves} leaves`)
  })
})
