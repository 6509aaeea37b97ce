// After the decision: 行政处罚法 arts. 48, 61, 66, 67, 72, 73, 75; 行政强制法 arts. 53, 54; what becomes of the subject.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as documents } from '../../../kernel/documents/index.ts'
import * as c from '../contract.ts'
import { code, company, type EnforcementCity, enforcementCity, FREIGHT, freightFacts, person } from '../harness.ts'

let of: EnforcementCity
let n = 0
beforeAll(async () => {
  of = await enforcementCity()
})
afterAll(() => of.city.close())

const FINE = 400_000
const more = (given: object = {}) => ({ actOn: `2026-01-${String(++n).padStart(2, '0')}`, ...given })
const decided = (given: object = {}) =>
  of.decided(of.freight, FREIGHT, { facts: freightFacts, fine: FINE }, more(given))
const asHead = (contract: unknown, input: object) =>
  code(of.city.run(contract as never, input as never, of.freight.head))
const asOfficer = (contract: unknown, input: object) =>
  code(of.city.run(contract as never, input as never, of.freight.officers[0]))
const settle = (caseId: string, outcome: string, reason = '') => asOfficer(c.settle, { caseId, outcome, reason })
const published = async () => (await of.city.run(c.published, {})).rows
const view = (number: string) => of.city.run(c.view, { number }, of.freight.head)

describe('publication (art. 48)', () => {
  test('an organisation by name and code, a person without; for a term; everybody reads it', async () => {
    const { city, freight } = of
    const one = await decided()
    const two = await decided({ subject: person })
    expect(await code(city.run(c.publish, { caseId: one.caseId }, freight.officers[0]))).toBe('FORBIDDEN')
    for (const { caseId } of [one, two]) expect(await asHead(c.publish, { caseId })).toBe('OK')
    expect(await asHead(c.publish, { caseId: one.caseId })).toBe('NOT_DECIDED')
    await of.heard()
    const rows = await published()
    expect(rows.find((r) => r.number === one.number)).toMatchObject({
      subject: company.name,
      uscc: company.code,
      fine: FINE,
      shownUntil: '2029-03-20',
    })
    expect(rows.find((r) => r.number === two.number)).toMatchObject({
      subject: '林某',
      uscc: null,
      shownUntil: '2027-03-20',
    })
    expect(JSON.stringify(rows)).not.toContain(person.code)
    expect(JSON.stringify(rows)).not.toContain('晓岚')
    const now = city.clock.now().toISOString()
    city.clock.set('2027-03-20T02:00:00Z')
    expect((await published()).map((r) => r.number).sort()).toEqual([one.number, two.number].sort())
    city.clock.set('2027-03-21T02:00:00Z')
    expect((await published()).map((r) => r.number)).toEqual([one.number])
    city.clock.set(now)
  })
  test('withdrawn with reasons that are public; withheld; nothing unserved is published', async () => {
    const { caseId, number } = await decided()
    await asHead(c.publish, { caseId })
    await of.heard()
    expect(await asHead(c.withdraw, { caseId })).toBe('INVALID')
    expect(await asHead(c.withdraw, { caseId, reason: '公开的内容有误。' })).toBe('OK')
    expect(await asHead(c.withdraw, { caseId, reason: '公开的内容有误。' })).toBe('NOT_PUBLISHED')
    await of.heard()
    expect((await published()).map((r) => r.number)).not.toContain(number)
    const { acts } = await of.standing(number, of.freight.head)
    expect(acts.findLast((a) => a.type === 'publication.withdrawn')!.facts.reason).toBe('公开的内容有误。')
    const at = await of.noticed(of.freight, FREIGHT, { facts: freightFacts, fine: FINE }, more())
    expect(await asHead(c.publish, { caseId: at.caseId })).toBe('NOT_DECIDED')
    expect(await asHead(c.withhold, { caseId: at.caseId, reason: '没有社会影响。' })).toBe('NOT_DECIDED')
  })
})

describe('service and payment (arts. 61, 66, 67, 72; 强制法 53, 54)', () => {
  test('arts. 61, 67, 72; 强制法 54: served in seven working days, paid in fifteen days; urged after, the court only after redress', async () => {
    const { city, freight } = of
    city.clock.set('2026-04-01T02:00:00Z')
    const { caseId, number, one } = await of.noticed(freight, FREIGHT, { facts: freightFacts, fine: FINE }, more())
    of.later(9)
    await city.run(c.weigh, { caseId, adopted: 'none-made', opinion: '没有意见。' }, one)
    const { document } = await city.run(
      c.decide,
      { caseId, outcome: 'penalise', fine: FINE, reasons: '清楚。' },
      freight.head,
    )
    expect(await settle(caseId, 'paid')).toBe('NOT_SERVED')
    city.clock.set('2026-04-22T02:00:00Z')
    expect((await of.standing(number, one)).clocks['penalty.serve']).toMatchObject({ due: '2026-04-21', overdue: true })
    await of.serve(caseId, document!, '2026-04-22', one)
    expect(await settle(caseId, 'paid')).toBe('UNPAID')
    city.clock.set('2026-05-07T02:00:00Z')
    expect(await settle(caseId, 'urge')).toBe('NOT_DUE')
    expect(await settle(caseId, 'court')).toBe('NOT_YET')
    city.clock.set('2026-05-09T02:00:00Z')
    expect((await view(number)).due).toMatchObject({ by: '2026-05-07', surcharge: 24_000, balance: 424_000 })
    // The fine alone is not enough any more.
    await of.pay(caseId, 100_000)
    expect(await settle(caseId, 'paid')).toBe('UNPAID')
    expect(await settle(caseId, 'urge')).toBe('OK')
    const letter = (await city.run(c.urge, { caseId }, one)).document!
    city.clock.set('2026-10-23T02:00:00Z')
    // Redress is past, and nobody was ever urged: the letter was not served.
    expect(await settle(caseId, 'court')).toBe('NOT_YET')
    await of.serve(caseId, letter, '2026-10-23', one)
    city.clock.set('2026-11-06T02:00:00Z')
    expect(await settle(caseId, 'court')).toBe('NOT_YET')
    city.clock.set('2026-11-07T02:00:00Z')
    expect(await settle(caseId, 'court')).toBe('OK')
    expect(await asOfficer(c.applyCourt, { caseId })).toBe('FORBIDDEN')
    expect(await asHead(c.missCourt, { caseId, reason: '忘了。' })).toBe('IN_TIME')
    expect(await asHead(c.applyCourt, { caseId })).toBe('OK')
    // At its ceiling: never more than the fine.
    expect((await view(number)).due).toMatchObject({ surcharge: FINE, atCeiling: true, balance: 2 * FINE - 100_000 })
    await of.pay(caseId, 2 * FINE - 100_000)
    expect(await settle(caseId, 'paid')).toBe('OK')
  })
  test('强制法 53: three months after redress the court is asked no more, by nobody, and the case does not stay where it is', async () => {
    const { city } = of
    const now = city.clock.now().toISOString()
    city.clock.set('2026-04-01T02:00:00Z')
    const [early, late] = [await decided(), await decided()]
    city.clock.set('2026-05-20T02:00:00Z')
    for (const { caseId, one } of [early, late]) {
      await settle(caseId, 'urge')
      const letter = (await city.run(c.urge, { caseId }, one)).document!
      await of.serve(caseId, letter, '2026-05-20', one)
    }
    const until = (await view(early.number)).due!
    expect(until.court).toBeNull()
    city.clock.set('2026-12-01T02:00:00Z')
    const { court } = (await view(early.number)).due!
    expect(court).toMatchObject({ over: false })
    expect(await settle(early.caseId, 'court')).toBe('OK')
    city.clock.set(`${court!.until}T15:59:00Z`)
    expect(await asHead(c.missCourt, { caseId: early.caseId, reason: '逾期。' })).toBe('IN_TIME')
    city.clock.set(`${court!.until}T16:00:00Z`)
    expect((await view(early.number)).due!.court).toMatchObject({ over: true })
    expect(await asHead(c.applyCourt, { caseId: early.caseId })).toBe('TOO_LATE')
    expect(await asOfficer(c.missCourt, { caseId: early.caseId, reason: '逾期。' })).toBe('FORBIDDEN')
    expect(await asHead(c.missCourt, { caseId: early.caseId, reason: '承办人移交后没有按时申请。' })).toBe('OK')
    expect(await settle(early.caseId, 'stop', '已过申请期限。')).toBe('OK')
    of.later(30)
    expect(await settle(late.caseId, 'court')).toBe('TOO_LATE')
    city.clock.set(now)
  })
  test('art. 66: the party asks, the head grants parts; the court waits for the last of them', async () => {
    const { city, freight } = of
    const { caseId, number } = await decided()
    const grant = { caseId, parts: 3, first: '2027-06-30', reason: '确有困难。' }
    expect(await asHead(c.grantDeferral, grant)).toBe('NOT_ASKED')
    const { code: word } = await view(number)
    const citizen = await city.citizen()
    expect(await code(city.run(c.askDeferral, { caseId, reason: '经济困难。' }, citizen))).toBe('FORBIDDEN')
    expect(await code(city.run(c.join, { number, code: 'AAAAAAAAAA' }, citizen))).toBe('WRONG')
    expect(await code(city.run(c.join, { number: '350200-2026-999999', code: word! }, citizen))).toBe('NO_CASE')
    expect(await code(city.run(c.join, { number, code: word!.toLowerCase() }, citizen))).toBe('OK')
    expect(await code(city.run(c.askDeferral, { caseId, reason: '经济困难。' }, citizen))).toBe('OK')
    expect(await asHead(c.refuseDeferral, { caseId, reason: '材料不足。' })).toBe('OK')
    expect(await asHead(c.refuseDeferral, { caseId, reason: '材料不足。' })).toBe('NOT_ASKED')
    await city.run(c.askDeferral, { caseId, reason: '经济困难，附证明。' }, citizen)
    expect(await asHead(c.grantDeferral, { ...grant, first: '2026-01-01' })).toBe('TERM')
    expect(await asHead(c.grantDeferral, { ...grant, parts: 0 })).toBe('INVALID')
    expect(await asHead(c.grantDeferral, grant)).toBe('OK')
    const v = await of.city.run(c.view, { number }, citizen)
    expect(v.due!.plan.map((p) => p.amount)).toEqual([133_333, 133_333, 133_334])
    expect(v.due!.by).toBe('2027-08-30')
    city.clock.set('2027-06-30T02:00:00Z')
    expect((await view(number)).due!.surcharge).toBe(0)
    city.clock.set('2027-07-02T02:00:00Z')
    expect((await view(number)).due!.surcharge).toBe(Math.floor(133_333 * 0.03 * 2))
    expect(await settle(caseId, 'urge')).toBe('NOT_DUE')
    await of.pay(caseId, FINE + 50_000)
    expect(await code(city.run(c.askDeferral, { caseId, reason: '再次申请。' }, citizen))).toBe('NOTHING_DUE')
    expect(freight.head).toBeTruthy()
  })
  test('art. 73: during a review no surcharge grows', async () => {
    const { city } = of
    city.clock.set('2027-09-01T02:00:00Z')
    const { caseId, number } = await decided({ actOn: '2027-08-01' })
    of.later(20)
    const before = (await view(number)).due!.surcharge
    expect(before).toBeGreaterThan(0)
    await asHead(c.suspend, { caseId, why: 'review', reason: '当事人申请复议。' })
    const first = (await view(number)).due!.surcharge
    of.later(30)
    expect((await view(number)).due!.surcharge).toBe(first)
    await asHead(c.resume, { caseId, reason: '复议维持。' })
    of.later(2)
    expect((await view(number)).due!.surcharge).toBeGreaterThan(first)
  })
})

describe('what becomes of the subject', () => {
  test('it dies or goes bankrupt: the execution is stopped with its reason; it merges: who follows stands, with a right code', async () => {
    const dead = await decided({ actOn: '2027-08-02', subject: person })
    expect(await asOfficer(c.changeSubject, { caseId: dead.caseId, what: 'died', reason: '死亡证明。' })).toBe(
      'FORBIDDEN',
    )
    expect(await asHead(c.changeSubject, { caseId: dead.caseId, what: 'vanished', reason: '失踪。' })).toBe('INVALID')
    expect(await asHead(c.changeSubject, { caseId: dead.caseId, what: 'died', reason: '死亡证明，没有遗产。' })).toBe(
      'OK',
    )
    expect(await settle(dead.caseId, 'stop')).toBe('REASONS')
    expect(await settle(dead.caseId, 'stop', '当事人死亡，没有遗产可供执行。')).toBe('OK')
    await asHead(c.withhold, { caseId: dead.caseId, reason: '当事人死亡。' })
    expect(await asHead(c.close, { caseId: dead.caseId })).toBe('OK')

    const merged = await decided({ actOn: '2027-08-03' })
    const change = { caseId: merged.caseId, what: 'merged', name: '环岛物流有限公司（演示）', reason: '吸收合并。' }
    expect(await asHead(c.changeSubject, { ...change, code: '91350200000001014C' })).toBe('CODE')
    expect(await asHead(c.changeSubject, { ...change, code: '91350200000001014b' })).toBe('OK')
    const v = await view(merged.number)
    expect(v.subject).toMatchObject({
      name: '环岛物流有限公司（演示）',
      code: '91350200000001014B',
      address: company.address,
    })
    expect(JSON.stringify(v.acts.map((a) => a.facts))).not.toContain('91350200000001014B')
  })
  test('art. 59: a slip of the pen is mended by a letter, the decision stands', async () => {
    const { caseId, number } = await decided({ actOn: '2027-08-04' })
    const { document } = await of.city.run(c.correct, { caseId, what: '住所“8 号”更正为“18 号”。' }, of.freight.head)
    expect((await of.city.run(documents.getDocument, { number: document! }, of.freight.head)).kind).toBe(
      'penalty-correction',
    )
    expect((await view(number)).decided!.fine).toBe(FINE)
  })
})
