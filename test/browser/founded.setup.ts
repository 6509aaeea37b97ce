import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { end, launch } from './launch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder of a founded city that has stopped. */
    founded: string
  }
}

export default async function found(project: TestProject): Promise<() => void> {
  const data = mkdtempSync(join(tmpdir(), 'gnomon-founded-'))
  // Within reach of the account that the database runs as where we are root: else its files lie elsewhere, and no copy has them.
  chmodSync(data, 0o711)
  const city = await launch(data)
  await end(city.process)
  // What the past year left to consumers and timers is done here once, and not by each copy while its pages are asked for.
  execFileSync(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), 'seed'], {
    env: { ...process.env, GNOMON_DATA: data, NODE_ENV: 'development' },
    stdio: 'inherit',
  })
  if (!existsSync(join(data, 'postgres', 'cluster'))) throw new Error(`the founded city's database is not in ${data}`)
  // Each copy takes a port of its own: of three that start at once with the same one kept, two would find it free and one get it.
  rmSync(join(data, 'postgres', 'port'))
  project.provide('founded', data)
  return () => rmSync(data, { recursive: true, force: true })
}
