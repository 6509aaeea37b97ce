import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { signerIn } from '../kernel/ledger/index.ts'
import { type Peer, peer } from '../kernel/nodes/index.ts'
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

/** What kernel/nodes needs; undefined where this installation stands alone. */
export function nodeOf(config: Of, name: string) {
  const peers = readPeers(config)
  if (peers.length === 0) return undefined
  const signer = nodeSigner(config, name)
  return { peers, sign: (text: string) => signer.sign(text) }
}
