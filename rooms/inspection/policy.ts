import { holdsPost, type Policy, postOf } from '../../kernel/platform/index.ts'

/** The legal office of the installation publishes the list, as it publishes items and standards; and the founding does. */
export const publishesLists: Policy<unknown> = (ctx) =>
  ctx.actor.kind === 'system' || holdsPost('legal-officer', (post) => post.jurisdiction === ctx.home)(ctx)
export const keepsPools: Policy<{ unit: string }> = (ctx) =>
  ctx.actor.kind === 'system' || postOf(ctx.actor, 'drafter', 'enforcement-officer')?.unitCode === ctx.input.unit
export const plansVisits: Policy<unknown> = holdsPost(['drafter', 'enforcement-officer'])
export const decidesVisits: Policy<unknown> = holdsPost('approver')
export const enforces: Policy<unknown> = holdsPost('enforcement-officer')
/** Posts whose desk has inspections. */
export const ROLES = ['enforcement-officer', 'approver', 'drafter']
export const seesDesk: Policy<unknown> = holdsPost(ROLES)
