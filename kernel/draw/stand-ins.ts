import { Problem, type Tx } from '../platform/index.ts'
import { NO_DRAW } from './contract.ts'
import { standIns } from './draw.rules.ts'
import { findDraw } from './draw.store.ts'

/** The stand-ins of one group of a draw that was opened, in the order in which they are asked. @throws NO_DRAW */
export async function standInsOf(
  tx: Tx,
  id: string,
  behind: { pool: string; of: string | null; stratum: string },
): Promise<string[]> {
  const found = await findDraw(tx, id)
  if (!found?.closing || !found.result) throw new Problem('NO_DRAW', NO_DRAW)
  return standIns(found.seed, found.closing, found.root?.root ?? null, behind)
}
