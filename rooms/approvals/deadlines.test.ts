import { expect, test } from 'vitest'
import { deadlinesIcs } from './deadlines.rules.ts'

test('a calendar of deadlines: whole days, the same case the same event, lines of 75 octets at most', () => {
  const file = deadlinesIcs(
    [
      {
        number: '350200-2026-000001',
        day: '2026-12-31',
        title: '要补正：施工许可, 很长'.repeat(4),
        mine: true,
        href: 'http://x/1',
      },
      { number: '350200-2026-000002', day: '2026-03-05', title: '换证', mine: false, href: 'http://x/2' },
    ],
    new Date('2026-03-02T01:00:00Z'),
  )
  expect(file).toContain(
    'UID:350200-2026-000001-due@gnomon\r\nDTSTAMP:20260302T010000Z\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101',
  )
  expect(file.match(/BEGIN:VALARM/g)).toHaveLength(1)
  expect(file).toContain('\\, 很长')
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
})
