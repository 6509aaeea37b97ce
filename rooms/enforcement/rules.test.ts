// The pure rules, by tables: what law and standard make of figures and days.

import { describe, expect, test } from 'vitest'
import type { ItemVersion } from '../../kernel/catalog/index.ts'
import { lastDays } from '../../kernel/documents/index.ts'
import { codeWarning } from '../../kernel/identity/index.ts'
import type { Act } from '../../kernel/platform/index.ts'
import { factsOf, type PenaltyFacts } from './case.fold.ts'
import {
  clocksOf,
  courtFrom,
  courtTo,
  hearingFrom,
  measureClock,
  noticeEnds,
  payBy,
  surchargeOf,
} from './clocks.rules.ts'
import { planOf } from './collection/defer.ts'
import { offersHearing } from './decision/hearing.rules.ts'
import { bandOf, fenOf, judge, lawFor, positionOf, type Version } from './decision/standard.rules.ts'
import { figure, figures } from './law.ts'
import { keyOf, shownName } from './opening/subject.rules.ts'

describe('the standard', () => {
  test.each([
    ['500', 'low', 50_000],
    ['500', 'high', 50_000],
    ['0.1', 'low', 10],
    ['12.345', 'low', 1235],
    ['12.345', 'high', 1234],
    ['12.340', 'low', 1234],
    ['0.0001', 'low', 1],
    ['0.0001', 'high', 0],
    ['900000000000.99', 'high', 90_000_000_000_099],
  ] as const)('%s yuan as the %s end of a range is %i 分: rounded into it, once', (yuan, end, fen) => {
    expect(fenOf(yuan, end)).toBe(fen)
  })
  test.each(['', '1e3', '五万', '1.', '.5', 'null'])('%j is no amount', (said) => {
    expect(() => fenOf(said, 'low')).toThrow('no amount')
  })

  const version = (from: string, low: string, high: string, to?: string): Version => ({
    from,
    ...(to ? { to } : {}),
    low,
    high,
    kinds: ['fine'],
    basis: [{ law: '行政处罚法', article: 37 }],
    confirmed: true,
  })
  const [old, milder] = [version('2004-07-01', '30000', '100000', '2023-07-19'), version('2023-07-20', '3000', '50000')]
  test.each([
    ['before, decided before: the old', '2023-01-01', '2023-07-19', [milder, old], old],
    ['before, decided after, the new is milder: the new', '2023-07-19', '2023-07-20', [milder, old], milder],
    ['after: the new', '2023-07-20', '2026-01-01', [milder, old], milder],
    [
      'the new has the same end and begins lower: it is milder',
      '2023-01-01',
      '2024-01-01',
      [old, version('2023-07-20', '20000', '100000')],
      'new',
    ],
    ['the new is heavier: the old', '2023-01-01', '2024-01-01', [old, version('2023-07-20', '1000', '200000')], old],
  ] as const)('art. 37 从旧兼从轻: %s', (_, act, decision, list, which) => {
    const found = lawFor([...list] as Version[], { act, decision }, {})!
    expect(found.version).toBe(which === 'new' ? list[1] : which)
  })
  test('art. 37: an act of before any version has no law; a range over the facts is computed', () => {
    expect(lawFor([old], { act: '2004-06-30', decision: '2026-01-01' }, {})).toBeUndefined()
    const over = version('2020-01-01', 'if 违法所得 > 10000 then 违法所得 else 3000', '违法所得 * 0.015')
    expect(lawFor([over], { act: '2026-01-01', decision: '2026-01-01' }, { 违法所得: 12_345 })!.range).toEqual({
      from: 1_234_500,
      to: 18_517,
    })
  })

  test.each([
    [
      { 处理: '一般处罚', 下限: 3000, 上限: '6000.5' },
      { treatment: '一般处罚', band: { from: 300_000, to: 600_050 } },
    ],
    [
      { 下限: 0, 上限: 0 },
      { treatment: '', band: { from: 0, to: 0 } },
    ],
    [{ 处理: '警告' }, undefined],
    [null, undefined],
    ['五千', undefined],
  ])('the answer %j is the band %j', (value, found) => {
    expect(bandOf(value)).toEqual(found)
  })

  const band = { from: 300_000, to: 600_000 }
  const range = { from: 300_000, to: 5_000_000 }
  test.each([
    [300_000, { deviation: false, position: 0 }],
    [400_000, { deviation: false, position: 3333 }],
    [600_000, { deviation: false, position: 10_000 }],
    [600_001, { deviation: true, position: null }],
    [299_999, { deviation: true, position: null }],
    [0, { deviation: true, position: null }],
    [5_000_000, { deviation: true, position: null }],
  ])('a fine of %i against the band: %j', (fine, found) => {
    expect(judge(fine, band, range)).toEqual(found)
  })
  test.each([5_000_001, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])(
    '%d is refused with its reason',
    (fine) => {
      expect(judge(fine, band, range)).toHaveProperty('problem')
    },
  )
  test('a band without width has no position', () => {
    expect([
      positionOf(5, { from: 5, to: 5 }),
      positionOf(4, { from: 5, to: 9 }),
      positionOf(6, { from: 5, to: 8 }),
    ]).toEqual([null, null, 3333])
  })
})

describe('the subject', () => {
  test.each([
    ['organisation', '91350200000001007K', 'uscc:91350200000001007K', true],
    ['organisation', '91350200000001007A', 'uscc:91350200000001007A', false],
    ['person', '350200190001010018', 'id:350200190001010018', true],
    ['person', '350200190001010019', 'id:350200190001010019', false],
  ] as const)('%s %s', (kind, code, key, right) => {
    expect([keyOf({ kind, code }), codeWarning({ kind, code }) === undefined]).toEqual([key, right])
  })
  test('art. 48: a person is published without the given name, also one of two-part or rare characters', () => {
    expect(shownName({ kind: 'person', name: '林晓岚' })).toBe('林某')
    expect(shownName({ kind: 'person', name: '𠮷田' })).toBe('𠮷某')
    expect(shownName({ kind: 'organisation', name: '筼筜餐饮' })).toBe('筼筜餐饮')
  })
})

describe('art. 63: who is offered a hearing', () => {
  const item = (own: object) => ({ content: { own } }) as unknown as ItemVersion
  const penalty = item({
    procedure: 'ordinary',
    conduct: { zh: '一', en: 'a' },
    prohibited: [{ law: '建筑法', article: 7 }],
    statute: [{ from: '2020-01-01', low: '0', high: '1', kinds: ['fine'], basis: [{ law: '建筑法', article: 64 }] }],
    standard: 's',
    decision: 'd',
    looked: [],
    hearing: {
      citizen: 1_000_000,
      organisation: 10_000_000,
      source: { zh: '一', en: 'a' },
      from: '2021-11-16',
      confirmed: false,
    },
    publishDays: 20,
  })
  test.each([
    ['person', 999_999, 0, [], false],
    ['person', 1_000_000, 0, [], true],
    ['organisation', 1_000_000, 0, [], false],
    ['organisation', 10_000_000, 0, [], true],
    ['organisation', 0, 10_000_000, ['confiscation'], true],
    ['organisation', 0, 0, ['suspension'], true],
    ['person', 0, 0, ['revocation'], true],
    ['person', 0, 0, ['warning', 'order'], false],
  ] as const)('%s, fine %i, confiscation %i, %j: %s', (who, fine, confiscate, kinds, offered) => {
    expect(offersHearing(penalty, who, { fine, confiscate, kinds })).toBe(offered)
  })
})

const at = (day: string) => new Date(`${day}T02:00:00Z`)
const act = (type: string, day: string, pub: object = {}): Act =>
  ({ id: day, type, happenedAt: at(day), public: pub, basis: [], actor: { kind: 'system' } }) as unknown as Act
const limits = {
  limits: { statutory: { value: 90, unit: 'calendar-day', basis: [] } },
  serviceDays: { value: 7, unit: 'working-day', basis: [] },
} as never
const filed = act('penalty.filed', '2026-03-02', { actOn: '2026-02-25', cards: [] })
const notice = act('penalty.noticed', '2026-03-10', {
  hearing: true,
  fine: 100_000,
  confiscate: 0,
  document: { number: 'N' },
})
const decided = (fine = 100_000, confiscate = 0) =>
  act('penalty.decided', '2026-03-20', {
    outcome: 'penalise',
    fine,
    confiscate,
    document: { number: 'D' },
    deviation: false,
  })
const served = act('document.served', '2026-03-23', { number: 'D', effectiveOn: '2026-03-23' })
const clock = (facts: PenaltyFacts, name: string, day: string) => clocksOf(facts, limits, at(day))[`penalty.${name}`]!

describe('the clocks', () => {
  test('art. 60: ninety calendar days from filing; the hearing and testing are not counted', () => {
    expect(clock(factsOf([filed]), 'decide', '2026-03-03').due).toBe('2026-06-01')
    const asked = [filed, notice, act('penalty.defended', '2026-03-12', { hearing: true, waived: false })]
    expect(clock(factsOf(asked), 'decide', '2026-03-20').due).toBeUndefined()
    const twice = act('penalty.defended', '2026-03-13', { hearing: true, waived: false })
    const held = act('hearing.held', '2026-03-22', {})
    // Ten days out of ninety, however often it was asked for.
    expect(clock(factsOf([...asked, twice, held]), 'decide', '2026-03-25').due).toBe('2026-06-10')
    const again = act('penalty.weighed', '2026-03-16', { outcome: 'again' })
    expect(clock(factsOf([...asked, again]), 'decide', '2026-03-25').due).toBe('2026-06-04')
    const testing = [
      act('penalty.suspended', '2026-03-04', { why: 'testing' }),
      act('penalty.resumed', '2026-03-09'),
      act('penalty.extended', '2026-04-01', { days: 30 }),
    ]
    expect(clock(factsOf([filed, ...testing]), 'decide', '2026-04-02').due).toBe('2026-07-06')
  })
  test('art. 56, 强制法 25: seven working days; thirty days, once thirty more; of several the one that ends first', () => {
    const measure = (n: number, kind: string, day: string) => [
      act('measure.asked', day, { measure: n, kind }),
      act('measure.ordered', day, { measure: n, kind }),
    ]
    const facts = factsOf([filed, ...measure(1, 'preservation', '2026-03-03'), ...measure(2, 'seizure', '2026-03-03')])
    expect(clock(facts, 'preservation', '2026-03-04').due).toBe('2026-03-12')
    expect(clock(facts, 'seizure', '2026-03-04').due).toBe('2026-04-02')
    const more = [
      ...measure(2, 'seizure', '2026-03-03'),
      act('measure.extended', '2026-04-01', { measure: 2 }),
      ...measure(3, 'sealing', '2026-03-20'),
    ]
    expect(clock(factsOf([filed, ...more]), 'seizure', '2026-04-03').due).toBe('2026-04-19')
    const lifted = [...more, act('measure.ended', '2026-04-04', { measure: 3 })]
    expect(clock(factsOf([filed, ...lifted]), 'seizure', '2026-04-05').due).toBe('2026-05-02')
  })
  test('强制法 25 para 3: while its goods are tested its days stand still, to the day that was told and no longer', () => {
    const seized = [
      filed,
      act('measure.asked', '2026-03-02', { measure: 1, kind: 'seizure' }),
      act('measure.ordered', '2026-03-02', { measure: 1, kind: 'seizure' }),
    ]
    const due = (list: typeof seized, day: string) => measureClock(factsOf(list).measures[0]!, at(day))!.due
    expect(due(seized, '2026-03-10')).toBe('2026-04-01')
    const tested = [
      ...seized,
      act('penalty.suspended', '2026-03-10', { why: 'testing', measure: 1, until: '2026-03-20' }),
    ]
    // Nobody knows its end yet; it is not over either.
    expect(due(tested, '2026-03-15')).toBeUndefined()
    expect(due([...tested, act('penalty.resumed', '2026-03-16')], '2026-03-17')).toBe('2026-04-07')
    // Nobody let it run again: it runs by itself after the day that the party was told.
    expect(due(tested, '2026-03-25')).toBe('2026-04-11')
    expect(due([...tested, act('penalty.resumed', '2026-03-30')], '2026-03-30')).toBe('2026-04-11')
    const other = [...seized, act('penalty.suspended', '2026-03-10', { why: 'testing' })]
    expect(due(other, '2026-03-15')).toBe('2026-04-01')
  })
  test('a hearing goes on stopping the clock when a test ends before it', () => {
    const list = [
      filed,
      act('penalty.noticed', '2026-03-03', { hearing: true, fine: 1, confiscate: 0 }),
      act('penalty.defended', '2026-03-04', { hearing: true, waived: false }),
      act('penalty.suspended', '2026-03-05', { why: 'testing' }),
      act('penalty.resumed', '2026-03-06'),
    ]
    expect(clock(factsOf(list), 'decide', '2026-03-10').suspended).toBe(true)
  })
  test('arts. 61, 67: service within seven working days, payment within fifteen days of receipt', () => {
    expect(clock(factsOf([filed, decided()]), 'serve', '2026-03-20').due).toBe('2026-03-31')
    const facts = factsOf([filed, decided(), served])
    expect([payBy(facts), clock(facts, 'pay', '2026-03-24').due]).toEqual(['2026-04-07', '2026-04-07'])
  })
  test('强制法 53, 54; art. 72: the court after redress, within three months, later by a plan that was granted', () => {
    const facts = factsOf([filed, decided(), served])
    expect([lastDays('2026-03-23').suit, courtFrom(facts)]).toEqual(['2026-09-23', '2026-09-23'])
    expect(clocksOf(facts, limits, at('2026-09-22'))['penalty.court']).toBeUndefined()
    expect(clock(facts, 'court', '2026-09-24').due).toBe('2026-12-23')
    expect(courtTo(facts)).toBe('2026-12-23')
    const plan = act('deferral.granted', '2026-04-01', { plan: [{ due: '2026-10-31', amount: 100_000 }] })
    expect(courtFrom(factsOf([filed, decided(), served, plan]))).toBe('2026-10-31')
    // The urging runs from the service of its letter.
    const urged = act('penalty.urged', '2026-10-01', { document: { number: 'U' } })
    expect(
      clocksOf(factsOf([filed, decided(), served, urged]), limits, at('2026-10-02'))['penalty.urging'],
    ).toBeUndefined()
    const told = act('document.served', '2026-10-12', { number: 'U', effectiveOn: '2026-10-12' })
    expect(clock(factsOf([filed, decided(), served, urged, told]), 'urging', '2026-10-13').due).toBe('2026-10-26')
  })
  test('arts. 64: five working days to ask, seven between the notice and the hearing', () => {
    expect(noticeEnds(at('2026-03-02'))).toBe('2026-03-09')
    expect(hearingFrom(at('2026-03-02'))).toBe('2026-03-12')
  })
})

describe('arts. 72, 73; 强制法 45: 3 % a day of what is unpaid of the fine', () => {
  const late = (day: string, ...more: Act[]) =>
    surchargeOf(factsOf([filed, decided(100_000, 80_000), served, ...more]), day)
  const paid = (day: string, amount: number, kind = 'fine') =>
    act('fine.paid', day, { kind, amount, on: day, order: 'x' })
  test('from the day after the term, a line a day', () => {
    expect(late('2026-04-07').total).toBe(0)
    expect(late('2026-04-08').total).toBe(3000)
    expect(late('2026-04-10')).toMatchObject({ total: 9000, atCeiling: false })
    expect(late('2026-04-10').lines.map((l) => l.sum)).toEqual([3000, 6000, 9000])
  })
  test('never more than the fine', () => {
    expect(late('2026-05-10').total).toBe(99_000)
    expect(late('2026-05-11')).toMatchObject({ total: 100_000, atCeiling: true })
    expect(late('2027-05-11').total).toBe(100_000)
  })
  test('what was paid of the fine stops it; what was paid of the gains does not', () => {
    expect(late('2026-04-10', paid('2026-04-01', 40_000)).total).toBe(5400)
    expect(late('2026-04-10', paid('2026-04-01', 80_000, 'confiscation')).total).toBe(9000)
    expect(late('2026-04-20', paid('2026-04-09', 100_000)).total).toBe(6000)
  })
  test('art. 73 para. 3: not during review and suit; testing stops nothing', () => {
    const stay = (why: string) => [
      act('penalty.suspended', '2026-04-09', { why }),
      act('penalty.resumed', '2026-04-12'),
    ]
    expect(late('2026-04-14', ...stay('review')).total).toBe(9000)
    expect(late('2026-04-14', ...stay('suit')).total).toBe(9000)
    expect(late('2026-04-14', ...stay('testing')).total).toBe(21_000)
  })
  test('art. 66: only of the parts that are overdue', () => {
    const plan = act('deferral.granted', '2026-04-01', {
      plan: [
        { due: '2026-05-01', amount: 50_000 },
        { due: '2026-06-01', amount: 50_000 },
      ],
    })
    expect(late('2026-05-01', plan).total).toBe(0)
    expect(late('2026-05-03', plan).total).toBe(3000)
  })
  test('an annulled decision owes nothing; a changed one by its new fine', () => {
    expect(late('2026-04-10', act('penalty.annulled', '2026-04-09', { what: 'annulled' })).total).toBe(0)
    expect(late('2026-04-10', act('penalty.annulled', '2026-04-09', { what: 'changed', fine: 50_000 })).total).toBe(
      4500,
    )
  })
})

test('art. 66: a plan in equal parts adds up, a month apart, the last takes the rest', () => {
  expect(planOf(100, 3, '2026-01-31')).toEqual([
    { due: '2026-01-31', amount: 33 },
    { due: '2026-02-28', amount: 33 },
    { due: '2026-03-31', amount: 34 },
  ])
})
test('every figure has its article and a first day; what is not confirmed says why', () => {
  for (const f of figures.all) {
    expect(f.basis.length, f.id).toBeGreaterThan(0)
    if (f.confirmed === false) expect(f.note?.zh, f.id).toBeTruthy()
  }
  expect(figure('simple-citizen', at('2026-03-02')).value).toBe(20_000)
  expect(() => figure('simple-citizen', at('2021-07-14'))).toThrow()
})
