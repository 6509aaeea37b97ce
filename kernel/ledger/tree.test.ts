// More than 300 lines: the independent implementation, the published vectors and the sizes tried belong together.
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { describe, expect, test } from 'vitest'
import { memoryTiles } from './store.ts'
import { parseTilePath, tileNumber, tilePath } from './tiles.ts'
import { append, emptyEdge, loadEdge, rootOfEdge, tileCache, treeReader } from './tree.ts'
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

describe('canonical JSON', () => {
  // Numbers and keys as RFC 8785 §3.2.2–3.2.3 and Appendix B have them, and whatever comes of putting such values together.
  const atoms = [
    null,
    true,
    '',
    '\u20ac$\u000f\nA\'B"\\\\"/',
    'é\u0301',
    '\u{1f600}',
    0,
    -0,
    1e21,
    1e-7,
    333333333.3333333,
    4.5,
    2e-3,
    1e23,
    5e-324,
  ]
  const keys = ['', '1', '10', '\u20ac', '\r', '\ufb33', '\u{1f600}', '\u0080', 'ö', '</script>', 'aa', 'b']
  test('of the verifier is that of the library, which the commitments use', () => {
    let n = 1
    const random = (below: number) => (n = (n * 48271) % 2147483647) % below
    const make = (depth: number): unknown => {
      const kind = depth === 0 ? 0 : random(3)
      if (kind === 0) return atoms[random(atoms.length)]
      const some = Array.from({ length: random(5) }, () => make(depth - 1))
      return kind === 1 ? some : Object.fromEntries(some.map((v) => [keys[random(keys.length)], v]))
    }
    for (let i = 0; i < 3000; i++) {
      const value = make(4)
      expect(verifier.canonical(value)).toBe(canonicalize(value))
    }
  })
})

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
  // The same naive definitions, remembering what they computed, so that every size can be tried.
  const memo = new Map<string, Buffer>()
  const range = (all: Buffer[], from: number, to: number): Buffer => {
    const key = `${from} ${to}`
    let hash = memo.get(key)
    if (!hash) {
      const k = from + split(to - from)
      hash = to - from === 1 ? sha(Buffer.of(0), all[from]!) : sha(Buffer.of(1), range(all, from, k), range(all, k, to))
      memo.set(key, hash)
    }
    return hash
  }
  const pathOf = (all: Buffer[], m: number, from: number, to: number): Buffer[] => {
    if (to - from === 1) return []
    const k = from + split(to - from)
    return m < k ? [...pathOf(all, m, from, k), range(all, k, to)] : [...pathOf(all, m, k, to), range(all, from, k)]
  }
  const proofOf = (all: Buffer[], m: number, from: number, to: number, whole = true): Buffer[] => {
    if (m === to) return whole ? [] : [range(all, from, to)]
    const k = from + split(to - from)
    return m <= k
      ? [...proofOf(all, m, from, k, whole), range(all, k, to)]
      : [...proofOf(all, m, k, to, false), range(all, from, k)]
  }
  test('every size from 0 to 2,000: the root; proofs at the ends, in the middle and at places that wander', async () => {
    const all = entries(2000)
    const store = memoryTiles()
    let edge = emptyEdge()
    expect(rootOfEdge(edge)).toEqual(sha())
    for (let n = 1; n <= 2000; n++) {
      const made = append(edge, [all[n - 1]!])
      for (const [p, bytes] of made.writes) await store.write(p, bytes)
      edge = made.edge
      const root = range(all, 0, n)
      expect(rootOfEdge(edge).equals(root), `root at ${n}`).toBe(true)
      const tree = treeReader(store, n)
      const leaf = (i: number) => verifier.leafHash(all[i]!)
      // The verifier hashes by WebCrypto, one promise a hash: it is asked at every small size and then now and again.
      const verify = n < 130 || n % 19 === 0
      for (const i of new Set([n - 1, n >> 1, (n * 7919 + 13) % n, (n * n + 31) % n])) {
        const inclusion = await tree.inclusion(i)
        expect(Buffer.concat(inclusion).equals(Buffer.concat(pathOf(all, i, 0, n))), `${i} in ${n}`).toBe(true)
        if (verify) expect(root.equals((await verifier.rootFromInclusion(i, n, await leaf(i), inclusion))!)).toBe(true)
        const old = i + 1
        const consistency = await tree.consistency(old)
        expect(Buffer.concat(consistency).equals(Buffer.concat(proofOf(all, old, 0, n))), `${old} to ${n}`).toBe(true)
        if (verify) expect(await verifier.consistent(old, range(all, 0, old), n, root, consistency)).toBe(true)
      }
    }
  })
  test.each([
    [255, 257],
    [511, 513],
    [65_535, 65_537],
  ])('around the border at %i to %i: every pair of sizes, every leaf near the border', async (low, high) => {
    memo.clear()
    const { store, all } = await grow(low, 4096)
    let edge = await loadEdge(store, low)
    for (let n = low; n <= high; n++) {
      if (n > low) {
        const entry = Buffer.from(`entry ${n - 1}`)
        const made = append(edge, [entry])
        all.push(entry)
        for (const [p, bytes] of made.writes) await store.write(p, bytes)
        edge = made.edge
      }
      const root = range(all, 0, n)
      expect(rootOfEdge(edge).equals(root)).toBe(true)
      expect(rootOfEdge(await loadEdge(store, n)).equals(root)).toBe(true)
      const tree = treeReader(store, n)
      for (const i of [0, 1, 255, 256, low - 256, low - 2, low - 1, low, low + 1].filter((i) => i >= 0 && i < n))
        expect(Buffer.concat(await tree.inclusion(i)).equals(Buffer.concat(pathOf(all, i, 0, n))), `${i} in ${n}`).toBe(
          true,
        )
      for (const old of [1, 2, 255, 256, 257, low - 1, low, low + 1].filter((o) => o > 0 && o <= n)) {
        const consistency = await tree.consistency(old)
        expect(Buffer.concat(consistency).equals(Buffer.concat(proofOf(all, old, 0, n))), `${old} to ${n}`).toBe(true)
        expect(await verifier.consistent(old, range(all, 0, old), n, root, consistency)).toBe(true)
      }
    }
  })
  test('a proof for another index, size, leaf, or one hash longer or shorter does not hold', async () => {
    const { store, all } = await grow(300)
    const tree = treeReader(store, 300)
    const root = mth(all)
    const path = await tree.inclusion(77)
    const leads = async (i: number, n: number, leaf: Buffer, p: Uint8Array[]) => {
      const to = await verifier.rootFromInclusion(i, n, await verifier.leafHash(leaf), p)
      return to !== undefined && root.equals(to)
    }
    expect(await leads(77, 300, all[77]!, path)).toBe(true)
    for (const [i, n, leaf, p] of [
      [76, 300, all[77]!, path],
      [77, 200, all[77]!, path],
      [77, 300, all[78]!, path],
      [77, 300, all[77]!, path.slice(1)],
      [77, 300, all[77]!, [...path, root]],
      [300, 300, all[77]!, path],
      [-1, 300, all[77]!, path],
      [0.5, 300, all[77]!, path],
    ] as const)
      expect(await leads(i, n, leaf, [...p])).toBe(false)
    const proof = await tree.consistency(100)
    const holds = (m: number, n: number, p: Uint8Array[]) => verifier.consistent(m, mth(all.slice(0, 100)), n, root, p)
    expect(await holds(100, 300, proof)).toBe(true)
    for (const [m, n, p] of [
      [99, 300, proof],
      [100, 120, proof],
      [100, 300, proof.slice(1)],
      [100, 300, [...proof, root]],
      [100, 300, []],
      [300, 100, proof],
    ] as const)
      expect(await holds(m, n, [...p])).toBe(false)
  })

  // The test tree of Certificate Transparency: roots, inclusion and consistency proofs as published with it.
  const CT = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
    (h) => Buffer.from(h, 'hex'),
  )
  const H = {
    a: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    b: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    ab: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    cd: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    abcd: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    e: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ef: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    gh: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    efgh: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  }
  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, H.a],
    [2, H.ab],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [4, H.abcd],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('the published root of the test tree at %i', (n, root) =>
    expect(rootOfEdge(append(emptyEdge(), CT.slice(0, n)).edge).toString('hex')).toBe(root),
  )
  const ct = async (n: number) => {
    const store = memoryTiles()
    for (const [p, bytes] of append(emptyEdge(), CT.slice(0, n)).writes) await store.write(p, bytes)
    return treeReader(store, n)
  }
  const hex = (hashes: Uint8Array[]) => hashes.map((h) => Buffer.from(h).toString('hex'))
  test.each([
    [0, 1, []],
    [0, 8, [H.b, H.cd, H.efgh]],
    [5, 8, [H.e, H.gh, H.abcd]],
    [2, 3, [H.ab]],
    [1, 5, [H.a, H.cd, H.e]],
  ])('the published inclusion proof of leaf %i in %i', async (i, n, expected) =>
    expect(hex(await (await ct(n)).inclusion(i))).toEqual(expected),
  )
  test.each([
    [1, 1, []],
    [1, 8, [H.b, H.cd, H.efgh]],
    [6, 8, [H.ef, H.gh, H.abcd]],
    [2, 5, [H.cd, H.e]],
  ])('the published consistency proof from %i to %i', async (old, n, expected) =>
    expect(hex(await (await ct(n)).consistency(old))).toEqual(expected),
  )
  test('a torn or missing tile is named', async () => {
    const { store } = await grow(300)
    store.tiles.set('tile/0/001.p/44', store.tiles.get('tile/0/001.p/44')!.subarray(1))
    await expect(loadEdge(store, 300)).rejects.toThrow('torn')
    store.tiles.delete('tile/0/001.p/44')
    await expect(loadEdge(store, 300)).rejects.toThrow('missing')
  })
  test('a shared cache gives readers of every size the same proofs, keeps no more than it may, and no failure', async () => {
    const { store } = await grow(700, 100)
    const cache = tileCache(2)
    for (const size of [300, 700])
      for (const i of [0, 255, 256, 299])
        expect(await treeReader(store, size, cache).inclusion(i)).toEqual(await treeReader(store, size).inclusion(i))
    const reads: string[] = []
    const counting = {
      read(path: string) {
        reads.push(path)
        return store.read(path)
      },
    }
    await treeReader(counting, 700, cache).inclusion(0)
    await treeReader(counting, 700, cache).inclusion(700 - 1)
    await treeReader(counting, 700, cache).inclusion(0)
    expect(reads.length).toBeGreaterThan(new Set(reads).size)
    const whole = store.tiles.get('tile/0/000')!
    store.tiles.delete('tile/0/000')
    const fresh = tileCache()
    await expect(treeReader(store, 700, fresh).inclusion(3)).rejects.toThrow('missing')
    store.tiles.set('tile/0/000', whole)
    expect(await treeReader(store, 700, fresh).inclusion(3)).toEqual(await treeReader(store, 700).inclusion(3))
  })
})
