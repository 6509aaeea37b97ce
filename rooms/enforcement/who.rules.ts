import { type CaseAt, isParty } from '../../kernel/cases/index.ts'
import { type Actor, postOf } from '../../kernel/platform/index.ts'

export const OFFICER = 'enforcement-officer'
export const HEAD = 'approver'
export const REVIEWER = 'penalty-reviewer'

/** Who acts beside the chart: an officer (whether in charge and carded the kind asks), the head, the legal reviewer, the party. */
const ofUnit =
  (role: string) =>
  (at: Pick<CaseAt, 'found'>, actor: Actor): boolean =>
    postOf(actor, role)?.unitCode === at.found.unit
export const officer = ofUnit(OFFICER)
export const head = ofUnit(HEAD)
export const party = (at: Pick<CaseAt, 'parties'>, actor: Actor): boolean => isParty(at, actor, 'party')
