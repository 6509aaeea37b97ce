// A permit from application to the archive: bound in a worker, lent, opened, proven file by file against the ledger.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import verify from '../../apps/cli/commands/verify.ts'
import * as approvals from '../../rooms/approvals/contract.ts'
import { apply, type TestCity, testCity } from '../../test/city.ts'
import { contract as cases } from '../cases/index.ts'
import { fileTiles, keyringIn, type Log, ledgerRoom, openLog } from '../ledger/index.ts'
import * as v from '../ledger/verifier/index.ts'
import { codeOf as code, officer } from '../platform/harness.ts'
import { type Actor, actsOf, system } from '../platform/index.ts'
import { findVolume, volumeOfCase } from './archive.store.ts'
import { gather } from './gather.ts'
import archive, { contract as c } from './index.ts'
import { makeVolume } from './make-volume.ts'
import type { Binding } from './volume-pdf.ts'

const UNIT = '350200-jianshe'
const OPINION = '内部意见：面积与规划许可证一致。'
let city: TestCity
let log: Log
let folder: string
let applicant: Actor
let clerk: Actor
const archivist = officer('archivist', { unitCode: '350200-danganguan' })
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-archive-'))
  log = openLog({
    origin: 'archive.example/350200',
    store: fileTiles(join(folder, 'tiles')),
    signer: keyringIn(join(folder, 'keys.json'), 'archive.example/350200'),
  })
  city = await testCity({ more: [archive, ledgerRoom(log)] })
  applicant = await city.citizen()
  clerk = await city.officer(UNIT, 'clerk')
})
afterAll(async () => {
  await city.close()
  rmSync(folder, { recursive: true, force: true })
})

const closed = async () => {
  const made = await apply(city, applicant)
  const as = (role: string) => city.officer(UNIT, role)
  await city.run(approvals.acceptCase, { caseId: made.caseId }, clerk)
  await city.run(approvals.review, { caseId: made.caseId, opinion: OPINION }, await as('reviewer'))
  await city.run(
    approvals.decide,
    { caseId: made.caseId, outcome: 'refuse', reason: '不具备法定条件。' },
    await as('approver'),
  )
  await city.run(approvals.serve, { caseId: made.caseId, how: 'in-person', receiver: '王工' }, clerk)
  await city.settle()
  return made
}
const archived = async () => {
  const made = await closed()
  const { id, number } = await city.run(c.archiveCase, { caseId: made.caseId }, archivist)
  await city.settle()
  return { ...made, id, archive: number }
}
const fetched = async (id: string, as: Actor, part: 'main' | 'secondary' = 'main', form: 'pdf' | 'zip' = 'zip') =>
  Buffer.from((await city.run(c.fileOfVolume, { id, part, form }, as)).data, 'base64')
const keys = () => ({ log: log.signer.vkeys() })
const waiting = async () =>
  (await city.run(c.toArchive, { jurisdiction: '350200' }, archivist)).rows.map((r) => r.number)

describe('archiving', () => {
  test('only what is closed, once, by its unit or the archive; numbers without gaps; it leaves the list', async () => {
    const open = await apply(city, applicant)
    expect(await code(city.run(c.archiveCase, { caseId: open.caseId }, archivist))).toBe('OPEN')
    const one = await closed()
    expect(await waiting()).toContain(one.number)
    const go = (as: Actor) => code(city.run(c.archiveCase, { caseId: one.caseId }, as))
    expect(await go(applicant)).toBe('FORBIDDEN')
    expect(await go(await city.officer('350203-shichang', 'clerk'))).toBe('FORBIDDEN')
    expect(await go(officer('archivist', { jurisdiction: '350203' }))).toBe('FORBIDDEN')
    expect((await Promise.all([go(clerk), go(archivist)])).sort()).toEqual(['ARCHIVED', 'OK'])
    await city.settle()
    expect(await waiting()).not.toContain(one.number)
    const { archive: second } = await archived()
    expect(second).toBe('2026-厦建-0002')
  })
  test('the binding says every digest in one act of the case; its pages run on', async () => {
    const { id, caseId } = await archived()
    const view = await city.run(c.viewVolume, { id }, archivist)
    const [main, pdf] = [view.main!, await fetched(id, archivist, 'main', 'pdf')]
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(main.sha256)
    expect(main.pieces.map((p) => p.from)).toEqual(
      main.pieces.map((_, i) => (i === 0 ? 1 : main.pieces[i - 1]!.to + 1)),
    )
    expect(main.pieces.at(-1)!.to).toBe(main.pages)
    // Cover, one page of contents, the pieces, the end note.
    expect(pdf.toString('latin1').match(/\/Type \/Page\n/g)!.length).toBe(main.pages + 3)
    expect(pdf.toString('latin1').match(/\/Type \/Filespec/g)!.length).toBe(main.pieces.filter((p) => p.file).length)
    const bound = (await city.db.transaction().execute((tx) => actsOf(tx, '350200', caseId))).at(-1)!
    expect(bound.type).toBe('case.bound')
    expect(bound.public).toMatchObject({ manifest: view.manifest, main: { sha256: main.sha256, pages: main.pages } })
    expect(JSON.stringify(bound.public)).not.toContain('批准')
  })
})

describe('the ZIP proves itself', () => {
  test('with the command; and not with a byte changed, a file put in, another manifest or the bundle of another case', async () => {
    const one = await archived()
    const zip = await fetched(one.id, archivist)
    const files = v.unzip(zip)
    expect(files.map((f) => f.name)).toEqual(
      expect.arrayContaining(['main.pdf', 'main/003.pdf', 'manifest.json', 'bundle.json']),
    )
    const whole = await v.verifyDossier(zip, keys())
    expect(whole.lines.filter((l) => !l.ok)).toEqual([])
    expect(whole.proven).toBe(true)
    const path = join(folder, 'v.zip')
    writeFileSync(path, zip)
    const out: string[] = []
    const io = { lang: 'en' as const, out: (s: string) => void out.push(s), err: (s: string) => void out.push(s) }
    const vkeys = log.signer.vkeys().flatMap((k) => ['--vkey', k])
    expect(await verify.run([path, ...vkeys], io as never), out.join('\n')).toBe(0)
    expect(out[0]).toBe('PROVEN')
    const judge = (change: (e: v.Entry) => v.Entry | undefined, more: v.Entry[] = []) =>
      v.verifyDossier(v.zip([...files.flatMap((f) => change(f) ?? []), ...more]), keys())
    const altered = await judge((f) =>
      f.name === 'main/003.pdf' ? { ...f, data: Buffer.from([...f.data.subarray(1), 0]) } : f,
    )
    expect([altered.proven, altered.lines.some((l) => l.what.en === 'main/003.pdf was altered')]).toEqual([false, true])
    expect((await judge((f) => f, [{ name: 'main/999.pdf', data: new Uint8Array([1]) }])).proven).toBe(false)
    const other = v.unzip(await fetched((await archived()).id, archivist)).find((f) => f.name === 'bundle.json')!
    expect((await judge((f) => (f.name === 'bundle.json' ? other : f))).proven).toBe(false)
    const text = (f: v.Entry) => new TextDecoder().decode(f.data)
    const forged = await judge((f) => (f.name === 'manifest.json' ? { ...f, data: Buffer.from(`${text(f)} `) } : f))
    expect(forged.proven).toBe(false)
    expect(await v.verifyDossier(zip.subarray(0, -9), keys())).toMatchObject({ unreadable: true })
    // Without one of its files it is told, not refused.
    const fewer = await judge((f) => (f.name === 'main/003.pdf' ? undefined : f))
    expect([fewer.proven, fewer.notProven.some((n) => n.en.includes('not here'))]).toEqual([true, true])
  })
  test('a file that is altered on disk is told, and handed out to nobody', async () => {
    const { id } = await archived()
    const volume = (await city.db.transaction().execute((tx) => findVolume(tx, id)))!
    const { sha256 } = volume.main!
    const get = city.files.get
    city.files.get = async (d) => (d === sha256 ? Promise.reject(new Error('altered')) : get(d))
    expect(await code(fetched(id, archivist))).toBe('DAMAGED')
    city.files.get = get
  })
})

test('what parties may not read is in the secondary volume, a picture that is none and a file that is gone are said', async () => {
  const made = await closed()
  const reason = '与申请人有亲属关系'
  await city.run(cases.recuse, { caseId: made.caseId, reason }, officer('auditor'))
  await city.run(c.archiveCase, { caseId: made.caseId }, archivist)
  await city.settle()
  const volume = (await city.db.transaction().execute((tx) => volumeOfCase(tx, '350200', made.caseId)))!
  const { main, secondary } = (await city.db.transaction().execute((tx) => gather(tx, city.files, volume))).bindings
  const said = (b: Binding | undefined) => JSON.stringify(b?.sheets.flatMap((s) => (s.what === 'lines' ? s.lines : [])))
  expect(said(main)).not.toContain(reason)
  expect(said(secondary)).toContain(reason)
  expect(said(main)).toContain('不具备法定条件')
  expect(volume.secondary).not.toBeNull()
  expect(await code(fetched(volume.id, applicant, 'secondary', 'pdf'))).toBe('NO_VOLUME')
  const sheets: Binding['sheets'] = [
    {
      what: 'file',
      title: '照片',
      slot: null,
      on: '2026-03-02',
      file: 'main/001.png',
      type: 'image/png',
      sha256: 'x',
      bytes: new Uint8Array([1, 2]),
    },
    { what: 'missing', title: '不见了', slot: null, on: '2026-03-02', file: 'main/002.pdf', sha256: 'y' },
    ...Array.from({ length: 50 }, (_, i) => ({
      what: 'lines' as const,
      title: `第 ${i} 件`,
      slot: '证据',
      on: '2026-03-02',
      lines: [],
    })),
  ]
  const { pdf, pages, spans } = await makeVolume({ ...main!, sheets })
  expect([pages, spans.at(-1)]).toEqual([52, { from: 52, to: 52 }])
  // Cover, three pages of contents, end note.
  expect(
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\n/g)!.length,
  ).toBe(57)
  expect(
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Filespec/g)!.length,
  ).toBe(1)
})

describe('who reads', () => {
  test('a party the main volume alone; others nothing; the unit borrows', async () => {
    const { id } = await archived()
    const read = (as: Actor, part: 'main' | 'secondary' = 'main') => code(fetched(id, as, part, 'pdf'))
    expect([await read(applicant), await read(applicant, 'secondary')]).toEqual(['OK', 'NO_VOLUME'])
    const view = await city.run(c.viewVolume, { id }, applicant)
    expect([view.main !== null, view.secondary, view.loans]).toEqual([true, null, []])
    expect(await read(await city.citizen('citizen2'))).toBe('NO_VOLUME')
    expect([await read(clerk), await read(clerk, 'secondary')]).toEqual(['NO_VOLUME', 'NO_VOLUME'])
    expect(await code(city.run(c.viewVolume, { id }, await city.officer('350203-shichang', 'clerk')))).toBe('NO_VOLUME')
    expect(await read(officer('archivist', { jurisdiction: '350203' }))).toBe('NO_VOLUME')
    expect(await read(officer('auditor'))).toBe('OK')
  })
  test('lent to an officer until a day, returned; overdue it is seen, and no longer read', async () => {
    const { id } = await archived()
    const { login } = (
      await city.database
        .owner`select w.login from identity.password w join identity.appointment a on a.person_id = w.person_id where a.post like ${`${UNIT}/clerk%`} limit 1`
    )[0]!
    const lend = (more: object = {}, as: Actor = archivist) =>
      city.run(c.lend, { id, login, part: 'main', until: '2026-03-12', reason: '复议答复', ...more }, as)
    expect(await code(lend({}, clerk))).toBe('FORBIDDEN')
    expect(await code(lend({ until: '2026-03-01' }))).toBe('TERM')
    expect(await code(lend({ until: '2028-03-01' }))).toBe('TERM')
    expect(await code(lend({ login: 'nobody-here' }))).toBe('NO_PERSON')
    expect(await code(lend({ login: 'citizen2' }))).toBe('NOT_OFFICER')
    const { loan } = await lend()
    expect(await code(lend())).toBe('OUT')
    expect(await code(fetched(id, clerk, 'main', 'pdf'))).toBe('OK')
    expect(await code(fetched(id, clerk, 'secondary', 'pdf'))).toBe('NO_VOLUME')
    const states = async () =>
      (await city.run(c.listVolumes, { jurisdiction: '350200' }, archivist)).rows.find((r) => r.id === id)!.state
    expect(await states()).toBe('out')
    city.clock.set('2026-03-13T01:00:00Z')
    expect(await states()).toBe('overdue')
    expect(await code(fetched(id, clerk, 'main', 'pdf'))).toBe('NO_VOLUME')
    expect(await city.run(c.giveBack, { id, loan }, archivist)).toEqual({ late: true })
    expect(await code(city.run(c.giveBack, { id, loan }, archivist))).toBe('RETURNED')
    expect(await states()).toBe('kept')
    const acts = await city.db.transaction().execute((tx) => actsOf(tx, '350200', id))
    expect(acts.map((a) => a.type)).toEqual(['volume.lent', 'volume.returned'])
    for (const said of ['复议答复', login]) expect(JSON.stringify(acts.map((a) => a.public))).not.toContain(said)
  })
  test('opened to a citizen: the main volume, while the term lasts', async () => {
    const { id } = await archived()
    const reader = await city.citizen('citizen2')
    await city.run(c.open, { id, login: 'citizen2', until: '2026-03-20', reason: '继承查询' }, archivist)
    expect(await code(fetched(id, reader, 'main', 'pdf'))).toBe('OK')
    expect(await code(fetched(id, reader, 'secondary', 'pdf'))).toBe('NO_VOLUME')
    city.clock.set('2026-03-21T01:00:00Z')
    expect(await code(fetched(id, reader, 'main', 'pdf'))).toBe('NO_VOLUME')
  })
})

test('when the term of keeping is over it is told; nothing is deleted; an archivist keeps it on', async () => {
  const { id } = await archived()
  const keep = (more: object = {}) => city.run(c.keepOn, { id, years: 5, reason: '仍有价值', ...more }, archivist)
  expect(await code(keep())).toBe('NOT_OVER')
  city.clock.set('2037-01-01T01:00:00Z')
  // Only this volume's own timer: the city's others would ring for years.
  await city.run(c.termOver, { id }, system('archive.term-over'))
  const { rows } = await city.run(c.listVolumes, { jurisdiction: '350200', state: 'over' }, archivist)
  expect(rows.map((r) => r.id)).toContain(id)
  expect(await code(fetched(id, archivist, 'main', 'pdf'))).toBe('OK')
  expect(await keep()).toEqual({ keepUntil: '2042-12-31' })
  const types = (await city.db.transaction().execute((tx) => actsOf(tx, '350200', id))).map((a) => a.type)
  expect(types).toEqual(['volume.term-over', 'volume.kept-on'])
})
