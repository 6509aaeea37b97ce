import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as approvals from '../../rooms/approvals/contract.ts'
import { apply, type TestCity, testCity } from '../../test/city.ts'
import { contract as cases, findDocument, insertDocument } from '../cases/index.ts'
import { codeOf as code, longestTurn } from '../platform/harness.ts'
import { type Actor, actsOf, anonymous, privateOf } from '../platform/index.ts'
import { contract, documentDigest, makeLetter } from './index.ts'
import { lastDays } from './remedies.rules.ts'
import { effectiveOn, serviceProblems } from './service.rules.ts'

const UNIT = '350200-jianshe'
let city: TestCity
let applicant: Actor
let clerk: Actor
beforeAll(async () => {
  city = await testCity()
  applicant = await city.citizen()
  clerk = await city.officer(UNIT, 'clerk')
})
afterAll(() => city.close())

const read = <T>(work: (tx: any) => Promise<T>) => city.db.transaction().execute(work)
const viewed = (number: string, as = applicant) => city.run(cases.viewCase, { number }, as)
const refused = async () => {
  const made = await apply(city, applicant)
  await city.run(approvals.refuseAcceptance, { caseId: made.caseId, reason: '不属于本机关职权范围。' }, clerk)
  return { ...made, document: (await viewed(made.number)).documents[0]!.number }
}

describe('when a service counts, and the last days that follow', () => {
  test.each([
    ['in-person', '2026-03-02', '2026-03-02'],
    ['left', '2026-03-02', '2026-03-02'],
    ['post', '2026-03-02', '2026-03-02'],
    ['electronic', '2026-03-02', '2026-03-02'],
    ['notice', '2026-03-02', '2026-04-01'],
    ['notice', '2021-12-31', '2022-03-01'],
  ] as const)('%s on %s: %s', (how, on, expected) => expect(effectiveOn({ how, on })).toBe(expected))

  test('each way has what makes it service in law', () => {
    const wrong = (s: Parameters<typeof serviceProblems>[0]) =>
      Object.keys(serviceProblems(s, '2026-03-02', '2026-03-10'))
    expect(wrong({ how: 'in-person', on: '2026-03-03' })).toEqual(['receiver'])
    expect(wrong({ how: 'left', on: '2026-03-03' })).toEqual(['witness', 'reason'])
    expect(wrong({ how: 'electronic', on: '2026-03-03', consent: false })).toEqual(['consent'])
    expect(wrong({ how: 'notice', on: '2026-03-03' })).toEqual(['reason'])
    expect(wrong({ how: 'post', on: '2026-03-01', receiver: '王工' })).toEqual(['on'])
    expect(wrong({ how: 'post', on: '2026-03-11', receiver: '王工' })).toEqual(['on'])
    expect(wrong({ how: 'post', on: '2026-03-10', receiver: '王工' })).toEqual([])
  })

  test('an end on a day off moves on', () => {
    // 2026-05-01 begins the holiday through the 5th; 2026-09-02 is a Wednesday.
    expect(lastDays('2026-03-02')).toEqual({ reconsideration: '2026-05-06', suit: '2026-09-02' })
    expect(lastDays('2026-03-10')).toEqual({ reconsideration: '2026-05-09', suit: '2026-09-10' })
  })
})

describe('a document of a case', () => {
  test('has a number without gaps in its unit, series and year; a refused step takes none', async () => {
    const first = await refused()
    expect(first.document).toMatch(/^厦建不受〔2026〕\d+号$/)
    const n = Number(/(\d+)号/.exec(first.document)![1])
    expect(await code(city.run(approvals.refuseAcceptance, { caseId: first.caseId, reason: '再来' }, clerk))).not.toBe(
      'OK',
    )
    const second = await refused()
    expect(second.document).toBe(`厦建不受〔2026〕${n + 1}号`)
    city.clock.set('2027-01-04T02:00:00Z')
    expect((await refused()).document).toBe('厦建不受〔2027〕1号')
    city.clock.set('2026-03-02T01:00:00Z')
  })

  test('is committed to in its act, and says reasons, authority, redress with its last days', async () => {
    const { caseId, document } = await refused()
    const found = (await read((tx) => findDocument(tx, document)))!
    const act = (await read((tx) => actsOf(tx, '350200', caseId))).at(-1)!
    expect(act.type).toBe('acceptance.refused')
    expect(act.public.document).toEqual({
      number: document,
      kind: 'acceptance-refused',
      sha256: documentDigest(found.content as never),
    })
    expect(JSON.stringify(act.public)).not.toContain('职权范围')
    const kept = (await read((tx) => privateOf(tx, '350200', [act.id]))).get(act.id)!
    expect(kept.document!.value).toEqual(found.content)
    const { remedies, paragraphs, issuedBy, issuedOn } = found.content
    expect(paragraphs.map((p: any) => p.zh)).toContain('不属于本机关职权范围。')
    expect(remedies[0].zh).toContain('市人民政府')
    expect(remedies[1].zh).toContain('2026-05-06')
    expect(remedies[1].en).toContain('2026-09-02')
    expect([issuedBy.zh, issuedOn]).toEqual(['市建设与管理局', '2026-03-02'])
  })

  test('is read by parties and the unit, by nobody else', async () => {
    const { document: number } = await refused()
    const get = (as: Actor) => code(city.run(contract.getDocument, { number }, as))
    expect(await get(applicant)).toBe('OK')
    expect(await get(clerk)).toBe('OK')
    expect(await get(anonymous)).toBe('LOGIN_REQUIRED')
    expect(await get(await city.officer('350203-shichang', 'clerk'))).toBe('NO_DOCUMENT')
    expect(await get(await city.officer(UNIT, 'drafter'))).toBe('NO_DOCUMENT')
    for (const none of ['厦建不受〔2026〕99999号', '不是编号', '厦建不受〔', 'L350200202600000'])
      expect(await code(city.run(contract.getDocument, { number: none }, applicant))).toBe('NO_DOCUMENT')
  })

  test('is served once, by its unit, with the proof on the case’s stream', async () => {
    const { caseId, number, document } = await refused()
    const input = { caseId, document, how: 'post' as const, on: '2026-03-02', receiver: '王工（收发）' }
    const serve = (as: Actor, more: object = {}) => code(city.run(contract.serveDocument, { ...input, ...more }, as))
    expect(await serve(anonymous)).toBe('LOGIN_REQUIRED')
    expect(await serve(applicant)).toBe('FORBIDDEN')
    expect(await serve(await city.officer('350203-shichang', 'clerk'))).toBe('FORBIDDEN')
    expect(await serve(clerk, { document: '厦建受〔2026〕1号' })).toBe('NO_DOCUMENT')
    expect(await serve(clerk, { receiver: '' })).toBe('NOT_SERVICE')
    expect(await serve(clerk, { on: '2026-13-40' })).toBe('INVALID')
    expect(await serve(clerk)).toBe('OK')
    expect(await serve(clerk)).toBe('SERVED')
    const view = await viewed(number)
    expect(view.documents[0]!.served).toEqual({ how: 'post', on: '2026-03-02' })
    const act = view.acts.at(-1)!
    expect(act).toMatchObject({
      type: 'document.served',
      why: '王工（收发）',
      facts: { lastDays: { reconsideration: '2026-05-06', suit: '2026-09-02' } },
    })
  })

  test('announced and then handed over, it counts from the hand-over', async () => {
    const { caseId, number, document } = await refused()
    const serve = (how: 'notice' | 'in-person') =>
      city.run(
        contract.serveDocument,
        { caseId, document, how, on: '2026-03-02', reason: '下落不明', receiver: '本人' },
        clerk,
      )
    expect((await serve('notice')).effectiveOn).toBe('2026-04-01')
    expect((await serve('in-person')).effectiveOn).toBe('2026-03-02')
    expect((await viewed(number)).documents[0]!.served).toEqual({ how: 'in-person', on: '2026-03-02' })
  })

  test('prints on one letterhead, over pages where it must', async () => {
    const { document } = await refused()
    const { content } = (await read((tx) => findDocument(tx, document)))!
    const pdf = await makeLetter(content as never, new TextEncoder().encode('receipt'))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1')).toContain('receipt.tlog-proof')
    const long = { ...content, paragraphs: Array.from({ length: 60 }, () => content.paragraphs[0]) }
    const pages = (await makeLetter(long as never)).toString('latin1').match(/\/Type \/Page\n/g)!.length
    expect(pages).toBeGreaterThan(2)
    expect(pages).toBeLessThan(9)
  })

  test('that quotes a long statement holds nobody up, and one that never ends is given up', async () => {
    const { document } = await refused()
    const { content } = (await read((tx) => findDocument(tx, document)))! as { content: any }
    const quoting = (letters: number) => ({
      ...content,
      paragraphs: [{ zh: '陈'.repeat(letters), en: 'a'.repeat(letters) }],
    })
    await makeLetter(content)
    const { made, longest } = await longestTurn(() =>
      Promise.all([4000, 4000, 10_000].map((n) => makeLetter(quoting(n)))),
    )
    expect(made.every((pdf) => pdf.subarray(0, 5).toString() === '%PDF-')).toBe(true)
    expect(longest).toBeLessThan(200)
    // Who waits behind it is told as well; the next finds a new worker.
    expect(await Promise.all([makeLetter(quoting(200_000), undefined, 20), makeLetter(content)].map(code))).toEqual([
      'BUSY',
      'BUSY',
    ])
    expect(await code(makeLetter(content))).toBe('OK')
  })

  test('one from before the series, a licence, is found by its number', async () => {
    const { caseId } = await apply(city, applicant)
    const number = 'L3502002025000001'
    await read((tx) =>
      insertDocument(tx, {
        jurisdiction: '350200',
        caseId,
        number,
        kind: 'licence',
        content: {},
        issuedAt: new Date(),
      }),
    )
    expect((await read((tx) => findDocument(tx, number)))?.caseId).toBe(caseId)
  })
})
