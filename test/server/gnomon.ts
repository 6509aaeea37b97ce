// For tests: the whole product opened on a database and a data folder of its own, as its commands open it.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { type Config, root } from '../../apps/config.ts'
import { seed } from '../../apps/demonstration/seed.ts'
import { type Gnomon, openGnomon } from '../../apps/gnomon.ts'
import { HOME, type Template, type TestDatabase, testDatabase } from '../../kernel/platform/harness.ts'
import { sources } from '../city.ts'

export type Opened = {
  gnomon: Gnomon
  /** Everything that was logged, one JSON object a line. */
  lines: string[]
  close(): Promise<void>
}

/** Cases that the shared site has. */
export const SHARED_CASES = 12
const shared = (): Template => ({
  // Its days count back from today.
  name: `gnomon_city_${createHash('sha256').update(`${sources()} site ${new Date().toDateString()}`).digest('hex').slice(0, 16)}`,
  async fill(database) {
    const data = mkdtempSync(join(tmpdir(), 'gnomon-shared-'))
    const gnomon = await openGnomon(configOf(data, database), { logger: pino({ level: 'silent' }) })
    await seed(gnomon, SHARED_CASES)
    await gnomon.settle()
    await gnomon.close()
    // The folder belongs to the database (keys, tiles, files): it travels with it.
    const packed = execFileSync('tar', ['-C', data, '-cf', '-', '.'], { maxBuffer: 1 << 30 })
    await database.owner`create table public.folder as select ${packed}::bytea as packed`
    rmSync(data, { recursive: true, force: true })
  },
})

/** A copy of the founded demonstration city with cases, which is founded once a run, and its data folder. */
async function copyOfShared(data: string): Promise<TestDatabase> {
  const database = await testDatabase(shared())
  const [row] = await database.owner`select packed from public.folder`
  execFileSync('tar', ['-C', data, '-xf', '-'], { input: row!.packed })
  await database.owner`drop table public.folder`
  return database
}

const configOf = (data: string, database: TestDatabase | undefined): Config => ({
  root,
  home: HOME,
  data,
  host: '127.0.0.1',
  port: 0,
  placesFile: join(data, 'places.json'),
  publicUrl: 'http://city.example',
  databaseUrl: database?.url,
  databaseOwnerUrl: database?.ownerUrl,
  preparedStatements: true,
  demonstration: true,
  proxies: 0,
  rateLimit: false,
  logLevel: 'info',
  secret: 'test secret',
})

/**
 * What is not named is the demonstration's, on a fresh clone of the shared server. `databaseUrl: undefined` (named, and empty) takes
 * an embedded server of its own. A data folder that is given stays; one that is made goes. `cases`: a copy of the city that the run
 * founded with so many.
 */
export async function openTested({
  cases = 0,
  ...options
}: Partial<Config> & { cases?: number } = {}): Promise<Opened> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'gnomon-tested-'))
  const database = 'databaseUrl' in options ? undefined : cases > 0 ? await copyOfShared(data) : await testDatabase()
  const lines: string[] = []
  const gnomon = await openGnomon(
    { ...configOf(data, database), ...options },
    { logger: pino({ level: options.logLevel ?? 'info' }, { write: (line: string) => void lines.push(line) }) },
  )
  return {
    gnomon,
    lines,
    async close() {
      await gnomon.close()
      await database?.close()
      if (!options.data) rmSync(data, { recursive: true, force: true })
    },
  }
}
