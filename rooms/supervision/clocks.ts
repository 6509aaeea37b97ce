import type { Count } from '../../kernel/calendar/index.ts'
import { type CaseInList, kindOf, ownActs, versionOf, type Work } from '../../kernel/cases/index.ts'
import type { Act, Tx } from '../../kernel/platform/index.ts'
import { stepClocks } from './step-clock.rules.ts'

/** A clock and whose it is: lights stand against the unit that has the duty. */
export type Watched = { clock: string; unit: string; count: Count | undefined }

/** The clocks of a case: what its kind says of its acts, and each open step that has a limit of its own. */
export async function clocksOf(
  tx: Tx,
  c: Pick<CaseInList, 'kind' | 'versionId' | 'unit'>,
  stream: Act[],
  work: Work[],
  at: Date,
): Promise<Watched[]> {
  const kind = kindOf(c.kind)
  const item = c.versionId ? await versionOf(tx, c.versionId) : undefined
  const facts = kind.fold(ownActs(kind, stream), item)
  const own = kind.status(facts).closed ? [] : kind.duties(facts, item, c.unit, at)
  // A clock that no longer runs is looked at too: its lights go out.
  const silent = Object.keys(kind.clocks ?? {}).filter((name) => !own.some((d) => d.clock === name))
  return [...own, ...silent.map((clock) => ({ clock, unit: c.unit, count: undefined })), ...stepClocks(work, at)]
}
