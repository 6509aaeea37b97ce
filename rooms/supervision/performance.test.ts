import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { performance, type UnitMonth, type Weights } from './performance.rules.ts'

const weights = JSON.parse(readFileSync(new URL('performance.json', import.meta.url), 'utf8')) as Weights
const month = (more: Partial<UnitMonth> = {}): UnitMonth => ({ lights: [], measures: [], ratings: {}, ...more })
const light = (light: 'yellow' | 'red', onClock = true, area = 'AP') => ({
  number: '1',
  rule: { zh: '规则', en: 'rule' },
  area,
  light,
  onClock,
})
const measure = (kind: string, late = false, escalated = false) => ({
  number: '1',
  kind,
  late,
  escalated,
  at: new Date(),
})
const score = (m: UnitMonth, id: string) => performance(m, weights).items.find((i) => i.id === id)!.score

describe('performance', () => {
  test('the weights are a hundred', () => expect(weights.items.reduce((n, i) => n + i.weight, 0)).toBe(100))
  test.each([
    ['nothing wrong', month(), 'deadline', 14],
    ['a yellow', month({ lights: [light('yellow')] }), 'deadline', 9],
    ['a red', month({ lights: [light('red')] }), 'deadline', 4],
    ['never below nought', month({ lights: [light('red'), light('red')] }), 'deadline', 0],
    ['on an act it is procedure', month({ lights: [light('red', false)] }), 'procedure', 4],
    ['and not the deadline', month({ lights: [light('red', false)] }), 'deadline', 14],
    ['disclosure has its own', month({ lights: [light('yellow', true, 'DI')] }), 'disclosure', 5],
    ['and takes nothing from the deadline', month({ lights: [light('yellow', true, 'DI')] }), 'deadline', 14],
    ['two reminders', month({ measures: [measure('reminder'), measure('reminder')] }), 'oversight', 14],
    [
      'three in a row',
      month({ measures: [measure('reminder'), measure('reminder'), measure('reminder')] }),
      'oversight',
      11,
    ],
    ['a late answer', month({ measures: [measure('order', true)] }), 'oversight', 11],
    ['gone up', month({ measures: [measure('order', true, true)] }), 'oversight', 9],
    [
      'rated',
      month({
        ratings: {
          'case.rated': [
            { number: '1', score: 5 },
            { number: '2', score: 2 },
          ],
        },
      }),
      'satisfaction',
      7,
    ],
    ['not rated is not known', month(), 'satisfaction', null],
    ['nothing tells of it', month(), 'integrity', null],
  ])('%s', (_, m, id, wanted) => expect(score(m, id)).toBe(wanted))
  test('the sum is of what is known, out of a hundred; every point has its case', () => {
    expect(performance(month(), weights).total).toBe(100)
    const bad = performance(month({ lights: [light('red')] }), weights)
    expect(bad.total).toBe(83.3)
    expect(bad.items.flatMap((i) => i.evidence)).toEqual([{ number: '1', points: 10, why: { zh: '规则', en: 'rule' } }])
  })
})
