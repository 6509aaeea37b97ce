import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { writeDurable } from './durable-file.ts'
import { KeyFileError } from './key-file.ts'
import type { KeyPeriod } from './verifier/index.ts'

/** Who signs a log's checkpoints. */
export interface CheckpointSigner {
  name: string
  /** The Ed25519 verifier key that stands first. */
  vkey: string
  /** The verifier keys that sign now, Ed25519 first. */
  vkeys(): string[]
  /** Every key that ever signed, with its sizes: old receipts need the retired ones. */
  keys(): KeyPeriod[]
  /** Called with the committed size by the one process that may sign next: keys that begin or end do so here. */
  align(size: number): void
  /** Signature lines for a checkpoint's text, Ed25519 first. `at` is for signatures that name their time. */
  sign(text: string, at?: Date): string
}

/** Who cosigns others' checkpoints (C2SP tlog-cosignature). */
export interface Cosigner {
  name: string
  cosignerKey: string
  cosign(text: string, seconds: number): string
}

export const keyId = (name: string, type: number, key: Uint8Array): Buffer =>
  createHash('sha256').update(`${name}\n`).update(Buffer.of(type)).update(key).digest().subarray(0, 4)
export const formatVkey = (name: string, type: number, key: Uint8Array): string =>
  `${name}+${keyId(name, type, key).toString('hex')}+${Buffer.concat([Buffer.of(type), key]).toString('base64')}`
export const signatureLine = (name: string, type: number, key: Uint8Array, signature: Uint8Array): string =>
  `— ${name} ${Buffer.concat([keyId(name, type, key), signature]).toString('base64')}\n`
/** The last `bytes` of a SubjectPublicKeyInfo: the raw public key. */
export const rawPublicKey = (key: KeyObject, bytes: number): Buffer =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-bytes)

/**
 * One Ed25519 key in a file that we alone can read, made at first use: signs notes (type 1) and cosigns checkpoints (type 4).
 * Witnesses have one; a log has a ring of keys (keyring.ts).
 */
export function signerIn(file: string, name: string): CheckpointSigner & Cosigner {
  // Of two that start at once on an empty folder one makes the key, and both read it.
  if (!existsSync(file))
    writeDurable(file, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, {
      fresh: true,
    })
  let key: KeyObject
  try {
    key = createPrivateKey(readFileSync(file, 'utf8'))
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`a key of type ${key.asymmetricKeyType}`)
  } catch (error) {
    throw new KeyFileError(
      `读不了密钥文件 ${file}，请从备份恢复。 The key file ${file} cannot be read; restore it from a backup: ${(error as Error).message}`,
    )
  }
  const publicKey = rawPublicKey(key, 32)
  const vkey = formatVkey(name, 1, publicKey)
  return {
    name,
    vkey,
    vkeys: () => [vkey],
    keys: () => [{ vkey, from: 0, until: null }],
    align: () => {},
    cosignerKey: formatVkey(name, 4, publicKey),
    sign: (text) => signatureLine(name, 1, publicKey, sign(null, Buffer.from(text), key)),
    cosign(text, seconds) {
      const time = Buffer.alloc(8)
      time.writeBigUInt64BE(BigInt(seconds))
      const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), key)
      return signatureLine(name, 4, publicKey, Buffer.concat([time, signature]))
    },
  }
}
