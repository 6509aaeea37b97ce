import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export type Signer = {
  name: string
  vkey: string
  sign(text: string): string
  cosign(text: string, seconds: number): string
  cosignerKey: string
}

const raw = (key: KeyObject): Buffer => createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32)
const id = (name: string, type: number, key: Buffer) =>
  createHash('sha256').update(`${name}\n`).update(Buffer.of(type)).update(key).digest().subarray(0, 4)
const vkey = (name: string, type: number, key: Buffer) =>
  `${name}+${id(name, type, key).toString('hex')}+${Buffer.concat([Buffer.of(type), key]).toString('base64')}`

/** An Ed25519 key in a file that we alone can read, made at first use. Signs notes (type 1) and cosigns checkpoints (type 4). */
export function signerIn(file: string, name: string): Signer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
    })
  }
  const key = createPrivateKey(readFileSync(file, 'utf8'))
  const publicKey = raw(key)
  const line = (type: number, signature: Buffer) =>
    `— ${name} ${Buffer.concat([id(name, type, publicKey), signature]).toString('base64')}\n`
  return {
    name,
    vkey: vkey(name, 1, publicKey),
    cosignerKey: vkey(name, 4, publicKey),
    sign: (text) => line(1, sign(null, Buffer.from(text), key)),
    cosign(text, seconds) {
      const time = Buffer.alloc(8)
      time.writeBigUInt64BE(BigInt(seconds))
      return line(4, Buffer.concat([time, sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), key)]))
    },
  }
}
