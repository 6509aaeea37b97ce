import { defineConfig } from 'vitest/config'

// Browser scenarios: a city of its own for each file, one file after the other: two at once take as long on two cores, and are late.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/browser/founded.setup.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
})
