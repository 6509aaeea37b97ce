import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'

/** Sends text, gzipped where the browser takes it and it pays. */
export function respond(
  c: Context,
  body: string,
  type: string,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  const all: Record<string, string> = {
    'content-type': type,
    'cache-control': 'no-store',
    vary: 'Accept-Encoding, Cookie',
    ...headers,
  }
  if (body.length > 1200 && c.req.header('accept-encoding')?.includes('gzip')) {
    return c.body(new Uint8Array(gzipSync(body, { level: 6 })), status as never, { ...all, 'content-encoding': 'gzip' })
  }
  // As bytes: a string would be looked through once more for lone surrogates.
  return c.body(new TextEncoder().encode(body), status as never, all)
}

export const html = (c: Context, body: string, status = 200, headers: Record<string, string> = {}) =>
  respond(c, body, 'text/html; charset=utf-8', status, headers)

/**
 * Bytes, or the one part of them that is asked for (RFC 9110, 14.2): whoever listens to a recording goes to and fro in it. Several
 * parts at once are answered with the whole, which the RFC lets us.
 */
export function sendBytes(c: Context, data: Uint8Array, status: number, headers: Record<string, string>): Response {
  const all = { ...headers, 'accept-ranges': 'bytes' }
  const asked = status === 200 ? /^bytes=(\d{0,15})-(\d{0,15})$/.exec(c.req.header('range') ?? '') : null
  if (!asked || (asked[1] === '' && asked[2] === '')) return c.body(new Uint8Array(data), status as never, all)
  const size = data.length
  const [from, to] =
    asked[1] === ''
      ? [Math.max(0, size - Number(asked[2])), size - 1]
      : [Number(asked[1]), asked[2] === '' ? size - 1 : Math.min(Number(asked[2]), size - 1)]
  if (from > to || from >= size) return c.body(null, 416, { ...all, 'content-range': `bytes */${size}` })
  const part = new Uint8Array(data.subarray(from, to + 1))
  return c.body(part, 206, { ...all, 'content-range': `bytes ${from}-${to}/${size}` })
}
