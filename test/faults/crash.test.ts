import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit, fileTiles, type Log, ledgerRoom, openLog, signerIn } from '../../kernel/ledger/index.ts'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { type Actor, consume, execute, isBehind, type PersonActor, system } from '../../kernel/platform/index.ts'
import { acceptCase, submitApplication, uploadMaterial } from '../../rooms/approvals/contract.ts'
import { contract as auction, auctionRoom } from '../../trade/auction/index.ts'
import { verifyLog } from '../../trade/auction/verify.rules.ts'
import { CONSTRUCTION, PDF, type TestCity, testCity } from '../city.ts'
import { BIDS } from './bids.ts'

let city: TestCity
let data: string
let log: Log
let clerk: Actor
const NOW = '2026-03-02T03:00:00Z'
const UNIT = '350200-jianshe'
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'gnomon-crash-'))
  log = openLog({
    origin: 'crash.example/log',
    signer: signerIn(join(data, 'key.pem'), 'crash.example/log'),
    store: fileTiles(join(data, 'tiles')),
  })
  city = await testCity({ more: [auctionRoom] })
  clerk = await city.officer(UNIT, 'clerk')
})
afterAll(async () => {
  await city.close()
  rmSync(data, { recursive: true, force: true })
})

async function submit() {
  const applicant = await city.citizen()
  for (const material of ['land', 'planning', 'contract', 'drawings', 'safety'])
    await city.run(
      uploadMaterial,
      { itemCode: CONSTRUCTION, material, file: { name: 'a.pdf', size: PDF.length, bytes: PDF } },
      applicant,
    )
  const form = {
    projectName: '工程',
    site: '思明区',
    builder: '公司',
    uscc: '913502000000010006',
    floorArea: 1,
    price: 1,
    contractor: '公司',
    startsOn: '2026-05-01',
    contact: '王工',
    phone: '0592-1234567',
  }
  return city.run(submitApplication, { itemCode: CONSTRUCTION, form }, applicant)
}

function child(
  what: string,
  caseId: string,
  n: number | 'committed',
  login = 'clerk',
  post = `${UNIT}/clerk`,
): Promise<{ killed: boolean; out: string }> {
  return new Promise((resolve) => {
    const run = spawn(
      process.execPath,
      [
        '--import',
        join(projectRoot, 'bin', 'loader.mjs'),
        join(projectRoot, 'test', 'faults', 'crash-child.ts'),
        city.database.url,
        data,
        what,
        caseId,
        String(n),
        login,
        post,
        NOW,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let out = ''
    run.stdout.on('data', (c) => (out += c))
    run.stderr.on('data', (c) => (out += c))
    run.on('exit', (_, signal) => resolve({ killed: signal === 'SIGKILL', out }))
  })
}

/** What a step leaves behind, in all the tables that it touches. */
async function state(caseId: string) {
  const [row] = await city.database.owner`select
    (select array_agg(type order by number) from platform.act where subject_id = ${caseId}::uuid) as acts,
    (select last from platform.stream where subject_id = ${caseId}::uuid) as last,
    (select version from procedure.instance where case_id = ${caseId}::uuid) as version,
    (select array_agg(element order by element) from cases.work where case_id = ${caseId}::uuid) as tasks,
    (select count(*)::int from platform.timer where subject_id = ${caseId}::uuid) as timers`
  return row
}
const BEFORE = { acts: ['application.submitted'], last: 1, version: 1, tasks: ['check-materials'], timers: 1 }
const AFTER = { acts: ['application.submitted', 'case.accepted'], last: 2, version: 2, tasks: ['review'], timers: 0 }

describe('kill −9 in a step', () => {
  test('after each statement of its transaction: all or nothing, and it can be done again', async () => {
    let n = 1
    for (; n < 60; n++) {
      const { caseId } = await submit()
      const { killed, out } = await child('accept', caseId, n)
      if (!killed) {
        expect(out).toContain('finished')
        expect(await state(caseId)).toEqual(AFTER)
        break
      }
      // The server notices the death of its client and rolls back; the row locks go with it.
      await city.run(acceptCase, { caseId }, clerk)
      expect(await state(caseId), `killed after statement ${n}`).toEqual(AFTER)
    }
    expect(n).toBeGreaterThan(6)
    const { caseId } = await submit()
    expect(await state(caseId)).toEqual(BEFORE)
    expect((await child('accept', caseId, 'committed')).killed).toBe(true)
    expect(await state(caseId)).toEqual(AFTER)
    expect(await city.run(acceptCase, { caseId }, clerk).catch((e) => e.code)).toBe('NOT_OPEN')
  })
})

describe('kill −9 in the ledger’s commit', () => {
  test('after each tile and each statement: one tree, every act once, old tiles or new', async () => {
    const consumer = ledgerRoom(log).consumers[0]!
    const caughtUp = async () => {
      do while ((await consume(city, consumer, 10_000)) > 0);
      while (await city.db.transaction().execute((tx) => isBehind(tx, consumer.name)))
    }
    await submit()
    await caughtUp()
    let n = 1
    for (; n < 40; n++) {
      const { caseId } = await submit()
      const { killed } = await child('integrate', caseId, n)
      if (!killed) break
      expect(
        (await audit(city.db, log)).findings.filter((f) => f.kind !== 'rolled-back'),
        `killed after ${n}`,
      ).toEqual([])
      await caughtUp()
      const { checked, findings } = await audit(city.db, log)
      expect(findings, `killed after ${n}`).toEqual([])
      const [row] = await city.database.owner`select count(*)::int as published from platform.act where published`
      expect(checked).toBe(row!.published)
    }
    expect(n).toBeGreaterThan(6)
  })
})

describe('kill −9 in a bid', () => {
  test('after each statement of bids that share a transaction, and after the commit: none that was told is lost, none stands twice', async () => {
    const bidder = (await city.citizen()) as PersonActor
    let lots = 0
    const lot = async () => {
      const number = `350200-2026-9${String(++lots).padStart(5, '0')}`
      const at = (ms: number) => new Date(city.clock.now().getTime() + ms).toISOString()
      const terms = { start: 100, step: 100, opens: at(0), closes: at(3_600_000), reserve: false }
      const title = { zh: '标的', en: 'Lot' }
      const who = system('test')
      await city.run(
        auction.announce,
        { jurisdiction: '350200', number, title, seller: UNIT, profile: 'judicial', terms },
        who,
      )
      await city.run(auction.admit, { number, personId: bidder.personId, name: '某' }, who)
      return number
    }
    const log = async (number: string) => {
      const { header, lines } = await city.run(auction.log, { number })
      expect(verifyLog(header as never, lines).differs).toEqual([])
      return lines.flatMap((l) => (l.type === 'bid' ? [l.amount] : []))
    }
    const dies = async (n: number | 'committed') => {
      const number = await lot()
      const { killed, out } = await child('bid', number, n, 'citizen', '')
      const told = [...out.matchAll(/taken (\d+)/g)].map((m) => Number(m[1]))
      const kept = await log(number)
      expect(killed || told.length === BIDS.length, out).toBe(true)
      expect(kept, `killed after ${n}: ${out}`).toEqual(expect.arrayContaining(told))
      // Whoever was not answered sends the same command again.
      for (const { amount, command } of BIDS)
        await execute(
          city,
          auction.placeBid,
          { number, amount, sure: true },
          { who: bidder, commandId: command(number) },
        )
      expect(await log(number), `again after ${n}`).toEqual(BIDS.map((b) => b.amount))
      return killed
    }
    city.clock.set(NOW)
    let n = 1
    // Two children at a time: most of it is their start.
    while ((await Promise.all([dies(n), dies(n + 1)])).every(Boolean)) n += 2
    expect(n).toBeGreaterThan(10)
    expect(await dies('committed')).toBe(true)
  })
})
