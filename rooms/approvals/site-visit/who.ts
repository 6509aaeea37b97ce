import type { CaseAt } from '../../../kernel/cases/index.ts'
import { type Actor, postOf } from '../../../kernel/platform/index.ts'
import type { CaseFacts } from '../case.fold.ts'

type At = CaseAt<CaseFacts>

/** The reviewer of the unit whose case it is. */
export const leads = (at: At, actor: Actor): boolean => postOf(actor, 'reviewer')?.unitCode === at.found.unit

/** The units of a joint review: the lead, who was asked and answered, who is asked. */
export const reviewing = ({ found, facts, work }: At): string[] => {
  const asked = work.flatMap((w) => (w.act === 'opinion.given' && w.unit ? [w.unit] : []))
  return [...new Set([found.unit, ...facts.opinions.map((o) => o.unit), ...asked])]
}

/** The unit for which the actor comes to the visit. */
export const visitorOf = ({ facts }: At, actor: Actor): string | undefined =>
  facts.visit?.units.find((u) => u === postOf(actor, 'reviewer')?.unitCode)
