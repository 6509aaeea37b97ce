import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { native } from './test/native.ts'
import { ALONE, DECLARING } from './test/processes.ts'

/** What takes longest begins first: else one of two workers waits at the end for a file that came last. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const long = (file: TestSpecification) => Number(/\/test\/(faults|server)\//.test(file.moduleId))
    return (await super.sort(files)).sort((a, b) => long(b) - long(a))
  }
}

const all = '{apps,kernel,rooms,trade,web,test}/**/*.test.{ts,tsx}'
const apart = [...DECLARING, ...ALONE]
// What another stage of test/run.ts runs is left out by its name; `--exclude` does not reach into projects.
const elsewhere = (process.env.GNOMON_ELSEWHERE ?? '').split(',').filter(Boolean)
const none = ['test/browser/**', '**/node_modules/**', ...elsewhere]

// *.test.ts beside the code (rules, operations) and test/** (server, faults, meta) share one configuration; browser scenarios run from
// test/run.ts, after these, so that two heavy suites never run at once.
export default defineConfig({
  test: {
    ...native,
    globalSetup: ['test/database.setup.ts'],
    reporters: ['default', './test/budget.ts'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      { extends: true, test: { name: 'apart', include: apart, exclude: none } },
      {
        extends: true,
        // What one file compiled and warmed, the next one has: half the time of a process each.
        test: {
          name: 'together',
          include: [all],
          exclude: [...apart, ...none],
          isolate: false,
          setupFiles: [...native.setupFiles, 'test/rooms.setup.ts'],
        },
      },
    ],
  },
})
