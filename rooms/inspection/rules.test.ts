import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Act } from '../../kernel/platform/index.ts'
import { CITY } from '../../test/city.ts'
import { inspection } from './case.kind.ts'
import { onePerPerson, type PoolInput, poolsOf } from './draw/pools.rules.ts'
import { figureOn, type ListContent, listContent } from './list/list.shape.ts'
import { listProblem } from './list/publish-list.ts'
import { fits, missing, unanswered, wrongItems } from './visit/findings.rules.ts'
import { scanState } from './visit/scan.rules.ts'

const content: ListContent = listContent.parse(JSON.parse(readFileSync(join(CITY, 'inspection', 'list.json'), 'utf8')))
const units = new Set(content.items.map((i) => i.unit))
const [food, registration, fire] = content.items as [
  ListContent['items'][0],
  ListContent['items'][0],
  ListContent['items'][0],
]

describe('a list', () => {
  test('the city’s own stands, and marks what is not confirmed', () => {
    expect(listProblem(content, units)).toBeUndefined()
    expect(content.caps.every((f) => !f.confirmed)).toBe(true)
    expect(content.publish.find((f) => f.field === 'food')).toMatchObject({ value: 20, confirmed: true })
  })
  const edit = (change: (c: ListContent) => void) => {
    const copy = structuredClone(content)
    change(copy)
    return listProblem(copy, units)?.en
  }
  test.each<[string, RegExp, (c: ListContent) => void]>([
    ['an item twice', /stands twice/, (c) => void c.items.push(c.items[0]!)],
    ['a unit that is not there', /no unit nowhere/, (c) => void (c.items[0]!.unit = 'nowhere')],
    ['an article that is not there', /not an article 900/, (c) => void (c.items[0]!.basis[0]!.article = 900)],
    ['a law that is not in the index', /not in the index/, (c) => void (c.publish[0]!.basis[0]!.law = '某法')],
    ['two lines of one number', /share a number/, (c) => void c.items[0]!.checks.push(c.items[0]!.checks[0]!)],
    ['no days to publish', /not said/, (c) => void (c.publish = [])],
    ['confirmed without a basis', /without a basis/, (c) => void (c.caps[0]!.confirmed = true)],
  ])('%s is refused', (_, said, change) => expect(edit(change)).toMatch(said))
  test('a figure holds on both its days', () => {
    const figures = [
      { ...content.window[0]!, from: '2026-01-01', to: '2026-06-30', value: 5 },
      { ...content.window[0]!, from: '2026-07-01', value: 9 },
    ]
    expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map((d) => figureOn(figures, d)?.value)).toEqual([
      undefined,
      5,
      5,
      9,
    ])
  })
})

describe('pools', () => {
  const subject = (uscc: string, risk: 'A' | 'B' | 'C' | 'D', fields = ['food', 'registration']) => ({
    uscc,
    name: uscc,
    fields,
    risk,
  })
  const officer = (card: string, unit = food.unit, until = '2030-01-01') => ({ card, unit, until })
  const base: PoolInput = {
    list: content,
    items: [food, registration],
    count: 2,
    on: '2026-07-01',
    until: '2026-07-31',
    subjects: [subject('S1', 'A'), subject('S2', 'B'), subject('S3', 'D'), subject('S4', 'C', ['food'])],
    visits: new Map(),
    open: new Set(),
    officers: [officer('C1'), officer('C2'), officer('C3'), officer('F1', fire.unit)],
    declared: [],
    interests: [],
  }
  const of = (more: Partial<PoolInput>) => poolsOf({ ...base, ...more })
  test('who has all fields, with the weight of the risk class; officers of the units that take part', () => {
    const [subjects, officers] = of({})
    expect(subjects!.members).toEqual([
      { id: 'S1', weight: 1, stratum: '*' },
      { id: 'S2', weight: 2, stratum: '*' },
      { id: 'S3', weight: 8, stratum: '*' },
    ])
    expect(officers!.members.map((m) => m.id)).toEqual(['C1', 'C2', 'C3'])
    expect(officers!.take).toEqual({ [food.unit]: 2 })
    expect(officers!.each).toBe('subjects')
  })
  test('a joint visit takes two of each unit', () => {
    const [, officers] = of({ items: [food, fire], subjects: [subject('S1', 'A', ['food', 'fire'])] })
    expect(officers!.take).toEqual({ [food.unit]: 2, [fire.unit]: 2 })
    expect(officers!.members.map((m) => m.stratum)).toContain(fire.unit)
  })
  test.each<[string, Partial<PoolInput>, { id: string; reason: string }[], { id: string; reason: string }[]]>([
    [
      'the cap is reached, not one below it',
      {
        visits: new Map([
          ['S1', 1],
          ['S2', 1],
        ]),
      },
      [{ id: 'S1', reason: 'cap-reached' }],
      [],
    ],
    ['no cap for the highest risk', { visits: new Map([['S3', 50]]) }, [], []],
    ['an inspection is open', { open: new Set(['S2']) }, [{ id: 'S2', reason: 'in-inspection' }], []],
    [
      'a card that ends before the last day',
      { officers: [...base.officers, officer('C4', food.unit, '2026-07-30'), officer('C5', food.unit, '2026-07-31')] },
      [],
      [{ id: 'C4', reason: 'card-ends' }],
    ],
    ['stepped back from the whole', { declared: [{ card: 'C2', uscc: '' }] }, [], [{ id: 'C2', reason: 'declared' }]],
  ])('excluded before the draw: %s', (_, more, subjects, officers) => {
    const [s, o] = of(more)
    expect(s!.excluded).toEqual(subjects)
    expect(o!.excluded).toEqual(officers)
    for (const e of [...subjects, ...officers])
      expect([...s!.members, ...o!.members].some((m) => m.id === e.id)).toBe(false)
  })
  test('行政处罚法 art. 43: kept apart from one subject, each pair once, and only where both could meet', () => {
    const [, o] = of({
      declared: [
        { card: 'C1', uscc: 'S1' },
        { card: 'C1', uscc: 'S9' },
      ],
      interests: [
        { card: 'C1', uscc: 'S1', why: 'kin' },
        { card: 'C2', uscc: 'S3', why: 'own' },
      ],
    })
    expect(o!.apart).toEqual([
      { id: 'C1', of: 'S1', reason: 'declared' },
      { id: 'C2', of: 'S3', reason: 'own-organisation' },
    ])
  })
})

test('行政处罚法 art. 42: two cards of one person are one officer of the unit, by the card that holds longest', () => {
  const card = (number: string, personId: string, until: string, unit = 'u') => ({ number, personId, until, unit })
  const kept = onePerPerson([
    card('1', 'p', '2027-01-01'),
    card('2', 'p', '2028-01-01'),
    card('3', 'q', '2027-01-01'),
    card('4', 'p', '2026-01-01', 'v'),
  ])
  expect(kept.map((c) => c.number)).toEqual(['2', '3', '4'])
})

describe('findings', () => {
  const lines = food.checks.map((k) => ({ item: food.code, line: k.code, result: 'ok' as const, note: '' }))
  const whole = { present: ['C1', 'C2'], lines, conclusion: 'clear', receiver: '店长' }
  test('nothing is missing of a whole record; each gap is named by its field', () => {
    expect(missing(whole, [food])).toEqual({})
    const gaps = missing(
      { present: [], lines: [{ ...lines[0]!, result: 'problem' }, ...lines.slice(2)], conclusion: '', receiver: '' },
      [food],
    )
    expect(Object.keys(gaps).sort()).toEqual([
      'conclusion',
      `n.${food.code}.01`,
      'present',
      `r.${food.code}.02`,
      'receiver',
    ])
  })
  test('a line that no item has, or twice, is none', () => {
    expect(unanswered([food], [...lines, { item: 'x', line: '01' }])).toEqual(['x.01'])
    expect(unanswered([food], [...lines, lines[0]!])).toEqual([`${food.code}.01`])
  })
  test.each([
    ['clear', 'ok', true],
    ['clear', 'problem', false],
    ['rectify', 'problem', true],
    ['rectify', 'none', false],
    ['transfer', 'ok', false],
  ] as const)('%s with a line %s: %s', (conclusion, result, expected) =>
    expect(fits(conclusion, [{ result }])).toBe(expected),
  )
  test('only items with a problem', () =>
    expect(
      wrongItems([
        { item: 'a', line: '1', result: 'problem' },
        { item: 'b', line: '1', result: 'ok' },
        { item: 'a', line: '2', result: 'problem' },
      ]),
    ).toEqual(['a']))
})

describe('the code on a day', () => {
  const two = [
    { personId: 'p', valid: true },
    { personId: 'q', valid: true },
  ]
  const of = (more: object) =>
    scanState({ today: '2026-07-05', from: '2026-07-01', to: '2026-07-05', visited: false, officers: two, ...more })
  test.each([
    ['valid', {}],
    ['valid', { today: '2026-07-01' }],
    ['early', { today: '2026-06-30' }],
    ['over', { today: '2026-07-06' }],
    ['visited', { visited: true }],
    ['no-card', { officers: [two[0], { personId: 'q', valid: false }] }],
    ['no-card', { officers: [two[0], two[0]] }],
  ])('%s', (expected, more) => expect(of(more)).toBe(expected))
})

describe('the fold', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 6, day, 2))
  const act = (type: string, day: number, said: object = {}) =>
    ({ type, happenedAt: at(day), public: said, actor: { kind: 'system', name: 'x' } }) as unknown as Act
  const opened = act('inspection.opened', 1, {
    cause: 'draw',
    items: [],
    officers: [],
    limit: { value: 20, unit: 'working-day', basis: [] },
  })
  const approved = act('inspection.approved', 2, { outcome: 'approve', from: '2026-07-02', to: '2026-07-20' })
  const visited = (conclusion: string, rectifyDays: number | null = null) =>
    act('inspection.visited', 3, { at: at(3).toISOString(), by: 'C1', present: [], lines: [], conclusion, rectifyDays })
  const [confirmed, published] = [act('inspection.confirmed', 3), act('inspection.published', 6)]
  const rechecked = (outcome: string, day = 10) =>
    act('inspection.rechecked', day, { outcome, rectifyDays: outcome === 'again' ? 5 : null })
  test.each<[string, Act[]]>([
    ['opened', [opened]],
    ['dropped', [opened, act('inspection.approved', 2, { outcome: 'drop', from: null, to: null })]],
    ['approved', [opened, approved]],
    ['visited', [opened, approved, visited('clear')]],
    ['found', [opened, approved, visited('clear'), confirmed]],
    ['closed', [opened, approved, visited('clear'), confirmed, published]],
    ['rectifying', [opened, approved, visited('rectify', 10), confirmed, published]],
    ['rectifying', [opened, approved, visited('rectify', 10), confirmed, published, rechecked('again')]],
    [
      'closed',
      [opened, approved, visited('rectify', 10), confirmed, published, rechecked('again'), rechecked('done', 14)],
    ],
    ['moving', [opened, approved, visited('rectify', 10), confirmed, published, rechecked('transfer')]],
    ['closed', [opened, approved, visited('transfer'), confirmed, published, act('inspection.transferred', 9)]],
    ['found', [opened, approved, visited('transfer'), confirmed, act('inspection.transferred', 5)]],
    [
      'closed',
      [
        opened,
        approved,
        visited('rectify', 10),
        confirmed,
        published,
        act('inspection.objection-answered', 9, { outcome: 'corrected', conclusion: 'clear' }),
      ],
    ],
  ])('%s', (expected, acts) => expect(inspection.status(inspection.fold(acts, undefined)).code).toBe(expected))
  test('食品生产经营监督检查管理办法 art. 39: twenty working days from the result, not from the visit; it stops when published', () => {
    const clock = (acts: Act[], on: number) =>
      inspection
        .duties(inspection.fold(acts, undefined), undefined, 'u', at(on))
        .find((d) => d.clock === 'inspection.publish')!.count
    expect(clock([opened, approved, visited('clear')], 4)).toBeUndefined()
    expect(clock([opened, approved, visited('clear'), confirmed], 4)!.due).toBe('2026-07-31')
    expect(clock([opened, approved, visited('clear'), confirmed, published], 40)).toMatchObject({
      finished: true,
      overdue: false,
    })
  })
  test('the time to put it right runs from the record, then from the recheck that gave more, and stops', () => {
    const clock = (acts: Act[]) =>
      inspection
        .duties(inspection.fold(acts, undefined), undefined, 'u', at(11))
        .find((d) => d.clock === 'inspection.rectify')!.count
    const until = [opened, approved, visited('rectify', 10), confirmed, published]
    expect(clock(until)!.due).toBe('2026-07-13')
    expect(clock([...until, rechecked('again')])!.due).toBe('2026-07-15')
    expect(clock([...until, rechecked('done')])!.finished).toBe(true)
  })
})
