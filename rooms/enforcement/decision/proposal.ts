import type { CaseAt } from '../../../kernel/cases/index.ts'
import { privateOf, type Tx } from '../../../kernel/platform/index.ts'
import type { PenaltyFacts } from '../case.fold.ts'
import type { Chosen } from './compute.ts'

export type Proposal = Chosen & {
  conclusion: 'penalise' | 'spare' | 'refer'
  kinds: string[]
  fine: number
  confiscate: number
}
export type Reported = { facts: Record<string, unknown>; proposal: Proposal; reasons: string }

/**
 * What the last investigation report proposes. It is said inside only: the party reads it in its notice (行政处罚法 art. 44), nobody
 * reads it before. Undefined before the first report.
 */
export async function reportedOf(tx: Tx, at: CaseAt<PenaltyFacts>): Promise<Reported | undefined> {
  const act = at.acts.findLast((a) => a.type === 'penalty.reported')
  const kept = act && (await privateOf(tx, at.found.jurisdiction, [act.id])).get(act.id)
  if (!kept?.proposal) return undefined
  return {
    facts: kept.facts?.value as Record<string, unknown>,
    proposal: kept.proposal.value as Proposal,
    reasons: String(kept.reasons?.value ?? ''),
  }
}
