import type { TileStore } from './store.ts'
import { bundle, EMPTY_ROOT, HASH, leafHash, nodeHash, rootOf, tilePath, unbundle, WIDTH } from './tiles.ts'

/** The right edge of the tree in memory: at each level the hashes of the tile that is not full yet, and its entries. */
export type Edge = { size: number; levels: Buffer[][]; entries: Buffer[] }

export const emptyEdge = (): Edge => ({ size: 0, levels: [], entries: [] })

/** Reads the edge of a committed tree; throws where a tile is missing or torn (then it is rebuilt from the database). */
export async function loadEdge(store: TileReader, size: number): Promise<Edge> {
  const edge: Edge = { size, levels: [], entries: [] }
  for (let level = 0, rest = size; rest > 0; level++, rest = Math.floor(rest / WIDTH)) {
    const width = rest % WIDTH
    edge.levels.push(
      width === 0 ? [] : splitHashes(await need(store, tilePath(level, Math.floor(rest / WIDTH), width)), width),
    )
  }
  const width = size % WIDTH
  if (width > 0) {
    edge.entries = unbundle(await need(store, tilePath(-1, Math.floor(size / WIDTH), width)))
    if (edge.entries.length !== width) throw new Error('a torn entry bundle')
  }
  return edge
}

async function need(store: TileReader, path: string): Promise<Buffer> {
  const bytes = await store.read(path)
  if (!bytes) throw new Error(`the tile ${path} is missing`)
  return bytes
}

export function splitHashes(bytes: Buffer, width: number): Buffer[] {
  if (bytes.length !== width * HASH) throw new Error('a torn tile')
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * HASH, (i + 1) * HASH))
}

/** Appends entries to a copy of the edge; `writes` are the tiles that must be durable before the new size is committed. */
export function append(
  before: Edge,
  entries: Uint8Array[],
): { edge: Edge; writes: Map<string, Buffer>; hashes: Buffer[] } {
  const edge: Edge = { size: before.size, levels: before.levels.map((l) => l.slice()), entries: before.entries.slice() }
  const writes = new Map<string, Buffer>()
  const hashes: Buffer[] = []
  const push = (level: number, n: number, hash: Buffer) => {
    const tile = (edge.levels[level] ??= [])
    tile.push(hash)
    if (tile.length < WIDTH) return
    const number = Math.floor(n / WIDTH)
    writes.set(tilePath(level, number), Buffer.concat(tile))
    edge.levels[level] = []
    push(level + 1, number, rootOf(tile))
  }
  for (const entry of entries) {
    const hash = leafHash(entry)
    hashes.push(hash)
    edge.entries.push(Buffer.from(entry))
    if (edge.entries.length === WIDTH) {
      writes.set(tilePath(-1, Math.floor(edge.size / WIDTH)), bundle(edge.entries))
      edge.entries = []
    }
    push(0, edge.size, hash)
    edge.size++
  }
  for (const [level, tile] of edge.levels.entries())
    if (tile.length > 0)
      writes.set(tilePath(level, Math.floor(edge.size / WIDTH ** (level + 1)), tile.length), Buffer.concat(tile))
  if (edge.entries.length > 0)
    writes.set(tilePath(-1, Math.floor(edge.size / WIDTH), edge.entries.length), bundle(edge.entries))
  return { edge, writes, hashes }
}

/** The root: the complete subtrees of the edge, largest first, folded from the right (RFC 6962 §2.1). */
export function rootOfEdge(edge: Edge): Buffer {
  const peaks: Buffer[] = []
  for (let level = edge.levels.length - 1; level >= 0; level--) {
    const tile = edge.levels[level]!
    for (let at = 0; at < tile.length; ) {
      const width = 2 ** Math.floor(Math.log2(tile.length - at))
      peaks.push(rootOf(tile.slice(at, at + width)))
      at += width
    }
  }
  return peaks.length === 0 ? EMPTY_ROOT : peaks.reduceRight((right, left) => nodeHash(left, right))
}

/** What reading needs of a store. */
export type TileReader = Pick<TileStore, 'read'>

/** A tile's hashes, and the nodes above them that somebody asked for. */
class Tile {
  /** By height above the tile's own level, then by place. */
  private readonly nodes: Buffer[][]
  constructor(hashes: Buffer[]) {
    this.nodes = [hashes]
  }
  /** The root of the 2^height hashes from the `i`-th such run on. */
  node(height: number, i: number): Buffer {
    const row = (this.nodes[height] ??= [])
    return (row[i] ??= nodeHash(this.node(height - 1, 2 * i), this.node(height - 1, 2 * i + 1)))
  }
}

/** Tiles by path. What lies below a committed size never changes, so that one cache serves readers of every size. */
export type TileCache = Pick<Map<string, Promise<Tile>>, 'get' | 'set' | 'delete' | 'clear'>

/** Keeps the tiles that were used last: proofs share their upper tiles and the right edge, which are most of what each reads. */
export function tileCache(most = 256): TileCache {
  const kept = new Map<string, Promise<Tile>>()
  return {
    get(path) {
      const tile = kept.get(path)
      if (tile) {
        kept.delete(path)
        kept.set(path, tile)
      }
      return tile
    },
    set(path, tile) {
      kept.set(path, tile)
      if (kept.size > most) kept.delete(kept.keys().next().value!)
      return kept
    },
    delete: (path) => kept.delete(path),
    clear: () => kept.clear(),
  }
}

/** Reads hashes of a committed tree of `size` leaves from its tiles; without a cache each reader keeps the tiles that it read. */
export function treeReader(store: TileReader, size: number, cache: TileCache = new Map()) {
  const tile = (level: number, n: number): Promise<Tile> => {
    const width = Math.min(WIDTH, Math.floor(size / WIDTH ** level) - n * WIDTH)
    const path = tilePath(level, n, width)
    let found = cache.get(path)
    if (!found) {
      found = need(store, path).then((bytes) => new Tile(splitHashes(bytes, width)))
      found.catch(() => cache.delete(path))
      cache.set(path, found)
    }
    return found
  }
  /** The tiles above a leaf and those of the right edge, which a proof needs: asked for at once instead of one after the other. */
  const fetchAhead = (index: number): void => {
    for (let level = 0, rest = size; rest > 0; level++, rest = Math.floor(rest / WIDTH))
      for (const n of new Set([Math.floor(index / WIDTH ** (level + 1)), Math.floor(rest / WIDTH)]))
        if (n * WIDTH < rest) tile(level, n).catch(() => {})
  }
  /** MTH(D[from:to]). */
  const range = async (from: number, to: number): Promise<Buffer> => {
    const count = to - from
    const power = 2 ** Math.floor(Math.log2(count))
    if (power === count && from % count === 0) {
      const height = Math.log2(count)
      const level = Math.floor(height / 8)
      const first = from / WIDTH ** level
      const within = 2 ** (height - 8 * level)
      return (await tile(level, Math.floor(first / WIDTH))).node(height - 8 * level, (first % WIDTH) / within)
    }
    const split = power === count ? count / 2 : power
    return nodeHash(await range(from, from + split), await range(from + split, to))
  }
  /** The largest power of two below n (n > 1). */
  const splitOf = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1)
  const inclusion = async (index: number, from = 0, to = size): Promise<Buffer[]> => {
    if (to - from === 1) return []
    const k = from + splitOf(to - from)
    return index < k
      ? [...(await inclusion(index, from, k)), await range(k, to)]
      : [...(await inclusion(index, k, to)), await range(from, k)]
  }
  const consistency = async (old: number): Promise<Buffer[]> => {
    const sub = async (m: number, from: number, to: number, whole: boolean): Promise<Buffer[]> => {
      if (m === to - from) return whole ? [] : [await range(from, to)]
      const k = splitOf(to - from)
      return m <= k
        ? [...(await sub(m, from, from + k, whole)), await range(from + k, to)]
        : [...(await sub(m - k, from + k, to, false)), await range(from, from + k)]
    }
    return old === 0 || old === size ? [] : sub(old, 0, size, true)
  }
  return {
    root: () => (size === 0 ? Promise.resolve(EMPTY_ROOT) : range(0, size)),
    /** PATH(index, D[size]) (RFC 6962 §2.1.1). */
    inclusion(index: number): Promise<Buffer[]> {
      fetchAhead(index)
      return inclusion(index)
    },
    /** PROOF(old, D[size]) (RFC 6962 §2.1.2). */
    consistency,
  }
}
