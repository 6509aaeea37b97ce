import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Commitment } from './acts.ts'
import { randomBytes } from './random.ts'

export const SALT_BYTES = 32

export const newSalt = (): Buffer => randomBytes(SALT_BYTES)

/**
 * Commits to a private value: SHA-256 and SM3 (GB/T 32905) over salt ‖ the value's canonical JSON (RFC 8785), in hex.
 * With a salt of 32 random bytes the digest says nothing of the value; deleting the salt erases the field for good.
 */
export function commit(salt: Uint8Array, value: unknown): Commitment {
  const bytes = Buffer.from(canonicalize(value) ?? 'null', 'utf8')
  const digest = (algorithm: string) => createHash(algorithm).update(salt).update(bytes).digest('hex')
  return { sha256: digest('sha256'), sm3: digest('sm3') }
}
