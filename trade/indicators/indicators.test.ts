import { describe, expect, test } from 'vitest'
import { DEFAULTS, indicators, readSettings, wide } from './index.ts'
import { fences, quantile } from './quantile.rules.ts'

type Said = [status: string, tenderers: string, amount?: number, currency?: string]
/** Tenderers of a bid are letters: 'AB' bid together. */
const bids = (...list: Said[]) => ({
  bids: {
    details: list.map(([status, tenderers, amount, currency = 'CNY']) => ({
      status,
      tenderers: [...tenderers].map((id) => ({ id })),
      ...(amount === undefined ? {} : { value: { amount, currency } }),
    })),
  },
})
const awards = (...list: [status: string, suppliers: string][]) => ({
  awards: list.map(([status, suppliers]) => ({ status, suppliers: [...suppliers].map((id) => ({ id })) })),
})
const won = (by: string) => awards(['active', by])
const run = (settings: string | undefined, list: object[]) => {
  const of = indicators(settings === undefined ? DEFAULTS() : readSettings(settings))
  for (const [i, release] of list.entries()) of.add({ ocid: `ocds-${i}`, ...release })
  const { Meta, Coverage, ...groups } = of.result()
  return { Meta, Coverage, groups }
}
const flags = (code: string, list: object[], more = '') => run(`[${code}]\n${more}`, list).groups

describe('quartiles', () => {
  test.each([
    [[], 0.5, Number.NaN],
    [[7], 0.25, 7],
    [[1, 2, 3, 4, 5], 0.5, 3],
    [[0, 100, 100, 100, 100], 0.25, 200 / 3],
    [[1, 2], 0, 1],
    [[1, 2], 1, 2],
  ])('of %j at %f', (values, share, expected) =>
    Number.isNaN(expected)
      ? expect(quantile(values, share)).toBeNaN()
      : expect(quantile(values, share)).toBeCloseTo(expected, 10),
  )
  test('fences lie one and a half ranges beyond', () =>
    expect(fences([100, 0, 100, 100, 100]).low).toBeCloseTo(200 / 3 - 1.5 * (100 - 200 / 3), 10))
})

describe('R003', () => {
  const period = (startDate: string, endDate: string, more = {}) => ({
    tender: { tenderPeriod: { startDate, endDate }, ...more },
  })
  test.each([
    ['a day short by a second', period('2026-01-01T09:00:00+08:00', '2026-01-16T08:59:59+08:00'), true],
    ['fifteen days', period('2026-01-01T09:00:00+08:00', '2026-01-16T09:00:00+08:00'), false],
    ['other offsets, the same instants', period('2026-01-01T09:00:00+08:00', '2026-01-16T01:00:00Z'), false],
    ['no end', { tender: { tenderPeriod: { startDate: '2026-01-01T09:00:00Z' } } }, false],
    ['no dates', { tender: { tenderPeriod: { startDate: 'soon', endDate: 'later' } } }, false],
  ])('%s', (_, release, raised) => expect(flags('R003', [release]).OCID !== undefined).toBe(raised))
  test('by method, and by procedure', () => {
    const short = (details: string, method = 'open') =>
      period('2026-01-01T00:00:00Z', '2026-01-07T00:00:00Z', {
        procurementMethodDetails: details,
        procurementMethod: method,
      })
    const settings =
      '[R003]\nprocurement_methods = open|selective\n[R003.procurement_method_details]\n询价 = 3 ; working days abroad'
    expect(run(settings, [short('公开招标'), short('询价'), short('公开招标', 'direct')]).groups).toEqual({
      OCID: { 'ocds-0': { R003: 1 } },
    })
  })
})

test('R018: one bidder where there should be competition', () => {
  const one = (numberOfTenderers: unknown, procurementMethod?: string) => ({
    tender: { numberOfTenderers, procurementMethod },
  })
  const list = [
    one(1, 'open'),
    one(1, 'selective'),
    one(1, 'direct'),
    one(1),
    one(2, 'open'),
    one(-1, 'open'),
    one('1', 'open'),
  ]
  expect(Object.keys(flags('R018', list).OCID!)).toEqual(['ocds-0', 'ocds-1'])
  expect(Object.keys(flags('R018', list, 'procurement_methods = direct').OCID!)).toEqual(['ocds-2'])
})

describe('R024 and R058', () => {
  const pair = (winner: number, next: number) => ({
    ...bids(['valid', 'W', winner], ['valid', 'L', next]),
    ...won('W'),
  })
  const far = [pair(1, 101), pair(1, 101), pair(1, 101), pair(1, 101)]
  test('the outlier that is close is raised, with its two bidders', () => {
    const { groups, Meta } = run('[R024]', [pair(1, 1), ...far])
    expect(groups).toEqual({ OCID: { 'ocds-0': { R024: 0 } }, Tenderer: { W: { R024: 0 }, L: { R024: 0 } } })
    expect(Meta.R024).toEqual({ q1: 66.6667, q3: 100, lower_fence: 16.6667 })
  })
  test('the outlier that is far below, with its winner', () => {
    const close = [pair(1, 1), pair(1, 1), pair(1, 1), pair(1, 1)]
    expect(run('[R058]', [pair(1, 101), ...close]).groups).toEqual({
      OCID: { 'ocds-0': { R058: 100 } },
      Tenderer: { W: { R058: 0 } },
    })
  })
  test('all alike: nobody', () => {
    expect(run(undefined, [pair(1, 1), pair(1, 1), pair(1, 1)]).groups.OCID).toEqual({
      // The prices are the same, which is another question.
      'ocds-0': { R028: 1 },
      'ocds-1': { R028: 1 },
      'ocds-2': { R028: 1 },
    })
    expect(run('[R024]\n[R058]', []).groups).toEqual({})
  })
  test('a set threshold takes the place of the fence', () => {
    expect(flags('R024', [pair(100, 104), pair(100, 106)], 'threshold = 0.05').OCID).toEqual({
      'ocds-0': { R024: 0.04 },
    })
    expect(flags('R058', [pair(100, 104), pair(100, 160)], 'threshold = 0.5').OCID).toEqual({ 'ocds-1': { R058: 0.6 } })
  })
  test.each([
    [
      'an award is pending',
      { ...bids(['valid', 'W', 1], ['valid', 'L', 1]), ...awards(['active', 'W'], ['pending', '']) },
    ],
    [
      'an award is of no known state',
      { ...bids(['valid', 'W', 1], ['valid', 'L', 1]), ...awards(['active', 'W'], ['invalid', '']) },
    ],
    ['two awards', { ...bids(['valid', 'W', 1], ['valid', 'L', 1]), ...awards(['active', 'W'], ['active', 'W']) }],
    ['two suppliers', { ...bids(['valid', 'W', 1], ['valid', 'L', 1]), ...won('WX') }],
    ['the next bid is of two', { ...bids(['valid', 'W', 1], ['valid', 'LM', 1]), ...won('W') }],
    ['the winner’s bid is not valid', { ...bids(['pending', 'W', 1], ['valid', 'L', 1]), ...won('W') }],
    ['the lowest did not win', { ...bids(['valid', 'W', 2], ['valid', 'L', 1]), ...won('W') }],
    ['another currency', { ...bids(['valid', 'W', 1], ['valid', 'L', 1, 'USD']), ...won('W') }],
    ['cancelled', { ...pair(1, 1), tender: { status: 'cancelled' } }],
    ['a price of nothing', { ...bids(['valid', 'W', 0], ['valid', 'L', 0]), ...won('W') }],
  ])('left out: %s', (_, release) => {
    const { groups, Coverage } = run('[R024]', [...far, pair(1, 90), release])
    expect(groups.OCID?.['ocds-5']).toBeUndefined()
    expect(Coverage.indicators.R024!.computed).toBe(5)
  })
  test('cancelled and unsuccessful awards were tries before; of several bids of the winner the lowest counts', () => {
    const tries = {
      ...bids(['valid', 'W', 9], ['valid', 'W', 1], ['valid', 'L', 1]),
      ...awards(['active', 'W'], ['cancelled', 'C'], ['unsuccessful', 'U']),
    }
    expect(run('[R024]', [...far, ...far.slice(1), pair(1, 90), pair(1, 95), tries]).groups.OCID).toEqual({
      'ocds-9': { R024: 0 },
    })
  })
  test('only procedures that compare prices', () => {
    const drawn = { ...pair(1, 1), tender: { procurementMethodDetails: '抽签' } }
    expect(
      run('no_price_comparison_procurement_methods = 抽签\n[R024]', [pair(1, 101), pair(1, 111), pair(1, 121), drawn])
        .groups,
    ).toEqual({})
    expect(
      run('price_comparison_procurement_methods = 抽签\n[R024]\nthreshold = 1', [...far, drawn]).groups.OCID,
    ).toEqual({ 'ocds-4': { R024: 0 } })
    expect(run('[exclusions]\nprocurement_method_details = 抽签\n[R028]', [drawn]).Coverage.excluded).toBe(1)
  })
})

test('R025: once a process, however many bids; the top bidder with few wins', () => {
  const lost = (to: string) => ({ ...bids(['valid', 'F'], ['valid', to]), ...won(to) })
  // A bidder with one win in two widens the spread.
  const list = [...[...'ABCDEGHI'].map(lost), lost('J'), { ...bids(['valid', 'J'], ['valid', 'A']), ...won('A') }]
  const once = { ...bids(['valid', 'F'], ['valid', 'F']), ...won('F') }
  const { groups, Meta } = run('[R025]', [...list, once])
  expect(groups).toEqual({ Tenderer: { F: { R025: 0.1 }, J: { R025: 0.5 } } })
  expect(Meta.R025).toEqual({ q1: 0.9583, q3: 1, lower_fence: 0.8958, upper_fence: 2 })
  expect(run('[R025]\npercentile = 75\nthreshold = 0.05', list).groups).toEqual({ Tenderer: { F: { R025: 0 } } })
})

test('where all are alike, the field’s definition flags them all, and that is said', () => {
  const alike = { ...bids(['valid', 'W', 1], ['valid', 'L', 2]), ...won('W') }
  const { groups, Coverage } = run('[R024]', Array(5).fill(alike))
  expect([Object.keys(groups.OCID!).length, wide(Coverage)]).toEqual([5, ['R024']])
})

test('R028: different bidders with one price; the same bidder twice is none', () => {
  const list = [
    bids(['valid', 'A', 1], ['disqualified', 'B', 1]),
    bids(['valid', 'A', 1], ['valid', 'A', 1]),
    bids(['valid', 'AB', 1], ['valid', 'BA', 1]),
    bids(['valid', 'C', 1], ['valid', 'D', 1.1]),
    bids(['valid', 'C', 1], ['valid', 'D', 1, 'USD']),
    bids(['valid', 'C', 1], ['withdrawn', 'D', 1]),
    bids(['valid', 'C', 1], ['valid', '', 1]),
  ]
  expect(flags('R028', list)).toEqual({ OCID: { 'ocds-0': { R028: 1 } }, Tenderer: { A: { R028: 1 }, B: { R028: 1 } } })
})

test('R030: late by instants, not by letters; only who won', () => {
  const late = (date: string, supplier: string, status = 'active') => ({
    tender: { tenderPeriod: { endDate: '2026-03-15T09:00:00+08:00' } },
    bids: { details: [{ status: 'valid', date, tenderers: [{ id: 'W' }] }] },
    ...awards([status, supplier]),
  })
  const list = [
    late('2026-03-15T01:00:01Z', 'W'),
    late('2026-03-15T01:00:00Z', 'W'),
    late('2026-03-16T01:00:00Z', 'L'),
    late('2026-03-16T01:00:00Z', 'W', 'pending'),
  ]
  expect(flags('R030', list)).toEqual({ OCID: { 'ocds-0': { R030: 1 } }, Tenderer: { W: { R030: 1 } } })
})

test.each([
  ['one other', { ...bids(['disqualified', 'D'], ['valid', 'V']), ...won('V') }, 1],
  [
    'two others, one twice',
    { ...bids(['disqualified', 'D'], ['disqualified', 'D'], ['disqualified', 'E'], ['valid', 'V']), ...won('V') },
    2,
  ],
  ['nobody was disqualified', { ...bids(['valid', 'V']), ...won('V') }, undefined],
  ['only the winner’s other bid was', { ...bids(['disqualified', 'V'], ['valid', 'V']), ...won('V') }, undefined],
  ['two are valid', { ...bids(['disqualified', 'D'], ['valid', 'V'], ['valid', 'W']), ...won('V') }, undefined],
  [
    'the award went elsewhere too',
    { ...bids(['disqualified', 'D'], ['valid', 'V']), ...awards(['active', 'V'], ['active', 'S']) },
    undefined,
  ],
  [
    'an award is pending',
    { ...bids(['disqualified', 'D'], ['valid', 'V']), ...awards(['active', 'V'], ['pending', '']) },
    undefined,
  ],
])('R035: %s', (_, release, value) => {
  expect(flags('R035', [release]).OCID?.['ocds-0']?.R035).toBe(value)
  if (value) expect(flags('R035', [release], `threshold = ${value + 1}`)).toEqual({})
})

test.each([
  [
    'lower and disqualified',
    [
      ['disqualified', 'D', 1],
      ['valid', 'V', 2],
    ],
    'active',
    true,
  ],
  [
    'higher and disqualified',
    [
      ['disqualified', 'D', 3],
      ['valid', 'V', 2],
    ],
    'active',
    false,
  ],
  [
    'withdrawn bids do not count',
    [
      ['withdrawn', 'W', 1],
      ['disqualified', 'D', 3],
      ['valid', 'V', 4],
    ],
    'active',
    true,
  ],
  ['no valid bid', [['disqualified', 'D', 1]], 'active', false],
  [
    'nothing awarded yet',
    [
      ['disqualified', 'D', 1],
      ['valid', 'V', 2],
    ],
    'pending',
    false,
  ],
] as [string, Said[], string, boolean][])('R036: %s', (_, list, status, raised) =>
  expect(flags('R036', [{ ...bids(...list), ...awards([status, 'V']) }]).OCID !== undefined).toBe(raised),
)

test('R038: by buyer, procuring entity and tenderer, who have enough', () => {
  const clean = (id: string) => ({
    ...bids(['valid', 'W'], ['valid', 'X']),
    buyer: { id },
    tender: { procuringEntity: { id: `p${id}` } },
  })
  const list = [{ ...clean('B'), ...bids(['valid', 'W'], ['disqualified', 'D']) }, ...['1', '2', '3', '4'].map(clean)]
  const { groups, Meta } = run('[R038]', list)
  expect(groups).toEqual({ Buyer: { B: { R038: 0.5 } }, ProcuringEntity: { pB: { R038: 0.5 } } })
  expect(Meta.R038).toMatchObject({ Buyer_upper_fence: 0.4167, Tenderer_upper_fence: 0 })
  expect(run('[R038]\nminimum_submitted_bids = 1\nthreshold = 0.9', list).groups).toEqual({
    Tenderer: { D: { R038: 1 } },
  })
})

test('R048: kinds of things by their first digits, of who supplied often enough', () => {
  const supplies = (id: string, ...codes: string[]) => ({
    awards: [{ status: 'active', suppliers: [{ id }], items: codes.map((c) => ({ classification: { id: c } })) }],
  })
  const list = [supplies('F', '10000000', '11000000'), ...[...'ABCD'].map((id) => supplies(id, '10000000', '10110000'))]
  expect(flags('R048', list)).toEqual({})
  expect(flags('R048', list, 'minimum_contracting_processes = 1')).toEqual({ Tenderer: { F: { R048: 2 } } })
  expect(flags('R048', list, 'minimum_contracting_processes = 1\ndigits = 4\nthreshold = 2')).toEqual({
    Tenderer: Object.fromEntries([...'FABCD'].map((id) => [id, { R048: 2 }])),
  })
})

test('what is no process is counted, not computed; a flag that is raised widely is named', () => {
  const { Coverage } = run(undefined, [
    { ocid: 5 },
    { tender: { status: 'cancelled' } },
    { tender: 'x', bids: [], awards: 7 },
  ])
  expect(Coverage).toMatchObject({ processes: 1, cancelled: 1, withoutOcid: 1 })
  const one = { tender: { numberOfTenderers: 1, procurementMethod: 'open' } }
  expect(wide(run('[R018]', [one, one, one, one, one]).Coverage)).toEqual(['R018'])
  expect(wide(run('[R018]', [one, one]).Coverage)).toEqual([])
})

test.each([
  ['[R999]', 'There is no section [R999]'],
  ['[R024]\nthreshhold = 1', '[R024] has no property threshhold'],
  ['[R024]\nthreshold = few', 'is a number of at least 0, not “few”'],
  ['[R035]\nthreshold = 1.5', 'is a whole number'],
  ['[R024]\nwhat', 'Line 2 cannot be read'],
  ['{"R024": ', 'This is no JSON'],
])('settings that cannot be meant: %j', (source, said) => expect(() => readSettings(source)).toThrow(said))
test('the same settings as INI and as JSON', () =>
  expect(
    readSettings(
      'currency = CNY\n; a word\n[R003]\nthreshold = 20\n[R003.procurement_method_details]\n询价 = 3\n[defaults]\nx = 1',
    ),
  ).toEqual(readSettings('{"currency": "CNY", "R003": {"threshold": 20, "procurement_method_details": {"询价": 3}}}')))
