import { randomBytes } from 'node:crypto'
import { type ActDraft, newId, type ReadContext, type Text } from '../platform/index.ts'
import { acts } from './acts.ts'
import { commitmentOf } from './draw.rules.ts'
import { insertDraw } from './draw.store.ts'

/** Makes a seed, keeps it, and says its digest in public, before anybody has fixed who can be drawn. The act is the caller's to return. */
export async function commitDraw(
  { tx, clock }: Pick<ReadContext, 'tx' | 'clock'>,
  of: { jurisdiction: string; purpose: Text },
): Promise<{ id: string; act: ActDraft }> {
  const at = clock.now()
  const id = newId(at.getTime(), of.jurisdiction)
  const [seed, nonce] = [randomBytes(32), randomBytes(32)]
  const commitment = commitmentOf(seed, nonce)
  await insertDraw(tx, { ...of, id, commitment, seed, nonce, committedAt: at })
  const act = acts['draw.committed']({
    jurisdiction: of.jurisdiction,
    subject: { kind: 'draw', id },
    public: { purpose: of.purpose, commitment },
  })
  return { id, act }
}
