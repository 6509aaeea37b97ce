import { type CaseAt, isParty } from '../../kernel/cases/index.ts'
import { type Actor, postOf } from '../../kernel/platform/index.ts'

/** Who acts beside the chart: an officer (whether in charge and carded the kind asks), the head, the legal reviewer, the party. */
const ofUnit =
  (role: string) =>
  (at: Pick<CaseAt, 'found'>, actor: Actor): boolean =>
    postOf(actor, role)?.unitCode === at.found.unit
export const officer = ofUnit('enforcement-officer')
export const head = ofUnit('approver')
export const party = (at: Pick<CaseAt, 'parties'>, actor: Actor): boolean => isParty(at, actor, 'party')
