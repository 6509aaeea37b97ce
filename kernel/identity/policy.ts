import { holdsPost, loggedIn, type Policy } from '../platform/index.ts'

/** Units, posts, persons and appointments are changed by the system at set-up and by the installation's own administrator later. */
export const administers: Policy<unknown> = (ctx) =>
  ctx.actor.kind === 'system' || holdsPost('administrator', (post) => post.jurisdiction === ctx.home)(ctx)
/** 行政执法证件 are the legal office's to grant and to withdraw, and the founding's. */
export const issuesCards: Policy<unknown> = (ctx) =>
  ctx.actor.kind === 'system' || holdsPost('legal-officer', (post) => post.jurisdiction === ctx.home)(ctx)
export const oneself: Policy<unknown> = ({ actor }) => loggedIn(actor)
/** Who confirms what an administrator proposed: another administrator of the installation, or its second level of supervision. */
export const secondPerson: Policy<unknown> = holdsPost(
  ['administrator', 'chief-supervisor'],
  (post, { home }) => post.jurisdiction === home,
)
