import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../apps/server/api.ts'
import { computed, heldMemory } from '../../kernel/platform/harness.ts'
import { newId, sql } from '../../kernel/platform/index.ts'
import { openSite, type Session, type Site } from '../server/site.ts'

/** `GNOMON_REQUESTS=100000` for the figure that docs/security.md names. */
const REQUESTS = Number(process.env.GNOMON_REQUESTS ?? 800)
const SEED = Number(process.env.GNOMON_SEED ?? 1)

let site: Site
let known: string[]
const sessions: (Session | undefined)[] = [undefined]
beforeAll(async () => {
  site = await openSite({ cases: 6 })
  for (const login of ['citizen', 'clerk', 'reviewer', 'drafter', 'legal', 'supervisor', 'chief', 'admin', 'auditor'])
    sessions.push(await site.logIn(login).catch(() => undefined))
  const { rows } = await sql<{
    id: string
  }>`select id::text as id from cases.case union all select number from cases.case
    union all select id::text from catalog.version union all select code from catalog.version union all select code from identity.post
    union all select id::text from identity.person union all select id::text from platform.act where published limit 200`.execute(
    site.gnomon.db,
  )
  known = rows.map((r) => r.id)
}, 240_000)
afterAll(() => site.close())

let state = SEED * 2_654_435_761
const random = () => {
  state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0
  return state / 2 ** 32
}
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!

const nasty = (): unknown =>
  pick<() => unknown>([
    () => null,
    () => '',
    () => 'x'.repeat(15_000),
    () => 'a\u0000b',
    () => 'half \ud83d',
    () => '\u202eevil\u200b',
    () => '\u001b[2J',
    () => -1,
    () => 0.1,
    () => 1e308,
    () => 2 ** 53 + 2,
    () => [],
    () => ({}),
    () => Array.from({ length: 200 }, () => 'y'),
    () => JSON.parse('['.repeat(30) + ']'.repeat(30)),
    () => ({ constructor: 1, toString: 'x' }),
    () => 'constructor',
    () => '__proto__',
    () => newId(),
    () => '018f0000',
    () => '-'.repeat(36),
    () => '2026-13-45',
    () => '0001-01-01',
    () => "'; drop table x --",
    () => '%00',
    () => true,
    () => '99999999999999999999',
    () => '<definitions/>',
    () => pick(known),
    () => pick(known),
    () => pick(known),
  ])()

const written = (): string => {
  const value = nasty()
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What a header can carry. */
const keys = ['', '-'.repeat(36), 'x', '018f0000', '0'.repeat(5000), '__proto__', '{}', newId().toUpperCase()]

type Schema = {
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  enum?: unknown[]
  format?: string
  anyOf?: Schema[]
  minLength?: number
}
/** Something that nearly fits: most fields as they should be, some as nobody should send them. */
function near(schema: Schema, depth = 0): unknown {
  if (random() < 0.2 || depth > 5) return nasty()
  if (schema.enum) return pick(schema.enum)
  if (schema.anyOf) return near(pick(schema.anyOf), depth + 1)
  switch (schema.type) {
    case 'object': {
      const made = Object.entries(schema.properties ?? {}).flatMap(([k, s]) =>
        random() < 0.1 ? [] : [[k, near(s, depth + 1)] as const],
      )
      if (random() < 0.1) made.push([written().slice(0, 50), nasty()])
      return Object.fromEntries(made)
    }
    case 'array':
      return Array.from({ length: Math.floor(random() * 3) }, () => near(schema.items ?? {}, depth + 1))
    case 'integer':
      return Math.floor(random() * 100)
    case 'number':
      return random() * 1000
    case 'boolean':
      return random() < 0.5
    case 'string':
      return schema.format === 'uuid' || random() < 0.5 ? pick(known) : 'x'.repeat(Math.max(3, schema.minLength ?? 0))
    default:
      return nasty()
  }
}

test(
  `${REQUESTS} malformed requests: none answers 5xx, none holds the others up, memory is flat`,
  async () => {
    const operations = [...site.gnomon.operations.values()]
      // These end the session that asks.
      .filter((o) => !['identity.log-out', 'identity.change-password', 'identity.choose-post'].includes(o.contract.id))
      .map((o) => ({
        path: endpoint(o),
        read: o.contract.kind === 'read',
        schema: z.toJSONSchema(o.contract.input, { io: 'input', unrepresentable: 'any' }) as Schema,
      }))
    const pages = site.gnomon.rooms.flatMap((r) => r.pages)
    const bad: string[] = []
    const times: number[] = []
    const held: number[] = []
    const ask = async (path: string, init: RequestInit) => {
      const [began, from] = [performance.now(), computed()]
      const answer = await site.app.request(path, init)
      const body = await (answer.headers.get('content-type')?.startsWith('text/event-stream')
        ? // A page that goes on for ever is not read to its end.
          answer.body!.cancel().then(() => '')
        : answer.text())
      times.push(performance.now() - began)
      held.push(computed() - from)
      if (answer.status >= 500)
        bad.push(
          `${answer.status} ${init.method ?? 'GET'} ${path} ${String(init.body ?? '').slice(0, 300)} → ${body.slice(0, 200)}`,
        )
    }
    let memory = 0
    for (let i = 0; i < REQUESTS && bad.length < 10; i++) {
      if (i === Math.floor(REQUESTS / 4)) {
        memory = heldMemory()
      }
      const session = pick(sessions)
      const headers: Record<string, string> = session ? { cookie: session.cookie, 'x-csrf-token': session.csrf } : {}
      if (random() < 0.6) {
        const { path, read, schema } = pick(operations)
        const input = JSON.stringify(near(schema)) ?? ''
        if (read && random() < 0.4) await ask(`${path}?input=${encodeURIComponent(input.toWellFormed())}`, { headers })
        else
          await ask(path, {
            method: 'POST',
            body: random() < 0.03 ? input.slice(0, input.length / 2) : input,
            headers: {
              ...headers,
              'content-type': 'application/json',
              ...(random() < 0.1 ? { 'idempotency-key': pick(keys) } : {}),
            },
          })
      } else {
        const page = pick(pages)
        const strange = () => encodeURIComponent(written().slice(0, 200).toWellFormed())
        const path = page.path.replace(/:\w+(\{[^}]*\})?/g, strange)
        const query = `?${[
          'q',
          'text',
          'page',
          'tab',
          'step',
          'lang',
          'licence',
          'held',
          'from',
          'to',
          'unit',
          'jurisdiction',
          'act',
          'held',
          'date',
          'id',
          'year',
          'days',
        ]
          .filter(() => random() < 0.2)
          .map((k) => `${k}=${strange()}`)
          .join('&')}`
        const names = Object.keys(page.actions)
        if (names.length === 0 || random() < 0.5) await ask(path + query, { headers })
        else {
          const body = new URLSearchParams({
            csrf: session?.csrf ?? '',
            do: random() < 0.9 ? pick(names) : written().slice(0, 50),
          })
          for (const field of [
            'id',
            'caseId',
            'reason',
            'form',
            'revision',
            'file',
            'material',
            'code',
            'xml',
            'number',
            'opinion',
            'command',
            '__proto__',
          ])
            if (random() < 0.4) body.append(field, written().slice(0, 2000))
          await ask(path, { method: 'POST', body, headers })
        }
      }
    }
    expect(bad).toEqual([])
    times.sort((a, b) => a - b)
    const p99 = times[Math.floor(times.length * 0.99)]!
    console.log(
      `${times.length} requests, p50 ${times[times.length >> 1]!.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, memory +${((heldMemory() - memory) / 2 ** 20).toFixed(0)} MB`,
    )
    expect(held.sort((a, b) => a - b)[Math.floor(held.length * 0.99)]).toBeLessThan(200)
    expect(p99).toBeLessThan(1000)
    expect(heldMemory() - memory).toBeLessThan(100 << 20)
  },
  60_000 + REQUESTS * 20,
)
