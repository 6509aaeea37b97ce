import { randomBytes } from 'node:crypto'
import { type Clock, systemClock } from '../../platform/index.ts'
import type { MayReplace, TileStore } from '../store.ts'
import { type Credentials, keyPath, signRequest } from './sigv4.ts'

export type S3Options = {
  /** `s3://bucket/prefix`, or with `?endpoint=https://…` for a store of one's own, which is then addressed by path. */
  url: string
  region: string
  endpoint?: string
  credentials: Credentials
  /** The machine's real time, never a shifted one. */
  clock?: Clock
  /** Milliseconds after which a request's outcome counts as unknown. */
  timeout?: number
}

export class StoreError extends Error {}

const TRIES = 4

/**
 * Tiles as objects of an S3-compatible store. A new object is made with `If-None-Match: *`; what lies there already is compared and
 * replaced only with `If-Match` on the ETag that was compared. A timeout or a 5xx leaves the outcome unknown: the same conditional
 * request is repeated, and finds its own bytes if it had succeeded. A store that ignores conditions is refused at first write.
 */
export function s3Tiles(options: S3Options): TileStore {
  const { credentials, region, clock = systemClock, timeout = 10_000 } = options
  const { base, prefix } = addressOf(options)
  let honest: Promise<void> | undefined

  const send = async (method: string, path: string, headers: Record<string, string> = {}, body?: Uint8Array) => {
    const url = new URL(`${base}${keyPath(prefix + path)}`)
    for (let tries = 1; ; tries++) {
      let problem: string
      try {
        const signed = signRequest(
          { method, url, headers, ...(body ? { body } : {}) },
          credentials,
          region,
          clock.now(),
        )
        const response = await fetch(url, {
          method,
          headers: signed,
          redirect: 'error',
          signal: AbortSignal.timeout(timeout),
          ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}),
        })
        const bytes = Buffer.from(await response.arrayBuffer())
        // 409: another conditional request on the same object was under way.
        if (response.status < 500 && response.status !== 409 && response.status !== 429)
          return { status: response.status, etag: response.headers.get('etag'), bytes }
        problem = `${response.status} ${bytes.toString('utf8').slice(0, 300)}`
      } catch (error) {
        const { message, cause } = error as Error
        problem = cause instanceof Error ? `${message}: ${cause.message}` : message
      }
      if (tries === TRIES)
        throw new StoreError(
          `对象存储没有答复（${method} ${path}），不知道写成没有，账本先停一批。 The object store gave no answer (${method} ${path}); the outcome is unknown, and this batch waits: ${problem}`,
        )
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** tries))
    }
  }
  const refused = (what: string, { status, bytes }: { status: number; bytes: Buffer }) =>
    new StoreError(
      `对象存储拒绝了（${what}，${status}），请查凭证、桶名和权限。 The object store refused ${what} (${status}); check credentials, bucket and permissions: ${bytes.toString('utf8').slice(0, 300)}`,
    )

  async function get(path: string): Promise<{ bytes: Buffer; etag: string } | undefined> {
    const answer = await send('GET', path)
    if (answer.status === 404) return undefined
    if (answer.status !== 200 || !answer.etag) throw refused(`GET ${path}`, answer)
    return { bytes: answer.bytes, etag: answer.etag }
  }
  async function put(path: string, bytes: Uint8Array, mayReplace?: MayReplace): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      const made = await send('PUT', path, { 'if-none-match': '*' }, bytes)
      if (made.status === 200) return
      if (made.status !== 412) throw refused(`PUT ${path}`, made)
      const present = await get(path)
      if (!present) continue
      if (present.bytes.equals(bytes)) return
      await mayReplace?.(present.bytes)
      const replaced = await send('PUT', path, { 'if-match': present.etag }, bytes)
      if (replaced.status === 200) return
      if (replaced.status === 412 && (await get(path))?.bytes.equals(bytes)) return
      if (replaced.status === 412)
        throw new StoreError(`另一个写入者改了 ${path}。 Another writer changed ${path} meanwhile.`)
      if (replaced.status !== 404) throw refused(`PUT ${path}`, replaced)
    }
    throw new StoreError(`${path} 时有时无。 ${path} comes and goes.`)
  }
  /** Without conditional writes two sequencers could overwrite each other's tiles unseen. */
  async function probe(): Promise<void> {
    const path = 'probe'
    const bytes = randomBytes(16)
    const [first, second] = [
      await send('PUT', path, { 'if-none-match': '*' }, bytes),
      await send('PUT', path, { 'if-none-match': '*' }, bytes),
    ]
    if (![200, 412].includes(first.status)) throw refused(`PUT ${path}`, first)
    if (second.status !== 412)
      throw new StoreError(
        `这个对象存储不理会 If-None-Match（答 ${second.status}），账本放在上面不安全。 This object store ignores If-None-Match (it answered ${second.status}): a ledger is not safe on it.`,
      )
  }

  return {
    read: async (path) => (await get(path))?.bytes,
    async write(path, bytes, mayReplace) {
      honest ??= probe().catch((error) => {
        honest = undefined
        throw error
      })
      await honest
      await put(path, bytes, mayReplace)
    },
  }
}

/** Throws StoreError where the address is none. */
function addressOf({ url, endpoint, region }: S3Options): { base: string; prefix: string } {
  let parsed: URL
  try {
    parsed = new URL(url)
    if (parsed.protocol !== 's3:' || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(parsed.hostname)) throw new Error()
  } catch {
    throw new StoreError(`${url} 不是 s3://桶/前缀。 ${url} is not s3://bucket/prefix.`)
  }
  const prefix = decodeURIComponent(parsed.pathname).replace(/^\/|\/$/g, '')
  const own = parsed.searchParams.get('endpoint') ?? endpoint
  return {
    base: own
      ? `${own.replace(/\/$/, '')}/${parsed.hostname}`
      : `https://${parsed.hostname}.s3.${parsed.searchParams.get('region') ?? region}.amazonaws.com`,
    prefix: prefix ? `${prefix}/` : '',
  }
}
