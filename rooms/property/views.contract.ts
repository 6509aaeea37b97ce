// Browser-safe: what is read of a sale.
import { z } from 'zod'
import { publicList } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { releasesContract } from '../../trade/ocds/contract.ts'
import { FIELDS, saleForm } from './contract.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
const NO_SALE = { status: 404, ...text('没有这个项目。', 'There is no such sale.') } as const
const named = z.object({ number: z.string() })

export const viewSale = defineContract({
  id: 'property.sale',
  kind: 'read',
  title: text('一个产权项目', 'A property sale'),
  input: named,
  output: z.object({
    caseId: z.uuid(),
    number: z.string(),
    form: saleForm,
    kind: bilingual,
    status: z.string(),
    statusText: bilingual,
    appraised: z.object({ appraised: z.int(), base: z.string(), report: z.string() }).nullable(),
    predisclosed: z.string().nullable(),
    disclosed: z
      .object({
        floor: z.int(),
        deposit: z.int(),
        profile: bilingual,
        until: z.string(),
        round: z.int(),
        one: z.string(),
      })
      .nullable(),
    price: z.int().nullable(),
    sells: z.boolean(),
    registering: z.boolean(),
    mine: z
      .object({
        order: z.string(),
        paid: z.boolean(),
        late: z.boolean(),
        outcome: z.string().nullable(),
        reason: z.string().nullable(),
        /** A first right that may be exercised now. */
        matches: z.boolean(),
        matched: z.boolean(),
      })
      .nullable(),
    waived: z.array(z.object({ field: z.enum(FIELDS), reason: z.string() })),
  }),
  errors: { NO_SALE },
})

/** For the exchange: numbers, no names. */
export const viewEntries = defineContract({
  id: 'property.entries',
  kind: 'read',
  title: text('意向登记', 'Registrations'),
  input: named,
  output: z.array(
    z.object({
      no: z.int(),
      at: z.date(),
      paid: z.boolean(),
      late: z.boolean(),
      refunded: z.boolean(),
      kept: z.string().nullable(),
      claims: z.boolean(),
      joint: z.int(),
      outcome: z.string().nullable(),
    }),
  ),
  errors: { NO_SALE },
})

export const viewComparison = defineContract({
  id: 'property.comparison',
  kind: 'read',
  title: text('鉴证比对', 'Comparison'),
  summary: text(
    '批准、评估、公告、竞价记录、合同、价款，逐项并列；各自取自原来的记录。',
    'Approval, appraisal, notice, bid log, contract and payment side by side, each from its own record.',
  ),
  input: named,
  output: z.object({
    number: z.string(),
    caseId: z.uuid(),
    rows: z.array(
      z.object({
        field: z.enum(FIELDS),
        said: z.array(z.object({ of: z.string(), says: z.string() })),
        same: z.boolean(),
        waived: z.string().nullable(),
      }),
    ),
    open: z.array(z.enum(FIELDS)),
    attested: z.boolean(),
  }),
  errors: { NO_SALE, NOT_YET: { status: 409, ...text('还没有签合同。', 'There is no contract yet.') } },
})

export const listSales = publicList({
  id: 'property.sales',
  title: text('产权交易', 'Property sales'),
  row: {
    ...{ title: z.string(), titleEn: z.string(), kind: z.string(), kindText: bilingual, owner: z.string() },
    ...{ floor: z.int().nullable(), until: z.string().nullable(), price: z.int().nullable() },
  },
  where: { kind: z.string().max(60).optional() },
  sorts: ['floor', 'until'],
})

export const releases = releasesContract('property.releases', text('产权交易的开放合同数据', 'Property sales in OCDS'))
