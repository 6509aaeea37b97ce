import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import jsQR from 'jsqr'
import QRCode from 'qrcode'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineCaseKind, insertCase, insertParties } from '../cases/index.ts'
import { citizen, officer, testWorld, type World } from '../platform/harness.ts'
import {
  anonymous,
  anyone,
  defineActs,
  defineContract,
  defineRoom,
  execute,
  newId,
  operation,
  type Problem,
  says,
  text,
} from '../platform/index.ts'
import { lookUp, receiptOfAct } from './contract.ts'
import { fileTiles, keyringIn, type Log, ledgerRoom, openLog } from './index.ts'
import { qrFragment } from './qr.ts'
import * as v from './verifier/index.ts'

const acts = defineActs('pages-trial', {
  'pages-trial.noted': {
    title: text('记', 'Noted'),
    published: true,
    public: z.object({ number: z.string() }),
    private: z.object({ secret: says(z.string(), { to: ['parties', 'unit'] }) }),
  },
})
const note = defineContract({
  id: 'pages-trial.note',
  kind: 'write',
  title: text('记', 'Note'),
  input: z.object({ subject: z.uuid() }),
  output: z.object({}),
})
const trial = defineRoom({
  name: 'pages-trial',
  title: text('试', 'Trial'),
  operations: [
    operation(note, {
      allow: anyone,
      run: async ({ input }) => ({
        act: acts['pages-trial.noted']({
          jurisdiction: '350200',
          subject: { kind: 'case', id: input.subject },
          public: { number: `XM-${input.subject.slice(0, 8)}` },
          private: { secret: '理由' },
        }),
        output: {},
      }),
    }),
  ],
})

let folder: string
let world: World
let log: Log
let subject: string
const owner = citizen()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-ledger-pages-'))
  log = openLog({
    origin: 'test.example/350200',
    store: fileTiles(join(folder, 'tiles')),
    signer: keyringIn(join(folder, 'keys.json'), 'test.example/350200'),
  })
  world = await testWorld([trial, ledgerRoom(log)])
  subject = newId()
  defineCaseKind({
    kind: 'pages-trial',
    title: text('试', 'Trial'),
    acts: ['pages-trial.noted'],
    steps: {},
    needs: [],
    fold: () => ({}),
    status: () => ({ code: 'open', text: text('在办', 'open'), closed: false }),
    duties: () => [],
  })
  await world.db.transaction().execute(async (tx) => {
    const of = {
      jurisdiction: '350200',
      unit: 'test-unit',
      kind: 'pages-trial',
      form: {},
      submittedAt: world.clock.now(),
    }
    await insertCase(tx, { ...of, id: subject, number: '350200-2026-000001' })
    const party = {
      role: 'applicant',
      personId: owner.personId,
      organisationId: null,
      unit: null,
      name: 'x',
      hidden: false,
    }
    await insertParties(tx, '350200', subject, [party])
  })
  await world.run(note, { subject }, owner)
  await world.run(note, { subject }, officer('clerk'))
  for (let i = 0; i < 200; i++) await world.run(note, { subject: newId() }, officer('clerk'))
  await world.settle()
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})
const find = (query: string) => world.run(lookUp, { query }, anonymous)
const code = (run: Promise<unknown>) =>
  run.then(
    () => 'OK',
    (e) => (e as Problem).code,
  )

describe('looking up', () => {
  test('by number, by a receipt, by the ids; in any case all acts and where they stand', async () => {
    const byNumber = await find(`XM-${subject.slice(0, 8)}`)
    expect(byNumber).toMatchObject({ caseId: subject, acts: [{ number: 1 }, { number: 2 }] })
    const { file } = await world.run(receiptOfAct, { actId: byNumber.acts[1]!.actId }, anonymous)
    for (const query of [file, file.trim(), file.replaceAll('\n', '\r\n'), subject, byNumber.acts[0]!.actId])
      expect(await find(query)).toEqual(byNumber)
  })
  test('what is not there is said so', async () => {
    for (const query of ['XM-0', newId(), 'c2sp.org/tlog-proof@v1\nrubbish', "'; drop table x"])
      expect(await code(find(query))).toBe('NOT_FOUND_HERE')
    for (const query of ['', 'XM\0']) expect(await code(find(query))).toBe('INVALID')
  })
})

test('a QR code carries a receipt: what a phone reads out of it verifies, and says what it lacks', async () => {
  const { acts: found } = await find(subject)
  const { file } = await world.run(receiptOfAct, { actId: found[0]!.actId }, anonymous)
  const address = `https://city.example/verify#${qrFragment(file)}`
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'L' })
  const [scale, quiet] = [4, 4]
  const width = (modules.size + quiet * 2) * scale
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      const [column, row] = [Math.floor(x / scale) - quiet, Math.floor(y / scale) - quiet]
      const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size
      if (inside && modules.get(row, column)) pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  const read = (jsQR as unknown as typeof jsQR.default)(pixels, width, width)?.data
  expect(read).toBe(address)
  const receipt = inflateRawSync(Buffer.from(read!.split('#r=')[1]!, 'base64url')).toString()
  const verdict = await v.verifyReceipt(receipt, { log: log.signer.keys(), compact: true })
  expect(verdict.proven).toBe(true)
  expect(verdict.notProven.some((n) => n.zh.includes('二维码'))).toBe(true)
  expect((await v.verifyReceipt(receipt, { log: log.signer.keys() })).proven).toBe(false)
})

test('a flipped bit in a tile gives no receipt, and a mended tile gives one again', async () => {
  const { acts: found } = await find(subject)
  const receipt = () => world.run(receiptOfAct, { actId: found[0]!.actId }, anonymous)
  const { file } = await receipt()
  const path = join(folder, 'tiles', 'tile', '0', '000.p', '202')
  const whole = readFileSync(path)
  writeFileSync(path, Buffer.from(whole.map((b, i) => (i === 40 ? b ^ 1 : b))))
  // A process that has read the tile before goes on with what it read; a new one finds the damage.
  expect((await receipt()).file).toBe(file)
  const again = openLog({ origin: log.origin, store: fileTiles(join(folder, 'tiles')), signer: log.signer })
  const fresh = { ...world, operations: new Map(ledgerRoom(again).operations.map((o) => [o.contract.id, o])) }
  const ask = () => execute(fresh, receiptOfAct, { actId: found[0]!.actId }, { who: anonymous })
  await expect(ask()).rejects.toThrow('damaged')
  writeFileSync(path, whole)
  expect((await ask()).file).toBe(file)
})

describe('fields that are not public', () => {
  const disclosed = async (who: Parameters<World['run']>[2]) => {
    const { acts: found } = await find(subject)
    const { file } = await world.run(receiptOfAct, { actId: found[1]!.actId, disclose: ['secret'] }, who)
    return v.parseReceipt(file).extra.disclosed?.secret
  }
  test('go into receipts of the units that act in the case, of auditors and of whose case it is, and of nobody else', async () => {
    expect(await disclosed(officer('clerk'))).toMatchObject({ value: '理由' })
    expect(await disclosed(officer('clerk', { unitCode: 'another-unit' }))).toBeUndefined()
    expect(await disclosed(officer('auditor', { unitCode: 'another-unit' }))).toMatchObject({ value: '理由' })
    expect(await disclosed(owner)).toMatchObject({ value: '理由' })
    expect(await disclosed(citizen())).toBeUndefined()
    expect(await disclosed(anonymous)).toBeUndefined()
  })
  test('match both digests of the entry with their salt, and nothing else does', async () => {
    const { acts: found } = await find(subject)
    const { file } = await world.run(receiptOfAct, { actId: found[1]!.actId, disclose: ['secret'] }, owner)
    const { entry, disclosed: d } = v.parseReceipt(file).extra
    const wanted = JSON.parse(entry).commitments.secret
    expect(await v.bothCommitments(d!.secret!.salt, '理由')).toEqual(wanted)
    expect(await v.bothCommitments(d!.secret!.salt, '理由 ')).not.toEqual(wanted)
  })
})
