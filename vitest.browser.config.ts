import { defineConfig } from 'vitest/config'

// Browser scenarios: a city of its own for each file, two files at once: while one waits for its page the other goes on.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/browser/founded.setup.ts'],
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
})
