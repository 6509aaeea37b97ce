import { defineConfig } from 'vitest/config'
import { native } from './test/native.ts'

// Browser scenarios: a city of its own for each file, three files at once: many wait for a page or the end of a sale, and two left a third of two cores idle.
export default defineConfig({
  test: {
    ...native,
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/browser/founded.setup.ts'],
    maxWorkers: 3,
    testTimeout: 240_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
  },
})
