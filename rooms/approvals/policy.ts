import { caseById } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { holdsPost, loggedIn, type Policy, postOf, type Role } from '../../kernel/platform/index.ts'

type OfCase = { caseId: string }

/** An officer with one of these roles in the unit that handles the case. */
export const handles = (...roles: Role[]): Policy<OfCase> =>
  holdsPost<OfCase>(roles, async (post, { tx, input }) => {
    const found = await caseById(tx, input.caseId)
    return found === undefined || found.unit === post.unitCode
  })

/** The applicant, as a citizen. */
export const appliedForIt: Policy<OfCase> = async ({ tx, actor, input }) => {
  if (!loggedIn(actor)) return false
  const found = await caseById(tx, input.caseId)
  return found === undefined || found.applicant === actor.personId
}

/** Anyone logged in may apply, for themselves. */
export const applies: Policy<unknown> = ({ actor }) => loggedIn(actor)

/** Who may see a case: its applicant, its unit, the office that supervises that unit, the second level. */
export const sees: Policy<OfCase> = async (ctx) => {
  if (ctx.actor.kind === 'system' || (await appliedForIt(ctx))) return true
  const post = postOf(ctx.actor)
  if (!post) return false
  if (post.role === 'chief-supervisor' || post.role === 'auditor') return true
  const found = await caseById(ctx.tx, ctx.input.caseId)
  if (!found) return true
  if (found.unit === post.unitCode) return ['clerk', 'reviewer', 'approver'].includes(post.role)
  if (post.role !== 'supervisor') return false
  return (await findUnit(ctx.tx, found.unit))?.supervisedBy === post.unitCode
}
