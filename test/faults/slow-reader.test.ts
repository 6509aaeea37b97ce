import type { Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, expect, test } from 'vitest'
import { follow } from '../../apps/server/follow.ts'
import { Channel } from '../../web/ui/index.ts'

const channel = new Channel()
const app = new Hono().get('/stream', (c) => follow(c, channel.open()))
const server = serve({ fetch: app.fetch, port: 0 }) as Server
const sockets: Socket[] = []
afterAll(() => {
  for (const s of sockets) s.destroy()
  server.close()
})
const reader = (path = '/stream') =>
  new Promise<Socket>((opened) => {
    const s = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
      if (path) s.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)
      opened(s)
    })
    s.on('error', () => {})
    sockets.push(s)
  })
const until = async (what: () => boolean) => {
  while (!what()) await new Promise((r) => setImmediate(r))
}

test('a reader who does not read is cut off at its own expense; who reads gets every message, in the order in which they came', async () => {
  const slow = await reader()
  slow.pause()
  const quick = await reader()
  let got = ''
  quick.on('data', (d) => (got += d))
  await until(() => channel.readers === 2)
  const big = 'x'.repeat(100_000)
  let sent = 0
  // What the machine’s own buffers hold differs from one to the other.
  for (; channel.readers === 2 && sent < 1000; sent++) {
    channel.publish('sale', `${sent} ${big}`)
    await until(() => got.includes(`data: ${sent} `))
  }
  expect(channel.readers).toBe(1)
  channel.publish('sale', 'last')
  await until(() => got.endsWith('data: last\n\n'))
  expect([...got.matchAll(/data: (\d+) /g)].map((m) => Number(m[1]))).toEqual(Array.from({ length: sent }, (_, i) => i))
})

test('whoever leaves is forgotten; five hundred connections that say nothing keep nobody from the newest', async () => {
  await Promise.all(Array.from({ length: 500 }, () => reader('')))
  const before = channel.readers
  const one = await reader()
  let got = ''
  one.on('data', (d) => (got += d))
  await until(() => got.includes('data: last'))
  expect(channel.readers).toBe(before + 1)
  one.destroy()
  await until(() => channel.readers === before)
})
