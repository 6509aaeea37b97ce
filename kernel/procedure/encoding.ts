import { hasUtf8Mark, isUtf8After } from '../platform/encoding.rules.ts'

/** What a file says of its encoding: a mark at its start, the shape of UTF-16 without one, an XML declaration, else UTF-8. */
export function encodingOf(start: Uint8Array): string {
  const [a, b, c, d] = start
  if (hasUtf8Mark(start)) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be'
  const head = Buffer.from(start.subarray(0, 200)).toString('latin1')
  const declared = /^<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says: the file was saved again as UTF-8.
  return /^utf-?16/i.test(declared) ? 'utf-8' : declared
}

/**
 * An XML file's text in whatever encoding it says it has. Undefined where it is not in that encoding, or where its bytes are
 * UTF-8 and it says otherwise, which would be read as other characters; `encoding` names it.
 */
export function decodeXml(bytes: Uint8Array): { text?: string; encoding: string } {
  const encoding = encodingOf(bytes)
  if (isUtf8After(bytes, encoding)) return { encoding }
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
  } catch {
    return { encoding }
  }
}
