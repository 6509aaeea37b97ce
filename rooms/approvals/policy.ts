import { loggedIn, type Policy } from '../../kernel/platform/index.ts'

/** Anyone logged in may apply, for themselves. */
export const applies: Policy<unknown> = ({ actor }) => loggedIn(actor)
