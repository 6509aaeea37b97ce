import { createHash } from 'node:crypto'
import { type ActDraft, Problem, type ReadContext, text } from '../platform/index.ts'
import { acts } from './acts.ts'
import { closeErrors, NO_DRAW } from './contract.ts'
import { type Closing, checkPool, closingText, poolDigest, shortages } from './draw.rules.ts'
import { findDraw, storeClosing } from './draw.store.ts'

/**
 * Fixes who can be drawn, who is excluded and why, how many, and the words that somebody adds who cannot know the seed. Refused where
 * the pools might not suffice: once closed, nothing may stop the draw. With `checkpoint` the root of the ledger's first checkpoint
 * after this act is mixed in.
 * @throws Problem NO_DRAW, CLOSED, TOO_SOON, SHORT
 */
export async function closeDraw(
  { tx, clock }: Pick<ReadContext, 'tx' | 'clock'>,
  id: string,
  closing: Closing & { checkpoint: boolean },
): Promise<ActDraft> {
  const found = await findDraw(tx, id, true)
  if (!found) throw new Problem('NO_DRAW', NO_DRAW)
  if (found.closing) throw new Problem('CLOSED', closeErrors.CLOSED)
  const at = clock.now()
  if (at <= found.committedAt) throw new Problem('TOO_SOON', closeErrors.TOO_SOON)
  closing.pools.forEach(checkPool)
  const short = shortages(closing)
  if (short.length > 0) {
    const said = short.slice(0, 5).map((s) => `${[s.pool, s.of ?? '', s.stratum].filter(Boolean).join(' ')}: ${s.has}`)
    throw new Problem('SHORT', closeErrors.SHORT, {
      detail: text(`名单不够抽：${said.join('；')}。`, `Too few to draw from: ${said.join('; ')}.`),
    })
  }
  await storeClosing(tx, found, closing, at)
  return acts['draw.closed']({
    jurisdiction: found.jurisdiction,
    subject: { kind: 'draw', id },
    public: {
      pools: closing.pools.map((p) => ({
        name: p.name,
        digest: poolDigest(p),
        members: p.members.length,
        excluded: p.excluded.length,
      })),
      closing: createHash('sha256').update(closingText(closing, null)).digest('hex'),
      words: closing.words,
      checkpoint: closing.checkpoint,
    },
  })
}
