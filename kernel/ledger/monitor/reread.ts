import { HASH, leafHash, rootOf, tilePath, WIDTH } from '../tiles.ts'
import { treeReader } from '../tree.ts'
import type { Checkpoint } from '../verifier/index.ts'
import type { RemoteLog } from './remote.ts'

/** Leaves read again in one round: what one tile of the second level stands over, some megabytes. */
export const REREAD = WIDTH * WIDTH

/**
 * Reads again what was followed before, entries and tiles, from leaf `from` (a multiple of REREAD) on: every entry hashes to its leaf,
 * every full tile to its place in the tile above, the right edge to the signed root. So an old tile that was altered shows, though
 * no proof that anybody asks for today runs over it. Gives the first path that differs, and where the next round goes on.
 * @throws NotServed where a tile is missing
 */
export async function reread(
  log: RemoteLog,
  { size, root }: Checkpoint,
  from: number,
  seen: number,
): Promise<{ differs?: string; next: number }> {
  const to = Math.min(seen, from + REREAD)
  const next = to >= seen ? 0 : to
  if (to <= from) return { next: 0 }
  const tile = (level: number, n: number) => {
    const width = Math.min(WIDTH, Math.floor(size / WIDTH ** level) - n * WIDTH)
    const path = tilePath(level, n, width)
    return { path, width, bytes: log.tiles.read(path) as Promise<Buffer> }
  }
  /** Whether a full tile's hashes lead to what the tile above says of it. */
  const held = async (level: number, n: number, bytes: Buffer): Promise<boolean> => {
    const above = await tile(level + 1, Math.floor(n / WIDTH)).bytes
    return rootOf(hashes(bytes)).equals(above.subarray((n % WIDTH) * HASH, (n % WIDTH) * HASH + HASH))
  }
  if (!(await treeReader(log.tiles, size).root()).equals(root)) return { differs: 'checkpoint', next: from }
  let leaves: Buffer[] = []
  let n = from / WIDTH
  /** The leaves of one tile of the first level, compared with it, and it with the one above. */
  const check = async (): Promise<string | undefined> => {
    const { path, width, bytes } = tile(0, n)
    const stored = await bytes
    if (stored.length !== width * HASH || (width === WIDTH && !(await held(0, n, stored)))) return path
    const same = Buffer.concat(leaves).equals(stored.subarray(0, leaves.length * HASH))
    leaves = []
    n++
    return same ? undefined : tilePath(-1, n - 1, width)
  }
  for await (const entry of log.entries(from, to)) {
    leaves.push(leafHash(entry))
    if (leaves.length < WIDTH) continue
    const differs = await check()
    if (differs) return { differs, next: from }
  }
  const differs = leaves.length > 0 ? await check() : undefined
  if (differs) return { differs, next: from }
  // The full tiles above the piece, up to the edge, which led to the root.
  for (let level = 1, at = from / WIDTH ** 2; (at + 1) * WIDTH <= Math.floor(size / WIDTH ** level); level++) {
    const m = Math.floor(at)
    const { path, bytes } = tile(level, m)
    if (!(await held(level, m, await bytes))) return { differs: path, next: from }
    at = m / WIDTH
  }
  return { next }
}

const hashes = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length / HASH }, (_, i) => bytes.subarray(i * HASH, i * HASH + HASH))
