import { describe, expect, test } from 'vitest'
import { looksOf, sayLooks } from './looks.rules.ts'
import { monitor, type State } from './monitor.rules.ts'
import { type Constraint, RuleFailed } from './rule.shape.ts'

const constraint = (line: string): Constraint => {
  const looks = looksOf(line)
  if (looks.what !== 'acts') throw new Error(line)
  return looks.constraint
}
/** `a` by nobody's post, `a1` by post 1. After each act the state; `!` where that act breaks it; then the state at the end. */
const trace = (line: string, word: string): string => {
  const m = monitor(constraint(line))
  const short: Record<State, string> = { satisfied: 'S', violated: 'V', 'satisfied-now': 's', 'violated-now': 'v' }
  const first = short[m.state]
  const steps = word
    .split(' ')
    .filter(Boolean)
    .map((w) => (m.see({ type: w[0]!, post: w[1] ?? null }) ? `${short[m.state]}!` : short[m.state]))
  return [first, ...steps, short[m.end()]].join(' ')
}

describe('a monitor tells the four states, and the act that breaks it', () => {
  test.each([
    // order
    ['precedence:a needs b', '', 's S'],
    ['precedence:a needs b', 'c b a a', 's s S S S S'],
    ['precedence:a needs b', 'a b a', 's V! V V V'],
    ['precedence:a needs b, c', 'c a', 's S S S'],
    // response
    ['response:a must b within 5 working-days', 'c', 's s S'],
    ['response:a must b within 5 working-days', 'a c', 's v v V'],
    ['response:a must b within 5 working-days', 'a b a b', 's v s v s S'],
    ['response:a, c must b within 5 calendar-days', 'c b', 's v s S'],
    // absence
    ['absence:a', 'b', 's s S'],
    ['absence:a', 'a b a', 's V! V V! V'],
    ['absence:a after b', 'a a', 's s s S'],
    ['absence:a after b', 'a b a', 's s s V! V'],
    // number
    ['at-most:1 a', 'a b', 's s s S'],
    ['at-most:1 a', 'a a a', 's s V! V! V'],
    ['at-most:2 a', 'a a a', 's s s V! V'],
    ['exactly-once:a', '', 'v V'],
    ['exactly-once:a', 'b a b', 'v v s s S'],
    ['exactly-once:a', 'a a a', 'v s V! V! V'],
    // not-coexisting
    ['not-together:a with b', 'a a', 's s s S'],
    ['not-together:a with b', 'b c a a', 's s s V! V V'],
    // four eyes
    ['apart:a from b', 'a1 b2', 's s s S'],
    ['apart:a from b', 'a1 c1 b1', 's s s V! V'],
    ['apart:a from b', 'b1 a1 a2 a1', 's s V! V V! V'],
    ['apart:a from b', 'a b', 's s s S'],
  ])('%s · %s', (line, word, wanted) => expect(trace(line, word)).toBe(wanted))
})

describe('a line that says what to look at', () => {
  test.each([
    ['clock:promised', { what: 'clock', clock: 'promised' }],
    ['clock:*', { what: 'clock', clock: '*' }],
    ['act:case.decided', { what: 'act', act: 'case.decided' }],
    ['pair:x.b after x.a', { what: 'pair', act: 'x.b', after: 'x.a' }],
    ['burst:3 in 60 seconds', { what: 'burst', times: 3, seconds: 60 }],
    [
      'window:x.a by unit, field.part over 365 days sum amount',
      { what: 'window', acts: ['x.a'], by: ['unit', 'field.part'], days: 365, value: { what: 'sum', field: 'amount' } },
    ],
    [
      'window:x.a, x.b by unit over 30 days count',
      { what: 'window', acts: ['x.a', 'x.b'], by: ['unit'], days: 30, value: { what: 'count' } },
    ],
    [
      'window:x.a by unit over 90 days share outcome = no',
      { what: 'window', acts: ['x.a'], by: ['unit'], days: 90, value: { what: 'share', field: 'outcome', of: 'no' } },
    ],
  ])('%s', (line, wanted) => expect(looksOf(line)).toEqual(wanted))
  test.each([
    '',
    'clock',
    'clock:',
    'act: x',
    'precedence:a',
    'burst:1 in 60 seconds',
    'window:a over 3 days count',
    'response:a must b',
    'drop table',
    'at-most:x a',
  ])('refused: %s', (line) => expect(() => looksOf(line)).toThrow(RuleFailed))
  test('every form is said in both languages', () => {
    for (const line of [
      'clock:*',
      'act:*',
      'act:a',
      'pair:b after a',
      'burst:3 in 60 seconds',
      'precedence:a needs b',
      'response:a must b within 5 working-days',
      'absence:a',
      'absence:a after b',
      'at-most:1 a',
      'exactly-once:a',
      'not-together:a with b',
      'apart:a from b',
      'window:a by unit over 3 days count',
      'window:a by unit over 3 days sum x',
      'window:a by unit over 3 days share x = y',
    ]) {
      const said = sayLooks(looksOf(line), (w) => ({ zh: `〈${w}〉`, en: `<${w}>` }))
      expect(said.zh).toMatch(/[一-鿿〈]/)
      expect(said.en).toMatch(/[a-z]/)
    }
  })
})
