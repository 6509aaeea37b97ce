import { defineConfig } from 'vitest/config'
import { native } from './test/native.ts'

// Browser scenarios: a city of its own for each file, two files at once: a headless shell leaves half of two cores to the server.
export default defineConfig({
  test: {
    ...native,
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/browser/founded.setup.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 15_000 } },
  },
})
