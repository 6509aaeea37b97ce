import { describe, expect, test } from 'vitest'
import { count } from '../calendar/index.ts'
import { Backtest } from './backtest.rules.ts'
import { bookOf } from './book.rules.ts'
import { findingsOf } from './case-watch.rules.ts'
import { lightsOfClocks } from './clock-look.rules.ts'
import { conditionOf } from './condition.rules.ts'
import { quickly } from './quick.rules.ts'
import { replay } from './replay.rules.ts'
import type { Rule } from './rule.shape.ts'
import { act, declares, rule } from './watch.harness.ts'
import { windowFindings } from './window.rules.ts'

const known = declares({ a: ['n', 'on'], b: ['n'], c: ['unit', 'amount', 'kind'] }, ['k'])
const book = (...rules: Rule[]) => bookOf(rules, known)
const day = (n: number, time = '10:00') => `2026-03-${String(n).padStart(2, '0')}T${time}:00+08:00`
const fired = (r: Rule, ...acts: ReturnType<typeof act>[]) =>
  findingsOf(book(r), acts).map((f) => acts.indexOf(f.act as never))

describe('acts of one case', () => {
  test('an act by its public fields; what it leaves out compares with nothing', () => {
    const r = rule('r', 'act:a', 'n > 3')
    expect(
      fired(
        r,
        act('1', 'a', day(2), { n: 4 }),
        act('1', 'a', day(2), { n: 3 }),
        act('1', 'a', day(2)),
        act('1', 'b', day(2), { n: 9 }),
      ),
    ).toEqual([0])
  })
  test('which of its type it is, and by whom', () => {
    expect(
      fired(rule('r', 'act:a', 'nth > 1'), act('1', 'a', day(2)), act('1', 'b', day(2)), act('1', 'a', day(3))),
    ).toEqual([2])
    expect(fired(rule('r', 'act:a', 'byPost'), act('1', 'a', day(2)), act('1', 'a', day(2), {}, 'p'))).toEqual([1])
  })
  test('a pair: what was decided against what was told', () => {
    const r = rule('r', 'pair:b after a', 'n > earlier.n')
    expect(
      fired(
        r,
        act('1', 'b', day(2), { n: 9 }),
        act('1', 'a', day(3), { n: 5 }),
        act('1', 'b', day(4), { n: 5 }),
        act('1', 'b', day(5), { n: 6 }),
      ),
    ).toEqual([3])
    const soon = rule('r', 'pair:b after a', 'workingDays < 5')
    expect(fired(soon, act('1', 'a', day(2)), act('1', 'b', day(6)))).toEqual([1])
    expect(fired(soon, act('1', 'a', day(2)), act('1', 'b', day(9)))).toEqual([])
    expect(
      fired(
        rule('r', 'pair:b after a', 'samePost'),
        act('1', 'a', day(2), {}, 'p'),
        act('1', 'b', day(3), {}, 'p'),
        act('1', 'b', day(3), {}, 'q'),
      ),
    ).toEqual([1])
  })
  test('late entry: from when it happened to when it arrived', () => {
    const r = rule('r', 'act:*', 'entryMinutes > 60 and byPost')
    const late = act('1', 'a', day(2), {}, 'p', { arrived: day(2, '11:01') })
    expect(
      fired(
        r,
        late,
        act('1', 'a', day(2), {}, 'p', { arrived: day(2, '11:00') }),
        act('1', 'a', day(2), {}, undefined, { arrived: day(9) }),
      ),
    ).toEqual([0])
  })
  test('late entry by a day that the act itself tells', () => {
    const r = rule('r', 'act:a', 'date(happened) - date(on) > duration("P3D")')
    expect(fired(r, act('1', 'a', day(9), { on: '2026-03-05' }), act('1', 'a', day(9), { on: '2026-03-06' }))).toEqual([
      0,
    ])
  })
  test('a burst: three steps of posts within a minute, once; the applicant’s and the system’s are none', () => {
    const r = rule('r', 'burst:3 in 60 seconds', 'true')
    const at = (s: number) => `2026-03-02T02:00:${String(s).padStart(2, '0')}Z`
    const by = (s: number) => act('1', 'a', at(s), {}, 'p')
    expect(fired(r, by(0), by(20), by(40), by(50))).toEqual([2])
    expect(fired(r, by(0), act('1', 'a', at(10)), by(20))).toEqual([])
    expect(fired(r, by(0), by(30), act('1', 'a', '2026-03-02T02:01:01Z', {}, 'p'))).toEqual([])
  })
  test('a constraint is about the acts that its condition lets through; known causes suppress it', () => {
    const r = rule('r', 'precedence:a needs b', 'n > 100')
    expect(fired(r, act('1', 'a', day(2), { n: 1 }), act('1', 'a', day(2), { n: 200 }))).toEqual([1])
    const excused = rule('r', 'at-most:1 a', 'true', {
      suppress: [{ when: 'n = 7', why: { zh: '扩大', en: 'scope' } }],
    })
    expect(fired(excused, act('1', 'a', day(2)), act('1', 'a', day(2), { n: 7 }), act('1', 'a', day(3)))).toEqual([2])
  })
  test('a finding says rule, version, facts and acts', () => {
    const [f] = findingsOf(book(rule('r', 'pair:b after a', 'n > earlier.n')), [
      act('1', 'a', day(3), { n: 5 }),
      act('1', 'b', day(4), { n: 6 }),
    ])
    expect([f!.rule.id, f!.rule.from, f!.facts, f!.evidence.length]).toEqual([
      'r',
      '2010-01-01',
      { n: 6, earlier: { n: 5 } },
      2,
    ])
  })
})

describe('a rule that fails is set aside, with its reason, and stops nothing', () => {
  test.each([
    ['no FEEL', 'act:a', 'n <<'],
    ['a name that is not there', 'act:a', 'weight > 3'],
    ['no truth', 'act:a', 'n + 1'],
    ['a division by zero', 'act:a', 'n / 0 > 1'],
    ['one that never ends', 'act:a', 'count(for i in 1..1000000 return i) > n'],
    ['no line', 'look at everything', 'true'],
  ])('%s', (_, on, when) => {
    const b = book(rule('bad', on, when), rule('good', 'act:a', 'n = 1'))
    expect(findingsOf(b, [act('1', 'a', day(2), { n: 1 })]).map((f) => f.rule.id)).toEqual(['good'])
    expect([...b.failed.keys()]).toEqual(['bad'])
  })
  test('two rules that contradict: whatever happens one fires, each by itself; the look back tells the releaser', () => {
    const must = rule('must', 'precedence:b needs a', 'true')
    const mustNot = rule('must-not', 'absence:a', 'true')
    const cases = Array.from({ length: 10 }, (_, i) => [
      ...(i % 2 ? [act(`${i}`, 'a', day(2))] : []),
      act(`${i}`, 'b', day(3)),
    ])
    const b = book(must, mustNot)
    expect(cases.map((acts) => findingsOf(b, acts).map((f) => f.rule.id))).toEqual(
      cases.map((_, i) => [i % 2 ? 'must-not' : 'must']),
    )
    expect([...b.failed]).toEqual([])
    const looked = new Backtest(mustNot, [must], known, new Date(day(1)), new Date(day(9)))
    for (const [i, acts] of cases.entries())
      looked.see({ id: `${i}`, number: `${i}`, unit: 'u', acts, clocks: () => [] })
    // Where it fires no other does: what one wants the other forbids, and half of all cases are hit.
    expect(looked.result()).toMatchObject({ cases: 10, firedCases: 5, alone: 5 })
  })
  test('one whose acts nobody declares waits for them', () => {
    const b = book(
      rule('r', 'precedence:a needs z', 'true'),
      rule('s', 'clock:moon', 'overdue'),
      rule('t', 'clock:step', 'overdue'),
    )
    expect([...b.waiting]).toEqual([['r', ['z']]])
  })
})

test('what is compared quickly is what FEEL says', () => {
  const values: Record<string, unknown>[] = [
    { n: 3, s: 'x', b: true },
    { n: 0, s: '3', b: false },
    { n: -1, s: '', b: true },
    { n: 3.5 },
    { n: null, s: 'x' },
    {},
    { n: '3', s: 3, b: 'x' },
    { n: [1] },
  ]
  const conditions = [
    'n > 3',
    'n >= 3 and s = "x"',
    'n = 3',
    'n != 3',
    's = "x" or n < 0',
    'not(b)',
    'b',
    'b = true and not(n = 3)',
    'n > 2 and b',
    's != "x"',
    '3 < n',
    'n = -1',
    'b or n > 1',
    's > "a"',
    'n = s',
    'not(n > 1 or b)',
  ]
  const names = ['n', 's', 'b']
  const asked = (source: string, v: Record<string, unknown>) => {
    try {
      return conditionOf(source, names).holds((n) => v[n])
    } catch {
      return 'failed'
    }
  }
  let known = 0
  for (const c of conditions)
    for (const v of values) {
      // The same condition, in a form that is not compared quickly.
      expect([c, v, asked(c, v)]).toEqual([c, v, asked(`if true then (${c}) else false`, v)])
      if (quickly(c, names)?.((n) => v[n]) !== undefined) known++
    }
  expect(known).toBeGreaterThan(30)
})

describe('clocks', () => {
  const limit = { value: 5, unit: 'working-day' as const, basis: [] }
  const on = (
    r: Rule,
    at: string,
    suspensions: { from: Date; to?: Date; reason: { zh: string; en: string }; basis: [] }[] = [],
  ) => {
    const c = count({ limit, start: new Date(day(2)), at: new Date(at), suspensions })
    const { on, next } = lightsOfClocks(book(r), [{ clock: 'k', unit: 'u', count: c }], [], 'u', new Date(at))
    return [on.length, next?.toISOString().slice(0, 10) ?? null]
  }
  test('on, off, and the next day on which it may change', () => {
    const r = rule('r', 'clock:k', 'overdue and remaining < 0')
    expect(on(r, day(6))).toEqual([0, '2026-03-09'])
    expect(on(r, day(10))).toEqual([1, null])
  })
  test('a suspension used to stop the clock is seen while it lasts', () => {
    const r = rule('r', 'clock:*', 'suspendedDays > allowed')
    const reason = { zh: '核查', en: 'inspect' }
    const stopped = [{ from: new Date(day(3)), reason, basis: [] as [] }]
    expect(on(r, day(6), stopped)[0]).toBe(0)
    expect(on(r, day(6), stopped)[1]).not.toBeNull()
    expect(on(r, day(13), stopped)[0]).toBe(1)
    // Other rules say nothing of a clock that stands still.
    expect(on(rule('r', 'clock:k', 'overdue and remaining < 0'), day(27), stopped)).toEqual([0, null])
  })
  test('a clock made of acts: late, then answered', () => {
    const r = rule('r', 'response:a must b within 10 working-days', 'n = 1')
    const acts = [act('1', 'a', day(2), { n: 1 }), act('1', 'a', day(3), { n: 2 })]
    const lit = (at: string, list = acts) =>
      lightsOfClocks(book(r), [], list, 'u', new Date(at)).on.map((l) => [l.clock, l.due])
    const once = rule('r', 'response:a must b within 10 working-days once c', 'n = 1')
    const at = new Date(day(17))
    expect(lightsOfClocks(book(once), [], acts, 'u', at).on.length).toBe(0)
    expect(lightsOfClocks(book(once), [], [act('1', 'c', day(1)), ...acts], 'u', at).on.length).toBe(1)
    expect(lit(day(16))).toEqual([])
    expect(lit(day(17))).toEqual([['acts:r:1', '2026-03-16']])
    expect(lit(day(18), [...acts, act('1', 'b', day(17))])).toEqual([])
  })
})

describe('windows over many cases', () => {
  const of = (unit: string, amount: number, kind = 'x', at = day(2)) => act('1', 'c', at, { unit, amount, kind })
  const found = (r: Rule, ...acts: ReturnType<typeof act>[]) =>
    windowFindings(book(r), acts, new Date(day(20))).map((f) => f.facts.group)
  test('splitting under a threshold: each part below, together above', () => {
    const r = rule('r', 'window:c by unit, kind over 365 days sum amount', 'size > 1 and most < 100 and value >= 100')
    expect(found(r, of('u', 60), of('u', 60), of('v', 60), of('v', 60, 'y'), of('w', 120), of('w', 10))).toEqual([
      '["u","x"]',
    ])
  })
  test('outliers by quartiles of the others; never on a spread of zero, never among few', () => {
    const r = rule('r', 'window:c by unit over 365 days sum amount', 'value > q3 + 1.5 * iqr')
    const usual = ['a', 'b', 'd', 'e', 'f'].map((u, i) => of(u, 10 + i))
    expect(found(r, ...usual, of('u', 90))).toEqual(['["u"]'])
    expect(found(r, ...['a', 'b', 'd', 'e', 'f'].map((u) => of(u, 10)), of('u', 90))).toEqual([])
    expect(found(r, of('a', 1), of('b', 2), of('u', 90))).toEqual([])
  })
  test('shares; acts before the window and without the field do not count', () => {
    const r = rule('r', 'window:c by unit over 10 days share kind = no', 'size >= 2 and value > 0.5')
    expect(
      found(
        r,
        of('u', 1, 'no', day(12)),
        of('u', 1, 'no', day(13)),
        of('v', 1, 'no', day(2)),
        of('v', 1, 'no', day(13)),
        act('1', 'c', day(13)),
      ),
    ).toEqual(['["u"]'])
  })
})

test('a case is recomputed from its acts: raised and cleared as acts came and days passed', () => {
  const b = book(
    rule('k-over', 'clock:k', 'overdue and remaining < 0'),
    rule('big', 'act:b', 'n > 3', { light: 'yellow' }),
  )
  const acts = [act('1', 'a', day(2)), act('1', 'b', day(12), { n: 9 })]
  const lights = replay({
    acts,
    unit: 'u',
    book: () => b,
    until: new Date(day(30)),
    clocks: (seen, at) => [
      {
        clock: 'k',
        unit: 'u',
        count: count({
          limit: { value: 5, unit: 'working-day', basis: [] },
          start: new Date(day(2)),
          at,
          finished: seen[1]?.happenedAt,
        }),
      },
    ],
  })
  expect(
    lights.map((l) => [
      l.rule,
      l.light,
      l.due,
      l.raisedAt.toISOString().slice(0, 10),
      l.clearedAt?.toISOString().slice(0, 10),
    ]),
  ).toEqual([
    ['k-over', 'red', '2026-03-09', '2026-03-09', '2026-03-12'],
    ['big', 'yellow', '2026-03-12', '2026-03-12', undefined],
  ])
})
