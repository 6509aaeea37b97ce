// A log as an outsider reads it: over HTTP, trusting nothing, with bounds on what it may send.

import type { TileStore } from '../store.ts'
import { tilePath, unbundle, WIDTH } from '../tiles.ts'
import { type Checkpoint, type Note, parseCheckpoint, parseNote } from '../verifier/index.ts'

/** The log cannot be read now: nothing is known of its honesty. */
export class Unreachable extends Error {}
/** The log answers, but does not have what its checkpoint promises. */
export class NotServed extends Error {}

export type WellKnown = {
  /** Prefix of the tlog-tiles paths; may be on another host than the page. */
  url: string
  origin: string
  vkeys: string[]
  witnessed?: string
  policy?: { file?: string }
}

const MOST = { text: 1 << 20, tile: WIDTH * 32, bundle: WIDTH * (2 + 0xffff) }

async function get(url: string, most: number, timeout: number): Promise<Buffer | undefined> {
  let response: Response
  const parts: Uint8Array[] = []
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(timeout), headers: { 'user-agent': 'gnomon-monitor' } })
    if (response.status === 404) return undefined
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    let length = 0
    for await (const part of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      parts.push(part)
      length += part.length
      if (length > most) throw new Error(`more than ${most} bytes`)
    }
  } catch (error) {
    const { message, cause } = error as Error
    throw new Unreachable(`${url}: ${cause instanceof Error ? cause.message : message}`)
  }
  return Buffer.concat(parts)
}

/** Reads `/.well-known/gnomon-ledger.json` of a city's address. Throws Unreachable where it is missing or malformed. */
export async function wellKnown(page: string, timeout = 10_000): Promise<WellKnown> {
  const at = new URL('/.well-known/gnomon-ledger.json', page)
  const bytes = await get(at.href, MOST.text, timeout)
  if (!bytes) throw new Unreachable(`${at.href}: HTTP 404`)
  let parsed: WellKnown
  let url: URL
  try {
    parsed = JSON.parse(bytes.toString('utf8'))
    url = new URL(parsed.url, at)
    const strings = Array.isArray(parsed.vkeys) && parsed.vkeys.every((k) => typeof k === 'string')
    const text = (value: unknown) => value === undefined || typeof value === 'string'
    if (typeof parsed.origin !== 'string' || !strings || !/^https?:$/.test(url.protocol))
      throw new Error('a field is missing')
    if (!text(parsed.witnessed) || !text(Object(parsed.policy).file)) throw new Error('a field of another type')
  } catch (error) {
    throw new Unreachable(`${at.href}: not the description of a ledger (${(error as Error).message})`)
  }
  return { ...parsed, url: url.href.replace(/\/$/, '') }
}

export type RemoteLog = ReturnType<typeof remoteLog>

/** `base`: the prefix of the tlog-tiles paths. */
export function remoteLog(base: string, timeout = 30_000) {
  const whole = async (level: number, n: number, width: number, most: number): Promise<Buffer> => {
    // A partial tile may be gone once the tile is full (tlog-tiles, “Partial tiles”).
    const bytes =
      (await get(`${base}/${tilePath(level, n, width)}`, most, timeout)) ??
      (width < WIDTH ? await get(`${base}/${tilePath(level, n)}`, most, timeout) : undefined)
    if (!bytes) throw new NotServed(`${tilePath(level, n, width)}: HTTP 404`)
    return bytes
  }
  const tiles: TileStore = {
    async read(path) {
      const [, level, rest] = /^tile\/(\d+)\/(.+)$/.exec(path)!
      const [number, width] = rest!.split('.p/')
      const w = Number(width ?? WIDTH)
      const bytes = await whole(Number(level), Number(number!.replace(/[x/]/g, '')), w, MOST.tile)
      return bytes.subarray(0, w * 32)
    },
    write: () => Promise.reject(new Error('a monitor writes nothing')),
  }
  return {
    tiles,
    async text(url: string): Promise<string | undefined> {
      return (await get(url, MOST.text, timeout))?.toString('utf8')
    },
    async checkpoint(): Promise<string> {
      const bytes = await get(`${base}/checkpoint`, MOST.text, timeout)
      if (!bytes) throw new Unreachable(`${base}/checkpoint: HTTP 404`)
      return bytes.toString('utf8')
    },
    /** Entries [from, to) in order; a few bundles ahead of the reader. */
    async *entries(from: number, to: number): AsyncGenerator<Buffer> {
      const bundle = async (n: number) => {
        const width = Math.min(WIDTH, to - n * WIDTH)
        const bytes = await whole(-1, n, width, MOST.bundle)
        let entries: Buffer[]
        try {
          entries = unbundle(bytes)
        } catch (error) {
          throw new NotServed(`${tilePath(-1, n, width)}: ${(error as Error).message}`)
        }
        if (entries.length < width)
          throw new NotServed(`${tilePath(-1, n, width)}: ${entries.length} entries of ${width}`)
        return entries.slice(0, width)
      }
      const last = Math.ceil(to / WIDTH)
      const ahead: Promise<Buffer[]>[] = []
      for (let n = Math.floor(from / WIDTH), next = n; n < last; n++) {
        for (; next < last && next < n + 4; next++) {
          const fetched = bundle(next)
          fetched.catch(() => {})
          ahead.push(fetched)
        }
        const entries = await ahead.shift()!
        yield* entries.slice(Math.max(0, from - n * WIDTH))
      }
    },
  }
}

/** Throws NotServed where the text is no checkpoint. */
export function readCheckpoint(text: string): { note: Note; checkpoint: Checkpoint } {
  try {
    const note = parseNote(text)
    return { note, checkpoint: parseCheckpoint(note.text) }
  } catch (error) {
    throw new NotServed(`checkpoint: ${(error as Error).message}`)
  }
}
