import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityRooms } from '../../apps/rooms.ts'
import { contract as cases, kindOf } from '../../kernel/cases/index.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import { actorOfLogin } from '../../kernel/identity/index.ts'
import { bundleOfCase } from '../../kernel/ledger/contract.ts'
import { codeOf as code, HOME, projectRoot } from '../../kernel/platform/harness.ts'
import type { Actor, PersonActor } from '../../kernel/platform/index.ts'
import { myCases } from '../../rooms/approvals/contract.ts'
import * as c from '../../rooms/complaints/contract.ts'
import { demo } from '../../rooms/complaints/demo.ts'
import complaints from '../../rooms/complaints/index.ts'
import { messagesOf } from '../../rooms/messages/message.store.ts'
import { measuresOfCase } from '../../rooms/supervision/contract.ts'
import { type TestCity, testCity } from '../city.ts'

// The proof that a new system is a folder and a line: everything below works though nothing outside names it.
const NAMES = /(?<![.\w])complaints?\.[a-z]|complaint-handler|\/complaints\b/

let data: string
let city: TestCity
let citizen: Actor
let office: Actor
let chief: Actor
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'gnomon-one-'))
  const { rooms } = cityRooms({
    data,
    demonstration: true,
    publicUrl: 'http://localhost',
    home: HOME,
    root: projectRoot,
  } as never)
  const have = new Set(['identity', 'catalog', 'procedure', 'cases', 'documents', 'legality', 'approvals', 'platform'])
  city = await testCity({ more: rooms.filter((r) => !have.has(r.name)) })
  await demo({
    home: HOME,
    now: new Date('2026-03-02T01:00:00Z'),
    perform: (contract: never, input: never, by: { as: Actor; at: Date }) => {
      city.clock.set(by.at)
      return city.run(contract, input, by.as)
    },
    read: (work: never) => city.db.transaction().execute(work),
  } as never)
  city.clock.set('2026-03-02T01:00:00Z')
  const as = (login: string, post?: string) => city.db.transaction().execute((tx) => actorOfLogin(tx, login, post))
  citizen = await as('citizen')
  office = await as('complaints-office', '350200-jianshe-jc/complaints')
  chief = await as('complaints-city', '350200-jiancha/complaints')
})
afterAll(async () => {
  await city.close()
  rmSync(data, { recursive: true, force: true })
})
const complain = () =>
  city.run(c.submit, { unit: '350200-jianshe', complaint: '窗口三次说的材料都不一样。', electronic: true }, citizen)

test('nothing outside its folder names it but one line of apps/rooms.ts, and it is small', () => {
  const files = execFileSync(
    'git',
    [
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      'apps',
      'kernel',
      'rooms',
      'web',
      'city',
      'bin',
      'scripts',
    ],
    {
      cwd: projectRoot,
      encoding: 'utf8',
    },
  )
    .split('\n')
    .filter((f) => /\.(tsx?|mjs|sql|json)$/.test(f) && !f.startsWith('rooms/complaints/'))
  expect(files.length).toBeGreaterThan(300)
  const naming = files.flatMap((f) =>
    readFileSync(join(projectRoot, f), 'utf8')
      .split('\n')
      .filter((line) => NAMES.test(line))
      .map((line) => `${f}: ${line.trim()}`),
  )
  // Beside the line a way that people are told, as data: an address, and nothing of how it works.
  const told = naming.filter((line) => !/^rooms\/consultations\/elsewhere\.json: .*"path": "\/complaints"/.test(line))
  expect(told).toEqual(["apps/rooms.ts: import('../rooms/complaints/index.ts'),"])
  const folder = join(projectRoot, 'rooms', 'complaints')
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => /\.(tsx?|bpmn|md)$/.test(f))
  const lines = own.reduce((n, f) => n + readFileSync(join(folder, f), 'utf8').split('\n').length, 0)
  expect(lines).toBeLessThan(1000)
  expect(complaints.name).toBe('complaints')
})

test('from submission to closing: hidden party, hand-over, numbered letter, service, inbox, ledger', async () => {
  const { caseId, number } = await complain()
  const inbox = async (as: Actor) => (await city.run(cases.inbox, {}, as)).work.map((w) => `${w.number} ${w.act}`)
  expect(await inbox(office)).toContain(`${number} complaint.assigned`)
  const clerk = await city.officer('350200-jianshe', 'clerk')
  const seen = await city.run(cases.viewCase, { number }, clerk)
  expect(seen.parties.map((p) => p.role)).toEqual(['about'])
  expect(JSON.stringify(seen)).not.toContain('三次')
  expect((await city.run(cases.viewCase, { number }, office)).acts[0]!.why).toContain('三次')
  // Never by the unit that it is about, whoever asks.
  expect(await code(city.run(c.assign, { caseId, unit: '350200-jianshe' }, office))).toBe('OWN_MATTER')
  expect(await code(city.run(c.assign, { caseId, unit: '350200-fazhi' }, office))).toBe('NO_OFFICE')
  expect(await code(city.run(c.assign, { caseId, unit: '350200-jiancha' }, clerk))).toBe('FORBIDDEN')
  await city.run(c.assign, { caseId, unit: '350200-jiancha' }, office)
  expect(await inbox(chief)).toContain(`${number} complaint.answered`)
  expect(await code(city.run(c.answer, { caseId, finding: 'founded', answer: '情况属实。' }, office))).toBe('FORBIDDEN')
  const { document } = await city.run(c.answer, { caseId, finding: 'founded', answer: '情况属实，已整改。' }, chief)
  expect(document).toMatch(/^厦监投复〔2026〕\d+号$/)
  const read = (as: Actor) => code(city.run(documents.getDocument, { number: document }, as))
  expect([await read(citizen), await read(chief), await read(clerk)]).toEqual(['OK', 'OK', 'NO_DOCUMENT'])
  expect(await code(city.run(c.close, { caseId }, chief))).toBe('NOT_SERVED')
  const service = { caseId, document, how: 'electronic' as const, on: '2026-03-02', consent: true }
  expect(await code(city.run(documents.serveDocument, service, clerk))).toBe('FORBIDDEN')
  await city.run(documents.serveDocument, service, chief)
  await city.run(c.close, { caseId }, chief)
  const end = await city.run(cases.viewCase, { number }, citizen)
  expect(end).toMatchObject({
    status: 'closed',
    closed: true,
    work: [],
    documents: [{ served: { how: 'electronic' } }],
  })
  await city.settle()
  // The ledger's bundle says that these are all acts of the case, and no others.
  expect((await city.run(bundleOfCase, { caseId }, citizen)).count).toBe(end.acts.length)
  // Told of it, hidden from the unit as he is, and nobody else.
  const told = async (as: Actor) =>
    (
      await city.db
        .transaction()
        .execute((tx) => messagesOf(tx, { home: HOME, person: (as as PersonActor).personId, limit: 50, offset: 0 }))
    ).list.filter((m) => m.caseNumber === number)
  expect((await told(citizen)).map((m) => m.line.en).sort()).toEqual([
    'Your complaint was answered; you may ask for a review.',
    'Your complaint was assigned.',
  ])
  expect([await told(clerk), await told(office)]).toEqual([[], []])
})

test('supervision raises its light by itself', async () => {
  const { number } = await complain()
  await city.settle()
  city.clock.set('2026-03-18T02:00:00Z')
  await city.settle()
  const supervisor = await city.officer('350200-jiancha', 'chief-supervisor')
  const { lights } = await city.run(measuresOfCase, { number }, supervisor)
  expect(lights.map((l) => `${l.light} ${l.due}`)).toEqual(['red 2026-03-17'])
  expect(kindOf('complaint').clocks!['complaint.inform']!.zh).toBe('告知期限')
  city.clock.set('2026-03-02T01:00:00Z')
})

test('a list for the desk and for the person, and what is wrong is said', async () => {
  expect((await city.run(cases.myCases, { kind: 'complaint' }, citizen)).total).toBeGreaterThanOrEqual(3)
  // Nor does another room list them as its own.
  expect((await city.run(myCases, {}, citizen)).cases).toEqual([])
  const desk = await city.run(cases.unitCases, { kind: 'complaint' }, office)
  expect(desk.cases.map((r) => r.unitName.zh)).toEqual(desk.cases.map(() => '市建设与管理局监察室'))
  expect(desk.total).toBeGreaterThan(0)
  expect(await code(city.run(c.submit, { unit: 'nowhere', complaint: '没有这个单位。' }, citizen))).toBe('NO_UNIT')
  expect(await code(city.run(c.submit, { unit: '350200-jianshe', complaint: '短' }, citizen))).toBe('INVALID')
})

test('the limit is extended once, with a reason; the answer is reviewed by the office above, once, in time', async () => {
  city.clock.set('2026-03-03T01:00:00Z')
  const { caseId, number } = await complain()
  const extend = (days: number) =>
    code(city.run(c.extend, { caseId, days, reason: '涉及多个单位，需要核实。' }, office))
  expect(await extend(10)).toBe('NOT_OPEN')
  await city.run(c.assign, { caseId, unit: '350200-jianshe-jc' }, office)
  const due = async () => (await city.run(cases.viewCase, { number }, citizen)).now!.count.due
  const before = await due()
  expect(await extend(31)).toBe('TOO_LONG')
  expect(await code(city.run(c.extend, { caseId, days: 30, reason: '涉及多个单位。' }, chief))).toBe('FORBIDDEN')
  expect(await extend(30)).toBe('OK')
  expect([before, await due()]).toEqual(['2026-05-06', '2026-06-01'])
  expect(await extend(1)).toBe('ONCE')
  const ask = (as: Actor = citizen) => code(city.run(c.askReview, { caseId, complaint: '答复没有说清为什么。' }, as))
  expect(await ask()).toBe('NOT_ANSWERED')
  const { document } = await city.run(c.answer, { caseId, finding: 'unfounded', answer: '经查不属实。' }, office)
  await city.run(
    documents.serveDocument,
    { caseId, document, how: 'electronic', on: '2026-03-03', consent: true },
    office,
  )
  await city.run(c.close, { caseId }, office)
  expect(await ask(office)).toBe('FORBIDDEN')
  city.clock.set('2026-04-03T01:00:00Z')
  expect(await ask()).toBe('TOO_LATE')
  city.clock.set('2026-04-02T01:00:00Z')
  const review = await city.run(c.askReview, { caseId, complaint: '答复没有说清为什么。' }, citizen)
  expect(await ask()).toBe('ONCE')
  const seen = await city.run(cases.viewCase, { number: review.number }, chief)
  expect(seen).toMatchObject({ parent: number, unit: '350200-jiancha', now: { name: 'complaint.review' } })
  expect(seen.now!.count.due).toBe('2026-05-06')
  // The office that answered reads the progress of its review, and handles no step of it.
  await city.run(c.assign, { caseId: review.caseId, unit: '350200-jiancha' }, chief)
  expect(await code(city.run(c.extend, { caseId: review.caseId, days: 5, reason: '需要核实。' }, chief))).toBe(
    'NOT_OPEN',
  )
  const letter = await city.run(
    c.answer,
    { caseId: review.caseId, finding: 'partly', answer: '部分属实，责成整改。' },
    chief,
  )
  expect(letter.document).toMatch(/^厦监投复/)
  expect(await code(city.run(c.askReview, { caseId: review.caseId, complaint: '还是不服。' }, citizen))).toBe(
    'NOT_ANSWERED',
  )
})
