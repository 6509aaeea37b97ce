import { concat, fromBase64, fromHex, sha256, toBase64, toHex, utf8 } from './bytes.ts'
import { sm3 } from './sm3.ts'

export const HEADER = 'c2sp.org/tlog-proof@v1'

/** What stands in the receipt's `extra` line: the entry that was logged, and private fields disclosed with their salts. */
export type Extra = {
  entry: string
  disclosed?: Record<string, { salt: string; value: unknown }>
  /** Fields whose salt is deleted: the issuer's word, as all that stands in `extra` beside the entry. */
  erased?: string[]
}
export type Receipt = { extra: Extra; index: number; path: Uint8Array[]; checkpoint: string }

/** A C2SP tlog-proof file with our entry in its `extra` line. */
export function formatReceipt(r: Receipt): string {
  return [
    HEADER,
    `extra ${toBase64(utf8(JSON.stringify(r.extra)))}`,
    `index ${r.index}`,
    ...r.path.map(toBase64),
    '',
    r.checkpoint,
  ].join('\n')
}

/** Throws, with a word on where, when the file is not a receipt. */
export function parseReceipt(file: string): Receipt {
  const at = file.indexOf('\n\n')
  if (!file.startsWith(`${HEADER}\n`) || at < 0) throw new Error('not a tlog-proof file')
  const lines = file.slice(0, at).split('\n').slice(1)
  const extra = lines[0]?.startsWith('extra ') ? lines.shift()!.slice(6) : undefined
  const index = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '')?.[1]
  if (index === undefined || !extra) throw new Error('the receipt lacks its index or its entry')
  const path = lines.map((l) => {
    const hash = fromBase64(l)
    if (hash.length !== 32) throw new Error('a hash of the proof has the wrong length')
    return hash
  })
  const parsed = JSON.parse(new TextDecoder().decode(fromBase64(extra))) as Extra
  if (typeof parsed?.entry !== 'string') throw new Error('the receipt lacks its entry')
  return { extra: parsed, index: Number(index), path, checkpoint: file.slice(at + 2) }
}

/** What fits a QR code: the same receipt with the log's first signature (Ed25519) alone and nothing disclosed. */
export function compactReceipt(file: string): string {
  const r = parseReceipt(file)
  const at = r.checkpoint.indexOf('\n\n') + 2
  const [first] = r.checkpoint.slice(at).split('\n')
  return formatReceipt({ ...r, extra: { entry: r.extra.entry }, checkpoint: `${r.checkpoint.slice(0, at)}${first}\n` })
}

/** RFC 8785 for what JSON.parse can give: keys in UTF-16 order, numbers as ECMAScript writes them. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object')
    return `{${Object.keys(value)
      .sort()
      .map((k) => `${JSON.stringify(k)}:${canonical((value as Record<string, unknown>)[k])}`)
      .join(',')}}`
  return JSON.stringify(value)
}

/**
 * Both digests of salt ‖ canonical JSON of the value, in hex: what the entry's commitment must be. Throws where the salt is not 32
 * bytes: with a longer one the first digits of a sum could be passed off as the end of its salt, and 120000 be shown as 20000.
 */
export async function bothCommitments(saltHex: string, value: unknown): Promise<{ sha256: string; sm3: string }> {
  const salt = fromHex(saltHex)
  if (salt.length !== 32) throw new Error('a salt has 32 bytes')
  const bytes = concat(salt, utf8(canonical(value)))
  return { sha256: toHex(await sha256(bytes)), sm3: toHex(sm3(bytes)) }
}
