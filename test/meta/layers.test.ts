import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'

const cruise = (root: string) =>
  spawnSync(
    process.execPath,
    [
      join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      'kernel',
      'trade',
      'rooms',
      'web',
      'apps',
    ],
    { cwd: root, encoding: 'utf8' },
  )

let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'gnomon-layers-'))
  for (const part of [
    'kernel',
    'trade',
    'rooms',
    'web',
    'apps',
    'tsconfig.json',
    '.dependency-cruiser.cjs',
    'package.json',
  ])
    cpSync(join(projectRoot, part), join(copy, part), { recursive: true })
  symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('layers', () => {
  test('the project keeps them', () => {
    const run = cruise(copy)
    expect(run.stdout + run.stderr).toContain('no dependency violations')
    expect(run.status).toBe(0)
  }, 60_000)

  test.each([
    ['kernel-knows-no-room', 'kernel/cases/planted.ts', `import '../../rooms/approvals/index.ts'`],
    ['trade-knows-no-room', 'trade/auction/planted.ts', `import '../../rooms/hall/index.ts'`],
    ['one-door', 'rooms/hall/planted.ts', `import '../../trade/auction/auction.store.ts'`],
    ['rooms-know-no-app', 'rooms/approvals/planted.ts', `import '../../apps/config.ts'`],
    ['ui-is-below-rooms', 'web/ui/planted.ts', `import '../../rooms/hall/index.ts'`],
    ['rooms-never-import-rooms', 'rooms/hall/planted.ts', `import '../approvals/policy.ts'`],
    ['one-door', 'rooms/hall/planted.ts', `import '../../kernel/cases/case.store.ts'`],
    ['rules-are-pure', 'kernel/cases/planted.rules.ts', `import './case.store.ts'`],
    ['verifier-stands-alone', 'kernel/ledger/verifier/planted.ts', `import '../tiles.ts'`],
    ['islands-run-in-the-browser', 'web/islands/planted.ts', `import '../../kernel/procedure/chart.ts'`],
    ['production-has-its-dependencies', 'rooms/hall/planted.ts', `import 'vitest'`],
    ['contracts-are-browser-safe', 'rooms/hall/contract.ts', `import '../../kernel/platform/database/connect.ts'`],
  ])(
    '%s: a planted violation fails',
    (rule, file, code) => {
      const path = join(copy, file)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `${code}\nexport {}\n`)
      try {
        const run = cruise(copy)
        expect(run.status).not.toBe(0)
        expect(run.stdout + run.stderr).toContain(rule)
      } finally {
        rmSync(path)
      }
    },
    60_000,
  )

  test('no-circles: two files that need only a type of one another fail', () => {
    const [here, there] = ['here', 'there'].map((n) => join(copy, 'kernel', 'calendar', `${n}.ts`)) as [string, string]
    writeFileSync(here, `import type { There } from './there.ts'\nexport type Here = There[]\n`)
    writeFileSync(there, `import type { Here } from './here.ts'\nexport type There = Here | 0\n`)
    try {
      expect(cruise(copy).stdout).toContain('no-circles')
    } finally {
      for (const file of [here, there]) rmSync(file)
    }
  }, 60_000)
})
