// Browser-safe.
import { z } from 'zod'
import { gateErrors } from '../../kernel/parties/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

/** 财库〔2020〕46 号 knows three sizes that get a deduction; what a company is, it declares and answers for. */
export const SIZES = ['large', 'medium', 'small', 'micro'] as const
const uscc = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)
const supplier = z.object({ personId: z.uuid(), uscc, name: z.string(), size: z.enum(SIZES), contact: z.string() })
export type Supplier = z.output<typeof supplier>

export const register = defineContract({
  id: 'suppliers.register',
  kind: 'write',
  title: text('登记为供应商', 'Register as a supplier'),
  summary: text('登记一次，全市各区的采购都用。', 'Once, for every procurement of the city and its districts.'),
  input: z.object({
    name: z.string().trim().min(2).max(200),
    uscc,
    size: z.enum(SIZES),
    contact: z.string().trim().min(5).max(60),
    agreed: z.literal(true),
  }),
  output: z.object({ uscc }),
  errors: {
    TAKEN: {
      status: 409,
      ...text(
        '这个信用代码已经由别人登记，请与采购中心联系。',
        'Somebody else has registered this code; please ask the procurement centre.',
      ),
    },
    ...gateErrors,
  },
})

export const mine = defineContract({
  id: 'suppliers.mine',
  kind: 'read',
  title: text('我的供应商登记', 'My registration'),
  input: z.object({}),
  output: supplier.nullable(),
})
/** For markets, as the system: for whom a person acts. */
export const of = defineContract({
  id: 'suppliers.of',
  kind: 'read',
  title: text('为谁办理', 'For whom somebody acts'),
  input: z.object({ people: z.array(z.uuid()).max(5000) }),
  output: z.array(supplier),
})
export const byCode = defineContract({
  id: 'suppliers.by-code',
  kind: 'read',
  title: text('按信用代码找供应商', 'A supplier by code'),
  input: z.object({ uscc }),
  output: supplier.nullable(),
})
/** By the market, when the buyer has accepted what was supplied. */
export const grade = defineContract({
  id: 'suppliers.grade',
  kind: 'write',
  title: text('评价履约', 'Grade performance'),
  input: z.object({
    jurisdiction: z.string().regex(/^\d{6}$/),
    number: z.string().max(40),
    uscc,
    unit: z.string(),
    grade: z.int().min(1).max(5),
    words: z.string().max(2000),
  }),
  output: z.object({ number: z.string() }),
})
export const suppliers = defineContract({
  id: 'suppliers.suppliers',
  kind: 'read',
  title: text('供应商', 'Suppliers'),
  input: z.object({}),
  output: z.array(
    z.object({
      uscc: z.string(),
      name: z.string(),
      size: z.enum(SIZES),
      graded: z.int(),
      grade: z.number().nullable(),
      registeredAt: z.date(),
    }),
  ),
})
