// Browser-safe.
import { z } from 'zod'
import { publicList, stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { capacity, NO_CAPACITY } from '../../trade/entry/contract.ts'
import { releasesContract } from '../../trade/ocds/contract.ts'

export const KINDS = ['commercial', 'industrial', 'mining'] as const
const fen = z.int().positive().max(1e15)
const said = z.string().trim().min(2).max(2000)
const done = z.object({ caseId: z.uuid(), number: z.string() })
const caseId = z.uuid()

/** A polygon as GeoJSON says it (RFC 7946): rings of [longitude, latitude], the first and last the same. */
export const polygon = z.object({
  type: z.literal('Polygon'),
  coordinates: z
    .array(
      z
        .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
        .min(4)
        .max(2000),
    )
    .min(1)
    .max(20),
})
export type Polygon = z.output<typeof polygon>

export const lotForm = z.object({
  kind: z.enum(KINDS),
  title: z.string().trim().min(2).max(100),
  titleEn: z.string().trim().min(2).max(100),
  place: z.string().trim().min(2).max(200),
  /** Square metres. */
  area: z.int().positive(),
  use: z.string().trim().min(2).max(100),
  years: z.int().min(1).max(70),
  conditions: said,
  start: fen,
  step: fen,
  deposit: fen,
  reserve: z.boolean(),
  profile: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Industrial land: yuan a square metre invested at least, kilograms of standard coal for 10,000 yuan of output at most. */
  investment: z.int().positive().max(1e7).optional(),
  energy: z.int().positive().max(1e6).optional(),
  /** A mining right: what is mined, and tonnes a year at most. */
  mineral: z.string().trim().min(1).max(60).optional(),
  yearly: z.int().positive().max(1e10).optional(),
  /** Where the profile has a cap: the price at which bidding goes on in square metres of public housing, from how many, in steps of how many. */
  cap: fen.optional(),
  areaStart: z.int().min(0).max(1e8).optional(),
  areaStep: z.int().positive().max(1e8).optional(),
  /** The lot that was not dealt, or whose deal was void, and is listed again by this plan. */
  follows: z
    .string()
    .regex(/^\d{6,9}-\d{4}-\d{6}$/)
    .optional(),
  shape: polygon,
})
export type LotForm = z.output<typeof lotForm>

export const plan = defineContract({
  id: 'land.plan',
  kind: 'write',
  title: text('拟定出让方案', 'Plan a sale'),
  input: lotForm.omit({ shape: true }).extend({ shape: z.string().min(10).max(100_000) }),
  output: done,
  errors: {
    SHAPE: { status: 422, ...text('位置不是 GeoJSON 多边形（Polygon）。', 'The location is no GeoJSON polygon.') },
    DEPOSIT: {
      status: 422,
      ...text('保证金低于起始价的百分之二十。', 'The deposit is under a fifth of the start price.'),
    },
    NO_PROFILE: {
      status: 422,
      ...text('没有这个竞价规则，或它不能设底价。', 'There is no such profile, or it knows no reserve.'),
    },
    THRESHOLDS: {
      status: 422,
      ...text(
        '工业用地要写明投资强度下限和单位产值能耗上限；其他用地不写。',
        'Industrial land says its least investment and its most energy; other land says neither.',
      ),
    },
    MINING: {
      status: 422,
      ...text(
        '矿业权要写明矿种和年产量上限；土地不写。',
        'A mining right says what is mined and how much a year at most; land says neither.',
      ),
    },
    CAP: {
      status: 422,
      ...text(
        '这个规则要写明最高限价（高于起始价）、配建面积的起点和加价幅度；没有限价的规则不写。',
        'This profile needs a cap above the start price, and the start and step of the area; a profile without a cap says none.',
      ),
    },
    FOLLOWS: {
      status: 422,
      ...text(
        '只有本单位未成交或成交无效的标的可以再次出让。',
        'Only a lot of your own that was not dealt, or whose deal was void, is listed again.',
      ),
    },
  },
})

export const approve = defineContract({
  id: 'land.approve',
  kind: 'write',
  title: text('批准出让方案', 'Approve the plan'),
  input: z.object({ caseId, outcome: z.enum(['approve', 'return']), opinion: said }),
  output: done,
  errors: stepErrors,
})

export const announce = defineContract({
  id: 'land.announce',
  kind: 'write',
  title: text('发布出让公告', 'Announce the sale'),
  summary: text(
    '公告到挂牌开始不少于二十日；申请在挂牌截止前停止。',
    'At least twenty days before the listing; applications end before it does.',
  ),
  input: z.object({
    caseId,
    applyUntil: z.iso.datetime({ offset: true }),
    opens: z.iso.datetime({ offset: true }),
    closes: z.iso.datetime({ offset: true }),
  }),
  output: done,
  errors: {
    ...stepErrors,
    TOO_SOON: {
      status: 422,
      ...text('公告到挂牌开始不足二十日。', 'Under twenty days from the notice to the listing.'),
    },
    TIMES: {
      status: 422,
      ...text(
        '时间顺序不对：开始、申请截止、挂牌截止。',
        'The times are out of order: begin, end of applications, end of the listing.',
      ),
    },
  },
})

export const apply = defineContract({
  id: 'land.apply',
  kind: 'write',
  title: text('申请竞买', 'Apply to bid'),
  summary: text(
    '申请以后按通知缴保证金；身份保密到成交。',
    'Then the deposit is paid by its notice; who applies stays secret until the deal.',
  ),
  input: z.object({
    caseId,
    agreed: z.literal(true),
    /** With whom else, a name a line. */
    with: z.string().max(500).optional(),
    /** In whose name. */
    capacity,
  }),
  output: done.extend({ order: z.string() }),
  errors: {
    ...stepErrors,
    NO_CAPACITY,
    NOT_NOW: { status: 409, ...text('现在不在申请时间内。', 'Applications are not taken now.') },
    ONCE: { status: 409, ...text('您已经申请过。', 'You have applied already.') },
    NO_ACCOUNT: { status: 409, ...text('没有可用的保证金账户。', 'There is no account for deposits.') },
  },
})

export const qualify = defineContract({
  id: 'land.qualify',
  kind: 'write',
  title: text('资格审查', 'Qualify an applicant'),
  input: z.object({
    caseId,
    applicant: z.coerce.number().int().positive(),
    outcome: z.enum(['pass', 'refuse']),
    reason: said,
  }),
  output: done,
  errors: {
    ...stepErrors,
    NO_APPLICANT: { status: 404, ...text('没有这份申请。', 'There is no such application.') },
    ONCE: { status: 409, ...text('已经审查过。', 'It was decided already.') },
    NO_DEPOSIT: { status: 409, ...text('保证金没有足额到账。', 'The deposit has not come in full.') },
  },
})

export const close = defineContract({
  id: 'land.close',
  kind: 'write',
  title: text('竞价结束', 'The sale closed'),
  input: z.object({
    caseId,
    outcome: z.enum(['dealt', 'failed']),
    bidder: z.int().nullable(),
    price: z.int().nullable(),
  }),
  output: done,
  errors: stepErrors,
})

export const verify = defineContract({
  id: 'land.verify',
  kind: 'write',
  title: text('验证原件', 'Verify the originals'),
  input: z.object({ caseId, outcome: z.enum(['pass', 'void']), opinion: said }),
  output: done,
  errors: stepErrors,
})

export const sign = defineContract({
  id: 'land.sign',
  kind: 'write',
  title: text('签订出让合同', 'Sign the contract'),
  input: z.object({
    caseId,
    contract: z.string().trim().min(2).max(60),
    /** Of the price, the deposit counted: all of it, or the rest by a day. */
    first: z.coerce.number().int().min(30).max(100),
    due: z.iso.date(),
    until: z.iso.date().optional(),
  }),
  output: done,
  errors: {
    ...stepErrors,
    UNTIL: {
      status: 422,
      ...text('分期的，请填余款的最后一日。', 'Paid in parts: please say the last day of the rest.'),
    },
    NO_ACCOUNT: { status: 409, ...text('没有代收价款的账户。', 'There is no account for prices.') },
  },
})

export const disclose = defineContract({
  id: 'land.disclose',
  kind: 'write',
  title: text('公示结果', 'Publish the result'),
  input: z.object({ caseId }),
  output: done,
  errors: stepErrors,
})

export const hear = defineContract({
  id: 'land.hear',
  kind: 'write',
  title: text('保证金变动', 'A deposit moved'),
  input: z.object({ number: z.string(), order: z.string(), what: z.enum(['paid', 'late', 'refunded']) }),
  output: done,
  errors: stepErrors,
})

export const lot = defineContract({
  id: 'land.lot',
  kind: 'read',
  title: text('一块标的', 'A lot'),
  input: z.object({ number: z.string() }),
  output: z.object({
    caseId: z.uuid(),
    number: z.string(),
    form: lotForm,
    status: z.string(),
    statusText: z.object({ zh: z.string(), en: z.string() }),
    announced: z.object({ applyUntil: z.string(), opens: z.string(), closes: z.string() }).nullable(),
    /** The reader’s own application. */
    mine: z
      .object({ order: z.string(), paid: z.boolean(), outcome: z.string().nullable(), reason: z.string().nullable() })
      .nullable(),
    applying: z.boolean(),
  }),
  errors: { NO_LOT: { status: 404, ...text('没有这块标的。', 'There is no such lot.') } },
})

/** For the exchange: who applied, and whether the deposit came; no names before the deal. */
export const applicants = defineContract({
  id: 'land.applicants',
  kind: 'read',
  title: text('竞买申请', 'Applications'),
  input: z.object({ number: z.string() }),
  output: z.array(z.object({ applicant: z.int(), at: z.date(), paid: z.boolean(), outcome: z.string().nullable() })),
  errors: { NO_LOT: { status: 404, ...text('没有这块标的。', 'There is no such lot.') } },
})

export const lots = publicList({
  id: 'land.lots',
  title: text('土地和矿业权出让', 'Land and mining rights'),
  row: {
    ...{ title: z.string(), titleEn: z.string(), kind: z.enum(KINDS), place: z.string() },
    ...{ area: z.int(), start: z.int() },
  },
  where: { kind: z.enum(KINDS).optional() },
  sorts: ['start', 'area'],
})

export const releases = releasesContract(
  'land.releases',
  text('土地和矿业权出让的开放合同数据', 'Land and mining rights in OCDS'),
)
