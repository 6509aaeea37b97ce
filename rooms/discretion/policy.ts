import { holdsPost, type Policy } from '../../kernel/platform/index.ts'
import { findStandard } from './discretion.store.ts'

/** A drafter of the standard's own unit; a new one belongs to the drafter's. */
export const draftsIt: Policy<{ code: string }> = holdsPost<{ code: string }>(
  'drafter',
  async (post, { tx, input }) => {
    const found = await findStandard(tx, input.code)
    return found === undefined || found.unit === post.unitCode
  },
)
/** The legal office 法制局. */
export const reviewsIt: Policy<unknown> = holdsPost('legal-officer')
export const checksIt: Policy<unknown> = holdsPost(['drafter', 'legal-officer'])
