// The worked numbers of the rules, the bounds on both sides of each, and laws that hold for any bids.
import { describe, expect, test } from 'vitest'
import { abnormallyLow } from './abnormal.rules.ts'
import { benchmarkPrice, toDraw, weighted } from './benchmark.rules.ts'
import { correct } from './correct.rules.ts'
import { type EvaluatedBid, evaluate, evaluatedPrice } from './evaluate.rules.ts'
import { type Method, methodOn, methods } from './index.ts'
import { type Benchmark, method } from './method.shape.ts'
import { compare, decimal, q, round, show } from './rational.rules.ts'

const wan = (n: number) => Math.round(n * 1_000_000)
const of = (id: string): Method => methodOn(id, '2026-03-02')!
const priceOnly = (by: object, points: string, more: object = {}): Method =>
  method.parse({
    ...{ id: 'x', version: 1, title: { zh: '甲', en: 'x' }, from: '2026-01-01', kind: 'composite', candidates: 3 },
    ...{ sources: [{ of: { zh: '甲', en: 'x' }, confirmed: false }], ties: ['lower-price', 'draw'] },
    price: { points, by },
    rounding: { score: { places: 2, mode: 'half-up' } },
    ...more,
  })
const priced = (...prices: number[]): EvaluatedBid[] =>
  prices.map((price, i) => ({ id: String.fromCharCode(97 + i), price }))
const scores = (m: Method, bids: EvaluatedBid[], given = {}) => {
  const found = evaluate(m, bids, given).bids
  return bids.map((b) => show(found.find((x) => x.id === b.id)!.parts.price!, 2))
}

test('price points of procurement: the deduction changes the points, never the price', () => {
  const m = priceOnly({ kind: 'ratio' }, '30', {
    deductions: [{ flag: 'sme', title: { zh: '小微', en: 'small' }, percent: '10' }],
  })
  const bids = priced(wan(100), wan(95), wan(120))
  bids[2]!.flags = ['sme']
  expect(scores(m, bids)).toEqual(['28.50', '30.00', '26.39'])
  const third = evaluate(m, bids).bids.find((b) => b.id === 'c')!
  expect([third.price, show(third.evaluated, 0)]).toEqual([wan(120), String(wan(108))])
  // Two deductions add up; an unknown flag gives nothing.
  const two = of('procurement-lowest')
  expect(show(evaluatedPrice(two, { id: 'x', price: 100, flags: ['sme', 'domestic', 'friend'] }), 0)).toBe('70')
})

const MEAN = {
  kind: 'mean',
  trim: [
    { upTo: 3, high: 0, low: 0 },
    { high: 1, low: 1 },
  ],
} as const
const FIVE = priced(wan(980), wan(1000), wan(1020), wan(1040), wan(1160))
const SIXTY = { kind: 'benchmark', above: '0.9', below: '0.6' }
test.each([
  [
    'the mean without one on each side',
    { ...SIXTY, benchmark: MEAN },
    {},
    {},
    ['57.65', '58.82', '60.00', '58.24', '47.65'],
  ],
  [
    'times K',
    { ...SIXTY, benchmark: { ...MEAN, k: { from: '0.9', to: '0.99', step: '0.01' } } },
    { drawn: { k: '0.97' } },
    {},
    ['59.43', '59.04', '57.22', '55.40', '44.48'],
  ],
  [
    'with the deviation rounded to four digits',
    { ...SIXTY, benchmark: MEAN },
    {},
    { rounding: { deviation: { places: 4, mode: 'half-up' }, score: { places: 2, mode: 'half-up' } } },
    ['57.65', '58.82', '60.00', '58.24', '47.64'],
  ],
])('benchmark: %s', (_, by, given, more, expected) => {
  expect(scores(priceOnly(by, '60', more), FIVE, given)).toEqual(expected)
})
test('points never go under zero, and a coefficient that could not have been drawn is refused', () => {
  const m = priceOnly({ ...SIXTY, benchmark: MEAN }, '60')
  expect(scores(m, priced(wan(1), wan(100), wan(100), wan(100), wan(900)))[4]).toBe('0.00')
  const k = priceOnly({ ...SIXTY, benchmark: { ...MEAN, k: { from: '0.9', to: '0.99', step: '0.01' } } }, '60')
  for (const wrong of [undefined, '0.89', '1', '0.975', 'x'])
    expect(() => evaluate(k, FIVE, { drawn: wrong === undefined ? {} : { k: wrong } }), wrong).toThrow(RangeError)
})
test.each([
  [3, 0],
  [5, 0],
  [6, 1],
  [10, 1],
  [11, 2],
  [20, 2],
  [21, 3],
])('a table of trims: of %i bids %i on each side', (n, cut) => {
  const trim = [0, 1, 2, 3].map((k) => ({ ...(k < 3 ? { upTo: [5, 10, 20][k] } : {}), high: k, low: k }))
  const prices = Array.from({ length: n }, (_, i) => q(i + 1))
  expect(benchmarkPrice({ kind: 'mean', trim }, prices, {}).used).toHaveLength(n - 2 * cut)
})
test('outliers of more than a fifth are left out, those at a fifth are not', () => {
  const b: Benchmark = { kind: 'outliers', percent: '20' }
  const found = benchmarkPrice(
    b,
    [80, 100, 120].map((n) => q(n)),
    {},
  )
  expect([found.used.length, show(found.value, 2)]).toEqual([3, '100.00'])
  expect(
    benchmarkPrice(
      b,
      [70, 100, 130].map((n) => q(n)),
      {},
    ).used,
  ).toHaveLength(1)
})

describe('the weighted draw', () => {
  const by = of('composite-weighted').price!.by as { benchmark: Extract<Benchmark, { kind: 'abc' }> }
  const b = by.benchmark
  const bids = [72, 78, 80, 82, 85, 88, 90].map((n) => q(n))
  const base = (delta: string, chosen: number, k: string) =>
    show(benchmarkPrice(b, bids, { delta, b: q(chosen), k }, q(100)).value, 3)
  test('A, C, the limit, and among which bids B is drawn', () => {
    const at12 = weighted(b, bids, q(100), '0.12')
    expect([show(at12.limit, 3), show(at12.a, 0), show(at12.c, 0)]).toEqual(['65.625', '88', '72'])
    expect(at12.among.map((x) => show(x, 0))).toEqual(['72', '78', '80', '82'])
    expect(weighted(b, bids, q(100), '0.15').among.map((x) => show(x, 0))).toEqual(['72', '78', '80'])
  })
  test('the base', () => {
    expect([base('0.12', 80, '0.95'), base('0.12', 80, '0.98'), base('0.15', 78, '0.98')]).toEqual([
      '78.280',
      '80.752',
      '78.694',
    ])
    expect(() => base('0.15', 82, '0.98')).toThrow('B is none')
    expect(toDraw(b).map((x) => x.name)).toEqual(['delta', 'k'])
  })
})

test.each([
  [
    [1100, 1000, 1200],
    ['500', '1000', '1100'],
    ['mean', 'next'],
  ],
  [[11000, 833, 800], ['490', '700', '850'], ['next']],
  [[600, 1000, 1000], ['600', '857.14', '850'], ['mean']],
  [[600, 999.99, 1000], ['600', '857.14', '850'], []],
] as const)('abnormally low: first offers %j, last %j', (first, last, why) => {
  const bids = last.map((l, i) => ({ id: String(i), first: String(first[i]), last: l }))
  expect(abnormallyLow(bids, '0')).toEqual(why)
})

describe('ties', () => {
  const criteria = [{ id: 'technical', title: { zh: '技', en: 't' }, points: '40' }]
  const m = priceOnly({ kind: 'ratio' }, '60', { criteria, ties: ['lower-price', 'higher-points', 'draw'] })
  const bid = (id: string, price: number, technical: string[]) => ({ id, price, points: { technical } })
  test('the lower price first; what no rule decides is open until it is drawn', () => {
    const same = [bid('a', 100, ['30']), bid('b', 100, ['30', '30']), bid('c', 200, ['20'])]
    const found = evaluate(m, same)
    expect([found.bids.map((x) => [x.id, x.rank]), found.open]).toEqual([
      [
        ['a', 1],
        ['b', 1],
        ['c', 3],
      ],
      [['a', 'b']],
    ])
    const drawn = evaluate(m, same, { order: ['b', 'a'] })
    expect([drawn.bids.map((x) => [x.id, x.rank, x.tie]), drawn.open]).toEqual([
      [
        ['b', 1, 'draw'],
        ['a', 2, null],
        ['c', 3, null],
      ],
      [],
    ])
    // 60 + 20 against 30 + 50 cannot be: 60·100/120 = 50 and 30 against 60 and 20.
    const tie = evaluate(m, [bid('x', 120, ['30']), bid('y', 100, ['20'])])
    expect(tie.bids.map((x) => [x.id, x.tie])).toEqual([
      ['y', 'lower-price'],
      ['x', null],
    ])
  })
  test('points outside their criterion, none at all, two bids of one id', () => {
    for (const bad of [['41'], ['-1'], []]) expect(() => evaluate(m, [bid('a', 1, bad)])).toThrow(RangeError)
    expect(() => evaluate(m, [bid('a', 1, ['1']), bid('a', 2, ['1'])])).toThrow('one id')
    expect(evaluate(m, [])).toMatchObject({ bids: [] })
  })
})

test.each([
  ['all right', '10', '3.50', '35.00', '35.00', undefined, '35.00', []],
  ['the unit price stands', '10', '3.50', '36.00', '36.00', undefined, '35.00', ['unit-price', 'sum']],
  ['a misplaced point: the amount stands', '10', '35.0', '35.00', '35.00', undefined, '35.00', ['decimal-point']],
  ['the sum stands', '10', '3.50', '35.00', '53.00', undefined, '35.00', ['sum']],
  ['words before figures', '10', '3.50', '35.00', '35.00', '34.00', '34.00', ['words']],
])('arithmetic correction: %s', (_, quantity, unitPrice, amount, total, inWords, is, rules) => {
  const found = correct({ lines: [{ item: 'x', quantity, unitPrice, amount }], total, ...(inWords ? { inWords } : {}) })
  expect([found.total, found.corrections.map((c) => c.rule)]).toEqual([is, rules])
})

test('rounding is half away from zero, or a cut; decimals are read as they are written', () => {
  const r = (t: string, mode: 'half-up' | 'cut') => show(round(decimal(t), { places: 2, mode }), 2)
  expect([r('1.005', 'half-up'), r('1.005', 'cut'), r('-1.005', 'half-up'), r('0.004', 'half-up')]).toEqual([
    '1.01',
    '1.00',
    '-1.01',
    '0.00',
  ])
  for (const bad of ['1,000', '１', '1e3', '', '0x1']) expect(() => decimal(bad), bad).toThrow(RangeError)
  // 100.1 − 10.2 in doubles is 89.89999…
  expect(compare(decimal('89.9'), q(decimal('100.1').n * 10n - 1020n, 100n))).toBe(0)
})

test('whatever the bids: the order in which they come changes nothing, and scaling all prices changes no points', () => {
  let seed = 7
  const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n
  for (let round_ = 0; round_ < 30; round_++) {
    const bids: EvaluatedBid[] = Array.from({ length: 3 + next(20) }, (_, i) => ({
      id: `b${i}`,
      price: 500_000 + next(1_000_000),
      points: { technical: [`${next(30)}.${next(9)}`], standing: [`${next(10)}`] },
    }))
    const m = of('composite-benchmark')
    const given = { drawn: { k: '0.96' } }
    const one = evaluate(m, bids, given)
    const two = evaluate(m, [...bids].reverse(), given)
    const three = evaluate(
      m,
      bids.map((b) => ({ ...b, price: b.price * 7 })),
      given,
    )
    const said = (e: typeof one) => e.bids.map((b) => [b.id, b.rank, show(b.total, 6)])
    expect(said(two)).toEqual(said(one))
    expect(said(three)).toEqual(said(one))
    expect(one.bids.every((b) => b.total.n >= 0n && compare(b.total, q(100)) <= 0)).toBe(true)
  }
})

test('every method is a row with a source; what was not confirmed says so', () => {
  for (const m of methods)
    expect(
      m.sources.some((s) => !s.confirmed),
      m.id,
    ).toBe(true)
  expect(methodOn('lowest-evaluated', '1999-12-31')).toBeUndefined()
})
