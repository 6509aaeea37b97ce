// Browser-safe.
import { z } from 'zod'
import { text } from '../../kernel/platform/text.ts'

const number = z.string().max(40)

/** Of the experts' library: those that judge construction. */
export const SPECIALTIES = ['building', 'municipal', 'installation'] as const
export const specialties = {
  building: text('房屋建筑', 'Building'),
  municipal: text('市政公用', 'Municipal works'),
  installation: text('机电安装', 'Installation'),
}
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
  replaces: number.optional(),
  /** 资格预审: the number of the one whose applicants passed; nobody else bids. */
  prequalified: number.optional(),
  /** 是否接受联合体投标: the notice says it (实施条例 art. 37). */
  consortium: z.boolean().optional(),
  /** 标段: for how many lots of the procedure one may bid, and how many one may win; no limit where left out. */
  mayBid: z.int().min(1).max(99).optional(),
  mayWin: z.int().min(1).max(99).optional(),
  /** Of a further lot: the number of the first one, and which it is. */
  lot: z.object({ of: number, no: z.int().min(2).max(99) }).optional(),
})
/** What a further lot has of its own; all else is the procedure's. */
export const lotForm = tenderForm.pick({
  ...{ title: true, titleEn: true, scope: true, estimate: true, ceiling: true, bond: true, days: true },
})
export type TenderForm = z.output<typeof tenderForm>
