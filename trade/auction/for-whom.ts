import { isMember } from '../../kernel/identity/index.ts'
import type { Actor } from '../../kernel/platform/index.ts'
import type { ForWhom } from './for-whom.shape.ts'

export const principalOf = (a: { principalId: string | null; name: string }): string => a.principalId ?? a.name

/** Whether he may speak for them now. What was bid while he could stays: a bid is not taken back (拍卖法 art. 36). */
export function speaksFor(actor: Actor, whom: ForWhom | null): boolean {
  if (whom === null) return true
  if (whom.kind === 'organisation') return isMember(actor, whom.id, 'apply')
  return (
    actor.kind === 'person' && (actor.capacities?.authorities.some((a) => principalOf(a) === whom.principal) ?? false)
  )
}
