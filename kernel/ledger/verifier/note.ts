import { concat, equal, fromBase64, fromHex, sha256, toBase64, toHex, utf8 } from './bytes.ts'
import { verifySm2 } from './sm2.ts'

export const ED25519 = 0x01
export const ED25519_COSIGNATURE = 0x04
/** Timestamped, over the `cosigned_message` of tlog-cosignature; logs sign their own checkpoints with it, too (tlog-checkpoint). */
export const ML_DSA_44 = 0x06
/** For types without an assigned number: a name of the algorithm follows, then the key. */
export const PRIVATE = 0xff
/**
 * SM2 with SM3 over the note text (GB/T 32918.2, user ID 1234567812345678). Verifier key: 0xff ‖ this name ‖ 0x04 ‖ x ‖ y;
 * signature: r ‖ s. The name ends in a newline, so that no other name continues it.
 */
export const SM2_NAME = 'gnomon/sm2-with-sm3/v1\n'

export type Algorithm = 'ed25519' | 'ed25519-cosignature' | 'ml-dsa-44' | 'sm2' | 'unknown'
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

export function algorithmOf({ type, key }: Pick<VerifierKey, 'type' | 'key'>): Algorithm {
  if (type === ED25519) return 'ed25519'
  if (type === ED25519_COSIGNATURE) return 'ed25519-cosignature'
  if (type === ML_DSA_44) return 'ml-dsa-44'
  const name = utf8(SM2_NAME)
  return type === PRIVATE && equal(key.slice(0, name.length), name) ? 'sm2' : 'unknown'
}

/** Splits a signed note at its last blank line. Throws where it is malformed. */
export function parseNote(note: string): Note {
  if (/[^\P{Cc}\n\x7f-\x9f]/u.test(note)) throw new Error('a control character in the note')
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

/** Origin, decimal size, base64 root, and extension lines, none of them empty (C2SP tlog-checkpoint). */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n')
  const [origin, size, root] = lines
  if (lines.pop() !== '' || lines.includes('') || !origin || !size || !/^(0|[1-9]\d*)$/.test(size) || !root)
    throw new Error('malformed checkpoint')
  const hash = fromBase64(root)
  if (hash.length !== 32 || !Number.isSafeInteger(Number(size))) throw new Error('malformed checkpoint')
  return { origin, size: Number(size), root: hash }
}

/**
 * What a key says of a note. `present`: it has a line of this key; `holds`: the line is the key's signature; `unchecked`: this
 * runtime cannot compute the algorithm, so nothing is known; `time`: the seconds that a timestamped signature names.
 */
export type Checked = { present: boolean; holds: boolean; unchecked: boolean; time?: number }

/** Checks the note's lines of this key: one that fails spoils it. Lines of other keys are ignored, as signed-note demands. */
export async function verifyNote(note: Note, vkey: VerifierKey): Promise<Checked> {
  const found = note.signatures.filter((s) => s.name === vkey.name && equal(s.id, vkey.id))
  let checked: Checked = { present: false, holds: false, unchecked: false }
  for (const { signature } of found) {
    checked = await verifyLine(note, vkey, signature)
    if (!checked.holds) break
  }
  return checked
}

async function verifyLine(note: Note, vkey: VerifierKey, signature: Uint8Array): Promise<Checked> {
  const said = (holds: boolean, time?: number): Checked => ({
    present: true,
    holds,
    unchecked: false,
    ...(time === undefined ? {} : { time }),
  })
  const text = utf8(note.text)
  switch (algorithmOf(vkey)) {
    case 'ed25519':
      return said(await native('Ed25519', 'raw', vkey.key, signature, text).catch(() => false))
    case 'sm2':
      return said(verifySm2(vkey.key.slice(utf8(SM2_NAME).length), signature, text))
    case 'ed25519-cosignature': {
      const time = timeOf(signature)
      if (signature.length !== 72 || time > LAST_SECOND) return said(false)
      const message = utf8(`cosignature/v1\ntime ${time}\n${note.text}`)
      return said(await native('Ed25519', 'raw', vkey.key, signature.slice(8), message).catch(() => false), time)
    }
    case 'ml-dsa-44': {
      const time = timeOf(signature)
      if (signature.length !== 8 + 2420 || vkey.key.length !== 1312 || time > LAST_SECOND) return said(false)
      // It does not cover extension lines, so that anybody could add some to what was signed.
      if (note.text.split('\n').length !== 4) return said(false)
      let message: Uint8Array<ArrayBuffer>
      try {
        message = cosignedMessage(vkey.name, time, parseCheckpoint(note.text))
      } catch {
        return said(false)
      }
      try {
        return said(await native('ML-DSA-44', 'raw-public', vkey.key, signature.slice(8), message), time)
      } catch {
        return { present: true, holds: false, unchecked: true, time }
      }
    }
    default:
      return { present: true, holds: false, unchecked: true }
  }
}

/** The `cosigned_message` of tlog-cosignature for a whole checkpoint (start 0), which ML-DSA-44 signs. */
export function cosignedMessage(cosigner: string, time: number, checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
  const text = (s: string) => {
    const bytes = utf8(s)
    if (bytes.length < 1 || bytes.length > 255) throw new Error('a name of more than 255 bytes')
    return concat(Uint8Array.of(bytes.length), bytes)
  }
  return concat(
    utf8('subtree/v1\n\0'),
    text(cosigner),
    uint64(time),
    text(checkpoint.origin),
    uint64(0),
    uint64(checkpoint.size),
    checkpoint.root,
  )
}

export function uint64(n: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(n))
  return bytes
}

/** The end of the year 9999: no clock names a later one, and no date could show it. */
const LAST_SECOND = 253_402_300_799
const timeOf = (signature: Uint8Array) =>
  signature.length < 8 ? 0 : Number(new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0))

/** WebCrypto; throws where the runtime does not have the algorithm or the key is malformed. */
async function native(
  algorithm: string,
  format: string,
  key: Uint8Array,
  signature: Uint8Array,
  message: Uint8Array,
): Promise<boolean> {
  const bytes = (b: Uint8Array) => b as Uint8Array<ArrayBuffer>
  const imported = await crypto.subtle.importKey(format as 'raw', bytes(key), algorithm, false, ['verify'])
  return crypto.subtle.verify(algorithm, imported, bytes(signature), bytes(message))
}
