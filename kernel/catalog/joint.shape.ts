import { z } from 'zod'
import type { ItemContent } from './item.shape.ts'

// A joint application 并联审批 (行政许可法 art. 26): an item that names the items which it asks for at once.

const code = z.string().regex(/^\d{6}-\d{2}-\d{4}$/)
/** `null`: not asked, because another part yields it (the licence that the next one asks a copy of). */
const under = z.record(z.string(), z.string().nullable()).default({})
export const jointParts = z.object({
  parts: z
    .array(
      z.object({
        item: code,
        /** The applicant chooses whether to ask for it. */
        optional: z.boolean().default(false),
        /** Under which name of the common form an entry, or a material, goes that two items call differently. */
        fields: under,
        materials: under,
      }),
    )
    .min(2)
    .max(20),
})
export type Joint = z.output<typeof jointParts>

export const jointOf = (content: ItemContent | undefined): Joint | undefined => {
  const own = content?.own?.joint
  return own ? jointParts.safeParse(own).data : undefined
}
