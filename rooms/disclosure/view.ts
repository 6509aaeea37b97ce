import type { CaseAt } from '../../kernel/cases/index.ts'
import { privateOf, type Tx } from '../../kernel/platform/index.ts'

/** What is asked, as it was last made clear. For the unit's own use: pages show it by the fields' declarations. */
export async function askedOf(tx: Tx, at: Pick<CaseAt, 'acts' | 'found'>): Promise<string> {
  const said = at.acts.findLast((a) => a.type === 'request.corrected') ?? at.acts[0]!
  const kept = await privateOf(tx, at.found.jurisdiction, [said.id])
  return String(kept.get(said.id)?.asked?.value ?? '')
}

export type Answer = { n: number; code: string; text: string }
/** The answers of the newest draft. */
export async function draftOf(tx: Tx, at: Pick<CaseAt, 'acts' | 'found'>): Promise<Answer[]> {
  const drafted = at.acts.findLast((a) => a.type === 'request.drafted')
  if (!drafted) return []
  const kept = await privateOf(tx, at.found.jurisdiction, [drafted.id])
  return (kept.get(drafted.id)?.answers?.value ?? []) as Answer[]
}
