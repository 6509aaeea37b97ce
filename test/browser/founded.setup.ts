import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { end, launch } from './launch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder of a founded city that has stopped. */
    founded: string
  }
}

export default async function found(project: TestProject): Promise<() => void> {
  const data = mkdtempSync(join(tmpdir(), 'gnomon-founded-'))
  const city = await launch(data)
  await end(city.process)
  project.provide('founded', data)
  return () => rmSync(data, { recursive: true, force: true })
}
