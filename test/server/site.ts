// For tests: the demonstration city as a server on a free port, and people who log in over HTTP.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { type Config, root } from '../../apps/config.ts'
import { seed } from '../../apps/demonstration/seed.ts'
import { type Gnomon, openGnomon } from '../../apps/gnomon.ts'
import { createApp, listen } from '../../apps/server/server.tsx'
import { testDatabase } from '../../kernel/platform/harness.ts'

export type Session = { cookie: string; csrf: string }
export type Site = {
  gnomon: Gnomon
  app: ReturnType<typeof createApp>
  url: string
  port: number
  /** Everything that was logged, one JSON object a line. */
  lines: string[]
  visit(path?: string, cookie?: string): Promise<Session & { text: string }>
  logIn(login: string, password?: string): Promise<Session>
  api(operation: string, input: unknown, as?: Session): Promise<Response>
  close(): Promise<void>
}

export async function openSite(options: Partial<Config> & { cases?: number } = {}): Promise<Site> {
  const { cases = 0, ...more } = options
  const database = await testDatabase()
  const data = mkdtempSync(join(tmpdir(), 'gnomon-site-'))
  const config: Config = {
    root,
    data,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://city.example',
    databaseUrl: database.url,
    databaseOwnerUrl: database.ownerUrl,
    preparedStatements: true,
    demonstration: true,
    proxies: 0,
    rateLimit: false,
    logLevel: 'info',
    secret: 'test secret',
    ...more,
  }
  const lines: string[] = []
  const gnomon = await openGnomon(config, {
    logger: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
  })
  if (cases > 0) await seed(gnomon, cases)
  await gnomon.settle()
  const app = createApp(gnomon)
  const http = await listen(app, '127.0.0.1', 0)
  const url = `http://127.0.0.1:${http.port}`
  const visit: Site['visit'] = async (path = '/login', cookie = '') => {
    const page = await fetch(`${url}${path}`, { headers: cookie ? { cookie } : {}, redirect: 'manual' })
    const text = await page.text()
    const set = page.headers.getSetCookie().map((c) => c.split(';')[0]!)
    return { cookie: [cookie, ...set].filter(Boolean).join('; '), csrf: csrfIn(text), text }
  }
  return {
    gnomon,
    app,
    url,
    port: http.port,
    lines,
    visit,
    async logIn(login, password = 'gnomon-demo') {
      const { cookie, csrf } = await visit()
      const done = await fetch(`${url}/login`, {
        method: 'POST',
        body: new URLSearchParams({ login, password, csrf }),
        headers: { cookie },
        redirect: 'manual',
      })
      if (done.status !== 303) throw new Error(`${login} could not log in: ${done.status}`)
      const session = [cookie, ...done.headers.getSetCookie().map((c) => c.split(';')[0]!)].join('; ')
      return visit('/account', session)
    },
    api: (operation, input, as) =>
      fetch(`${url}/api/${operation.replace('.', '/')}`, {
        method: 'POST',
        body: JSON.stringify(input),
        headers: { 'content-type': 'application/json', ...(as ? { cookie: as.cookie, 'x-csrf-token': as.csrf } : {}) },
      }),
    async close() {
      await http.close()
      await gnomon.close()
      await database.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

export const csrfIn = (html: string): string => /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
