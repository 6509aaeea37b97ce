// The protocol's rules, and its operations on one side; two installations at once are in test/faults/nodes.test.ts.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as approvals from '../../rooms/approvals/contract.ts'
import linked, { contract as l } from '../../rooms/linked/index.ts'
import { PDF, type TestCity, testCity } from '../../test/city.ts'
import * as far from '../cases/far.contract.ts'
import { contract as cases } from '../cases/index.ts'
import { ledgerRoom, memoryTiles, openLog, signerIn } from '../ledger/index.ts'
import { type Actor, Problem, system } from '../platform/index.ts'
import { refuse, takeReceipt } from './contract.ts'
import { digestOf, type Envelope, envelope, noteText, readText, standing, waitAfter } from './envelope.rules.ts'
import nodes, { connectNodes, deliver, lagOfNodes, post } from './index.ts'
import { textOf } from './peers.ts'

const RURAL = '350212-01-0201'
const ABOVE = '350200-01-0021'
const TOWN = '350212-s3'
const data = mkdtempSync(join(tmpdir(), 'gnomon-nodes-'))
const us = signerIn(join(data, 'us.pem'), 'us.example/350212')
const them = signerIn(join(data, 'them.pem'), 'them.example/350200')
const me = system('test')
let city: TestCity
let applicant: Actor

beforeAll(async () => {
  const log = openLog({ origin: 'us.example/350212', signer: us, store: memoryTiles() })
  city = await testCity({ items: [ABOVE, RURAL], more: [linked, nodes, ledgerRoom(log)] })
  applicant = await city.citizen()
})
afterEach(() => connectNodes(undefined))
afterAll(async () => {
  await city.close()
  rmSync(data, { recursive: true, force: true })
})
/** Which places are the others'. */
const apart = (...places: string[]) =>
  connectNodes({
    sign: (text) => us.sign(text),
    peers: [{ url: 'http://them.example', key: them.vkey, log: [them.vkey], places }],
  })
const code = (p: Promise<unknown>) =>
  p.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )
const MESSAGE: Envelope = {
  v: 'gnomon-node/1',
  from: '350212',
  to: '350200',
  number: 1,
  kind: 'case.open',
  at: '2026-03-02T01:00:00.000Z',
  act: '00000000-0000-4000-8000-000000000000',
  body: { z: 1, a: '甲' },
}

describe('rules', () => {
  test('one content has one text; nothing else is read', () => {
    const text = noteText(MESSAGE)
    expect(readText(envelope, text)).toEqual(MESSAGE)
    expect(readText(envelope, `${JSON.stringify(MESSAGE)}\n`)).toBeUndefined()
    expect(readText(envelope, text.replace('"number":1', '"number":0'))).toBeUndefined()
    expect(readText(envelope, text.replace('}\n', ',"more":1}\n'))).toBeUndefined()
    expect(readText(envelope, 'x')).toBeUndefined()
  })
  test.each([
    [1, 0, 'next'],
    [2, 1, 'next'],
    [1, 1, 'before'],
    [3, 1, 'gap'],
  ] as const)('number %i after %i: %s', (number, last, is) => expect(standing(number, last)).toBe(is))
  test('waits longer after each failure, and never more than half a minute', () => {
    expect([1, 2, 3, 20].map(waitAfter)).toEqual([500, 1000, 2000, 30_000])
  })
})

test('posted with what it tells or not at all, numbered without gaps, told once however many tell it', async () => {
  const [act] = await city.database.owner`select id from platform.act limit 1`
  const put = (key: string, fail = false) =>
    city.db.transaction().execute(async (tx) => {
      const of = { from: '350211', to: '350200', key, kind: 'case.ended', act: act!.id as string, body: {} }
      const done = await post({ tx, clock: city.clock }, of)
      if (fail) throw new Error('undone')
      return done
    })
  await expect(put('a', true)).rejects.toThrow('undone')
  expect((await Promise.all([put('a'), put('b'), put('a'), put('c')])).filter(Boolean)).toHaveLength(3)
  const rows = await city.database.owner`select number from nodes.outbox where jurisdiction = '350211' order by number`
  expect(rows.map((r) => Number(r.number))).toEqual([1, 2, 3])
  await city.database.owner`delete from nodes.outbox`
  await city.database.owner`delete from nodes.direction`
})

const FORM = {
  applicant: '洪春生',
  applicantId: '11010519491231002X',
  village: '禾山村',
  area: 120,
  storeys: 2,
  phone: '0592-1234567',
}
const stand = {
  number: '350212-2026-000777',
  title: { zh: '乡村建设', en: 'Rural' },
  unitName: { zh: '新民镇', en: 'Xinmin' },
  submittedAt: new Date('2026-03-01T01:00:00Z'),
  status: 'handed-up',
  statusText: { zh: '已报', en: 'Up' },
  closed: false,
  outcome: null,
  count: null,
  licence: null,
  joint: false,
}
const sha256 = createHash('sha256').update(PDF).digest('hex')
const handed = {
  unit: TOWN,
  versionId: null,
  form: FORM,
  parties: [{ role: 'applicant', personId: null, organisationId: null, unit: null, name: '洪春生', hidden: false }],
  opinion: '建议准予。',
  papers: [
    {
      personId: '00000000-0000-0000-0000-000000000000',
      slot: 'committee',
      sha256,
      name: 'a.pdf',
      size: PDF.length,
      type: 'application/pdf',
      uploadedAt: new Date('2026-03-01T01:00:00Z'),
    },
  ],
}

test('above: pieces become a paper, a message a case, once; taken back with what opened it', async () => {
  apart('350212')
  const half = Math.floor(PDF.length / 2)
  const piece = (part: number, bytes: Uint8Array, of = sha256) =>
    city.run(
      far.takePiece,
      {
        jurisdiction: '350200',
        sha256: of,
        type: 'application/pdf',
        part,
        parts: 2,
        bytes: Buffer.from(bytes).toString('base64'),
      },
      me,
    )
  const open = { itemCode: ABOVE, parent: stand.number, element: 'open-above', stand, handed }
  const { whole } = await piece(1, PDF.subarray(0, half))
  expect(whole).toBe(false)
  expect(await code(city.run(far.openForFar, open, me))).toBe('NO_PAPER')
  expect((await piece(2, PDF.subarray(half))).whole).toBe(true)
  expect(Buffer.from((await city.files.get(sha256))!)).toEqual(Buffer.from(PDF))
  const other = 'f'.repeat(64)
  await piece(1, PDF, other)
  expect(await code(piece(2, PDF, other))).toBe('ALTERED')
  expect(await code(city.run(far.openForFar, { ...open, itemCode: '350200-01-9999' }, me))).toBe('NO_ITEM')
  const { number } = await city.run(far.openForFar, open, me)
  expect((await city.run(far.openForFar, open, me)).number).toBe(number)
  expect(await city.run(cases.standOf, { number: stand.number }, me)).toMatchObject({ status: 'handed-up' })
  const clerk = await city.officer('350200-guihua', 'clerk')
  expect((await city.run(approvals.getCase, { number }, clerk)).acts[0]!.why).toContain('建议准予')
  const back = { parent: stand.number, child: number, reason: '不办了' }
  expect(await code(city.run(far.withdrawForFar, { ...back, parent: '350212-2026-000778' }, me))).toBe('NO_CASE')
  await city.run(far.withdrawForFar, back, me)
  expect((await city.run(approvals.getCase, { number }, clerk)).status).toBe('withdrawn')
  for (const [contract, input] of [
    [far.openForFar, open],
    [far.withdrawForFar, back],
    [far.hearFarEnd, { parent: number, child: stand.number, outcome: 'granted', stand }],
    [
      far.keepFarCase,
      { number: stand.number, parent: null, parentElement: null, unit: '', stand, handed: null, outcome: 'granted' },
    ],
  ] as const)
    expect(await code(city.run(contract as never, input as never, clerk))).toBe('FORBIDDEN')
})

test('below: sent in its order, the receipt opens the step, the end ends it, and each only once', async () => {
  apart('350200')
  for (const material of ['committee', 'sketch'])
    await city.run(
      approvals.uploadMaterial,
      { itemCode: RURAL, material, file: { name: 'a.pdf', size: PDF.length, bytes: PDF } },
      applicant,
    )
  const { caseId, number } = await city.run(approvals.submitApplication, { itemCode: RURAL, form: FORM }, applicant)
  await city.run(approvals.acceptCase, { caseId }, await city.officer(TOWN, 'clerk'))
  await city.run(approvals.review, { caseId, opinion: '可以。' }, await city.officer(TOWN, 'reviewer'))
  const approver = await city.officer(TOWN, 'approver')
  await city.run(l.handUp, { caseId, advice: 'grant', opinion: '建议准予。' }, approver)
  await city.settle()
  const kinds = async () =>
    (await city.database.owner`select kind from nodes.outbox order by number`).map((r) => r.kind)
  expect(await kinds()).toEqual(['case.paper', 'case.open'])
  const work = async () => (await city.run(approvals.getCase, { number }, approver)).work.map((w) => w.element)
  expect(await work()).toEqual(['open-above'])
  // The first answer is lost, the second is signed by somebody else, the third is theirs.
  const answer = (body: string, by = them) => {
    const text = textOf(JSON.parse(body).note)!
    const e = JSON.parse(text) as Envelope
    const result = e.kind === 'case.open' ? { number: '350200-2026-000042', unit: '350200-guihua', stand: above } : {}
    const { from, to, number: n } = e
    const said = { v: 'gnomon-node-receipt/1' as const, from, to, number: n, digest: digestOf(text), at: e.at }
    const note = noteText({ ...said, outcome: 'taken', result })
    return { ok: true, status: 200, text: JSON.stringify({ receipt: `${note}\n${by.sign(note)}` }) }
  }
  const above = { ...stand, number: '350200-2026-000042', status: 'received' }
  let now = 0
  const by = (line: Parameters<typeof deliver>[1]) => deliver(city, line, () => (now += 60_000))
  expect(await by(async () => Promise.reject(new Error('the line is cut')))).toBe(0)
  const lag = async () => (await city.db.transaction().execute(lagOfNodes)).find((d) => d.jurisdiction === '350212')!
  expect(await lag()).toMatchObject({ waiting: 2, why: expect.stringContaining('the line is cut') })
  expect(await by(async (_, body) => answer(body, us))).toBe(0)
  expect(await lag()).toMatchObject({ waiting: 2, why: 'RECEIPT' })
  const sent: string[] = []
  expect(
    await by(async (url, body) => {
      sent.push(url)
      return answer(body)
    }),
  ).toBe(2)
  expect(sent).toEqual(Array(2).fill('http://them.example/api/nodes/receive'))
  expect(await lag()).toMatchObject({ waiting: 0, why: null })
  expect(await work()).toEqual(['await-above'])
  const opened = { caseId, element: 'open-above', as: 'open-above', itemCode: ABOVE, child: null }
  await city.run(far.openedFar, opened, me)
  expect(await work()).toEqual(['await-above'])
  const receipt = (await city.database.owner`select receipt, number from nodes.outbox where kind = 'case.open'`)[0]!
  const again = { from: '350212', to: '350200', number: Number(receipt.number), receipt: receipt.receipt }
  await city.run(takeReceipt, again, me)
  expect(await code(city.run(takeReceipt, { ...again, number: 1 }, me))).toBe('RECEIPT')
  expect(await code(city.run(refuse, { note: 'x', proof: '', code: 'X' }, approver))).toBe('FORBIDDEN')

  const ended = { ...above, closed: true, outcome: 'granted', status: 'closed', licence: 'L350200' }
  const end = { parent: number, child: above.number, outcome: 'granted', stand: ended }
  expect((await city.run(far.hearFarEnd, end, me)).told).toBe(1)
  expect((await city.run(far.hearFarEnd, end, me)).told).toBe(0)
  expect(await city.run(approvals.getCase, { number }, applicant)).toMatchObject({ closed: true, outcome: 'grant' })
  const { to } = await city.run(cases.linkedCases, { number }, applicant)
  expect(to).toMatchObject([{ number: above.number, closed: true, licence: 'L350200' }])
  // What comes late of before the end changes nothing.
  const late = {
    number: above.number,
    parent: null,
    parentElement: null,
    unit: '',
    stand: above,
    handed: null,
    outcome: null,
  }
  await city.run(far.keepFarCase, late, me)
  expect((await city.run(cases.standOf, { number: above.number }, me)).status).toBe('closed')
})
