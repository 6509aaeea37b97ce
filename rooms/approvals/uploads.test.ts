import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as cases, keptFor } from '../../kernel/cases/index.ts'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous } from '../../kernel/platform/index.ts'
import { apply, CONSTRUCTION, CONSTRUCTION_FORM as FORM, PDF, type TestCity, testCity } from '../../test/city.ts'
import * as c from './contract.ts'

const PART = 512 * 1024
const JURISDICTION = '350200'
let city: TestCity
let me: Actor
beforeAll(async () => {
  city = await testCity()
  me = await city.citizen()
})
afterAll(() => city.close())

/** A scan of some megabytes: a PDF by its beginning, and each another. */
let scans = 0
const scan = (size: number) => {
  const bytes = new Uint8Array(size).fill(++scans)
  bytes.set(PDF.subarray(0, 64))
  return bytes
}
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const keyOf = (bytes: Uint8Array, slot = 'land') => ({
  jurisdiction: JURISDICTION,
  keptFor: keptFor(CONSTRUCTION, slot),
  sha256: digest(bytes),
})
const send = (bytes: Uint8Array, part: number, more: object = {}, who = me) => {
  const piece = bytes.subarray(part * PART, (part + 1) * PART)
  return city.run(
    cases.keepPart,
    {
      ...keyOf(bytes),
      name: '扫描件.pdf',
      size: bytes.length,
      part,
      file: { name: 'part', size: piece.length, bytes: piece },
      ...more,
    },
    who,
  )
}
const sendAll = async (bytes: Uint8Array, more: object = {}) => {
  for (let part = 0; part * PART < bytes.length; part++) await send(bytes, part, more)
}
const take = (bytes: Uint8Array, who = me, material = 'land') =>
  city.run(c.uploadMaterial, { itemCode: CONSTRUCTION, material, file: { sha256: digest(bytes) } }, who)
const rows = async (table: string) =>
  (await city.database.owner.unsafe(`select count(*)::int as n from ${table}`))[0]!.n as number
const small = (name: string, bytes: Uint8Array = PDF) => ({ name, size: bytes.length, bytes })

describe('a file in parts', () => {
  test('goes on where it broke, and is the same file in the end; nothing of its parts stays', async () => {
    const bytes = scan(2 * PART + 1000)
    expect(await send(bytes, 0)).toEqual({ have: 1, parts: 3 })
    expect(await send(bytes, 1)).toEqual({ have: 2, parts: 3 })
    // The line broke, and what came is asked for; a part sent twice is no harm.
    expect(await city.run(cases.keptParts, keyOf(bytes), me)).toEqual({ have: 2, parts: 3 })
    expect(await send(bytes, 1)).toEqual({ have: 2, parts: 3 })
    const early = await take(bytes).catch((e) => e)
    expect([early.code, early.detail.zh]).toEqual(['BAD_FILE', expect.stringContaining('还没有传完')])
    expect(await send(bytes, 2)).toEqual({ have: 3, parts: 3 })
    const taken = await take(bytes)
    expect(taken).toMatchObject({
      name: '扫描件.pdf',
      size: bytes.length,
      sha256: digest(bytes),
      type: 'application/pdf',
    })
    expect(new Uint8Array((await city.files.get(taken.sha256))!)).toEqual(bytes)
    expect(await rows('cases.upload')).toBe(0)
    expect(await rows('cases.upload_part')).toBe(0)
  })
  test('in order, whole parts only, and what it was announced to be', async () => {
    const bytes = scan(PART + 10)
    expect(await code(send(bytes, 1))).toBe('NO_UPLOAD')
    await send(bytes, 0)
    const short = { file: small('part', bytes.subarray(PART, PART + 4)) }
    expect(await code(send(bytes, 1, short))).toBe('BROKEN')
    expect(await code(send(bytes, 1, { size: bytes.length + 1 }))).toBe('NO_UPLOAD')
    // Other bytes than announced: nothing is kept, and it begins anew.
    const altered = bytes.slice(PART).fill(0)
    expect(await send(bytes, 1, { file: small('part', altered) })).toEqual({ have: 0, parts: 2 })
    expect(await city.run(cases.keptParts, keyOf(bytes), me)).toEqual({ have: 0, parts: 0 })
    expect(await rows('cases.upload_part')).toBe(0)
    await sendAll(bytes)
    await take(bytes)
  })
  test('its kind is judged by its beginning, its size before the first byte and by what is asked for', async () => {
    const program = scan(PART + 1)
    program.set([0x7f, 0x45, 0x4c, 0x46])
    expect(await code(send(program, 0))).toBe('BAD_FILE')
    expect(await code(send(scan(64), 0, { size: 40 * 1024 * 1024 }))).toBe('INVALID')
    const large = scan(21 * PART)
    await sendAll(large)
    const refused = await take(large).catch((e) => e)
    expect(refused.code).toBe('BAD_FILE')
    expect(refused.fields['material.land'].zh).toContain('超过 10 MB')
  })
  test('is its person’s alone, of a place that there is', async () => {
    const bytes = scan(PART + 5)
    await send(bytes, 0)
    const other = await city.citizen('citizen2')
    expect(await city.run(cases.keptParts, keyOf(bytes), other)).toEqual({ have: 0, parts: 0 })
    expect(await code(send(bytes, 1, {}, other))).toBe('NO_UPLOAD')
    expect(await code(send(bytes, 1, {}, anonymous))).toBe('LOGIN_REQUIRED')
    expect(await code(city.run(cases.keptParts, keyOf(bytes), anonymous))).toBe('LOGIN_REQUIRED')
    await send(bytes, 1)
    expect(await code(take(bytes, other))).toBe('BAD_FILE')
    expect(await code(send(scan(64), 0, { jurisdiction: '999999' }))).toBe('NO_PLACE')
    expect(await code(city.run(cases.dropUpload, { jurisdiction: JURISDICTION, id: crypto.randomUUID() }, me))).toBe(
      'FORBIDDEN',
    )
  })
  test('nobody fills the house: so much on the way, and what stopped is cleared away after three days', async () => {
    const other = await city.citizen('citizen2')
    const begin = () => code(send(scan(PART), 0, { size: 32 * 1024 * 1024 }, other))
    for (let i = 0; i < 8; i++) expect(await begin()).toBe('OK')
    expect(await begin()).toBe('TOO_MUCH')
    expect(await rows('cases.upload_part')).toBe(8)
    city.clock.advance(3 * 86_400_000 + 1000)
    await city.settle()
    expect(await rows('cases.upload')).toBe(0)
    expect(await rows('cases.upload_part')).toBe(0)
    expect(await begin()).toBe('OK')
  })
  test('goes to a case that waits for it, too', async () => {
    const made = await apply(city, me)
    const clerk = await city.officer('350200-jianshe', 'clerk')
    await city.run(c.issueCorrection, { caseId: made.caseId, notice: '合同缺签章页，请补。' }, clerk)
    const bytes = scan(PART + 77)
    const of = { keptFor: keptFor(made.caseId, 'contract') }
    await sendAll(bytes, of)
    const added = await city.run(
      cases.addPaper,
      { caseId: made.caseId, slot: 'contract', file: { sha256: digest(bytes) } },
      me,
    )
    expect(added).toMatchObject({ sha256: digest(bytes), size: bytes.length })
  })
})

describe('several files of one material', () => {
  const upload = (names: string[], more: object = {}) => {
    const [file, ...others] = names.map((n) => small(n, n.endsWith('.exe') ? new TextEncoder().encode('MZ') : PDF))
    return city.run(
      c.uploadMaterial,
      { itemCode: CONSTRUCTION, material: 'safety', file: file!, more: others, ...more },
      me,
    )
  }
  test('those that can be taken stay, each other is told by its name', async () => {
    const { refused } = await upload(['一.pdf', '二.exe', '三.pdf'])
    expect(refused.map((r) => r.name)).toEqual(['二.exe'])
    const all = await upload(['四.exe', '五.exe']).catch((e) => e)
    expect(all.code).toBe('BAD_FILE')
    expect(all.fields['material.safety'].zh).toMatch(/四\.exe.*五\.exe/)
    expect(await code(upload(Array(21).fill('x.pdf')))).toBe('INVALID')
  })
  test('their order is their applicant’s, in the draft and in the case', async () => {
    // They came at one instant of the test's clock: as they were written.
    const ids = await city.database.owner<{ id: string; name: string }[]>`select id, name from cases.paper
      where slot = 'safety' and case_id is null order by ctid`
    expect(ids.map((r) => r.name)).toEqual(['一.pdf', '三.pdf'])
    const [one, three] = [ids[0]!, ids[1]!]
    expect(await code(city.run(c.moveMaterial, { id: one.id, to: 'up' }, me))).toBe('AT_END')
    expect(await code(city.run(c.moveMaterial, { id: one.id, to: 'down' }, await city.citizen('citizen2')))).toBe(
      'FORBIDDEN',
    )
    expect(await code(city.run(c.moveMaterial, { id: crypto.randomUUID(), to: 'up' }, me))).toBe('NO_FILE')
    expect(await code(city.run(c.moveMaterial, { id: one.id, to: 'left' } as never, me))).toBe('INVALID')
    city.clock.advance(1000)
    await upload(['二.pdf'])
    await city.run(c.moveMaterial, { id: three.id, to: 'up' }, me)
    for (const material of ['planning', 'contract', 'drawings', 'land'])
      await city.run(c.uploadMaterial, { itemCode: CONSTRUCTION, material, file: small(`${material}.pdf`) }, me)
    const { number } = await city.run(c.submitApplication, { itemCode: CONSTRUCTION, form: FORM }, me)
    const { papers } = await city.run(c.getCase, { number }, me)
    expect(papers.filter((p) => p.slot === 'safety').map((p) => p.name)).toEqual(['三.pdf', '一.pdf', '二.pdf'])
    expect(await code(city.run(c.moveMaterial, { id: three.id, to: 'down' }, me))).toBe('NO_FILE')
  })
})
