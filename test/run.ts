// The one test command: linter, types, layers, then every test; browser scenarios last, so that two heavy suites never run at once.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../kernel/platform/harness.ts'
import { startDebianPostgresql } from './server/debian-postgresql.ts'

const bin = (name: string) => join(projectRoot, 'node_modules', '.bin', name)
const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs')
const reports = mkdtempSync(join(tmpdir(), 'gnomon-tests-'))
let passed = 0
let failed = 0
/** What failed, with its message: told once more at the end, as a machine often keeps no more of a run than its last lines. */
const failures: string[] = []

function step(name: string, command: string, args: string[]): void {
  console.log(`\n▸ ${name}`)
  const began = Date.now()
  const { status, error } = spawnSync(command, args, { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error) console.error(error.message)
  if (status === 0) passed++
  else {
    failed++
    failures.push(name)
  }
  console.log(`  ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
}

/** What is read of Vitest's report. */
interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    message?: string
    assertionResults: { fullName: string; status: string; failureMessages?: string[] | null }[]
  }[]
}

function suite(name: string, args: string[], env: Record<string, string> = {}): void {
  const report = join(reports, `${name}.json`)
  console.log(`\n▸ ${name}`)
  const { status } = spawnSync(
    process.execPath,
    [
      vitest,
      'run',
      '--reporter=default',
      '--reporter=./test/budget.ts',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } },
  )
  try {
    const { numPassedTests, numFailedTests, testResults }: Report = JSON.parse(readFileSync(report, 'utf8'))
    passed += numPassedTests
    failed += numFailedTests
    for (const file of testResults) {
      if (file.message) failures.push(`${file.name}\n${file.message}`)
      for (const t of file.assertionResults)
        if (t.status === 'failed')
          failures.push(`${file.name} > ${t.fullName}\n${(t.failureMessages ?? []).join('\n')}`)
    }
    if (status !== 0 && numFailedTests === 0) {
      failed++
      failures.push(
        `${name}: ended with ${status}, though no test failed (a file that could not begin, or an error outside of a test)`,
      )
    }
  } catch (e) {
    failed++
    failures.push(`${name}: no report: ${e instanceof Error ? e.message : e}`)
  }
}

/** Races, crashes and the main operations, on whatever server there is; what asks no database is not asked again. */
const ON_SERVERS = [
  'kernel/platform',
  'kernel/ledger/log.test.ts',
  'kernel/ledger/census.test.ts',
  'rooms/approvals/approvals.test.ts',
  'rooms/approvals/joint.test.ts',
  'test/faults/crash.test.ts',
]

const only = process.argv[2]
if (!only || only === 'static') {
  step('linter and formatter', process.execPath, [
    join(projectRoot, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'),
    'check',
    '--error-on-warnings',
    '.',
  ])
  step('types', bin('tsc'), ['--noEmit'])
  step('layers', process.execPath, [
    join(projectRoot, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    'kernel',
    'trade',
    'rooms',
    'web',
    'apps',
  ])
}
if (!only || only === 'unit') {
  // Every statement that the run sends is looked at once it is over: which of them asked more than one place.
  const statements = mkdtempSync(join(tmpdir(), 'gnomon-statements-'))
  // The process that dies at each statement does so on Debian's server, below.
  suite('rules, operations, faults', [], {
    GNOMON_ELSEWHERE: 'test/faults/crash.test.ts',
    GNOMON_STATEMENTS: statements,
    GNOMON_NO_PATRONI: 'the PostgreSQL stage tries it',
  })
  suite('the statements of the run', ['test/meta/statements.test.ts'], { GNOMON_STATEMENTS_FROM: statements })
  rmSync(statements, { recursive: true, force: true })
}
if (!only || only === 'postgresql') {
  // Races, crashes and the main operations once more, on Debian's server.
  const server = await startDebianPostgresql()
  try {
    suite(
      `PostgreSQL ${server.version}`,
      [...ON_SERVERS, 'test/faults/failover.test.ts', 'test/server/places.test.ts'],
      { DATABASE_URL_TEST: server.url },
    )
  } finally {
    await server.stop()
  }
}
if (!only || only === 'citus') {
  const [coordinator] = (process.env.CITUS_URLS ?? '').split(',').filter(Boolean)
  // By its planner and its transactions; the tables stay on the coordinator, nothing here distributes them (docs/guide/scale.md, 6).
  if (coordinator) suite('Citus, its coordinator', ON_SERVERS, { DATABASE_URL_TEST: coordinator })
  else console.log('\n▸ Citus: skipped, CITUS_URLS names no coordinator')
}
if (!only || only === 'browser') suite('browser', ['--config', 'vitest.browser.config.ts'])
rmSync(reports, { recursive: true, force: true })
for (const failure of failures) console.log(`\n✗ ${failure.replace(`${projectRoot}/`, '').slice(0, 2000)}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
