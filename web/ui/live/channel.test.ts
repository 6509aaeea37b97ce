import { expect, test } from 'vitest'
import { Channel, frame } from './channel.ts'

const decode = (b: Uint8Array | undefined) => new TextDecoder().decode(b)

test('a message of several lines is one event', () => {
  expect(decode(frame('bid', '<b>1</b>\r\n<i>2</i>', 7))).toBe('id: 7\nevent: bid\ndata: <b>1</b>\ndata: <i>2</i>\n\n')
})

test('framed once: every reader gets the very same bytes', async () => {
  const channel = new Channel()
  const readers = [channel.open().getReader(), channel.open().getReader()]
  for (const r of readers) await r.read()
  expect(channel.publish('x', 'hello')).toBe(2)
  const [a, b] = await Promise.all(readers.map((r) => r.read()))
  expect(a!.value).toBe(b!.value)
})

test('who comes later gets the newest message, who has it already does not', async () => {
  const channel = new Channel()
  channel.publish('x', 'one')
  channel.publish('x', 'two')
  const late = channel.open().getReader()
  await late.read()
  expect(decode((await late.read()).value)).toBe('id: 2\nevent: x\ndata: two\n\n')
  const again = channel.open('2').getReader()
  await again.read()
  channel.publish('x', 'three')
  expect(decode((await again.read()).value)).toContain('three')
})

test('a reader that does not read is cut off; the others go on and nothing grows', async () => {
  const channel = new Channel(4)
  const slow = channel.open().getReader()
  const quick = channel.open().getReader()
  await quick.read()
  for (let i = 0; i < 10; i++) {
    channel.publish('x', String(i))
    await quick.read()
  }
  expect(channel.readers).toBe(1)
  await expect(
    (async () => {
      for (;;) if ((await slow.read()).done) return
    })(),
  ).rejects.toThrow('too slow')
  expect(channel.publish('x', 'after')).toBe(1)
})

test('a reader that leaves is forgotten', async () => {
  const channel = new Channel()
  const reader = channel.open().getReader()
  await reader.cancel()
  expect(channel.readers).toBe(0)
})
