import { expect, test } from 'vitest'
import { HEIGHT, stepsOf, WIDTH } from './steps.rules.ts'

test('a price holds until the next: level, then up; from edge to edge', () => {
  const { line, area, at } = stepsOf([10, 10, 20])
  expect(line).toBe(`M6 ${HEIGHT - 6}H320V${HEIGHT - 6}H${WIDTH - 6}V6`)
  expect(area.endsWith(`V${HEIGHT}H6Z`)).toBe(true)
  expect(at).toEqual([WIDTH - 6, 6])
})
test('one price, or prices that are all the same, are level', () => {
  expect(stepsOf([7]).line).toBe(`M6 ${HEIGHT - 6}`)
  expect(stepsOf([7, 7]).line).toBe(`M6 ${HEIGHT - 6}H${WIDTH - 6}V${HEIGHT - 6}`)
})
test('where prices fall the steps do', () => {
  expect(stepsOf([3, 1]).line).toBe(`M6 6H${WIDTH - 6}V${HEIGHT - 6}`)
})
