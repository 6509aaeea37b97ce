// For tests: the whole product opened on a database and a data folder of its own, as its commands open it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { type Config, root } from '../../apps/config.ts'
import { type Gnomon, openGnomon } from '../../apps/gnomon.ts'
import { HOME, testDatabase } from '../../kernel/platform/harness.ts'

export type Opened = {
  gnomon: Gnomon
  /** Everything that was logged, one JSON object a line. */
  lines: string[]
  close(): Promise<void>
}

/**
 * What is not named is the demonstration's, on a fresh clone of the shared server. `databaseUrl: undefined` (named, and empty) takes
 * an embedded server of its own. A data folder that is given stays; one that is made goes.
 */
export async function openTested(options: Partial<Config> = {}): Promise<Opened> {
  const database = 'databaseUrl' in options ? undefined : await testDatabase()
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'gnomon-tested-'))
  const lines: string[] = []
  const gnomon = await openGnomon(
    {
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
      ...options,
    },
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
