import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { native } from './test/native.ts'

/** What takes longest begins first: else one of two workers waits at the end for a file that came last. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const long = (file: TestSpecification) => Number(/\/test\/(faults|server)\//.test(file.moduleId))
    return (await super.sort(files)).sort((a, b) => long(b) - long(a))
  }
}

// Two projects' worth of tests share one configuration: *.test.ts beside the code (rules, operations) and test/** (server,
// faults, meta). Browser scenarios run from test/run.ts, after these, so that two heavy suites never run at once.
export default defineConfig({
  test: {
    ...native,
    include: ['{apps,kernel,rooms,trade,web,test}/**/*.test.{ts,tsx}'],
    exclude: ['test/browser/**', '**/node_modules/**'],
    globalSetup: ['test/database.setup.ts'],
    reporters: ['default', './test/budget.ts'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 240_000,
  },
})
