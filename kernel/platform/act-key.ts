import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import canonicalize from 'canonicalize'
import type { Act } from './acts.ts'

/** What of an act is decided before the database numbers it. */
export type Performed = Omit<Act, 'xid' | 'position' | 'number' | 'recordedAt' | 'signature'>

/**
 * Signs each act as it is performed. The key lies with the server and not in the database: who owns the tables can write a row,
 * but nobody logs or believes it. Number and time of arrival are the database's; the ledger binds them a moment later.
 */
export type ActKey = {
  sign(act: Performed): Buffer
  /** Whether this server performed the act, or it stood there unsigned when the key was made. */
  holds(act: Act): boolean
}

const bytesOf = (a: Performed): Buffer =>
  Buffer.from(
    canonicalize(
      // As it comes back from the database: without what is undefined.
      JSON.parse(
        JSON.stringify([
          'gnomon act v1',
          a.id,
          a.jurisdiction,
          a.subjectKind,
          a.subjectId,
          a.type,
          a.happenedAt.toISOString(),
          a.actor,
          a.public,
          a.commitments,
          a.basis,
          a.published,
        ]),
      ),
    )!,
  )

type KeyFile = { gnomon: 'act-key/v1'; private: string; unsigned: string[] }

/** The key in a file that we alone can read. `unsigned`: acts that waited for the ledger when the key was made, in an older city. */
export async function actKeyIn(file: string, unsigned: () => Promise<string[]>): Promise<ActKey> {
  if (!existsSync(file)) {
    const made: KeyFile = {
      gnomon: 'act-key/v1',
      private: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      unsigned: await unsigned(),
    }
    const temporary = `${file}.${process.pid}.new`
    writeFileSync(temporary, JSON.stringify(made), { mode: 0o600 })
    try {
      // A link never replaces: of two processes that start at once one makes the key.
      linkSync(temporary, file)
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error
    } finally {
      rmSync(temporary)
    }
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as KeyFile
  if (kept.gnomon !== 'act-key/v1')
    throw new Error(`${file} 不是行为的密钥，请从备份恢复。 ${file} is no act key; restore it from a backup.`)
  return keyOf(createPrivateKey(kept.private), new Set(kept.unsigned))
}

export function keyOf(secret: KeyObject, unsigned: ReadonlySet<string> = new Set()): ActKey {
  const open = createPublicKey(secret)
  return {
    sign: (act) => sign(null, bytesOf(act), secret),
    holds: (act) => (act.signature ? verify(null, bytesOf(act), open, act.signature) : unsigned.has(act.id)),
  }
}
