import { expect, test } from 'vitest'
import { safeName } from './upload.rules.ts'

test('a file’s name is whole characters, without those that nobody sees', () => {
  const long = safeName(`${'😀'.repeat(99)}x${'😀'.repeat(60)}.pdf`)
  expect(long.isWellFormed()).toBe(true)
  expect([...long]).toHaveLength(117)
  expect(safeName('half\ud83d.pdf').isWellFormed()).toBe(true)
  expect(safeName('a\u202egnp.exe\u200b\u0000')).toBe('agnp.exe')
  expect(safeName('../../etc/passwd')).toBe('passwd')
  expect(safeName('\u200b')).toBe('未命名')
})
