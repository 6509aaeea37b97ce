import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { chartOf } from './method.rules.ts'

export const CHARTS = Object.fromEntries(
  (['competitive', 'rounds', 'single', 'framework'] as const).map((name) => [
    name,
    readFileSync(fileURLToPath(new URL(`procedures/${name}.bpmn`, import.meta.url)), 'utf8'),
  ]),
) as Record<ReturnType<typeof chartOf>, string>
