import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const share = z.object({ trustee: z.string(), key: z.string(), box: z.string() })
export const sealedBox = z.object({
  format: z.literal('gnomon-sealed/1'),
  shares: z.array(share).min(1),
  box: z.string(),
})
export type SealedBox = z.output<typeof sealedBox>

/**
 * Who keeps what nobody may read before the end. The content's key is cut into as many parts as there are trustees, each encrypted to
 * one (X25519, HKDF-SHA256, AES-256-GCM); all are needed. What it is worth: who reads the database reads nothing. What it is not: the
 * trustees' keys lie as files with the server, so whoever runs the server could open it early; that nothing was changed follows from
 * the published digest, not from this.
 */
export type Trustees = { seal(plain: string, bound: string): SealedBox; open(box: SealedBox, bound: string): string }

export const TRUSTEES = ['seller', 'exchange', 'notary'] as const

/** Their keys in a folder that we alone can read; made where there are none. */
export function trusteesIn(folder: string): Trustees {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return trusteesOf(
    Object.fromEntries(
      TRUSTEES.map((name) => {
        const file = join(folder, `${name}.pem`)
        if (!existsSync(file))
          try {
            writeFileSync(file, freshKey().export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
          } catch (error) {
            // Of two processes that start at once one makes the key.
            if ((error as { code?: string }).code !== 'EEXIST') throw error
          }
        return [name, createPrivateKey(readFileSync(file))]
      }),
    ),
  )
}

export const freshKey = (): KeyObject => generateKeyPairSync('x25519').privateKey

export function trusteesOf(keys: Record<string, KeyObject>): Trustees {
  return {
    seal(plain, bound) {
      const names = Object.keys(keys)
      const parts = names.slice(1).map(() => randomBytes(32))
      const key = randomBytes(32)
      const last = parts.reduce(xor, key)
      const box = encrypt(key, Buffer.from(plain), bound)
      const shares = [...parts, last].map((part, i) => {
        const trustee = names[i]!
        const once = generateKeyPairSync('x25519')
        const secret = agreed(once.privateKey, createPublicKey(keys[trustee]!), `${bound}\n${trustee}`)
        const pub = once.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
        return { trustee, key: pub, box: encrypt(secret, part, bound) }
      })
      return { format: 'gnomon-sealed/1', shares, box }
    },
    open({ shares, box }, bound) {
      const parts = shares.map(({ trustee, key, box: part }) => {
        const pub = createPublicKey({ key: Buffer.from(key, 'base64'), type: 'spki', format: 'der' })
        return decrypt(agreed(keys[trustee]!, pub, `${bound}\n${trustee}`), part, bound)
      })
      return decrypt(parts.reduce(xor), box, bound).toString('utf8')
    },
  }
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, i) => byte ^ b[i]!))

const agreed = (privateKey: KeyObject, publicKey: KeyObject, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), Buffer.alloc(0), info, 32))

function encrypt(key: Buffer, plain: Buffer, bound: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

function decrypt(key: Buffer, box: string, bound: string): Buffer {
  const bytes = Buffer.from(box, 'base64')
  const plain = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
    .setAAD(Buffer.from(bound))
    .setAuthTag(bytes.subarray(-16))
  return Buffer.concat([plain.update(bytes.subarray(12, -16)), plain.final()])
}
