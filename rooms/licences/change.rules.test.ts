import { expect, test } from 'vitest'
import { cannotChange, lastDayToRenew } from './change.rules.ts'

const before = { value: 30, unit: 'calendar-day' as const }
test.each([
  ['the thirtieth day before the end is in time', '2026-06-30', '2026-05-31', undefined],
  ['the day after is not', '2026-06-30', '2026-06-01', '最后一天是 2026-05-31'],
  ['one that is over is applied for anew', '2026-06-30', '2026-07-01', '已到期'],
  ['one without an end needs no renewal', undefined, '2026-07-01', '不用延续'],
])('renewal: %s', (_, until, today, says) => {
  const why = cannotChange({ ended: false, until }, 'renew', before, today)?.zh
  if (says) expect(why).toContain(says)
  else expect(why).toBeUndefined()
})
test('one that was revoked is changed in no way; another is until its last day', () => {
  expect(cannotChange({ ended: true, until: undefined }, 'cancel', undefined, '2026-01-01')!.zh).toContain('失效')
  expect(cannotChange({ ended: false, until: '2026-01-01' }, 'change', undefined, '2026-01-01')).toBeUndefined()
})
test('working days before the end are counted backwards', () => {
  // 2026-03-13 is a Friday; from the Sunday before it there are five.
  expect(lastDayToRenew('2026-03-13', { value: 5, unit: 'working-day' })).toBe('2026-03-08')
})
