import { dayOf } from '../calendar/index.ts'
import { around, caseById, isParty } from '../cases/index.ts'
import { type Actor, type Clock, postOf, type Tx } from '../platform/index.ts'
import { type Loan, loansOf, type Volume } from './archive.store.ts'
import type { Part } from './arrange.rules.ts'
import { ARCHIVIST } from './role.ts'

export const stands = (l: Loan, today: string): boolean => l.returnedAt === null && today <= l.until

/**
 * Which parts of a volume somebody may read now: the archive and who audits both; whom it is lent to what was lent, while the loan
 * stands; a party that is not hidden, and whom it was opened to, the main part. The secondary part is never a party's, whatever post
 * he also holds. The unit that led the case borrows like others.
 */
export async function readableParts(
  { tx, actor, clock }: { tx: Tx; actor: Actor; clock: Clock },
  volume: Volume,
): Promise<Part[]> {
  if (actor.kind === 'system') return ['main', 'secondary']
  if (actor.kind !== 'person') return []
  const found = (await caseById(tx, volume.caseId))!
  const at = await around(tx, found)
  const party = isParty(at, actor)
  const open = at.parties.some((p) => !p.hidden && p.personId === actor.personId)
  if (party) return open ? ['main'] : []
  const post = postOf(actor)
  if (post?.role === ARCHIVIST && post.jurisdiction === volume.jurisdiction) return ['main', 'secondary']
  if (post && ['chief-supervisor', 'auditor'].includes(post.role)) return ['main', 'secondary']
  const today = dayOf(clock.now())
  const mine = (await loansOf(tx, volume)).filter((l) => l.personId === actor.personId && stands(l, today))
  if (post && mine.some((l) => l.kind === 'lend' && l.part === 'both')) return ['main', 'secondary']
  return mine.length > 0 ? ['main'] : []
}
