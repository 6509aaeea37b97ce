import type { MiddlewareHandler } from 'hono'
import { touchSession } from '../../kernel/identity/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { sessionToken } from './security.ts'

/** Whoever asks for anything under a session, page, form or endpoint, is not idle; noted at most once a minute. */
export function touching(gnomon: Gnomon): MiddlewareHandler {
  const touched = new Map<string, number>()
  return async (c, next) => {
    const token = sessionToken(c)
    const now = Date.now()
    if (token && (touched.get(token) ?? 0) <= now - 60_000) {
      if (touched.size > 50_000) touched.clear()
      touched.set(token, now)
      void gnomon.db
        .transaction()
        .execute((tx) => touchSession(tx, token))
        .catch(() => touched.delete(token))
    }
    await next()
  }
}
