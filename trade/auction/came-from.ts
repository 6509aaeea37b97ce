import { createHash } from 'node:crypto'
import type { Actor } from '../../kernel/platform/index.ts'

const sha256 = (s: string) => createHash('sha256').update(s).digest('hex')

/** Where a bid came from, as it is kept. The browser's mark is digested with the sale: elsewhere it is nobody's. */
export function cameFrom(actor: Actor, number: string) {
  const origin = actor.kind === 'person' ? actor.from : undefined
  if (!origin) return undefined
  const browser = origin.device ? sha256(`gnomon-auction browser\n${number}\n${origin.device}`) : null
  return { from: { address: origin.address, browser }, digest: sha256(`${origin.address}\n${browser}`) }
}
