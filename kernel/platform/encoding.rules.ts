// Whether a file's bytes are what it says of them. Browser-safe.

/** UTF-8's own mark. */
export const hasUtf8Mark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

const WIDE = /^(gb|gbk|big5|hz|euc|shift|sjis|iso-2022|ks_c|x-gbk|cp936|ms936|windows-(936|949|950|31j))/i

/**
 * Whether bytes that a file declares to be in another encoding are UTF-8 all the same: saved again, and the declaration left as
 * it was. Another encoding's text is almost never valid UTF-8 by chance; of a two-byte encoding a few characters may be (联通),
 * so there a three-byte character has to be among them. `whole` is false where more of the file follows.
 */
export function isUtf8After(bytes: Uint8Array, declared: string, whole = true): boolean {
  if (/^utf-?(8|16|32)/i.test(declared) || bytes.every((b) => b < 0x80)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole })
  } catch {
    return false
  }
  return !WIDE.test(declared) || bytes.some((b) => b >= 0xe0)
}
