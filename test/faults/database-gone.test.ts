import { type AddressInfo, connect as connectTo, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import pino from 'pino'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Gnomon, openGnomon } from '../../apps/gnomon.ts'
import { createApp } from '../../apps/server/server.tsx'
import { contract } from '../../kernel/identity/index.ts'
import { startEmbedded } from '../../kernel/platform/database/embedded.ts'
import { execute, system } from '../../kernel/platform/index.ts'
import { type Opened, openTested } from '../server/gnomon.ts'

let tested: Opened
let gnomon: Gnomon
beforeAll(async () => {
  tested = await openTested({ databaseUrl: undefined, demonstration: false, rateLimit: true, logLevel: 'silent' })
  gnomon = tested.gnomon
}, 240_000)
afterAll(() => tested.close())

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
  })

  test('five seconds without a way to the database: reads and once-only commands wait it out, nothing is lost or done twice', async () => {
    const target = new URL(gnomon.urls.app)
    const upstream = Number(target.port)
    const sockets = new Set<Socket>()
    const open = () =>
      new Promise<Server>((resolve) => {
        const proxy = createServer((near) => {
          const far = connectTo(upstream, '127.0.0.1')
          for (const s of [near, far]) {
            sockets.add(s)
            s.on('error', () => {})
            s.on('close', () => {
              near.destroy()
              far.destroy()
            })
          }
          near.pipe(far).pipe(near)
        }).listen(port, '127.0.0.1', () => resolve(proxy))
      })
    let port = 0
    let proxy = await open()
    port = (proxy.address() as AddressInfo).port
    target.port = String(port)
    const far = await openGnomon(
      { ...gnomon.config, databaseUrl: target.toString(), databaseOwnerUrl: gnomon.urls.owner },
      { logger: pino({ level: 'silent' }), migrate: false },
    )
    const app = createApp(far)
    expect((await app.request('/departments')).status).toBe(200)
    proxy.close()
    for (const s of sockets) s.destroy()
    const began = performance.now()
    const page = app.request('/departments')
    const commandId = '018f0000-0000-7000-8000-0000000000bb'
    const command = execute(far, contract.defineUnit, unit('outage'), { who: system('test'), commandId })
    setTimeout(async () => (proxy = await open()), 5000)
    expect((await page).status).toBe(200)
    const made = await command
    expect(performance.now() - began).toBeGreaterThan(4500)
    expect(await execute(far, contract.defineUnit, unit('outage'), { who: system('test'), commandId })).toEqual(made)
    await far.close()
    proxy.close()
  })

  test('a second start adopts the server that runs', async () => {
    const second = await startEmbedded(join(gnomon.config.data, 'postgres'))
    expect(second.adopted).toBe(true)
    expect(gnomon.urls.app).toContain(`:${second.port}/`)
    expect((await createApp(gnomon).request('/health')).status).toBe(200)
  })
})
