import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Config, root } from '../../apps/config.ts'
import { type Gnomon, openGnomon } from '../../apps/gnomon.ts'
import { createApp } from '../../apps/server/server.tsx'
import { contract } from '../../kernel/identity/index.ts'
import { startEmbedded } from '../../kernel/platform/database/embedded.ts'
import { execute, system } from '../../kernel/platform/index.ts'

let data: string
let gnomon: Gnomon
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'gnomon-gone-'))
  const config: Config = {
    root,
    data,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://localhost',
    databaseUrl: undefined,
    databaseOwnerUrl: undefined,
    preparedStatements: true,
    demonstration: false,
    proxies: 0,
    rateLimit: true,
    logLevel: 'silent',
    secret: 'test',
  }
  gnomon = await openGnomon(config, { logger: pino({ level: 'silent' }) })
}, 60_000)
afterAll(async () => {
  await gnomon.close()
  rmSync(data, { recursive: true, force: true })
})

const unit = (code: string) => ({
  code,
  jurisdiction: '350200',
  level: 'city' as const,
  kind: 'department',
  name: { zh: '甲局', en: 'Bureau' },
})
/** The server's process, as the server itself says. */
async function postmaster(): Promise<number> {
  const sql = postgres(gnomon.urls.owner, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql`select pg_read_file('postmaster.pid') as file`
    return Number(row!.file.split(/\s/)[0])
  } finally {
    await sql.end()
  }
}

describe('the database gone for a few seconds', () => {
  test('kill −9 of the server: it comes back on its port, requests wait it out, committed acts are there', async () => {
    const app = createApp(gnomon)
    await execute(gnomon, contract.defineUnit, unit('before'), { who: system('test') })
    const pid = await postmaster()
    process.kill(pid, 'SIGKILL')
    const page = app.request('/departments')
    const command = execute(gnomon, contract.defineUnit, unit('during'), {
      who: system('test'),
      commandId: '018f0000-0000-7000-8000-0000000000aa',
    })
    expect((await page).status).toBe(200)
    expect((await command).id).toMatch(/^[0-9a-f-]{36}$/)
    const text = await (await app.request('/departments')).text()
    expect(text.match(/甲局/g)).toHaveLength(2)
    expect(await postmaster()).not.toBe(pid)
  }, 60_000)

  test('a second start adopts the server that runs', async () => {
    const second = await startEmbedded(join(data, 'postgres'))
    expect(second.adopted).toBe(true)
    expect(gnomon.urls.app).toContain(`:${second.port}/`)
    expect((await createApp(gnomon).request('/health')).status).toBe(200)
  })
})
