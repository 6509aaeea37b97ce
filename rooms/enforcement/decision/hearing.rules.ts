import type { ItemVersion } from '../../../kernel/catalog/index.ts'
import { ownOf } from '../item.rules.ts'

export type Proposal = { fine: number; confiscate: number; kinds: readonly string[] }

/**
 * Whether a hearing is offered (行政处罚法 art. 63): a large fine or confiscation by the field's threshold for citizens and for
 * organisations, or a penalty that stops or closes a business or takes a licence.
 */
export function offersHearing(item: ItemVersion | undefined, subject: 'person' | 'organisation', p: Proposal): boolean {
  const { hearing } = ownOf(item)
  const large = subject === 'person' ? hearing.citizen : hearing.organisation
  return p.fine >= large || p.confiscate >= large || p.kinds.includes('suspension') || p.kinds.includes('revocation')
}
