import { link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newId } from '../platform/index.ts'

/** Awaited with the bytes that lie at a path before they are replaced; throws where the writer has lost the right to. */
export type MayReplace = (present: Buffer) => Promise<void>

/**
 * Where tiles live: the first of the log's two interfaces (the other is CommitPoint). Obligations:
 * - `write` returns only when the bytes survive a power cut, and a `read` that begins after it, by anyone, gives them.
 * - A reader sees whole bytes, old or new, or nothing; `read` gives undefined only where nothing lies.
 * - What lies at a path is never replaced by other bytes unless `mayReplace` allowed it after those bytes were read, and never if
 *   they changed since: a writer that lost the head's lock cannot overwrite what its successor wrote. The same bytes again
 *   are no change, so that a write whose outcome is unknown may be repeated.
 * The log replaces only what lies above the committed size (left by an attempt that never committed), what is torn, and
 * the file `checkpoint`.
 */
export interface TileStore {
  read(path: string): Promise<Buffer | undefined>
  write(path: string, bytes: Uint8Array, mayReplace?: MayReplace): Promise<void>
}

const code = (error: unknown) => (error as { code?: string }).code ?? ''

/** Tiles as files. Comparing and replacing are not one step in a file system: one machine writes a folder, under the head's lock. */
export function fileTiles(folder: string): TileStore {
  const read: TileStore['read'] = async (path) => {
    try {
      return await readFile(join(folder, path))
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(code(error))) return undefined
      throw error
    }
  }
  const settle = async (parent: string) => {
    const directory = await open(parent, 'r')
    try {
      await directory.sync()
    } finally {
      await directory.close()
    }
  }
  return {
    read,
    async write(path, bytes, mayReplace) {
      const target = join(folder, path)
      const parent = dirname(target)
      const first = await mkdir(parent, { recursive: true })
      const temporary = `${target}.${newId()}`
      try {
        const handle = await open(temporary, 'wx')
        try {
          await handle.writeFile(bytes)
          await handle.sync()
        } finally {
          await handle.close()
        }
        // A link makes the name only where there is none; file systems without links say EPERM or ENOTSUP.
        const free = await link(temporary, target).then(
          () => true,
          (error) => {
            if (['EEXIST', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP'].includes(code(error))) return false
            throw error
          },
        )
        if (!free) {
          const present = await read(path)
          if (!present?.equals(bytes)) {
            if (present) await mayReplace?.(present)
            await rename(temporary, target)
          }
        }
      } finally {
        await unlink(temporary).catch(() => {})
      }
      // A new folder is a new name in the one above it.
      for (let at = parent; ; at = dirname(at)) {
        await settle(at)
        if (first === undefined || at === dirname(first)) break
      }
    },
  }
}

/** For tests and for readers that hold everything in memory. */
export function memoryTiles(): TileStore & { tiles: Map<string, Buffer> } {
  const tiles = new Map<string, Buffer>()
  return {
    tiles,
    read: async (path) => tiles.get(path),
    async write(path, bytes, mayReplace) {
      const present = tiles.get(path)
      if (present && !present.equals(bytes)) await mayReplace?.(present)
      if (tiles.get(path) !== present) throw new Error(`another writer changed ${path} meanwhile`)
      tiles.set(path, Buffer.from(bytes))
    },
  }
}
