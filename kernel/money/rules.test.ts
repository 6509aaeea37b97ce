import { describe, expect, test } from 'vitest'
import { readNumbers, sameName, sayNumber } from './match.rules.ts'
import { foldOrder, type MoneyEvent, overdueOn, type Plan, planProblem } from './order.rules.ts'
import { payBy, surcharge } from './surcharge.rules.ts'

const ordered: MoneyEvent = { what: 'ordered', on: '2026-03-02', amount: 10_000, due: '2026-03-17' }
const paid = (on: string, amount: number, other = false): MoneyEvent => ({ what: 'received', on, amount, other })

describe('an order, by what happened to it', () => {
  test.each<[string, MoneyEvent[], object]>([
    ['nothing came', [], { state: 'open', owed: 10_000, excess: 0 }],
    ['a part', [paid('2026-03-05', 4000)], { state: 'partly', owed: 6000 }],
    ['in two parts', [paid('2026-03-05', 4000), paid('2026-03-06', 6000)], { state: 'paid', owed: 0, excess: 0 }],
    ['too much', [paid('2026-03-05', 10_001)], { state: 'over', owed: 0, excess: 1 }],
    ['twice', [paid('2026-03-05', 10_000), paid('2026-03-05', 10_000)], { state: 'over', excess: 10_000 }],
    [
      'twice, and sent back',
      [
        paid('2026-03-05', 10_000),
        paid('2026-03-05', 10_000),
        { what: 'refund-ordered', on: '2026-03-06', amount: 10_000 },
      ],
      { state: 'paid', owed: 0, excess: 0, refundOrdered: 10_000, refunded: 0 },
    ],
    [
      'cancelled after payment',
      [paid('2026-03-05', 10_000), { what: 'cancelled', on: '2026-04-01' }],
      { state: 'cancelled', owed: 0, excess: 10_000 },
    ],
  ])('%s', (_, events, expected) => expect(foldOrder([ordered, ...events])).toMatchObject(expected))

  test('each payment says what it was: part, full, over, double; late; by another', () => {
    const { payments } = foldOrder([
      ordered,
      paid('2026-03-17', 4000),
      paid('2026-03-18', 6000, true),
      paid('2026-03-19', 4000),
      paid('2026-03-20', 10_000),
      paid('2026-03-21', 77),
    ])
    expect(payments.map((p) => [p.as, p.late, p.other])).toEqual([
      ['part', false, false],
      ['full', true, true],
      ['double', false, false],
      ['double', false, false],
      ['over', false, false],
    ])
  })
  test('an order begins with its own act', () => expect(() => foldOrder([paid('2026-03-05', 1)])).toThrow())
  test('a plan (行政处罚法 art. 66): each part has its own last day, and what was late under the old term is not so any more', () => {
    const events: MoneyEvent[] = [
      ordered,
      paid('2026-03-10', 1000),
      {
        what: 'rescheduled',
        on: '2026-03-20',
        parts: [
          { due: '2026-04-30', amount: 4000 },
          { due: '2026-05-29', amount: 5000 },
        ],
      },
    ]
    const { plans, due, owed } = foldOrder(events)
    expect([due, owed]).toEqual(['2026-05-29', 9000])
    expect(overdueOn(plans, 1000, '2026-03-19')).toBe(9000)
    expect(overdueOn(plans, 1000, '2026-03-20')).toBe(0)
    expect(overdueOn(plans, 1000, '2026-05-01')).toBe(4000)
    expect(overdueOn(plans, 5000, '2026-05-01')).toBe(0)
    expect(overdueOn(plans, 5000, '2026-05-30')).toBe(5000)
    expect(foldOrder([...events, paid('2026-04-29', 4000)]).payments.at(-1)!.late).toBe(false)
  })
  test.each([
    [[], 'none'],
    [[{ due: '2026-04-01', amount: 9999 }], 'sum'],
    [[{ due: '2026-03-01', amount: 10_000 }], 'order'],
    [
      [
        { due: '2026-05-01', amount: 5000 },
        { due: '2026-04-01', amount: 5000 },
      ],
      'order',
    ],
    [
      [
        { due: '2026-05-01', amount: 10_001 },
        { due: '2026-05-02', amount: -1 },
      ],
      'order',
    ],
    [[{ due: '2026-03-20', amount: 10_000 }], undefined],
  ])('plan %j: %s', (parts, wrong) => expect(planProblem(10_000, '2026-03-20', parts)).toBe(wrong))
})

describe('加处罚款 day by day (行政处罚法 arts. 72, 73; 行政强制法 art. 45)', () => {
  const plans: Plan[] = [{ from: '2026-03-02', before: 0, parts: [{ due: '2026-03-17', amount: 100_000 }] }]
  const owing = { principal: 100_000, plans, payments: [] }
  test('nothing through the last day; three hundredths on each day after it', () => {
    expect(surcharge(owing, '2026-03-17').total).toBe(0)
    expect(surcharge(owing, '2026-03-18').total).toBe(3000)
    const { lines, total } = surcharge(owing, '2026-03-27')
    expect([total, lines.length]).toEqual([30_000, 10])
    expect(lines[9]).toMatchObject({ from: '2026-03-27', what: 'counted', base: 100_000, percent: 3, sum: 30_000 })
    expect(lines[9]!.basis).toContainEqual({ law: '行政处罚法', article: 72, paragraph: 1 })
  })
  test('never more than the fine: reached within the 34th day, and shown as one line from there', () => {
    const after = surcharge(owing, '2026-12-31')
    expect([after.total, after.atCeiling]).toEqual([100_000, true])
    expect(surcharge(owing, '2026-04-19').total).toBe(99_000)
    expect(surcharge(owing, '2026-04-20').total).toBe(100_000)
    expect(after.lines.at(-1)).toMatchObject({ from: '2026-04-21', to: '2026-12-31', what: 'ceiling', sum: 100_000 })
  })
  test('before 2012 there was no ceiling, and that row says it is not confirmed', () => {
    const old: Plan[] = [{ from: '2011-01-01', before: 0, parts: [{ due: '2011-01-31', amount: 100_000 }] }]
    const found = surcharge({ principal: 100_000, plans: old, payments: [] }, '2011-03-31')
    expect([found.total, found.unconfirmed]).toEqual([177_000, true])
    expect(surcharge(owing, '2026-04-01').unconfirmed).toBe(false)
  })
  test('not counted while a review or a suit runs (art. 73 para. 3), both ends among the days', () => {
    const basis = [{ law: '行政处罚法', article: 73, paragraph: 3 }]
    const stays = [{ from: '2026-03-20', to: '2026-05-20', why: { zh: '行政复议期间', en: 'Reconsideration' }, basis }]
    const found = surcharge({ ...owing, stays }, '2026-05-21')
    expect(found.total).toBe(9000)
    expect(found.lines.map((l) => [l.from, l.to, l.what, l.sum])).toEqual([
      ['2026-03-18', '2026-03-18', 'counted', 3000],
      ['2026-03-19', '2026-03-19', 'counted', 6000],
      ['2026-03-20', '2026-05-20', 'stayed', 6000],
      ['2026-05-21', '2026-05-21', 'counted', 9000],
    ])
    expect(surcharge({ ...owing, stays: [{ ...stays[0]!, to: undefined }] }, '2030-01-01').total).toBe(6000)
  })
  test('a payment lowers the base from the next day; after the last of it nothing is added', () => {
    const payments = [
      { on: '2026-03-19', amount: 40_000 },
      { on: '2026-03-21', amount: 60_000 },
    ]
    const found = surcharge({ ...owing, payments }, '2026-04-30')
    expect(found.lines.map((l) => [l.from, l.base, l.sum])).toEqual([
      ['2026-03-18', 100_000, 3000],
      ['2026-03-19', 100_000, 6000],
      ['2026-03-20', 60_000, 7800],
      ['2026-03-21', 60_000, 9600],
    ])
  })
  test('of an instalment that is missed only that part counts', () => {
    const parts = [
      { due: '2026-04-30', amount: 40_000 },
      { due: '2026-05-29', amount: 60_000 },
    ]
    const cut = { ...owing, plans: [...plans, { from: '2026-03-17', before: 0, parts }] }
    expect(surcharge(cut, '2026-04-30').total).toBe(0)
    expect(surcharge(cut, '2026-05-02').total).toBe(2400)
  })
  test('the sum is exact, rounded down once at the end: 33 分 for ten days are 9.9', () => {
    const small: Plan[] = [{ from: '2026-03-02', before: 0, parts: [{ due: '2026-03-17', amount: 33 }] }]
    expect(surcharge({ principal: 33, plans: small, payments: [] }, '2026-03-27').total).toBe(9)
  })
  test('fifteen calendar days from receipt; a last day on a holiday moves on', () => {
    expect(payBy('2026-03-02')).toBe('2026-03-17')
    // 2026-10-01 through 10-07 are the holiday: from 2026-09-16 the fifteenth day is 10-01.
    expect(payBy('2026-09-16')).toBe('2026-10-08')
  })
})

describe('numbers in what a payer wrote', () => {
  const number = sayNumber('350200', 'JK', 2026, 123)
  test('found with and without hyphens, in full width, among other words; once', () => {
    expect(number).toMatch(/^350200-JK2026-000123-\d\d$/)
    for (const said of [
      number,
      number.replaceAll('-', ''),
      `罚款 ${number} 谢谢`,
      number.toLowerCase(),
      `${number}/${number}`,
      '３５０２００ＪＫ２０２６０００１２３'.concat(number.slice(-2)),
    ])
      expect(readNumbers(said, 'JK')).toEqual([number])
    expect(readNumbers(number, 'TK')).toEqual([])
  })
  test('a wrong digit, or two that changed places, is no number', () => {
    const plain = number.replaceAll('-', '')
    for (let i = 0; i < plain.length; i++) {
      if (!/\d/.test(plain[i]!)) continue
      const wrong = `${plain.slice(0, i)}${(Number(plain[i]) + 1) % 10}${plain.slice(i + 1)}`
      expect(readNumbers(wrong, 'JK'), wrong).toEqual([])
    }
    expect(readNumbers(plain.replace('000123', '000132'), 'JK')).toEqual([])
  })
  test('a name is the same whatever its brackets and spaces', () => {
    expect(sameName('鹭岛建设（厦门）有限公司', '鹭岛建设(厦门) 有限公司')).toBe(true)
    expect(sameName('鹭岛建设有限公司', '鹭江建设有限公司')).toBe(false)
  })
})
