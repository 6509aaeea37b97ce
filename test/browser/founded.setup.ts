import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { end, launch } from './city.ts'

/** Founds the demonstration city once for the whole run; each file gets a copy of its data, stopped and whole. */
export default async function setup() {
  const data = mkdtempSync(join(tmpdir(), 'gnomon-founded-'))
  const { process: child } = await launch(data)
  await end(child)
  process.env.GNOMON_FOUNDED = data
  return () => rmSync(data, { recursive: true, force: true })
}
