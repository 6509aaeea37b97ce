import { createHash } from 'node:crypto'
import { randomBytes } from './random.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)

/**
 * An id that sorts by the millisecond of its creation. With a place it carries it, so that whoever holds the id knows where to
 * look: a UUIDv8 (RFC 9562 §5.8) of 48 bits of time, 4 + 8 + 8 bits of the jurisdiction (octets 6, 7 and 9) and 54 random ones.
 * Without (persons, sessions, posts: what is copied everywhere or central) a UUIDv7.
 */
export function newId(now: number = Date.now(), place?: string): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  if (place !== undefined) {
    if (!/^\d{6}$/.test(place)) throw new Error(`no jurisdiction: ${place}`)
    const code = Number(place)
    bytes[6] = 0x80 | (code >> 16)
    bytes[7] = (code >> 8) & 0xff
    bytes[9] = code & 0xff
  }
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The same id for the same parts. */
export function derivedId(...parts: unknown[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export { placeOf, placeOfPath } from './place.ts'
