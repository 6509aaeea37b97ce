import type { MiddlewareHandler } from 'hono'
import { noteFault, text } from '../../kernel/platform/index.ts'
import type { Gnomon } from '../gnomon.ts'

/** No request may hold the thread for longer: all others wait for as long. */
export const MOST_HELD_MS = 200
const BEAT = 50

/**
 * Measures how late the event loop comes round. Who was under way while it was held is named in the log, and a light says so: with
 * one request it is that one, with several one of them.
 */
export function watchdog(gnomon: Gnomon): MiddlewareHandler {
  const under = new Map<number, { route: string; began: number }>()
  const just: { route: string; began: number; ended: number }[] = []
  let serial = 0
  let last = performance.now()
  let beating: NodeJS.Timeout | undefined
  const beat = () => {
    const now = performance.now()
    const held = now - last - BEAT
    const from = last
    last = now
    const there = [...under.values(), ...just.filter((j) => j.ended >= from)].filter((r) => r.began <= now - BEAT)
    just.length = 0
    // With nobody under way there is nobody to be held, and nothing to wake for.
    if (under.size === 0) {
      clearInterval(beating)
      beating = undefined
    }
    if (held < MOST_HELD_MS || there.length === 0) return
    const routes = [...new Set(there.map((r) => r.route))].slice(0, 5)
    gnomon.metrics.held.observe(held / 1000)
    gnomon.log.warn({ ms: Math.round(held), routes }, 'the thread was held')
    void noteFault(gnomon.db, {
      kind: 'loop-held',
      name: routes.join(' '),
      said: text(
        `线程被占住 ${Math.round(held)} 毫秒，当时在办：${routes.join('、')}。`,
        `The thread was held for ${Math.round(held)} ms; under way: ${routes.join(', ')}.`,
      ),
    }).catch(() => {})
  }
  return async (c, next) => {
    const id = ++serial
    const one = { route: `${c.req.method} ${c.req.path.split('/').slice(0, 3).join('/')}`, began: performance.now() }
    under.set(id, one)
    if (!beating) {
      last = one.began
      beating = setInterval(beat, BEAT).unref()
    }
    try {
      await next()
    } finally {
      under.delete(id)
      just.push({ ...one, ended: performance.now() })
    }
  }
}
