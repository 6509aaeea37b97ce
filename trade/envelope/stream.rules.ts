// Browser-safe: chunks of 64 KiB, AES-256-GCM, the nonce a counter with a flag on the last one (as age's STREAM), in parts of 8 MiB.
// What is held at one time is one part and a megabyte, however large the content is.
import { decryptor, encryptor } from './bytes.rules.ts'
import type { Source } from './content.rules.ts'
import { CHUNK, PART_CHUNKS, TAG } from './manifest.shape.ts'

/** Chunks that are read and encrypted together. */
const WINDOW = 16

function nonceOf(chunk: number, last: boolean): Uint8Array {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setUint32(7, chunk)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** The parts of an encrypted content, one after another. */
export async function* encryptParts(content: Source, key: Uint8Array, bound: Uint8Array): AsyncGenerator<Uint8Array> {
  const encrypt = await encryptor(key)
  const chunks = Math.ceil(content.size / CHUNK)
  for (let first = 0; first < chunks; first += PART_CHUNKS) {
    const from = first * CHUNK
    const to = Math.min(from + PART_CHUNKS * CHUNK, content.size)
    const count = Math.ceil((to - from) / CHUNK)
    const part = new Uint8Array(to - from + count * TAG)
    for (let at = 0; at < count; at += WINDOW) {
      const plain = await content.read(from + at * CHUNK, Math.min(from + (at + WINDOW) * CHUNK, to))
      await Promise.all(
        Array.from({ length: Math.ceil(plain.length / CHUNK) }, async (_, i) => {
          const chunk = first + at + i
          const bytes = plain.subarray(i * CHUNK, (i + 1) * CHUNK)
          part.set(await encrypt(nonceOf(chunk, chunk === chunks - 1), bytes, bound), (at + i) * (CHUNK + TAG))
        }),
      )
    }
    yield part
  }
}

export class NotAuthentic extends Error {}

/** The content again, chunk by chunk. @throws NotAuthentic where a byte is not the one that was encrypted */
export async function* decryptParts(
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  plain: number,
  key: Uint8Array,
  bound: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const decrypt = await decryptor(key)
  const chunks = Math.ceil(plain / CHUNK)
  let chunk = 0
  for await (const part of parts)
    for (let at = 0; at < part.length; at += CHUNK + TAG, chunk++)
      try {
        yield await decrypt(nonceOf(chunk, chunk === chunks - 1), part.subarray(at, at + CHUNK + TAG), bound)
      } catch {
        throw new NotAuthentic(`chunk ${chunk}`)
      }
  if (chunk !== chunks) throw new NotAuthentic('chunks are missing')
}
