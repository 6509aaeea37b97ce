// What one test file declares, no other may meet: those that declare run in a process each, all others share theirs.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { ALONE, DECLARING } from '../processes.ts'

const declares =
  /\b(define(Acts|CaseKind|Document|Message|Room|Volume)|connect(Addresses|Nodes|Notifier|Register)|watchClock)\(/

test('a test file that declares acts, kinds, messages or rooms, or connects a provider, is listed, and no other', () => {
  const files = globSync('{apps,kernel,rooms,trade,web,test}/**/*.test.{ts,tsx}', { cwd: projectRoot })
  expect(files.length).toBeGreaterThan(200)
  expect(files.filter((f) => declares.test(readFileSync(join(projectRoot, f), 'utf8'))).sort()).toEqual(DECLARING)
  expect(ALONE.filter((f) => !existsSync(join(projectRoot, f)))).toEqual([])
})
