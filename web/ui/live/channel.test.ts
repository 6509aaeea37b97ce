import { expect, test } from 'vitest'
import { Channel, frame } from './channel.ts'

const decode = (b: Uint8Array | undefined) => new TextDecoder().decode(b)
/** A reader whose line takes so many messages. */
function reader(channel: Channel, lastSeen?: string, most = Number.POSITIVE_INFINITY) {
  const got: Uint8Array[] = []
  let ended = false
  const leave = channel.open(lastSeen)({
    write: (bytes) => got.length < most && got.push(bytes) > 0,
    end: () => void (ended = true),
  })
  return { got, leave, ended: () => ended, newest: () => decode(got.at(-1)) }
}

test('a message of several lines is one event', () => {
  expect(decode(frame('bid', '<b>1</b>\r\n<i>2</i>', 7))).toBe('id: 7\nevent: bid\ndata: <b>1</b>\ndata: <i>2</i>\n\n')
})

test('framed once: every reader gets the very same bytes', () => {
  const channel = new Channel()
  const [a, b] = [reader(channel), reader(channel)]
  expect(channel.publish('x', 'hello')).toBe(2)
  expect(a.got.at(-1)).toBe(b.got.at(-1))
})

test('who comes later gets the newest message, who has it already does not', () => {
  const channel = new Channel()
  channel.publish('x', 'one')
  channel.publish('x', 'two')
  expect(reader(channel).newest()).toBe('id: 2\nevent: x\ndata: two\n\n')
  const again = reader(channel, '2')
  expect(again.got).toHaveLength(1)
  channel.publish('x', 'three')
  expect(again.newest()).toContain('three')
})

test('what is old a moment later is kept for nobody', () => {
  const channel = new Channel()
  channel.publish('x', 'one')
  channel.pass('time', 'now', 9)
  expect(reader(channel).newest()).toContain('one')
})

test('a line that is full is cut off; the others go on and nothing grows', () => {
  const channel = new Channel()
  const slow = reader(channel, undefined, 4)
  const quick = reader(channel)
  for (let i = 0; i < 10; i++) channel.publish('x', String(i))
  expect([channel.readers, slow.got.length, quick.got.length]).toEqual([1, 4, 11])
  expect(channel.publish('x', 'after')).toBe(1)
})

test('a reader that leaves is forgotten; at the end every line is ended', () => {
  const channel = new Channel()
  const [one, two] = [reader(channel), reader(channel)]
  one.leave()
  expect(channel.readers).toBe(1)
  channel.close()
  expect([one.ended(), two.ended(), channel.readers]).toEqual([false, true, 0])
})

test('what is passed on reaches each in turn, so many at once; a message reaches all between', () => {
  const channel = new Channel()
  const readers = [1, 2, 3].map(() => reader(channel))
  const heard = () => readers.map((r) => r.got.filter((b) => decode(b).includes('event: time')).length)
  expect(channel.pass('time', 'now', 2)).toBe(2)
  expect(heard()).toEqual([1, 1, 0])
  expect(channel.publish('x', 'y')).toBe(3)
  channel.pass('time', 'now', 2)
  expect(heard()).toEqual([2, 1, 1])
  readers[1]!.leave()
  channel.pass('time', 'now', 2)
  expect(heard()).toEqual([3, 1, 2])
})
