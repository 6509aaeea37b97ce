// For tests: the demonstration city as a server on a free port, and people who log in over HTTP.
import type { Config } from '../../apps/config.ts'
import { seed } from '../../apps/demonstration/seed.ts'
import type { Gnomon } from '../../apps/gnomon.ts'
import { listen } from '../../apps/server/listen.ts'
import { createApp } from '../../apps/server/server.tsx'
import { openTested, SHARED_CASES } from './gnomon.ts'

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

/** `cases`: at least so many. */
export async function openSite(options: Partial<Config> & { cases?: number } = {}): Promise<Site> {
  const { cases = 0, ...more } = options
  const own = cases > SHARED_CASES
  const { gnomon, lines, close } = await openTested({ ...more, cases: own ? 0 : cases })
  if (own) await seed(gnomon, cases)
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
      await close()
    },
  }
}

export const csrfIn = (html: string): string => /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
