import { concat, equal, fromBase64, fromHex, sha256, toBase64, toHex, utf8 } from './bytes.ts'

export const ED25519 = 0x01
export const ED25519_COSIGNATURE = 0x04

export type VerifierKey = { name: string; id: Uint8Array; type: number; key: Uint8Array }
export type Signature = { name: string; id: Uint8Array; signature: Uint8Array }
export type Note = { text: string; signatures: Signature[] }
export type Checkpoint = { origin: string; size: number; root: Uint8Array }

/** SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4] (C2SP signed-note). */
export const keyId = async (name: string, type: number, key: Uint8Array): Promise<Uint8Array> =>
  (await sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), key))).slice(0, 4)

export const formatKey = async (name: string, type: number, key: Uint8Array): Promise<string> =>
  `${name}+${toHex(await keyId(name, type, key))}+${toBase64(concat(Uint8Array.of(type), key))}`

/** `name+hex(id)+base64(type ‖ public key)`. Throws where it is malformed or its id is not its own. */
export async function parseKey(vkey: string): Promise<VerifierKey> {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey.trim())
  if (!match) throw new Error('malformed verifier key')
  const bytes = fromBase64(match[3]!)
  const [type, key] = [bytes[0]!, bytes.slice(1)]
  const id = fromHex(match[2]!)
  if (!equal(id, await keyId(match[1]!, type, key))) throw new Error('the verifier key does not have its own id')
  return { name: match[1]!, id, type, key }
}

/** Splits a signed note at its last blank line. Throws where it is malformed. */
export function parseNote(note: string): Note {
  const at = note.lastIndexOf('\n\n')
  if (at < 0 || !note.endsWith('\n')) throw new Error('malformed note')
  const text = note.slice(0, at + 1)
  const lines = note.slice(at + 2, -1).split('\n')
  const signatures = lines.map((line) => {
    const match = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line)
    if (!match) throw new Error('malformed signature line')
    const bytes = fromBase64(match[2]!)
    if (bytes.length < 5) throw new Error('malformed signature line')
    return { name: match[1]!, id: bytes.slice(0, 4), signature: bytes.slice(4) }
  })
  if (signatures.length === 0) throw new Error('a note without signatures')
  return { text, signatures }
}

/** Origin, decimal size, base64 root (C2SP tlog-checkpoint). */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root] = text.split('\n')
  if (!origin || !size || !/^(0|[1-9]\d*)$/.test(size) || !root) throw new Error('malformed checkpoint')
  const hash = fromBase64(root)
  if (hash.length !== 32 || !Number.isSafeInteger(Number(size))) throw new Error('malformed checkpoint')
  return { origin, size: Number(size), root: hash }
}

/** Whether one of the note's signatures is this key's and holds. For cosignatures the time (seconds) comes back. */
export async function verifyNote(note: Note, vkey: VerifierKey): Promise<{ holds: boolean; time?: number }> {
  for (const s of note.signatures) {
    if (s.name !== vkey.name || !equal(s.id, vkey.id)) continue
    if (vkey.type === ED25519) return { holds: await ed25519(vkey.key, s.signature, utf8(note.text)) }
    if (vkey.type === ED25519_COSIGNATURE && s.signature.length === 72) {
      const time = Number(new DataView(s.signature.buffer, s.signature.byteOffset, 8).getBigUint64(0))
      return {
        holds: await ed25519(vkey.key, s.signature.slice(8), utf8(`cosignature/v1\ntime ${time}\n${note.text}`)),
        time,
      }
    }
  }
  return { holds: false }
}

async function ed25519(key: Uint8Array, signature: Uint8Array, message: Uint8Array): Promise<boolean> {
  try {
    const imported = await crypto.subtle.importKey('raw', key as Uint8Array<ArrayBuffer>, 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify(
      'Ed25519',
      imported,
      signature as Uint8Array<ArrayBuffer>,
      message as Uint8Array<ArrayBuffer>,
    )
  } catch {
    return false
  }
}
