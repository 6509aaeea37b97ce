import { checkpointAfter } from '../ledger/index.ts'
import { type ActDraft, actsOf, Problem, type ReadContext } from '../platform/index.ts'
import { acts } from './acts.ts'
import { NO_DRAW, revealErrors } from './contract.ts'
import { draw, type Result, resultDigest } from './draw.rules.ts'
import { findDraw, storeResult } from './draw.store.ts'

/**
 * Opens the seed and draws, once. Which checkpoint counts is not chosen: the first whose tree holds the closing.
 * @throws Problem NO_DRAW, NOT_CLOSED, REVEALED, NO_CHECKPOINT
 */
export async function revealDraw(
  { tx, clock }: Pick<ReadContext, 'tx' | 'clock'>,
  id: string,
): Promise<{ result: Result; act: ActDraft }> {
  const found = await findDraw(tx, id, true)
  if (!found) throw new Problem('NO_DRAW', NO_DRAW)
  const { jurisdiction, closing } = found
  if (found.result) throw new Problem('REVEALED', revealErrors.REVEALED)
  if (!closing || clock.now() <= found.closedAt!) throw new Problem('NOT_CLOSED', revealErrors.NOT_CLOSED)
  let root = null
  if (closing.checkpoint) {
    const closed = (await actsOf(tx, jurisdiction, id)).find((a) => a.type === 'draw.closed')!
    root = (await checkpointAfter(tx, closed)) ?? null
    if (!root) throw new Problem('NO_CHECKPOINT', revealErrors.NO_CHECKPOINT)
  }
  const result = draw(found.seed, closing, root?.root ?? null)
  await storeResult(tx, found, root, result, clock.now())
  const act = acts['draw.revealed']({
    jurisdiction,
    subject: { kind: 'draw', id },
    public: {
      seed: found.seed.toString('hex'),
      nonce: found.nonce.toString('hex'),
      root,
      result: resultDigest(result),
      drawn: result.drawn.reduce((n, d) => n + d.ids.length, 0),
    },
  })
  return { result, act }
}
