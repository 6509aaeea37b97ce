import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import type { Tx } from './database/connect.ts'
import { newId } from './ids.ts'

export type StoredFile = { sha256: string; size: number; type: string }

/** Content-addressed files under one folder: the name of a file is its SHA-256, so a file never changes and is stored once. */
export type Files = {
  /** Stores bytes durably (fsync, then rename) and records them in `tx`; the same bytes twice are one file. */
  put(tx: Tx, bytes: Uint8Array, type: string): Promise<StoredFile>
  /** The bytes, after checking them against their name; undefined when they are not here. Throws when they were altered. */
  get(sha256: string): Promise<Buffer | undefined>
}

export function filesIn(folder: string): Files {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  return {
    async put(tx, bytes, type) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(sha256)
      if (!(await stat(path).catch(() => undefined))) {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        const temporary = `${path}.${newId()}`
        const handle = await open(temporary, 'wx', 0o600)
        try {
          try {
            await handle.writeFile(bytes)
            await handle.sync()
          } finally {
            await handle.close()
          }
          await rename(temporary, path)
        } catch (error) {
          // A disk that is full has no room for what is of no use.
          await rm(temporary, { force: true })
          throw error
        }
      }
      await sql`insert into platform.file (sha256, size, type) values (${sha256}, ${bytes.length}, ${type}) on conflict do nothing`.execute(
        tx,
      )
      return { sha256, size: bytes.length, type }
    },
    async get(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined
      const bytes = await readFile(pathOf(sha256)).catch(() => undefined)
      if (bytes && createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new Error(`file ${sha256} was altered on disk`)
      return bytes
    },
  }
}
