// Browser-safe.
import { z } from 'zod'

export const METHODS = [
  ...(['open', 'invited', 'negotiation', 'consultation', 'inquiry', 'single', 'framework'] as const),
] as const
export type Way = (typeof METHODS)[number]
export const CATEGORIES = ['goods', 'services', 'works'] as const
export const SPECIALTIES = ['equipment', 'software', 'services'] as const
/** Grounds for a method other than an open tender: article and item of 政府采购法; `rule` where only an order of the ministry says it. */
export const GROUNDS = [
  ...(['29-1', '29-2', '30-1', '30-2', '30-3', '30-4', '31-1', '31-2', '31-3', '32', 'rule-214', 'rule-110'] as const),
] as const
const fen = z.int().positive().max(1e13)
const name = z.string().trim().min(2).max(100)

export const procurementForm = z.object({
  title: name,
  titleEn: name,
  category: z.enum(CATEGORIES),
  /** 采购需求: what it is for, quantity, what it must do, where and when. */
  need: z.string().trim().min(10).max(4000),
  year: z.int().min(2000).max(2100),
  line: z.string().trim().min(1).max(60),
  budget: fen,
  /** 最高限价, not above the budget. */
  ceiling: fen,
  method: z.enum(METHODS),
  ground: z.enum(GROUNDS).optional(),
  reason: z.string().trim().max(2000).default(''),
  scoring: z.string().regex(/^[a-z][a-z0-9-]*$/),
  specialty: z.enum(SPECIALTIES),
  committee: z.int().min(3).max(15),
  days: z.int().min(1).max(3000),
  /** 专门面向中小企业: nobody else may take part, and no deduction is made. */
  reserved: z.boolean().default(false),
  /** Credit codes of those invited, or of the one source. */
  invited: z.array(z.string().regex(/^[0-9A-Z]{18}$/)).default([]),
  /** The number of the failed process that this one replaces. */
  replaces: z.string().max(40).optional(),
  /** 投标（响应）保证金; none where left out. */
  bond: fen.optional(),
  /** 是否接受联合体 (政府采购法 art. 24). */
  consortium: z.boolean().optional(),
  /** 分包: for how many lots of the procedure one may bid, and how many one may win; no limit where left out. */
  mayBid: z.int().min(1).max(99).optional(),
  mayWin: z.int().min(1).max(99).optional(),
  /** Of a further lot: the number of the first one, and which it is. */
  lot: z.object({ of: z.string().max(40), no: z.int().min(2).max(99) }).optional(),
})
/** What a further lot has of its own; all else is the procedure's. */
export const lotForm = procurementForm.pick({
  ...{ title: true, titleEn: true, need: true, budget: true, ceiling: true, bond: true, days: true },
})
export type ProcurementForm = z.output<typeof procurementForm>
