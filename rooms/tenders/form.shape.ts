// Browser-safe.
import { z } from 'zod'

/** Of the experts' library: those that judge construction. */
export const SPECIALTIES = ['building', 'municipal', 'installation'] as const
const fen = z.int().positive().max(1e13)
const said = z.string().trim().min(2).max(2000)

export const tenderForm = z.object({
  title: z.string().trim().min(2).max(100),
  titleEn: z.string().trim().min(2).max(100),
  place: z.string().trim().min(2).max(200),
  scope: said,
  qualification: said,
  /** 估算价, 最高投标限价, 投标保证金. */
  estimate: fen,
  ceiling: fen,
  bond: fen,
  days: z.int().min(1).max(3000),
  method: z.string().regex(/^[a-z][a-z0-9-]*$/),
  specialty: z.enum(SPECIALTIES),
  committee: z.int().min(5).max(15),
  /** The number of the failed tender that this one replaces. */
  replaces: z.string().max(40).optional(),
})
export type TenderForm = z.output<typeof tenderForm>
