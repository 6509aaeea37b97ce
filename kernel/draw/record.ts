import { poolDigest } from './draw.rules.ts'
import type { Draw } from './draw.store.ts'
import type { DrawRecord } from './record.shape.ts'

/** What is public of a draw; the seed only once it was opened. */
export function recordOf(d: Draw): DrawRecord {
  return {
    format: 'gnomon-draw/1',
    id: d.id,
    purpose: d.purpose,
    commitment: d.commitment,
    committedAt: d.committedAt.toISOString(),
    closed: d.closing && {
      at: d.closedAt!.toISOString(),
      pools: d.closing.pools.map((p) => ({
        name: p.name,
        digest: poolDigest(p),
        members: [...p.members],
        excluded: [...p.excluded],
        apart: [...p.apart],
        take: { ...p.take },
        each: p.each,
      })),
      numbers: [...d.closing.numbers],
      words: d.closing.words,
      checkpoint: d.closing.checkpoint,
    },
    revealed: d.result && {
      at: d.revealedAt!.toISOString(),
      seed: d.seed.toString('hex'),
      nonce: d.nonce.toString('hex'),
      root: d.root,
      result: d.result,
    },
  }
}
