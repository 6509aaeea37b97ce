import { expect, test } from 'vitest'
import { addDays } from '../calendar/index.ts'
import { monthOf, spansOf } from './span.rules.ts'

/** Every day that the spans cover, month cells spelled out. */
const days = (from: string, to: string) =>
  spansOf(from, to).flatMap((s) => {
    const list: string[] = []
    const last = s.grain === 'day' ? s.to : addDays(monthOf(addDays(s.to, 31)), -1)
    for (let day = s.from; day <= last; day = addDays(day, 1)) list.push(day)
    return list
  })

test.each([
  ['2026-01-01', '2026-12-31', 1],
  ['2026-01-02', '2026-12-30', 3],
  ['2026-01-31', '2026-03-01', 3],
  ['2026-02-01', '2026-02-28', 1],
  ['2026-02-01', '2026-02-27', 1],
  ['2026-02-02', '2026-03-30', 1],
  ['2026-03-05', '2026-03-05', 1],
  ['2025-12-15', '2026-01-31', 2],
])('%s to %s is covered, each day once', (from, to, spans) => {
  expect(spansOf(from, to).length).toBe(spans)
  const all = days(from, to)
  expect(new Set(all).size).toBe(all.length)
  const wanted: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) wanted.push(day)
  expect(all).toEqual(wanted)
})
