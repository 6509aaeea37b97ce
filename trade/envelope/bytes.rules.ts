// Browser-safe: bytes, texts and digests of the format.
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils'

export { bytesToHex as hex, concatBytes as concat, hexToBytes as unhex, utf8ToBytes as utf8 }

export const FORMAT = 'gnomon-envelope/1'
/** SHA-256 over a line of the format’s own, and bytes; one purpose is never another’s. */
export const digestOf = (purpose: string, ...bytes: Uint8Array[]): Uint8Array =>
  sha256(concatBytes(utf8ToBytes(`${FORMAT} ${purpose}\n`), ...bytes))

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i])

export const base64 = (bytes: Uint8Array): string => {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(binary)
}
export const unbase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))

export const u32 = (n: number): Uint8Array => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, n)
  return bytes
}

/** Of the system’s generator, in the browser and in Node. */
export const randomKey = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32))

const aesKey = (key: Uint8Array, use: 'encrypt' | 'decrypt') =>
  crypto.subtle.importKey('raw', key as BufferSource, 'AES-GCM', false, [use])
export type Cipher = (nonce: Uint8Array, bytes: Uint8Array, aad: Uint8Array) => Promise<Uint8Array>
/** AES-256-GCM; the tag stands behind the bytes. */
export async function encryptor(key: Uint8Array): Promise<Cipher> {
  const k = await aesKey(key, 'encrypt')
  return async (iv, bytes, additionalData) =>
    new Uint8Array(
      await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData } as AesGcmParams, k, bytes as BufferSource),
    )
}
/** @throws where the bytes are not those that were encrypted */
export async function decryptor(key: Uint8Array): Promise<Cipher> {
  const k = await aesKey(key, 'decrypt')
  return async (iv, bytes, additionalData) =>
    new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData } as AesGcmParams, k, bytes as BufferSource),
    )
}

export const sha256Of = async (bytes: Uint8Array): Promise<string> =>
  bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource)))
