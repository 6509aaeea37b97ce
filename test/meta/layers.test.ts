import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'

const LAYERS = ['kernel', 'trade', 'web', 'rooms', 'apps'].filter((layer) => existsSync(join(projectRoot, layer)))

type Violation = { rule: { name: string }; from: string }
function violations(root: string): Violation[] {
  const cruiser = join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...LAYERS]
  const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30 })
  if (run.stderr) throw new Error(run.stderr)
  return JSON.parse(run.stdout).summary.violations
}

/** One of each, in files that nothing else names. */
const PLANTED: [rule: string, file: string, code: string][] = [
  ['kernel-knows-no-room', 'kernel/cases/planted.ts', `import '../../rooms/approvals/index.ts'`],
  ['trade-knows-no-room', 'trade/auction/planted.ts', `import '../../rooms/hall/index.ts'`],
  ['one-door', 'rooms/hall/another-window.ts', `import '../../trade/auction/auction.store.ts'`],
  ['rooms-know-no-app', 'rooms/approvals/planted.ts', `import '../../apps/config.ts'`],
  ['ui-is-below-rooms', 'web/ui/planted.ts', `import '../../rooms/hall/index.ts'`],
  ['rooms-never-import-rooms', 'rooms/hall/planted.ts', `import '../approvals/policy.ts'`],
  ['one-door', 'rooms/hall/window.ts', `import '../../kernel/cases/case.store.ts'`],
  ['rules-are-pure', 'kernel/cases/planted.rules.ts', `import './case.store.ts'`],
  ['verifier-stands-alone', 'kernel/ledger/verifier/planted.ts', `import '../tiles.ts'`],
  ['islands-run-in-the-browser', 'web/islands/planted.ts', `import '../../kernel/procedure/chart.ts'`],
  ['production-has-its-dependencies', 'rooms/desk/planted.ts', `import 'vitest'`],
  ['contracts-are-browser-safe', 'rooms/planted/contract.ts', `import '../../kernel/platform/database/connect.ts'`],
  ['no-circles', 'kernel/calendar/here.ts', `import type { There } from './there.ts'\nexport type Here = There[]`],
  ['no-circles', 'kernel/calendar/there.ts', `import type { Here } from './here.ts'\nexport type There = Here | 0`],
]

let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'gnomon-layers-'))
  for (const part of [...LAYERS, 'tsconfig.json', '.dependency-cruiser.cjs', 'package.json'])
    cpSync(join(projectRoot, part), join(copy, part), { recursive: true })
  symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('the project keeps its layers: a planted violation of each rule is found where it was planted, and nothing else', () => {
  for (const [, file, code] of PLANTED) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    writeFileSync(join(copy, file), `${code}\nexport {}\n`)
  }
  const found = violations(copy)
  expect(new Set(found.map((v) => v.rule.name))).toEqual(new Set(PLANTED.map(([rule]) => rule)))
  expect(found.filter((v) => !PLANTED.some(([, file]) => file === v.from))).toEqual([])
})
