import { expect, test } from 'vitest'
import { Feeds } from './feeds.ts'

const decode = (b: Uint8Array | undefined) => new TextDecoder().decode(b)
function reader(feeds: Feeds<string>, key: string, of = key) {
  const got: string[] = []
  let ended = false
  const leave = feeds.open(
    key,
    of,
  )({
    write: (bytes) => got.push(decode(bytes)) > 0,
    end: () => void (ended = true),
  })
  return { leave, drawn: () => got.filter((m) => m.includes('event: x')).length, ended: () => ended }
}

test('drawn once for all of one key, sent where it changed, forgotten with its last reader', async () => {
  const feeds = new Feeds<string>('x', 1000)
  const end = feeds.begin(async () => {})
  const [a, again, b] = [reader(feeds, 'a'), reader(feeds, 'a', 'other'), reader(feeds, 'b')]
  const drawn: string[] = []
  const draw = (words: string) =>
    feeds.draw(async (of) => {
      drawn.push(of)
      if (of === 'b') throw new Error('it fails')
      return words
    })
  await draw('one')
  await draw('one')
  expect(drawn).toEqual(['a', 'b', 'a', 'b'])
  expect([a.drawn(), again.drawn(), b.drawn(), feeds.size, feeds.first]).toEqual([1, 1, 0, 2, 'a'])
  await draw('two')
  expect(a.drawn()).toBe(2)
  b.leave()
  await draw('two')
  expect(feeds.size).toBe(1)
  end()
  expect([a.ended(), feeds.size]).toEqual([true, 0])
})
