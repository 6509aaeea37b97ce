import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { memoryTiles } from './store.ts'
import { parseTilePath, tileNumber, tilePath } from './tiles.ts'
import { append, emptyEdge, loadEdge, rootOfEdge, treeReader } from './tree.ts'
import * as verifier from './verifier/index.ts'

// A naive tree written from RFC 6962 alone, sharing nothing with the code under test.
const sha = (...parts: Uint8Array[]) => parts.reduce((h, p) => h.update(p), createHash('sha256')).digest()
const split = (n: number) => {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}
const mth = (d: Buffer[]): Buffer =>
  d.length === 0
    ? sha()
    : d.length === 1
      ? sha(Buffer.of(0), d[0]!)
      : sha(Buffer.of(1), mth(d.slice(0, split(d.length))), mth(d.slice(split(d.length))))
const path = (m: number, d: Buffer[]): Buffer[] => {
  if (d.length === 1) return []
  const k = split(d.length)
  return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))]
}
const proof = (m: number, d: Buffer[], whole = true): Buffer[] => {
  if (m === d.length) return whole ? [] : [mth(d)]
  const k = split(d.length)
  return m <= k
    ? [...proof(m, d.slice(0, k), whole), mth(d.slice(k))]
    : [...proof(m - k, d.slice(k), false), mth(d.slice(0, k))]
}
const entries = (n: number) => Array.from({ length: n }, (_, i) => Buffer.from(`entry ${i}`))

async function grow(n: number, batch = 97) {
  const store = memoryTiles()
  let edge = emptyEdge()
  const all = entries(n)
  for (let at = 0; at < n; at += batch) {
    const made = append(edge, all.slice(at, at + batch))
    for (const [p, bytes] of made.writes) await store.write(p, bytes)
    edge = made.edge
  }
  return { store, edge, all }
}

describe('tiles', () => {
  test.each([
    [0, '000'],
    [67, '067'],
    [1234067, 'x001/x234/067'],
    [1000, 'x001/000'],
  ])('number %i is %s', (n, expected) => expect(tileNumber(n)).toBe(expected))
  test.each(['tile/0/000', 'tile/entries/x001/234.p/5', 'tile/63/x001/x234/067'])('%s is a path', (p) => {
    const { level, n, width } = parseTilePath(p)!
    expect(tilePath(level, n, width)).toBe(p)
  })
  test.each([
    'tile/64/000',
    'tile/0/00',
    'tile/0/000.p/256',
    'tile/0/000.p/0',
    'tile/0/x000/001',
    'tile/0/../000',
    'tile/-1/000',
    'tile/00/000',
  ])('%s is none', (p) => expect(parseTilePath(p)).toBeUndefined())
})

describe('against a naive tree', () => {
  test.each([0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 100, 255, 256, 257, 511, 512, 513, 700, 1023, 1024, 1025, 2000])(
    'root, proofs and reload at %i',
    async (n) => {
      const { store, edge, all } = await grow(n)
      const root = mth(all)
      expect(rootOfEdge(edge)).toEqual(root)
      expect(rootOfEdge(await loadEdge(store, n))).toEqual(root)
      const tree = treeReader(store, n)
      expect(await tree.root()).toEqual(root)
      const some = (
        n < 40 ? all.map((_, i) => i) : [0, 1, 2, 127, 128, 254, 255, 256, 257, 511, 512, n >> 1, n - 2, n - 1]
      ).filter((i) => i >= 0 && i < n)
      for (const i of some) {
        const inclusion = await tree.inclusion(i)
        expect(inclusion).toEqual(path(i, all))
        const leaf = await verifier.leafHash(all[i]!)
        expect(Buffer.from((await verifier.rootFromInclusion(i, n, leaf, inclusion))!)).toEqual(root)
      }
      for (const old of [...some, n].filter((o) => o > 0)) {
        const consistency = await tree.consistency(old)
        expect(consistency).toEqual(proof(old, all))
        expect(await verifier.consistent(old, mth(all.slice(0, old)), n, root, consistency)).toBe(true)
        if (consistency.length > 0) {
          const bent = consistency.map((h, i) => (i === 0 ? Buffer.from(h.map((b, j) => (j === 0 ? b ^ 1 : b))) : h))
          expect(await verifier.consistent(old, mth(all.slice(0, old)), n, root, bent)).toBe(false)
        }
      }
    },
  )
  test('across the second level of tiles at 65,536', async () => {
    const n = 65_537
    const { store, edge, all } = await grow(n, 4096)
    const tree = treeReader(store, n)
    const root = mth(all)
    expect(rootOfEdge(edge)).toEqual(root)
    expect(await tree.root()).toEqual(root)
    for (const i of [0, 255, 256, 65_535, 65_536])
      expect(
        Buffer.from(
          (await verifier.rootFromInclusion(i, n, await verifier.leafHash(all[i]!), await tree.inclusion(i)))!,
        ),
      ).toEqual(root)
    expect(store.tiles.get('tile/1/000')!.length).toBe(8192)
    expect(store.tiles.get('tile/2/000.p/1')!.length).toBe(32)
  })
  test('the known roots of the RFC 6962 test tree', async () => {
    const leaves = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ].map((h) => Buffer.from(h, 'hex'))
    expect(rootOfEdge(append(emptyEdge(), leaves).edge).toString('hex')).toBe(
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    )
    expect(rootOfEdge(emptyEdge()).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
  })
  test('a torn or missing tile is named', async () => {
    const { store } = await grow(300)
    store.tiles.set('tile/0/001.p/44', store.tiles.get('tile/0/001.p/44')!.subarray(1))
    await expect(loadEdge(store, 300)).rejects.toThrow('torn')
    store.tiles.delete('tile/0/001.p/44')
    await expect(loadEdge(store, 300)).rejects.toThrow('missing')
  })
})
