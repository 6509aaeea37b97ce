// Evidence and measures: 行政处罚法 arts. 46, 56, 74; 行政强制法 arts. 18, 25, 27, 28.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PDF } from '../../../test/city.ts'
import * as c from '../contract.ts'
import { code, type EnforcementCity, enforcementCity, FREIGHT, freightFacts } from '../harness.ts'

let of: EnforcementCity
let n = 0
beforeAll(async () => {
  of = await enforcementCity()
})
afterAll(() => of.city.close())

const filed = () => of.file(of.freight, FREIGHT, { actOn: `2026-01-${String(++n).padStart(2, '0')}` })
const officer = () => of.freight.officers[0]
const ask = (caseId: string, kind: (typeof c.MEASURES)[number], as: unknown = officer()) =>
  code(of.city.run(c.askMeasure, { caseId, kind, goods: '货车一辆', reason: '可能转移。' }, as as never))
const order = (caseId: string, measure = 1, as: unknown = of.freight.head) =>
  code(of.city.run(c.orderMeasure, { caseId, measure }, as as never))
const extend = (caseId: string, measure = 1, as: unknown = of.freight.head) =>
  code(of.city.run(c.extendMeasure, { caseId, measure, reason: '鉴定未完。' }, as as never))
const end = (caseId: string, measure = 1, outcome = 'returned', as: unknown = officer()) =>
  code(of.city.run(c.endMeasure, { caseId, measure, outcome, reason: '已查清。' } as never, as as never))
const report = (caseId: string, given: object = {}) =>
  code(
    of.city.run(
      c.report,
      {
        caseId,
        conclusion: 'penalise',
        kinds: ['fine'],
        facts: freightFacts,
        fine: 400_000,
        reasons: '清楚。',
        ...given,
      },
      officer(),
    ),
  )
const clocks = async (number: string) => (await of.standing(number, of.freight.head)).clocks

describe('preservation and seizure', () => {
  test('art. 56: approved by the head, seven working days, dealt with before the investigation closes', async () => {
    const { caseId, number } = await filed()
    expect(await ask(caseId, 'preservation', of.freight.head)).toBe('FORBIDDEN')
    expect(await ask(caseId, 'preservation', of.food.officers[0])).toBe('FORBIDDEN')
    expect(await ask(caseId, 'preservation')).toBe('OK')
    expect(await order(caseId, 1, officer())).toBe('FORBIDDEN')
    expect(await order(caseId, 2)).toBe('NO_MEASURE')
    expect(await end(caseId)).toBe('NO_MEASURE')
    expect(await order(caseId)).toBe('OK')
    expect(await order(caseId)).toBe('NO_MEASURE')
    expect((await clocks(number))['penalty.preservation']).toMatchObject({ due: '2026-03-11', overdue: false })
    expect(await extend(caseId)).toBe('NO_MEASURE')
    expect(await report(caseId)).toBe('MEASURES_OPEN')
    of.later(10)
    // Nothing lifts it in silence: its clock is over.
    expect((await clocks(number))['penalty.preservation']).toMatchObject({ overdue: true })
    expect(await end(caseId, 1, 'sold')).toBe('INVALID')
    expect(await end(caseId)).toBe('OK')
    expect(await end(caseId)).toBe('NO_MEASURE')
    expect((await clocks(number))['penalty.preservation']).toBeUndefined()
    expect(await report(caseId)).toBe('OK')
  })
  test('强制法 art. 18: what the head refuses is not in force', async () => {
    const { caseId } = await filed()
    await ask(caseId, 'sealing')
    const refuse = (as: unknown) =>
      code(of.city.run(c.refuseMeasure, { caseId, measure: 1, reason: '没有必要。' }, as as never))
    expect(await refuse(officer())).toBe('FORBIDDEN')
    expect(await refuse(of.freight.head)).toBe('OK')
    expect(await order(caseId)).toBe('NO_MEASURE')
    expect(await end(caseId)).toBe('NO_MEASURE')
  })
  test('强制法 art. 25: thirty days, once thirty more, not past its end', async () => {
    of.city.clock.set('2026-04-01T02:00:00Z')
    const [a, b] = [await filed(), await filed()]
    for (const { caseId } of [a, b]) {
      await ask(caseId, 'seizure')
      expect(await order(caseId)).toBe('OK')
    }
    expect((await clocks(a.number))['penalty.seizure']!.due).toBe('2026-05-01')
    // A holiday: it ends all the same, for a day more would be against the party.
    of.city.clock.set('2026-05-01T02:00:00Z')
    expect(await extend(a.caseId, 1, officer())).toBe('FORBIDDEN')
    const both = await Promise.all([extend(a.caseId), extend(a.caseId)])
    expect(both.sort()).toEqual(['EXTENDED', 'OK'])
    expect((await clocks(a.number))['penalty.seizure']!.due).toBe('2026-05-31')
    of.city.clock.set('2026-05-02T02:00:00Z')
    expect(await extend(b.caseId)).toBe('OVER')
    expect((await clocks(b.number))['penalty.seizure']).toMatchObject({ overdue: true })
    expect(await end(b.caseId)).toBe('OK')
    expect(await extend(b.caseId)).toBe('NO_MEASURE')
  })
  test('强制法 art. 25 para 3: the time of testing is told in writing, does not count, and stops nobody else', async () => {
    const { caseId, number } = await filed()
    const { city, freight } = of
    await ask(caseId, 'seizure')
    const test = (given: object, as: unknown = freight.head) =>
      code(city.run(c.suspend, { caseId, why: 'testing', reason: '送检。', ...given } as never, as as never))
    const until = '2026-05-20'
    expect(await test({ measure: 1, until })).toBe('NO_MEASURE')
    await order(caseId)
    expect(await test({ measure: 1 })).toBe('UNTIL')
    expect(await test({ measure: 1, until: '2026-05-01' })).toBe('UNTIL')
    expect(await test({ measure: 2, until })).toBe('NO_MEASURE')
    expect(await test({ measure: 1, until, why: 'suit' })).toBe('NO_MEASURE')
    expect(await test({ measure: 1, until }, officer())).toBe('FORBIDDEN')
    expect(await test({ measure: 1, until })).toBe('OK')
    const v = await city.run(c.view, { number }, freight.head)
    expect(v.measures[0]).toMatchObject({ until: null, testedUntil: until })
    expect(v.documents.at(-1)).toMatchObject({ title: { en: 'Notice of the time of testing' } })
    expect(await extend(caseId)).toBe('TESTING')
    city.clock.set('2026-05-12T02:00:00Z')
    await city.run(c.resume, { caseId, reason: '检测完毕。' }, freight.head)
    // Ordered on 2 May; ten days were not counted.
    expect((await city.run(c.view, { number }, freight.head)).measures[0]).toMatchObject({ until: '2026-06-11' })
    expect(await extend(caseId)).toBe('OK')
  })
  test('强制法 arts. 27, 28; art. 74: no case closes while something is seized', async () => {
    const { caseId } = await filed()
    const { city, freight } = of
    await ask(caseId, 'seizure')
    await order(caseId)
    // A seizure may outlast the investigation, not the case.
    expect(await report(caseId, { conclusion: 'spare' })).toBe('OK')
    await city.run(c.review, { caseId, outcome: 'pass', opinion: '同意。' }, freight.legal)
    const { document } = await city.run(
      c.decide,
      { caseId, outcome: 'spare', reasons: '违法事实不能成立。' },
      freight.head,
    )
    await of.serve(caseId, document!, of.today(), officer())
    expect(await code(city.run(c.close, { caseId }, freight.head))).toBe('MEASURES_OPEN')
    expect(await end(caseId)).toBe('OK')
    expect(await ask(caseId, 'sealing')).toBe('OK')
    expect(await code(city.run(c.close, { caseId }, freight.head))).toBe('OK')
    expect(await ask(caseId, 'sealing')).toBe('CLOSED')
    expect(await order(caseId, 2)).toBe('NO_MEASURE')
  })
})

describe('evidence (art. 46)', () => {
  const photo = (bytes: number) => {
    const data = randomBytes(bytes)
    data.set([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0])
    return new Uint8Array(data)
  }
  const add = (caseId: string, bytes: Uint8Array, given: object = {}, as: unknown = officer()) =>
    of.city.run(
      c.addEvidence,
      {
        ...{
          caseId,
          kind: 'audiovisual',
          maker: '执法人员一',
          takenOn: of.today(),
          device: '执法记录仪 3 号',
          place: '港中路',
        },
        file: { name: '现场.jpg', size: bytes.length, bytes },
        ...given,
      },
      as as never,
    )
  test('who took it, when, with what, and its digest; a photo of 30 MB is taken, of 33 MB not', async () => {
    const { caseId, number } = await filed()
    expect(await code(add(caseId, photo(30 * 1024 * 1024)))).toBe('OK')
    expect(await code(add(caseId, photo(33 * 1024 * 1024)))).toBe('BAD_FILE')
    const { facts } = (await of.standing(number, officer())).acts.at(-1)!
    expect(facts).toMatchObject({
      kind: 'audiovisual',
      size: 30 * 1024 * 1024,
      type: 'image/jpeg',
      takenOn: of.today(),
    })
    expect(facts.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(facts)).not.toContain('执法人员一')
  })
  test('recordings are taken for what they are, by their content; a picture is no recording and the other way round', async () => {
    const { caseId, number } = await filed()
    const box = (brand: string) => new Uint8Array([0, 0, 0, 24, ...Buffer.from(`ftyp${brand}`), ...Buffer.alloc(40)])
    const wav = new Uint8Array([...Buffer.from('RIFF'), 36, 0, 0, 0, ...Buffer.from('WAVEfmt '), ...Buffer.alloc(40)])
    const mp3 = new Uint8Array([...Buffer.from('ID3'), 3, 0, 0, 0, 0, 0, 10, ...Buffer.alloc(10), 0xff, 0xfb, 0x90, 0])
    const types: [Uint8Array, string][] = [
      [box('isom'), 'video/mp4'],
      [box('M4A '), 'audio/x-m4a'],
      [box('3gp4'), 'video/3gpp'],
      [mp3, 'audio/mpeg'],
      [wav, 'audio/wav'],
    ]
    for (const [bytes, type] of types) {
      expect(await code(add(caseId, bytes)), type).toBe('OK')
      const view = await of.city.run(c.view, { number }, officer())
      expect(view.papers.at(-1)!.type).toBe(type)
    }
    // A document is read, not heard; a form without a recording’s content is none, whatever its name.
    expect(await code(add(caseId, box('isom'), { kind: 'document' }))).toBe('BAD_FILE')
    expect(await code(add(caseId, box('avif')))).toBe('BAD_FILE')
  })
  test('tomorrow’s, an empty one, a programme by another name, by another unit, after closing: refused', async () => {
    const { caseId } = await filed()
    expect(await code(add(caseId, PDF, { takenOn: '2030-01-01' }))).toBe('TAKEN_LATER')
    expect(await code(add(caseId, new Uint8Array()))).toBe('BAD_FILE')
    expect(await code(add(caseId, new TextEncoder().encode('MZ\0\0 not a picture')))).toBe('BAD_FILE')
    expect(await code(add(caseId, PDF, { kind: 'rumour' }))).toBe('INVALID')
    expect(await code(add(caseId, PDF, { maker: '' }))).toBe('INVALID')
    expect(await code(add(caseId, PDF, {}, of.food.officers[0]))).toBe('FORBIDDEN')
    expect(await code(add(caseId, PDF, {}, await of.as('enforce-jiaotong-3', '350200-jiaotong/enforcement')))).toBe(
      'UNFIT',
    )
    expect(await code(add(caseId, PDF))).toBe('OK')
    await report(caseId, { conclusion: 'refer' })
    await of.city.run(c.refer, { caseId, to: '厦门市公安局', reason: '涉嫌犯罪。' }, of.freight.head)
    await of.city.run(c.close, { caseId }, of.freight.head)
    expect(await code(add(caseId, PDF))).toBe('CLOSED')
    const form = { caseId, form: 'scene-record', fields: {} }
    expect(await code(of.city.run(c.issueForm, form, officer()))).toBe('CLOSED')
  })
  test('arts. 42, 46, 55: records are forms with their fields; those that an act issues are not made by hand', async () => {
    const { caseId } = await filed()
    const make = (form: string, fields: object = {}) =>
      code(of.city.run(c.issueForm, { caseId, form, fields } as never, officer()))
    expect(await make('scene-record')).toBe('INCOMPLETE')
    expect(await make('scene-record', { place: '港中路', record: '车辆未取得许可。', present: '驾驶员' })).toBe('OK')
    expect(await make('penalty-decision')).toBe('NO_FORM')
    expect(await make('no-such-form')).toBe('NO_FORM')
  })
})
