import { itemVersion } from '../../kernel/catalog/index.ts'
import { holdsPost, type Policy, type PolicyContext } from '../../kernel/platform/index.ts'

type OfVersion = { id: string }
const unitOf = async ({ tx, input }: PolicyContext<OfVersion>) => (await itemVersion(tx, input.id))?.unit

/** A drafter of the item's own unit. An unknown version passes here and is answered as not found. */
export const draftsIt: Policy<OfVersion> = holdsPost<OfVersion>('drafter', async (post, ctx) => {
  const unit = await unitOf(ctx)
  return unit === undefined || unit === post.unitCode
})

/** The city's legal office 法制局 reviews for the whole city; a district's does not. */
export const reviewsLegality: Policy<unknown> = holdsPost(
  'legal-officer',
  (post, { home }) => post.jurisdiction === home,
)
/** A check keeps nothing, but it computes: those who write and review charts. */
export const checksCharts: Policy<unknown> = holdsPost(['drafter', 'legal-officer'])
export const drafts: Policy<unknown> = holdsPost('drafter')
export const publishesIt: Policy<OfVersion> = async (ctx) => (await reviewsLegality(ctx)) || (await draftsIt(ctx))
