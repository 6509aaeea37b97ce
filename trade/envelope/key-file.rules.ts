// Browser-safe: a trustee's key as a file that a passphrase opens. It is made in his browser and never leaves it but as this file.
import { z } from 'zod'
import { decryptor, encryptor, hex, randomKey, unhex, utf8 } from './bytes.rules.ts'
import { keyPairOf } from './hpke.rules.ts'

/** OWASP's figure for PBKDF2-HMAC-SHA256 (2023). */
const ROUNDS = 600_000
export const keyFile = z.object({
  format: z.literal('gnomon-trustee-key/1'),
  unit: z.string().min(1).max(100),
  key: z.string().regex(/^[0-9a-f]{64}$/),
  rounds: z.int().min(1000).max(10_000_000),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  sealed: z.string().regex(/^[0-9a-f]{96}$/),
})
export type KeyFile = z.output<typeof keyFile>

async function wrapping(passphrase: string, salt: Uint8Array, rounds: number): Promise<Uint8Array> {
  const given = await crypto.subtle.importKey(
    'raw',
    utf8(passphrase.normalize('NFKC')) as BufferSource,
    'PBKDF2',
    false,
    ['deriveBits'],
  )
  const said = { name: 'PBKDF2', hash: 'SHA-256', salt: salt as BufferSource, iterations: rounds }
  return new Uint8Array(await crypto.subtle.deriveBits(said, given, 256))
}
// The key that wraps is used once: the salt is fresh.
const NONCE = new Uint8Array(12)
const tied = (unit: string, key: string) => utf8(`gnomon-trustee-key/1\n${unit}\n${key}`)

export async function makeKeyFile(
  unit: string,
  passphrase: string,
  of: { seed?: Uint8Array; rounds?: number } = {},
): Promise<KeyFile> {
  const pair = keyPairOf(of.seed ?? randomKey())
  const salt = of.seed ? keyPairOf(of.seed).public : randomKey()
  const rounds = of.rounds ?? ROUNDS
  const key = hex(pair.public)
  const encrypt = await encryptor(await wrapping(passphrase, salt, rounds))
  const sealed = await encrypt(NONCE, pair.secret, tied(unit, key))
  return { format: 'gnomon-trustee-key/1', unit, key, rounds, salt: hex(salt), sealed: hex(sealed) }
}

/** The secret key; undefined where the passphrase is another one, or the file was changed. */
export async function openKeyFile(file: KeyFile, passphrase: string): Promise<Uint8Array | undefined> {
  try {
    const decrypt = await decryptor(await wrapping(passphrase, unhex(file.salt), file.rounds))
    return await decrypt(NONCE, unhex(file.sealed), tied(file.unit, file.key))
  } catch {
    return undefined
  }
}

/** A key out of 32 bytes: for demonstrations and vectors, where it must be the same each time. */
export function trusteeKeyOf(seed: Uint8Array): { key: string; secret: Uint8Array } {
  const pair = keyPairOf(seed)
  return { key: hex(pair.public), secret: pair.secret }
}
