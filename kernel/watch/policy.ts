import { type Policy, postOf } from '../platform/index.ts'

/** Both levels of supervision. */
export const supervises: Policy<unknown> = ({ actor }) => postOf(actor, 'supervisor', 'chief-supervisor') !== undefined
