// Browser-safe: HPKE (RFC 9180), base mode, one message: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-GCM. The sender's key pair is
// made from given bytes, so that a box can be made again by whoever knows them; libraries keep that to their own tests.
import { x25519 } from '@noble/curves/ed25519'
import { expand, extract } from '@noble/hashes/hkdf'
import { sha256 } from '@noble/hashes/sha2'
import { concat, decryptor, encryptor, utf8 } from './bytes.rules.ts'

const two = (n: number) => new Uint8Array([n >> 8, n & 0xff])
const KEM = concat(utf8('KEM'), two(0x20))
const HPKE = (aead: number) => concat(utf8('HPKE'), two(0x20), two(1), two(aead))
const AES = { 1: 16, 2: 32 } as const
type Aead = keyof typeof AES

const NONE = new Uint8Array(0)
const labeledExtract = (suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array) =>
  extract(sha256, concat(utf8('HPKE-v1'), suite, utf8(label), ikm), salt)
const labeledExpand = (suite: Uint8Array, prk: Uint8Array, label: string, info: Uint8Array, length: number) =>
  expand(sha256, prk, concat(two(length), utf8('HPKE-v1'), suite, utf8(label), info), length)

/** A key pair out of 32 bytes that nobody else knows (DeriveKeyPair). */
export function keyPairOf(ikm: Uint8Array): { secret: Uint8Array; public: Uint8Array } {
  const secret = labeledExpand(KEM, labeledExtract(KEM, NONE, 'dkp_prk', ikm), 'sk', NONE, 32)
  return { secret, public: x25519.getPublicKey(secret) }
}

function keyed(aead: Aead, shared: Uint8Array, info: Uint8Array) {
  const suite = HPKE(aead)
  const context = concat(
    new Uint8Array([0]),
    labeledExtract(suite, NONE, 'psk_id_hash', NONE),
    labeledExtract(suite, NONE, 'info_hash', info),
  )
  const secret = labeledExtract(suite, shared, 'secret', NONE)
  return {
    key: labeledExpand(suite, secret, 'key', context, AES[aead]),
    nonce: labeledExpand(suite, secret, 'base_nonce', context, 12),
  }
}
const sharedOf = (dh: Uint8Array, enc: Uint8Array, receiver: Uint8Array) =>
  labeledExpand(KEM, labeledExtract(KEM, NONE, 'eae_prk', dh), 'shared_secret', concat(enc, receiver), 32)

export type Sealed = { enc: Uint8Array; box: Uint8Array }
type Bound = { info: Uint8Array; aad: Uint8Array; aead?: Aead }

export async function sealTo(receiver: Uint8Array, plain: Uint8Array, ikm: Uint8Array, b: Bound): Promise<Sealed> {
  const once = keyPairOf(ikm)
  const enc = once.public
  const { key, nonce } = keyed(
    b.aead ?? 2,
    sharedOf(x25519.getSharedSecret(once.secret, receiver), enc, receiver),
    b.info,
  )
  return { enc, box: await (await encryptor(key))(nonce, plain, b.aad) }
}

/** @throws where it is not for this key, or was changed */
export async function openFrom(secret: Uint8Array, sealed: Sealed, b: Bound): Promise<Uint8Array> {
  const shared = sharedOf(x25519.getSharedSecret(secret, sealed.enc), sealed.enc, x25519.getPublicKey(secret))
  const { key, nonce } = keyed(b.aead ?? 2, shared, b.info)
  return (await decryptor(key))(nonce, sealed.box, b.aad)
}
