import { existsSync, readFileSync } from 'node:fs'
import { writeDurable } from './durable-file.ts'
import type { KeyPeriod } from './verifier/index.ts'

export const ALGORITHMS = ['ed25519', 'ml-dsa-44', 'sm2'] as const
export type KeyAlgorithm = (typeof ALGORITHMS)[number]

/**
 * A key of a log. `private`: PKCS #8 PEM (Ed25519, ML-DSA-44) or 64 hex digits (SM2); null once retired, because a key that is
 * kept can be stolen. `from` is null until it first signs, `until` null while it signs.
 */
export type KeyRecord = KeyPeriod & { algorithm: KeyAlgorithm; private: string | null }
export type KeyFile = { gnomon: 'ledger-keys/v1'; name: string; keys: KeyRecord[] }

export class KeyFileError extends Error {}

/** Reads a key file. Throws KeyFileError with what to do where it is damaged or of another log. */
export function readKeyFile(file: string, name?: string): KeyFile {
  let parsed: KeyFile
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new KeyFileError(
      `读不了账本的密钥文件 ${file}，请从备份恢复。 The ledger’s key file ${file} cannot be read; restore it from a backup: ${(error as Error).message}`,
    )
  }
  const whole =
    parsed?.gnomon === 'ledger-keys/v1' &&
    Array.isArray(parsed.keys) &&
    parsed.keys.every(
      (k) =>
        ALGORITHMS.includes(k.algorithm) &&
        typeof k.vkey === 'string' &&
        (k.private === null ? k.until !== null : typeof k.private === 'string'),
    )
  if (!whole)
    throw new KeyFileError(
      `${file} 不是账本的密钥文件（ledger-keys/v1）。 ${file} is not a key file of a ledger (ledger-keys/v1).`,
    )
  if (name !== undefined && parsed.name !== name)
    throw new KeyFileError(
      `${file} 是账本“${parsed.name}”的密钥，不是“${name}”的。 ${file} holds the keys of the log “${parsed.name}”, not of “${name}”.`,
    )
  return parsed
}

/** `fresh`: only where there is none yet; false comes back where there is. */
export const writeKeyFile = (file: string, content: KeyFile, fresh = false): boolean =>
  writeDurable(file, `${JSON.stringify(content, null, 1)}\n`, { fresh })

/** The public side of a key file: what a verifier needs. Empty where there is no file. */
export const publicKeysIn = (file: string): KeyPeriod[] =>
  existsSync(file) ? readKeyFile(file).keys.map(({ vkey, from, until }) => ({ vkey, from, until })) : []
