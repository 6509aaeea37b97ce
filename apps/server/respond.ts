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
