import { expect, test } from 'vitest'
import { problemOfCode } from './refusal.ts'

test.each([
  // Six hundred kills of PostgreSQL gave one of these raw, to a writer whose line broke while it sent.
  ['EPIPE', 'UNAVAILABLE'],
  ['ECONNRESET', 'UNAVAILABLE'],
  ['ECONNREFUSED', 'UNAVAILABLE'],
  ['ECONNABORTED', 'UNAVAILABLE'],
  ['ETIMEDOUT', 'UNAVAILABLE'],
  ['CONNECT_TIMEOUT', 'UNAVAILABLE'],
  ['CONNECTION_CLOSED', 'UNAVAILABLE'],
  ['CONNECTION_ENDED', 'UNAVAILABLE'],
  ['57P01', 'UNAVAILABLE'],
  ['08006', 'UNAVAILABLE'],
  ['53300', 'UNAVAILABLE'],
  ['ENOSPC', 'STORAGE_FULL'],
  ['53100', 'STORAGE_FULL'],
  ['23505', 'CONFLICT'],
  ['40001', 'CONFLICT'],
  ['23503', 'INVALID'],
  ['22P02', 'INVALID'],
  ['42501', undefined],
])('%s is told as %s', (code, told) => expect(problemOfCode(code)?.code).toBe(told))
