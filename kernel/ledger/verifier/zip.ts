// ZIP files whose entries are stored, not compressed (APPNOTE 4.3): what a volume is handed out as. Nothing is inflated, so nothing grows.
import { concat, utf8 } from './bytes.ts'

export type Entry = { name: string; data: Uint8Array }

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const b of bytes) c = TABLE[(c ^ b) & 0xff]! ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

/** Little-endian fields: [bytes, value] each. */
function fields(...list: [2 | 4, number][]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(list.reduce((n, [size]) => n + size, 0))
  const view = new DataView(out.buffer)
  let at = 0
  for (const [size, value] of list) {
    if (size === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += size
  }
  return out
}
const UTF8 = 1 << 11
/** 1980-01-01: the time of a copy says nothing, and the same volume is the same bytes. */
const DATE = 0x21

/** @throws where it would pass the four gigabytes of a plain ZIP */
export function zip(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  const put = (bytes: Uint8Array) => {
    parts.push(bytes)
    at += bytes.length
  }
  for (const { name, data } of entries) {
    const label = utf8(name)
    const same = (): [2 | 4, number][] => [
      [2, UTF8],
      [2, 0],
      [2, 0],
      [2, DATE],
      [4, crc],
      [4, data.length],
      [4, data.length],
      [2, label.length],
      [2, 0],
    ]
    const crc = crc32(data)
    directory.push(fields([4, 0x02014b50], [2, 20], [2, 20], ...same(), [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), label)
    put(fields([4, 0x04034b50], [2, 20], ...same()))
    put(label)
    put(data)
    if (at > 0xfffffff0) throw new Error('too large for a plain ZIP')
  }
  const start = at
  for (const part of directory) put(part)
  put(
    fields(
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, entries.length],
      [2, entries.length],
      [4, at - start],
      [4, start],
      [2, 0],
    ),
  )
  return concat(...parts)
}

/** The entries of such a ZIP, read by its directory. @throws where it is none, is torn, or is compressed */
export function unzip(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.length - 22
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw new Error('no stored ZIP')
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries: Entry[] = []
  const names = new Set<string>()
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new Error('torn directory')
    const [method, crc, size, label, extra, comment, local] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 16, true),
      view.getUint32(at + 24, true),
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
      view.getUint16(at + 32, true),
      view.getUint32(at + 42, true),
    ]
    const name = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at + 46, at + 46 + label))
    if (method !== 0) throw new Error(`${name} is compressed`)
    if (names.has(name)) throw new Error(`${name} is in it twice`)
    names.add(name)
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const data = bytes.subarray(from, from + size)
    if (data.length !== size || crc32(data) !== crc) throw new Error(`${name} is torn`)
    entries.push({ name, data })
    at += 46 + label + extra + comment
  }
  return entries
}
