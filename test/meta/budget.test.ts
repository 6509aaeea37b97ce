import { expect, test } from 'vitest'
import { overBudget, roomOf } from '../budget.ts'

test('a room over its budget is told, the worst first; one without a budget of its own has the common one', () => {
  const taken = new Map([
    ['rooms/hall', 29],
    ['rooms/desk', 31],
    ['rooms/approvals', 180],
    ['test/faults', 200],
  ])
  expect(overBudget(taken)).toEqual([
    { room: 'rooms/approvals', seconds: 180, budget: 90 },
    { room: 'rooms/desk', seconds: 31, budget: 30 },
  ])
  expect(roomOf('rooms/legality/desk/draft.test.ts')).toBe('rooms/legality')
})
