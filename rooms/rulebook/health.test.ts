import { expect, test } from 'vitest'
import { precision, warnings } from './health.rules.ts'

const now = new Date('2026-11-27T00:00:00Z')
const began = new Date('2026-01-01T00:00:00Z')
const record = { raised: 10, cases: 10, last: new Date('2026-11-01T00:00:00Z'), appeals: 0, upheld: 0 }
test.each([
  ['in order', record, 100, '2021-07-15', began, 0],
  ['silent for 90 days', { ...record, last: new Date('2026-08-28T00:00:00Z') }, 100, '2021-07-15', began, 1],
  ['never fired, but new', undefined, 100, '2026-11-01', began, 0],
  ['never fired, but nothing was watched', undefined, 100, '2021-07-15', new Date('2026-11-20T00:00:00Z'), 0],
  ['never fired', undefined, 100, '2021-07-15', began, 1],
  ['on a fifth of cases', record, 50, '2021-07-15', began, 0],
  ['on more than a fifth', record, 49, '2021-07-15', began, 1],
  ['half of its appeals', { ...record, appeals: 4, upheld: 2 }, 100, '2021-07-15', began, 0],
  ['more than half', { ...record, appeals: 3, upheld: 2 }, 100, '2021-07-15', began, 1],
  ['one appeal says little', { ...record, appeals: 1, upheld: 1 }, 100, '2021-07-15', began, 0],
] as const)('%s', (_, r, cases, from, watched, wanted) =>
  expect(warnings(r, cases, from, watched, now).length).toBe(wanted),
)
test('precision', () => {
  expect([undefined, { ...record, raised: 0 }, record, { ...record, upheld: 1 }].map(precision)).toEqual([
    '—',
    '—',
    '100%',
    '90%',
  ])
})
