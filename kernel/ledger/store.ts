import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newId } from '../platform/index.ts'

/**
 * Where tiles live. Obligations: `write` returns only when the bytes survive a power cut; a reader sees the old bytes, the new
 * bytes or nothing, never a part; `read` gives undefined only where nothing was written. Tiles above the committed size may be
 * written again with other bytes; a committed full tile never is.
 */
export interface TileStore {
  read(path: string): Promise<Buffer | undefined>
  write(path: string, bytes: Uint8Array): Promise<void>
}

export function fileTiles(folder: string): TileStore {
  return {
    async read(path) {
      try {
        return await readFile(join(folder, path))
      } catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes((error as { code?: string }).code ?? '')) return undefined
        throw error
      }
    },
    async write(path, bytes) {
      const target = join(folder, path)
      const parent = dirname(target)
      await mkdir(parent, { recursive: true })
      const temporary = `${target}.${newId()}`
      const handle = await open(temporary, 'wx')
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(temporary, target)
      const directory = await open(parent, 'r')
      try {
        await directory.sync()
      } finally {
        await directory.close()
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
    write: async (path, bytes) => void tiles.set(path, Buffer.from(bytes)),
  }
}
