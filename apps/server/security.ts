import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { actorOfToken } from '../../kernel/identity/index.ts'
import { type Actor, inside, type Origin, standardProblem, type Tx } from '../../kernel/platform/index.ts'
import type { Config } from '../config.ts'

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "manifest-src 'self'",
].join('; ')

export function securityHeaders(config: Config): MiddlewareHandler {
  const https = config.publicUrl.startsWith('https:')
  return async (c, next) => {
    // Set before the answer is made: afterwards each would copy it (a third of the time of a page that is kept in memory). A file
    // that a page of ours shows has a policy of its own in place of this one, stricter but for who may frame it.
    c.header('Content-Security-Policy', CSP)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'same-origin')
    c.header('Cross-Origin-Opener-Policy', 'same-origin')
    c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
    if (https) c.header('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
    await next()
    // Whoever wrote the address, nobody is led out of this site.
    const to = c.res.headers.get('location')
    if (to !== null && inside(to, '') === '') c.res.headers.set('location', '/')
  }
}

export { inside }

export const SESSION = 'gnomon_session'
const VISITOR = 'gnomon_visitor'

export const cookieOptions = (config: Config) =>
  ({ httpOnly: true, sameSite: 'Lax', path: '/', secure: config.publicUrl.startsWith('https:') }) as const

export const sessionToken = (c: Context): string | undefined => getCookie(c, SESSION)

export function setSession(c: Context, config: Config, token: string): void {
  setCookie(c, SESSION, token, { ...cookieOptions(config), maxAge: 12 * 3600 })
}

export function endSession(c: Context, config: Config): void {
  deleteCookie(c, SESSION, cookieOptions(config))
}

/** The token for forms: bound to a random cookie of this browser and to the session, so that another site cannot make it. */
export function csrfToken(c: Context, config: Config): string {
  let visitor = getCookie(c, VISITOR)
  if (!visitor) {
    visitor = randomBytes(18).toString('base64url')
    setCookie(c, VISITOR, visitor, { ...cookieOptions(config), maxAge: 365 * 24 * 3600 })
  }
  return sign(config, visitor, sessionToken(c))
}

const sign = (config: Config, visitor: string, session: string | undefined) =>
  createHmac('sha256', config.secret)
    .update(`csrf ${visitor} ${session ?? ''}`)
    .digest('base64url')

/** Whether a form really came from one of our pages in this browser. */
export function csrfHolds(c: Context, config: Config, token: unknown): boolean {
  const visitor = getCookie(c, VISITOR)
  const site = c.req.header('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') return false
  if (!visitor || typeof token !== 'string') return false
  const expected = Buffer.from(sign(config, visitor, sessionToken(c)))
  const found = Buffer.from(token)
  return expected.length === found.length && timingSafeEqual(expected, found)
}

export function clientAddress(c: Context, config: Config): string {
  const forwarded =
    c.req
      .header('x-forwarded-for')
      ?.split(',')
      .map((s) => s.trim()) ?? []
  if (config.proxies > 0 && forwarded.length >= config.proxies)
    return household(forwarded[forwarded.length - config.proxies]!)
  return household(peer(c))
}

function originOf(c: Context, config: Config): Origin {
  const device = getCookie(c, VISITOR)
  return { address: clientAddress(c, config), ...(device ? { device } : {}) }
}

/** Somebody who is not logged in, with where he comes from: by it wrong passwords are counted (identity/attempts.store.ts). */
export const stranger = (c: Context, config: Config): Actor => ({ kind: 'anonymous', from: originOf(c, config) })

/** Whoever the request comes from: the person of its session, or a stranger. */
export function who(c: Context, config: Config): (tx: Tx) => Promise<Actor> {
  const token = sessionToken(c)
  return async (tx) => {
    const actor = await actorOfToken(tx, token)
    return actor.kind === 'system' ? actor : { ...actor, from: originOf(c, config) }
  }
}

const peer = (c: Context): string =>
  (c.env as { incoming?: { socket?: { remoteAddress?: string } } })?.incoming?.socket?.remoteAddress ?? 'local'

/** One subscriber has 2^64 addresses of IPv6: its network counts, not the address. */
function household(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address
  const [head = '', tail = ''] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const zeros = address.includes('::') ? Array.from({ length: 8 - before.length - after.length }, () => '0') : []
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}

/** Who may read figures about the inside: the bearer of the configured token, or this machine where nothing stands in front of us. */
export function mayMeasure(c: Context, config: Config): boolean {
  if (config.metricsToken) {
    const expected = Buffer.from(`Bearer ${config.metricsToken}`)
    const found = Buffer.from(c.req.header('authorization') ?? '')
    return expected.length === found.length && timingSafeEqual(expected, found)
  }
  const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded')
  return config.proxies === 0 && forwarded === undefined && /^(local|127\.|::1$|::ffff:127\.)/.test(peer(c))
}

/** Limits per address and minute: all requests, writes, and attempts to log in. */
export function rateLimits(config: Config): MiddlewareHandler {
  const all = new RateLimiterMemory({ points: 3000, duration: 60 })
  const writes = new RateLimiterMemory({ points: 300, duration: 60 })
  const logins = new RateLimiterMemory({ points: 30, duration: 60 })
  return async (c, next) => {
    // Tiles are files that never change; who reads the whole log, as it is meant to be read, takes thousands.
    if (c.req.path.startsWith('/tile/') && (c.req.method === 'GET' || c.req.method === 'HEAD')) return next()
    const address = clientAddress(c, config)
    const write = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    try {
      await all.consume(address)
      if (write) await writes.consume(address)
      if (write && /^\/(login|register|recover|account|api\/identity)/.test(c.req.path)) await logins.consume(address)
    } catch (refused) {
      if (refused instanceof Error) throw refused
      c.header('Retry-After', String(Math.ceil((refused as { msBeforeNext: number }).msBeforeNext / 1000)))
      throw standardProblem('TOO_MANY')
    }
    await next()
  }
}
