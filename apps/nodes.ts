import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { signerIn } from '../kernel/ledger/index.ts'
import { type Peer, peer } from '../kernel/nodes/index.ts'
import { keyPairOf, openFrom, sealTo } from '../trade/envelope/hpke.rules.ts'
import { type Config, ConfigError } from './config.ts'

type Of = Pick<Config, 'data'>
const file = ({ data }: Of) => join(data, 'nodes.json')

/** The other installations that this one speaks to, as `gnomon node` wrote them. */
export function readPeers(config: Of): Peer[] {
  if (!existsSync(file(config))) return []
  const read = z.array(peer).safeParse(parsed(readFileSync(file(config), 'utf8')))
  if (!read.success)
    throw new ConfigError(
      `${file(config)} 读不懂，请恢复或改好。 ${file(config)} cannot be read; restore or mend it: ${read.error.issues[0]?.message}`,
    )
  return read.data
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Written whole and then put in place: nobody reads half of it. */
export function writePeers(config: Of, peers: readonly Peer[]): void {
  writeFileSync(`${file(config)}.new`, `${JSON.stringify(peers, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file(config)}.new`, file(config))
}

/** The key by which this installation signs messages and receipts; made at first use. */
export const nodeSigner = (config: Of, name: string) => signerIn(join(config.data, 'node-key.pem'), name)

/** The key to which others seal what they tell this installation; made at first use. */
export function sealingKey({ data }: Of): { secret: Uint8Array; public: Uint8Array } {
  const path = join(data, 'node-seal.key')
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx' })
  return keyPairOf(readFileSync(path))
}

/** HPKE, bound to the place that it is for. */
const bound = (place: string) => ({ info: utf8('gnomon-node/1'), aad: utf8(place) })
const utf8 = (said: string) => new TextEncoder().encode(said)
export async function sealFor(key: string, place: string, said: string): Promise<string> {
  const { enc, box } = await sealTo(Buffer.from(key, 'base64'), utf8(said), randomBytes(32), bound(place))
  return `${Buffer.from(enc).toString('base64')}.${Buffer.from(box).toString('base64')}`
}
export async function openWith(secret: Uint8Array, place: string, sealed: string): Promise<string | undefined> {
  const [enc = '', box = ''] = sealed.split('.')
  try {
    const of = { enc: Buffer.from(enc, 'base64'), box: Buffer.from(box, 'base64') }
    return Buffer.from(await openFrom(secret, of, bound(place))).toString('utf8')
  } catch {
    return undefined
  }
}

/** What kernel/nodes needs; undefined where this installation stands alone. */
export function nodeOf(config: Of, name: string) {
  const peers = readPeers(config)
  if (peers.length === 0) return undefined
  const signer = nodeSigner(config, name)
  const { secret } = sealingKey(config)
  return {
    peers,
    sign: (text: string) => signer.sign(text),
    seal: sealFor,
    open: (place: string, sealed: string) => openWith(secret, place, sealed),
  }
}
