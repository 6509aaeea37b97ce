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
  /** The same for a file that comes in parts, of which one at a time is held; undefined, and nothing stored, where they make another file. */
  join(tx: Tx, parts: AsyncIterable<Uint8Array>, type: string, sha256: string): Promise<StoredFile | undefined>
  /** The bytes, after checking them against their name; undefined when they are not here. Throws when they were altered. */
  get(sha256: string): Promise<Buffer | undefined>
}

export function filesIn(folder: string): Files {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  /** Writes it durably beside its place, and gives it its name where `holds` says so. A disk that is full keeps nothing of no use. */
  async function write(sha256: string, parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, holds: () => boolean) {
    const path = pathOf(sha256)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const temporary = `${path}.${newId()}`
    let kept = false
    try {
      const handle = await open(temporary, 'wx', 0o600)
      try {
        for await (const bytes of parts) await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      kept = holds()
      if (kept) await rename(temporary, path)
      return kept
    } finally {
      if (!kept) await rm(temporary, { force: true })
    }
  }
  const isThere = (sha256: string) =>
    stat(pathOf(sha256)).then(
      () => true,
      () => false,
    )
  async function record(tx: Tx, file: StoredFile): Promise<StoredFile> {
    await sql`insert into platform.file (sha256, size, type) values (${file.sha256}, ${file.size}, ${file.type}) on conflict do nothing`.execute(
      tx,
    )
    return file
  }
  return {
    async put(tx, bytes, type) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      if (!(await isThere(sha256))) await write(sha256, [bytes], () => true)
      return record(tx, { sha256, size: bytes.length, type })
    },
    async join(tx, parts, type, sha256) {
      const hash = createHash('sha256')
      let size = 0
      const counted = async function* () {
        for await (const bytes of parts) {
          hash.update(bytes)
          size += bytes.length
          yield bytes
        }
      }
      if (!(await write(sha256, counted(), () => hash.digest('hex') === sha256))) return undefined
      return record(tx, { sha256, size, type })
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
