// From the report to the decision: notice, defence, hearing, review, discussion, by their articles.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actsOf } from '../../../kernel/platform/index.ts'
import { PDF } from '../../../test/city.ts'
import * as c from '../contract.ts'
import { BUILDING, code, type EnforcementCity, enforcementCity, FREIGHT, freightFacts } from '../harness.ts'

let of: EnforcementCity
let n = 0
beforeAll(async () => {
  of = await enforcementCity()
})
afterAll(() => of.city.close())

/** Each case is of another act. */
const more = () => ({ actOn: `2026-01-${String(++n).padStart(2, '0')}` })
const usual = { facts: freightFacts, fine: 400_000 }
const decide = (caseId: string, given: object = {}) =>
  code(
    of.city.run(
      c.decide,
      { caseId, outcome: 'penalise', fine: 400_000, reasons: '事实清楚。', ...given },
      of.freight.head,
    ),
  )
const weigh = (caseId: string, given: object = {}) =>
  code(of.city.run(c.weigh, { caseId, adopted: 'none-made', opinion: '没有意见。', ...given }, of.freight.officers[0]))
const defend = (caseId: string, given: object) =>
  code(of.city.run(c.recordDefence, { caseId, ...given }, of.freight.officers[0]))
const review = (caseId: string, outcome: 'pass' | 'return' = 'pass', as = of.freight.legal) =>
  code(of.city.run(c.review, { caseId, outcome, opinion: '同意。' }, as))
const report = (caseId: string, given: object = {}) =>
  code(
    of.city.run(
      c.report,
      { caseId, conclusion: 'penalise', kinds: ['fine'], reasons: '事实清楚。', ...usual, ...given },
      of.freight.officers[0],
    ),
  )
const filed = () => of.file(of.freight, FREIGHT, more())

describe('the fine (arts. 34, 57; 裁量基准)', () => {
  test('above the statute, negative, with a part of a 分: refused; below or above the band: with reasons only', async () => {
    const { caseId, number } = await filed()
    expect(await report(caseId, { fine: 5_000_001 })).toBe('LAW')
    expect(await report(caseId, { fine: -1 })).toBe('INVALID')
    expect(await report(caseId, { fine: 400_000.5 })).toBe('INVALID')
    expect(await report(caseId, { fine: '400000' })).toBe('INVALID')
    expect(await report(caseId, { fine: 299_999 })).toBe('REASONS')
    expect(await report(caseId, { fine: 600_001, deviationReason: '   ' })).toBe('REASONS')
    expect(await report(caseId, { facts: { gains: 2000 } })).toBe('FACTS')
    expect(await report(caseId, { fine: 299_999, deviationReason: '主动消除危害后果。' })).toBe('OK')
    expect((await of.standing(number, of.freight.legal)).mine).toEqual(['penalty.reviewed'])
  })
  test('arts. 57, 58: what leaves the band is reviewed by another, discussed by three, and says so', async () => {
    const { caseId, number } = await filed()
    const { city, freight } = of
    const [one] = freight.officers
    await report(caseId, { fine: 200_000, deviationReason: '主动消除危害后果。' })
    expect(await code(city.run(c.notice, { caseId }, one))).toBe('NOT_OPEN')
    expect(await review(caseId, 'pass', one as never)).toBe('FORBIDDEN')
    expect(await review(caseId, 'return')).toBe('OK')
    await report(caseId, { fine: 200_000, deviationReason: '主动消除危害后果，有记录。' })
    expect(await review(caseId)).toBe('OK')
    const { document } = await city.run(c.notice, { caseId }, one)
    await of.serve(caseId, document!, of.today(), one)
    of.later(9)
    expect(await weigh(caseId)).toBe('OK')
    expect(await decide(caseId, { fine: 200_000 })).toBe('NOT_OPEN')
    const discuss = { caseId, who: '甲、乙、丙', opinion: '同意。' }
    expect(await code(city.run(c.discuss, { ...discuss, present: 2 }, freight.head))).toBe('INVALID')
    expect(await code(city.run(c.discuss, { ...discuss, present: 3 }, freight.head))).toBe('OK')
    expect(await decide(caseId, { fine: 200_000 })).toBe('OK')
    const { facts } = (await of.standing(number, freight.head)).acts.findLast((a) => a.type === 'penalty.decided')!
    expect(facts).toMatchObject({
      deviation: true,
      position: null,
      fine: 200_000,
      band: { from: 300_000, to: 600_000 },
    })
    expect(facts.digest).toMatch(/^[0-9a-f]{64}$/)
  })
  test('art. 57: a decision that would leave a band nobody reviewed goes back, and the case is investigated again', async () => {
    const { caseId } = await of.noticed(of.freight, FREIGHT, usual, more())
    of.later(9)
    await weigh(caseId)
    expect(await decide(caseId, { fine: 100_000 })).toBe('NOT_REVIEWED')
    expect(await decide(caseId, { outcome: 'return' })).toBe('OK')
    expect(await decide(caseId)).toBe('NOT_OPEN')
    expect(await report(caseId)).toBe('OK')
  })
})

describe('notice and defence (arts. 44, 45, 61, 62)', () => {
  test('art. 44: no decision without a notice, none before it was served, none before its time is over', async () => {
    const { caseId, number } = await filed()
    const { city, freight } = of
    const [one, two] = freight.officers
    expect(await decide(caseId)).toBe('NOT_OPEN')
    await report(caseId)
    expect(await decide(caseId)).toBe('NOT_OPEN')
    const { document } = await city.run(c.notice, { caseId }, one)
    of.later(9)
    expect(await weigh(caseId)).toBe('NOT_SERVED')
    // A waiver does not serve it either.
    // Nobody waives for another: the paper that the party signed, and a paper at that.
    expect(await defend(caseId, { waived: true })).toBe('NO_PAPER')
    const paper = { name: '放弃.pdf', size: PDF.length, bytes: PDF }
    expect(await defend(caseId, { waived: true, paper: { ...paper, bytes: new Uint8Array([77, 90]) } })).toBe(
      'BAD_FILE',
    )
    expect(await defend(caseId, { waived: true, paper })).toBe('OK')
    const waiver = (await city.run(c.view, { number }, one)).papers.at(-1)!
    expect((await of.standing(number, one)).acts.at(-1)!.facts).toMatchObject({ waived: true, sha256: waiver.sha256 })
    expect(await weigh(caseId)).toBe('NOT_SERVED')
    await of.serve(caseId, document!, of.today(), two)
    expect(await weigh(caseId)).toBe('OK')
  })
  test('art. 44: five working days after the service, to the day; by public notice thirty days after it was put up', async () => {
    const { city } = of
    const at = await of.noticed(of.freight, FREIGHT, usual, more())
    city.clock.set('2026-06-01T02:00:00Z')
    const { caseId, one } = await of.noticed(of.freight, FREIGHT, usual, more())
    city.clock.set('2026-06-08T15:59:00Z')
    expect(await weigh(caseId)).toBe('TOO_EARLY')
    expect(await decide(caseId)).toBe('NOT_OPEN')
    city.clock.set('2026-06-08T16:00:00Z')
    expect(await weigh(caseId)).toBe('OK')
    expect(await weigh(at.caseId)).toBe('OK')
    // An address that does not exist: served by notice, and the days run from the thirtieth day.
    const lost = await filed()
    await report(lost.caseId)
    const { document } = await city.run(c.notice, { caseId: lost.caseId }, one)
    const { serveDocument } = (await import('../../../kernel/documents/index.ts')).contract
    const serve = (given: object) =>
      city.run(serveDocument, { caseId: lost.caseId, document: document!, on: '2026-06-09', ...given } as never, one)
    expect(await code(serve({ how: 'notice' }))).toBe('NOT_SERVICE')
    expect(await serve({ how: 'notice', reason: '地址不存在，两次退回。' })).toMatchObject({
      effectiveOn: '2026-07-09',
    })
    city.clock.set('2026-07-16T02:00:00Z')
    expect(await weigh(lost.caseId)).toBe('TOO_EARLY')
    city.clock.set('2026-07-17T02:00:00Z')
    expect(await weigh(lost.caseId)).toBe('OK')
  })
  test('art. 45: what was said is weighed, and makes nothing heavier', async () => {
    const { caseId } = await of.noticed(of.freight, FREIGHT, usual, more())
    expect(await defend(caseId, {})).toBe('EMPTY')
    expect(await defend(caseId, { statement: '处罚太重，已经停止营运。' })).toBe('OK')
    of.later(9)
    // Late, and still read.
    expect(await defend(caseId, { statement: '补充材料。' })).toBe('OK')
    expect(await weigh(caseId)).toBe('WAS_MADE')
    expect(await weigh(caseId, { adopted: 'hearing' })).toBe('NO_HEARING')
    expect(await weigh(caseId, { adopted: 'partly', opinion: '部分采纳。' })).toBe('OK')
    expect(await decide(caseId, { fine: 400_001 })).toBe('HEAVIER')
    expect(await decide(caseId, { confiscate: 1 })).toBe('HEAVIER')
    expect(await decide(caseId, { fine: 350_000 })).toBe('OK')
    expect(await defend(caseId, { statement: '已经决定。' })).toBe('NO_NOTICE')
  })
})

describe('the hearing (arts. 63–65)', () => {
  test('art. 63: below the threshold nobody is offered one', async () => {
    const { caseId } = await of.noticed(of.freight, FREIGHT, usual, more())
    expect(await defend(caseId, { hearing: true })).toBe('NO_HEARING')
  })
  test('arts. 63, 64: asked within five days, told seven working days before, presided by who did not investigate; art. 65: then reviewed and discussed', async () => {
    const { city, building, freight } = of
    city.clock.set('2026-08-03T02:00:00Z')
    const facts = { price: 18_000_000, progress: '主体施工', correction: '及时改正', harm: '一般' }
    const { caseId, number, one } = await of.noticed(building, BUILDING, { facts, fine: 22_500_000 }, more())
    const late = await of.noticed(building, BUILDING, { facts, fine: 22_500_000 }, more())
    const say = (id: string) =>
      code(city.run(c.recordDefence, { caseId: id, hearing: true, statement: '要求听证。' }, one))
    expect(await say(caseId)).toBe('OK')
    city.clock.set('2026-08-11T02:00:00Z')
    expect(await say(late.caseId)).toBe('NO_HEARING')
    await city.run(c.weigh, { caseId, adopted: 'hearing', opinion: '转听证。' }, one)
    expect((await of.standing(number, one)).status).toBe('hearing')
    const call = (on: string, as: never) => code(city.run(c.callHearing, { caseId, on, place: '三楼会议室' }, as))
    const investigator = { ...building.legal, personId: one.personId } as never
    expect(await call('2026-08-21', investigator)).toBe('UNFIT')
    expect(await call('2026-08-21', freight.legal as never)).toBe('FORBIDDEN')
    expect(await call('2026-08-20', building.legal as never)).toBe('TOO_SOON')
    expect(await call('2026-08-21', building.legal as never)).toBe('OK')
    const hold = { caseId, attended: 'yes' as const, record: '双方到场，质证完毕。', opinion: '事实成立。' }
    expect(await code(city.run(c.holdHearing, hold, building.legal))).toBe('TOO_EARLY')
    city.clock.set('2026-08-21T02:00:00Z')
    expect(await code(city.run(c.holdHearing, hold, investigator))).toBe('UNFIT')
    expect(await code(city.run(c.holdHearing, hold, building.legal))).toBe('OK')
    const act = { caseId, outcome: 'penalise' as const, fine: 22_500_000, reasons: '事实清楚。' }
    expect(await code(city.run(c.decide, act, building.head))).toBe('NOT_OPEN')
    await city.run(c.review, { caseId, outcome: 'pass', opinion: '同意。' }, building.legal)
    await city.run(c.discuss, { caseId, who: '甲、乙、丙', present: 3, opinion: '同意。' }, building.head)
    expect(await code(city.run(c.decide, act, building.head))).toBe('OK')
    // Art. 60: asked for on the day of filing, held on the day of the decision: of the eighteen days none was counted.
    const clock = (await of.standing(number, building.head)).clocks['penalty.decide']!
    expect(clock.finished).toBe(true)
    expect(clock.used).toBe(0)
  })
})

describe('two at once', () => {
  test('two heads decide in the same moment: one decision, one document', async () => {
    const { caseId, number } = await of.noticed(of.freight, FREIGHT, usual, more())
    of.later(9)
    await weigh(caseId)
    const ends = await Promise.all([
      decide(caseId),
      decide(caseId, { fine: 300_000 }),
      decide(caseId, { fine: 350_000 }),
    ])
    expect(ends.filter((e) => e === 'OK')).toHaveLength(1)
    expect(ends.filter((e) => e === 'NOT_OPEN')).toHaveLength(2)
    const v = await of.standing(number, of.freight.head)
    expect(v.acts.filter((a) => a.type === 'penalty.decided')).toHaveLength(1)
  })
  test('art. 54, 60: the limit is extended once, suspended and resumed once at a time', async () => {
    const { city, freight } = of
    const { caseId, number } = await filed()
    const run = (contract: never, input: object = {}, as = freight.head) =>
      code(city.run(contract, { caseId, reason: '案情复杂。', ...input } as never, as))
    expect(await run(c.extend as never, {}, freight.officers[0])).toBe('FORBIDDEN')
    const both = await Promise.all([run(c.extend as never), run(c.extend as never)])
    expect(both.sort()).toEqual(['EXTENDED', 'OK'])
    expect(await run(c.resume as never)).toBe('NOT_SUSPENDED')
    expect(await run(c.suspend as never, { why: 'testing' })).toBe('OK')
    expect(await run(c.suspend as never, { why: 'suit' })).toBe('SUSPENDED')
    expect((await of.standing(number, freight.head)).clocks['penalty.decide']!.due).toBeUndefined()
    expect(await run(c.resume as never)).toBe('OK')
    expect(await run(c.extend as never)).toBe('EXTENDED')
    const list = await city.db.transaction().execute((tx) => actsOf(tx, '350200', caseId))
    expect(list.map((a) => a.type)).toEqual([
      'penalty.filed',
      'penalty.extended',
      'penalty.suspended',
      'penalty.resumed',
    ])
  })
})

describe('other ends', () => {
  test('arts. 27, 57: what may be a crime is referred, and the case closes', async () => {
    const { city, freight } = of
    const { caseId, number } = await filed()
    await report(caseId, { conclusion: 'refer' })
    expect(await decide(caseId)).toBe('NOT_OPEN')
    expect(
      await code(city.run(c.refer, { caseId, to: '厦门市公安局', reason: '涉嫌犯罪。' }, freight.officers[0])),
    ).toBe('FORBIDDEN')
    await city.run(c.refer, { caseId, to: '厦门市公安局', reason: '涉嫌犯罪。' }, freight.head)
    await city.run(c.close, { caseId }, freight.head)
    expect((await of.standing(number, freight.head)).status).toBe('closed')
  })
  test('arts. 33, 57, 58: spared against the standard only after a review; it closes once the party was served', async () => {
    const { city, freight } = of
    const { caseId, number } = await filed()
    const [one] = freight.officers
    await report(caseId, { conclusion: 'spare' })
    expect(await decide(caseId, { outcome: 'spare' })).toBe('NOT_OPEN')
    // What is proposed is not told outside before it is decided.
    expect((await of.standing(number, one)).acts.at(-1)!.facts).not.toHaveProperty('conclusion')
    await review(caseId, 'return')
    await report(caseId, { conclusion: 'spare' })
    await review(caseId)
    expect(await decide(caseId)).toBe('HEAVIER')
    const { document } = await city.run(
      c.decide,
      { caseId, outcome: 'spare', reasons: '违法事实不能成立。' },
      freight.head,
    )
    expect(await code(city.run(c.close, { caseId }, freight.head))).toBe('NOT_PUBLIC')
    // The act lights 'spared-outside-band'.
    const said = (await of.standing(number, one)).acts.at(-1)!.facts
    expect(said).toMatchObject({ outcome: 'spare', deviation: true, fine: 0, band: { from: 300_000 } })
    await of.serve(caseId, document!, of.today(), one)
    expect(await code(city.run(c.publish, { caseId }, freight.head))).toBe('NOT_DECIDED')
    expect(await code(city.run(c.close, { caseId }, freight.head))).toBe('OK')
  })
})
