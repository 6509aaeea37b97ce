import { defineConfig } from 'vitest/config'

// Two projects' worth of tests share one configuration: *.test.ts beside the code (rules, operations) and test/** (server,
// faults, meta). Browser scenarios run from test/run.ts, after these, so that two heavy suites never run at once.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['{apps,kernel,rooms,trade,web,test}/**/*.test.{ts,tsx}'],
    exclude: ['test/browser/**', '**/node_modules/**'],
    globalSetup: ['test/database.setup.ts'],
    reporters: ['default', './test/budget.ts'],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
