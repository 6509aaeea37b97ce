// A city that was founded before the first floor (its database as plain SQL, its ledger's folder, and what its citizens had in
// hand) starts on this tree: cases are found and go on, and what was proven then is proven now.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Gnomon } from '../../apps/gnomon.ts'
import { actorOfLogin } from '../../kernel/identity/index.ts'
import { bundleOfCase, receiptOfAct } from '../../kernel/ledger/contract.ts'
import { publicKeysIn } from '../../kernel/ledger/key-file.ts'
import { verifyBundle, verifyReceipt } from '../../kernel/ledger/verifier/index.ts'
import { type TestDatabase, testDatabase } from '../../kernel/platform/harness.ts'
import { type Actor, type Contract, execute, type Output, type RawInput } from '../../kernel/platform/index.ts'
import * as c from '../../rooms/approvals/contract.ts'
import { wall } from '../../rooms/supervision/contract.ts'
import { type Opened, openTested } from '../server/gnomon.ts'

type Kept = { number: string; status: string; acts: number; documents: string[]; bundle: string; receipt: string }
const read = (name: string) => gunzipSync(readFileSync(join(import.meta.dirname, name))).toString('utf8')
const kept = JSON.parse(read('cases.json.gz')) as Kept[]

let host: TestDatabase
let tested: Opened
let gnomon: Gnomon
let data: string
const name = `gnomon_old_${process.pid}`
const urlOf = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()

beforeAll(async () => {
  host = await testDatabase()
  data = mkdtempSync(join(tmpdir(), 'gnomon-old-city-'))
  for (const [file, bytes] of Object.entries(JSON.parse(read('ledger.json.gz')) as Record<string, string>)) {
    mkdirSync(dirname(join(data, file)), { recursive: true })
    writeFileSync(join(data, file), Buffer.from(bytes, 'base64'), { mode: 0o600 })
  }
  await host.owner.unsafe(`create database "${name}"`)
  const postgres = (await import('postgres')).default
  const old = postgres(urlOf(host.ownerUrl), { max: 1, onnotice: () => {} })
  await old.unsafe(
    read('city.sql.gz')
      .split('\n')
      // What psql alone understands, and settings of a newer or older server.
      .filter((line) => !/^\\|^SET (transaction_timeout|default_table_access_method)/.test(line))
      .join('\n'),
  )
  await old.end()
  tested = await openTested({
    data,
    databaseUrl: urlOf(host.url),
    databaseOwnerUrl: urlOf(host.ownerUrl),
    logLevel: 'silent',
  })
  gnomon = tested.gnomon
  await gnomon.settle()
}, 240_000)
afterAll(async () => {
  await tested?.close()
  await host.owner.unsafe(`drop database if exists "${name}" with (force)`)
  await host.close()
  rmSync(data, { recursive: true, force: true })
})

const as = (login: string, post?: string): Promise<Actor> =>
  gnomon.db.transaction().execute((tx) => actorOfLogin(tx, login, post))
const run = async <C extends Contract>(contract: C, input: RawInput<C>, who: Actor): Promise<Output<C>> =>
  execute(gnomon, contract, input, { who })
const keys = () => ({ log: publicKeysIn(join(data, 'ledger', 'keys.json')) as never, witnesses: [] })

describe('a city of before', () => {
  test('has its cases, with the status, the acts and the documents that they had', async () => {
    const citizen = await as('citizen')
    const mine = await run(c.myCases, {}, citizen)
    expect(mine.total).toBe(kept.length)
    for (const k of kept) {
      const seen = await run(c.getCase, { number: k.number }, citizen)
      expect([seen.status, seen.acts.length, seen.documents.map((d) => d.number)]).toEqual([
        k.status,
        k.acts,
        k.documents,
      ])
      expect(mine.cases.find((r) => r.number === k.number)).toMatchObject({
        status: k.status,
        closed: k.status === 'closed',
      })
    }
  })
  test('has its receipts and bundles proven as before, and gives new ones of the same acts', async () => {
    const citizen = await as('citizen')
    for (const k of kept) {
      expect([k.number, (await verifyReceipt(k.receipt, keys())).proven]).toEqual([k.number, true])
      expect([k.number, (await verifyBundle(k.bundle, keys())).proven]).toEqual([k.number, true])
    }
    const { id, acts } = await run(c.getCase, { number: kept[0]!.number }, citizen)
    const receipt = await run(receiptOfAct, { actId: acts[0]!.id }, citizen)
    expect((await verifyReceipt(receipt.file, keys())).proven).toBe(true)
    const bundle = await run(bundleOfCase, { caseId: id }, citizen)
    expect((await verifyBundle(bundle.file, keys())).proven).toBe(true)
  })
  test('goes on where it stood: an open case is reviewed, decided and served, by whom its chart says', async () => {
    const open = kept.find((k) => k.status === 'accepted')!
    const citizen = await as('citizen')
    const before = await run(c.getCase, { number: open.number }, citizen)
    const caseId = before.id
    const unit = before.unit
    const officer = async (role: string) => {
      const { rows } = (await gnomon.db.transaction().execute(async (tx) => {
        const { sql } = await import('../../kernel/platform/index.ts')
        return sql<{ login: string; post: string }>`select w.login, a.post from identity.appointment a
          join identity.password w on w.person_id = a.person_id where a.post = ${`${unit}/${role}`} and a.ends_on is null`.execute(
          tx,
        )
      })) as { rows: { login: string; post: string }[] }
      return as(rows[0]!.login, rows[0]!.post)
    }
    if (before.work.some((w) => w.act === 'case.reviewed'))
      await run(c.review, { caseId, opinion: '符合条件。' }, await officer('reviewer'))
    await run(c.decide, { caseId, outcome: 'grant', reason: '' }, await officer('approver'))
    await run(c.issueLicence, { caseId }, await officer('clerk'))
    await run(c.serve, { caseId, how: 'in-person', receiver: '本人' }, await officer('clerk'))
    await gnomon.settle()
    expect(await run(c.getCase, { number: open.number }, citizen)).toMatchObject({ status: 'closed', outcome: 'grant' })
  })
  test('is watched as before, and nothing that its readers had read is read again', async () => {
    const chief = await as('chief', '350200-jiancha/chief')
    await run(wall, {}, chief)
    const { rows } = (await gnomon.db.transaction().execute(async (tx) => {
      const { sql } = await import('../../kernel/platform/index.ts')
      return sql<{
        n: number
      }>`select count(*)::int as n from (select act_id from ledger.leaf group by act_id having count(*) > 1) d`.execute(
        tx,
      )
    })) as { rows: { n: number }[] }
    expect(rows[0]!.n).toBe(0)
  })
})
