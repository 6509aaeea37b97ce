import { expect, test } from 'vitest'
import { count } from '../../kernel/calendar/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { addresseeOf } from './addressee.ts'
import { daysByWhom, stepDays } from './step-days.rules.ts'

const who = (zh: string) => ({ title: text(zh, zh), who: text(zh, zh) })
const at = (day: string) => new Date(`${day}T02:00:00Z`)
const limit = { value: 5, unit: 'working-day' as const, basis: [] }

test('each day belongs to the act that ended it, and the rows add up to the clock', () => {
  const clock = count({
    limit,
    start: at('2026-03-02'),
    at: at('2026-03-12'),
    suspensions: [{ from: at('2026-03-04'), to: at('2026-03-06'), reason: text('核查', 'inspection'), basis: [] }],
  })
  const rows = stepDays(
    clock,
    [
      { ...who('受理'), at: at('2026-03-02') },
      { ...who('核查'), at: at('2026-03-06') },
      { ...who('审查'), at: at('2026-03-10') },
    ],
    who('决定'),
    '2026-03-12',
  )
  expect(rows.map((r) => [r.title.zh, r.from, r.to, r.counted, r.suspended])).toEqual([
    ['核查', '2026-03-02', '2026-03-06', 2, 2],
    ['审查', '2026-03-06', '2026-03-10', 2, 0],
    ['决定', '2026-03-10', null, 2, 0],
  ])
  expect(rows.reduce((n, r) => n + r.counted, 0)).toBe(clock.used)
})
test('days ahead are nobody’s yet, and a finished clock has no open step', () => {
  const running = count({ limit, start: at('2026-03-02'), at: at('2026-03-03') })
  expect(stepDays(running, [], who('审查'), '2026-03-03').map((r) => r.counted)).toEqual([1])
  const done = count({ limit, start: at('2026-03-02'), at: at('2026-03-05'), finished: at('2026-03-04') })
  expect(stepDays(done, [{ ...who('决定'), at: at('2026-03-04') }], who('送达'), '2026-03-05').length).toBe(1)
})

test('in a joint case each unit has the days of its own steps, and together they are the clock’s', () => {
  const step = (unit: string, title: string) => ({ title: text(title, title), who: text(unit, unit) })
  const clock = count({ limit, start: at('2026-03-02'), at: at('2026-03-13') })
  const rows = stepDays(
    clock,
    [
      { ...step('规划局', '会签'), at: at('2026-03-04') },
      { ...step('建设局', '审查'), at: at('2026-03-05') },
      { ...step('消防', '会签'), at: at('2026-03-12') },
    ],
    step('建设局', '决定'),
    '2026-03-13',
  )
  const by = daysByWhom(rows)
  expect(by.map((u) => [u.who.zh, u.counted])).toEqual([
    ['消防', 5],
    ['规划局', 2],
    ['建设局', 2],
  ])
  expect(by.reduce((n, u) => n + u.counted, 0)).toBe(clock.used)
})

test.each([
  ['no light: the lead', [], undefined, 'lead'],
  ['one late department', [{ unit: 'fire', clearedAt: null }], undefined, 'fire'],
  [
    'two late departments: the lead, unless one is named',
    [
      { unit: 'fire', clearedAt: null },
      { unit: 'water', clearedAt: null },
    ],
    undefined,
    'lead',
  ],
  ['named', [{ unit: 'fire', clearedAt: null }], 'lead', 'lead'],
  ['a light that went out names nobody by itself', [{ unit: 'fire', clearedAt: at('2026-03-02') }], undefined, 'lead'],
  ['a unit that has nothing to do with it', [], 'water', undefined],
] as const)('a measure goes to: %s', (_, lights, named, wanted) => {
  expect(addresseeOf({ unit: 'lead' }, [...lights], named)).toBe(wanted)
})
