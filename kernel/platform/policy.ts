import { type Actor, type HeldPost, type PersonActor, postOf, type Role } from './actor.ts'
import type { ReadContext } from './read-context.ts'

export type PolicyContext<I> = ReadContext & { input: I }
/** Decides inside the operation's transaction; true allows. Throwing a Problem refuses with its own reason. */
export type Policy<I> = (ctx: PolicyContext<I>) => boolean | Promise<boolean>

/** Open to everyone, logged in or not. */
export const anyone: Policy<unknown> = () => true

/** Only the system itself: timers, consumers, seeding. */
export const systemOnly: Policy<unknown> = ({ actor }) => actor.kind === 'system'

export function loggedIn(actor: Actor): actor is PersonActor {
  return actor.kind === 'person'
}

/** Allows a person who acts under a post with one of the roles, and for whom the predicate on post and input holds. */
export function holdsPost<I = unknown>(
  wanted: Role | Role[],
  predicate: (post: HeldPost, ctx: PolicyContext<I>) => boolean | Promise<boolean> = () => true,
): Policy<I> {
  const list = Array.isArray(wanted) ? wanted : [wanted]
  return (ctx) => {
    const post = postOf(ctx.actor, ...list)
    return post ? predicate(post, ctx) : false
  }
}
