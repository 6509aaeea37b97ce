import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError, originOf, readConfig } from '../../apps/config.ts'
import { seed } from '../../apps/demonstration/seed.ts'
import type { Gnomon } from '../../apps/gnomon.ts'
import { rateLimits } from '../../apps/server/security.ts'
import { createApp } from '../../apps/server/server.tsx'
import { type Opened, openTested } from './gnomon.ts'

let tested: Opened
let gnomon: Gnomon
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  tested = await openTested({ rateLimit: true })
  gnomon = tested.gnomon
  await seed(gnomon, 6)
  await gnomon.settle()
  app = createApp(gnomon)
}, 240_000)
afterAll(() => tested.close())

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })

describe('security from the first day', () => {
  test.each(['/', '/login', '/items/350200-01-0001', '/nothing', '/openapi.json'])(
    '%s: strict headers, no inline script or style',
    async (path) => {
      const response = await get(path)
      const csp = response.headers.get('content-security-policy')!
      expect(csp).toContain("default-src 'none'")
      expect(csp).not.toMatch(/unsafe-inline|unsafe-eval|\*/)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      const body = await response.text()
      if (body.startsWith('<!doctype')) expect(body).not.toMatch(/<script(?![^>]*src=)| style="|onclick=|javascript:/)
    },
  )
  test('cookies are HttpOnly and SameSite', async () => {
    const cookie = (await get('/login')).headers.get('set-cookie')!
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
  })
  test('a write without the form’s token is refused, and nothing happens', async () => {
    const login = await get('/login')
    const visitor = /gnomon_visitor=[^;]+/.exec(login.headers.get('set-cookie')!)![0]
    const csrf = /name="csrf" value="([^"]+)"/.exec(await login.text())![1]!
    const post = (body: string, cookie: string) =>
      app.request('/login', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
      })
    expect((await post('login=clerk&password=gnomon-demo', visitor)).status).toBe(403)
    expect((await post(`login=clerk&password=gnomon-demo&csrf=${csrf}`, 'gnomon_visitor=another')).status).toBe(403)
    const done = await post(`login=clerk&password=gnomon-demo&csrf=${csrf}`, visitor)
    expect([done.status, done.headers.get('location')]).toEqual([303, '/desk'])
    expect(done.headers.get('set-cookie')).toContain('gnomon_session=')
  })
  test('a log-in leads only to our own pages', async () => {
    const login = await get('/login')
    const visitor = /gnomon_visitor=[^;]+/.exec(login.headers.get('set-cookie')!)![0]
    const csrf = /name="csrf" value="([^"]+)"/.exec(await login.text())![1]!
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      const done = await app.request(`/login?next=${encodeURIComponent(next)}`, {
        method: 'POST',
        body: `login=citizen&password=gnomon-demo&csrf=${csrf}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: visitor },
      })
      expect(done.headers.get('location')).toBe('/my')
    }
  })
  test('attempts to log in are limited by address', async () => {
    const statuses = []
    for (let i = 0; i < 40; i++)
      statuses.push(
        (await app.request('/login', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } })).status,
      )
    expect(statuses.at(-1)).toBe(429)
  })
  test('who reads the whole log is not held up: tiles are outside the limits', async () => {
    const tiles = new Hono()
    tiles.use(rateLimits(gnomon.config))
    tiles.get('*', (c) => c.text('here'))
    tiles.onError((error, c) => c.text(error.message, 429))
    const ask = async (path: string, n: number) => {
      let status = 0
      for (let i = 0; i < n; i++) status = (await tiles.request(path)).status
      return status
    }
    expect(await ask('/tile/entries/000', 3100)).toBe(200)
    expect(await ask('/ledger', 3100)).toBe(429)
    expect(await ask('/tile/0/000', 1)).toBe(200)
  })
  test('the last resort shows an incident number and logs it', async () => {
    const broken = createApp({
      ...gnomon,
      rooms: [
        {
          ...gnomon.rooms[0]!,
          pages: [
            {
              path: '/broken',
              shell: 'portal',
              allow: () => true,
              render: () => Promise.reject(new Error('inside')),
              actions: {},
            },
          ],
        },
      ],
    } as Gnomon)
    const response = await broken.request('/broken')
    const body = await response.text()
    const incident = /事故编号 ([0-9A-F]{8})/.exec(body)![1]!
    expect(response.status).toBe(500)
    expect(body).not.toContain('inside')
    expect(tested.lines.some((l) => l.includes(incident) && l.includes('inside'))).toBe(true)
  })
})

describe('machines', () => {
  test('OpenAPI 3.1 from the contracts: every operation, its errors and shapes', async () => {
    const api = await (await get('/openapi.json')).json()
    expect(api.openapi).toBe('3.1.0')
    expect(Object.keys(api.paths)).toHaveLength(gnomon.operations.size)
    const accept = api.paths['/api/approvals/accept-case'].post
    expect(accept.requestBody.content['application/json'].schema.required).toEqual(['caseId'])
    expect(accept.responses['409'].description).toContain('NOT_OPEN')
    expect(JSON.stringify(api)).not.toContain('undefined')
  })
  test('the JSON endpoint is the same operation: reads, refusals as problem+json in both languages', async () => {
    const units = await get('/api/identity/list-units?jurisdiction=350203')
    expect((await units.json()).every((u: { jurisdiction: string }) => u.jurisdiction === '350203')).toBe(true)
    const refused = await app.request('/api/approvals/accept-case', {
      method: 'POST',
      body: '{"caseId":"x"}',
      headers: { 'content-type': 'application/json' },
    })
    expect([refused.status, refused.headers.get('content-type')]).toEqual([422, 'application/problem+json'])
    expect(await refused.json()).toMatchObject({
      code: 'INVALID',
      messages: { zh: expect.stringMatching(/[一-鿿]/) },
      fields: { caseId: { zh: expect.any(String) } },
    })
    for (const [path, init, status] of [
      ['/api/none/none', {}, 404],
      [
        '/api/approvals/accept-case',
        { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
        422,
      ],
      ['/api/approvals/accept-case', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }, 422],
    ] as const)
      expect((await app.request(path, init as RequestInit)).status).toBe(status)
  })
  test('a number that would be rounded is refused by name, and read exactly as a string', async () => {
    const ask = async (size: string) => {
      const inputs = `{"建筑面积": ${size}, "人员密集场所": true, "改正情况": "拒不改正", "初次违法": "否", "危害后果轻微": false}`
      const response = await app.request('/api/discretion/decide', {
        method: 'POST',
        body: `{"code": "fire-acceptance", "decision": "罚款", "inputs": ${inputs}}`,
        headers: { 'content-type': 'application/json' },
      })
      return { status: response.status, body: (await response.json()) as Record<string, any> }
    }
    expect(await ask('12345678901234567890')).toMatchObject({
      status: 422,
      body: { code: 'INVALID', messages: { en: expect.stringContaining('"12345678901234567890"') } },
    })
    expect((await ask('500')).status).toBe(200)
    expect((await ask('"１，２００．５"')).status).toBe(200)
    expect(await ask('"12,00"')).toMatchObject({
      status: 422,
      body: { code: 'UNCLEAR', messages: { zh: expect.stringContaining('12.00') } },
    })
  })
  test('the public calculator reads what is typed, keeps it, and says why not', async () => {
    const page = async (size: string) => {
      const typed = {
        建筑面积: size,
        人员密集场所: 'true',
        改正情况: '拒不改正',
        初次违法: 'false',
        危害后果轻微: 'false',
      }
      const query = Object.entries(typed).map(([k, v]) => `in.${encodeURIComponent(k)}=${encodeURIComponent(v)}`)
      return (await get(`/standards/fire-acceptance?try=1&${query.join('&')}`)).text()
    }
    expect(await page('1,200')).toContain('这样算出来的')
    const refused = await page('12,00')
    expect(refused).toContain('是不是 12.00')
    expect(refused).toContain('value="12,00"')
  })
  test('health, metrics and structured logs', async () => {
    expect(await (await get('/health')).json()).toMatchObject({ status: 'ok' })
    const metrics = await (await get('/metrics')).text()
    expect(metrics).toContain('gnomon_operation_seconds')
    expect(metrics).toMatch(/gnomon_acts_total\{type="application.submitted"\} \d+/)
    expect(
      tested.lines
        .map((l) => JSON.parse(l))
        .some((l) => l.msg === 'request' && l.path === '/health' && l.status === 200),
    ).toBe(true)
  })
  test('seeding again does nothing', async () => expect(await seed(gnomon)).toBe(false))
})

describe('configuration', () => {
  const env = (more: Record<string, string>) =>
    readConfig({ GNOMON_DATA: gnomon.config.data, ...more } as NodeJS.ProcessEnv)
  test('demonstration refuses to start in production unless told', () => {
    expect(env({}).demonstration).toBe(true)
    expect(env({ NODE_ENV: 'production' }).demonstration).toBe(false)
    expect(() => env({ NODE_ENV: 'production', GNOMON_DEMONSTRATION: 'yes' })).toThrow(ConfigError)
    expect(env({ NODE_ENV: 'production', GNOMON_DEMONSTRATION: 'in-production' }).demonstration).toBe(true)
    expect(() => env({ PORT: 'eighty' })).toThrow('PORT')
    expect(() => env({ GNOMON_DEMONSTRATION: 'maybe' })).toThrow('yes')
  })
  test('the home is a division code, and the log is named after it', () => {
    expect(originOf(env({ GNOMON_HOME: '320100' }))).toBe('gnomon.example/320100')
    expect(() => env({ GNOMON_HOME: 'nanjing' })).toThrow('GNOMON_HOME')
  })
  test('the secret is made once and is ours alone', () => {
    expect(env({}).secret).toBe(env({}).secret)
    expect(env({}).secret.length).toBeGreaterThan(30)
  })
})
