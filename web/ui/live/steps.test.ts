import { expect, test } from 'vitest'
import { HEIGHT, stepsOf, WIDTH } from './steps.rules.ts'

const LOW = HEIGHT - 6
test('a price holds until the next: level, then up, and the last goes on to the edge', () => {
  const { line, area } = stepsOf([10, 20])
  expect(line).toBe(`M6 ${LOW}H320V6H${WIDTH - 6}`)
  expect(area).toBe(`${line}V${HEIGHT}H6Z`)
})
test('one price, or prices that are all the same, are level', () => {
  expect(stepsOf([7]).line).toBe(`M6 ${LOW}H${WIDTH - 6}`)
  expect(stepsOf([7, 7]).line).toBe(`M6 ${LOW}H320V${LOW}H${WIDTH - 6}`)
})
test('where prices fall the steps do', () => {
  expect(stepsOf([3, 1]).line).toBe(`M6 6H320V${LOW}H${WIDTH - 6}`)
})
