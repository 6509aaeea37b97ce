// Browser-safe.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { announce as announceSale } from '../../trade/auction/contract.ts'
import { capacity, NO_CAPACITY } from '../../trade/entry/contract.ts'

const fen = z.int().positive().max(1e15)
const said = z.string().trim().min(2).max(2000)
const word = z.string().trim().min(2).max(100)
const done = z.object({ caseId: z.uuid(), number: z.string() })
const caseId = z.uuid()
const instant = z.iso.datetime({ offset: true })
const day = z.iso.date()

export const saleForm = z.object({
  kind: z.string().regex(/^[a-z-]{2,20}$/),
  title: word,
  titleEn: word,
  /** What is sold, how much of it, and what is known against it. */
  asset: said,
  owner: word,
  /** Number of the decision by which the owner sells. */
  decision: word,
  /** Control of the firm changes with it. */
  control: z.boolean(),
  /** Where somebody has the first right: none, exercised in the hall, asked afterwards. */
  priority: z.enum(['none', 'hall', 'after']),
  /** A sale that failed, and that this one follows. */
  replaces: z
    .string()
    .regex(/^\d{6}-\d{4}-\d{6}$/)
    .optional(),
})
export type SaleForm = z.output<typeof saleForm>

const step = <
  const I extends z.ZodRawShape,
  const E extends Record<string, { status: number; zh: string; en: string }>,
>(
  id: string,
  title: [string, string],
  input: I,
  errors: E,
) =>
  defineContract({
    id: `property.${id}`,
    kind: 'write',
    title: text(...title),
    input: z.object({ caseId, ...input }),
    output: done,
    errors: { ...stepErrors, ...errors },
  })

export const plan = defineContract({
  id: 'property.plan',
  kind: 'write',
  title: text('登记转让决策', 'Register the decision to sell'),
  input: saleForm,
  output: done,
  errors: {
    KIND: { status: 422, ...text('没有这种标的。', 'There is no such kind of sale.') },
    PRIORITY: { status: 422, ...text('这种标的不能这样行使优先权。', 'Priority is not exercised so in this kind.') },
  },
})
export const approve = step(
  'approve',
  ['批准转让', 'Approve the sale'],
  { outcome: z.enum(['approve', 'return']), opinion: said },
  {},
)
export const appraise = step(
  'appraise',
  ['登记评估备案', 'Record the appraisal'],
  { report: word, agency: word, base: day, appraised: fen },
  { BASE: { status: 422, ...text('评估基准日不能在今天以后。', 'The valuation date lies ahead.') } },
)
export const predisclose = step(
  'predisclose',
  ['信息预披露', 'Pre-disclose'],
  { until: day },
  { SHORT: { status: 422, ...text('预披露的工作日不够。', 'Too few working days of pre-disclosure.') } },
)
export const disclose = step(
  'disclose',
  ['正式披露', 'Disclose'],
  { floor: fen, deposit: fen, profile: z.string(), until: day },
  {
    EARLY: { status: 409, ...text('预披露还没有满期。', 'The pre-disclosure has not ended.') },
    SHORT: { status: 422, ...text('披露的天数不够。', 'Too few days of disclosure.') },
    STALE: {
      status: 409,
      ...text('评估基准日已满十二个月，请重新评估。', 'The appraisal is twelve months old; a new one is needed.'),
    },
    FLOOR: {
      status: 422,
      ...text('首次披露的底价不能低于评估值。', 'The floor of a first disclosure is not below the appraisal.'),
    },
    NINETY: {
      status: 409,
      ...text(
        '底价低于评估值的百分之九十，先要书面批准。',
        'A floor under nine tenths of the appraisal needs written approval first.',
      ),
    },
    DEPOSIT: { status: 422, ...text('保证金超过底价的规定比例。', 'The deposit is above its share of the floor.') },
    PROFILE: { status: 422, ...text('这种标的没有这个竞价规则。', 'This kind has no such profile.') },
  },
)
export const lower = step(
  'lower',
  ['批准低于九成的底价', 'Approve a floor under nine tenths'],
  { floor: fen, opinion: said },
  { NOT_NOW: { status: 409, ...text('现在不需要批准底价。', 'No floor is to be approved now.') } },
)
export const extend = step(
  'extend',
  ['延长披露', 'Extend the disclosure'],
  { until: day },
  {
    NOT_NOW: { status: 409, ...text('现在没有在披露。', 'Nothing is being disclosed now.') },
    SHORT: { status: 422, ...text('延长的天数不够。', 'Too few days more.') },
  },
)
export const register = defineContract({
  id: 'property.register',
  kind: 'write',
  title: text('意向受让登记', 'Register to buy'),
  summary: text(
    '登记以后按通知缴保证金；身份保密到成交。',
    'Then the deposit is paid by its notice; who it is stays secret until the deal.',
  ),
  input: z.object({
    caseId,
    agreed: z.literal(true),
    /** Claims the first right; the exchange decides. */
    priority: z.boolean().default(false),
    with: z.string().max(500).optional(),
    /** In whose name. */
    capacity,
  }),
  output: done.extend({ order: z.string() }),
  errors: {
    ...stepErrors,
    NO_CAPACITY,
    NOT_NOW: { status: 409, ...text('现在不在披露期内。', 'Registrations are not taken now.') },
    ONCE: { status: 409, ...text('您已经登记过。', 'You have registered already.') },
    NO_ACCOUNT: { status: 409, ...text('没有可用的保证金账户。', 'There is no account for deposits.') },
  },
})
export const qualify = step(
  'qualify',
  ['资格确认', 'Qualify'],
  {
    no: z.coerce.number().int().positive(),
    outcome: z.enum(['pass', 'refuse']),
    priority: z.boolean().default(false),
    reason: said,
  },
  {
    NO_ENTRY: { status: 404, ...text('没有这份登记。', 'There is no such registration.') },
    ONCE: { status: 409, ...text('已经确认过。', 'It was decided already.') },
    NO_DEPOSIT: { status: 409, ...text('保证金没有按时足额到账。', 'The deposit has not come in full and in time.') },
  },
)
export const arrange = step(
  'arrange',
  ['披露期满', 'Disclosure ends'],
  {
    /** With nobody, or one where one is too few: disclose again, or end. */
    again: z.boolean().default(false),
    opens: instant.optional(),
    closes: instant.optional(),
    step: fen.optional(),
    price: fen.optional(),
    /** Who keeps sealed bids shut until the end, where the profile has them. */
    trustees: z.array(z.string().max(100)).max(9).optional(),
  },
  {
    TRUSTEES: announceSale.errors.TRUSTEES,
    EARLY: { status: 409, ...text('披露期还没有满。', 'The disclosure has not ended.') },
    UNDECIDED: { status: 409, ...text('还有意向方没有确认资格。', 'Somebody’s registration is undecided.') },
    TIMES: {
      status: 422,
      ...text(
        '二人以上：请填竞价的开始、截止和加价幅度。',
        'Two or more: please say begin, end and step of the bidding.',
      ),
    },
    PRICE: {
      status: 422,
      ...text('一人协议成交：成交价不能低于底价。', 'One alone agrees: at a price not below the floor.'),
    },
  },
)
export const close = step(
  'close',
  ['竞价结束', 'The sale closed'],
  { outcome: z.enum(['dealt', 'failed']), bidder: z.int().nullable(), price: z.int().nullable() },
  {},
)
export const match = step(
  'match',
  ['行使优先权', 'Exercise the first right'],
  { agreed: z.literal(true) },
  { NOT_NOW: { status: 409, ...text('现在没有在征询。', 'Nobody is being asked now.') } },
)
export const ask = step(
  'ask',
  ['征询行权结束', 'The asking ends'],
  {},
  { WAIT: { status: 409, ...text('征询期还没有满。', 'The period for it has not ended.') } },
)
export const sign = step(
  'sign',
  ['签订合同', 'Sign the contract'],
  {
    contract: word,
    /** As the contract says them: compared later, field by field. */
    asset: word,
    buyer: word,
    price: fen,
    day,
    first: z.coerce.number().int().min(1).max(100),
    until: day.optional(),
    guarantee: z.boolean().default(false),
  },
  {
    FIRST: {
      status: 422,
      ...text('首期不低于百分之三十。', 'Thirty per cent at least at first.'),
    },
    REST: {
      status: 422,
      ...text('分期的：余款要有担保，并在一年内付清。', 'Paid in parts: the rest is guaranteed and within a year.'),
    },
    NO_ACCOUNT: { status: 409, ...text('没有代收价款的账户。', 'There is no account for prices.') },
  },
)
export const settle = step('settle', ['价款到齐', 'The price has come'], { order: z.string() }, {})
export const FIELDS = ['asset', 'appraised', 'floor', 'method', 'buyer', 'price', 'payment', 'dates', 'log'] as const
export type Field = (typeof FIELDS)[number]
export const waive = step(
  'waive',
  ['放行一项不符', 'Waive a mismatch'],
  { field: z.enum(FIELDS), reason: said },
  { SAME: { status: 409, ...text('这一项没有不符。', 'This field does not differ.') } },
)
export const attest = step(
  'attest',
  ['鉴证', 'Attest'],
  { opinion: said },
  { MISMATCH: { status: 409, ...text('还有不符的项目没有放行，不能鉴证。', 'Fields differ and were not waived.') } },
)
export const certify = step('certify', ['出具交易凭证', 'Certify the deal'], {}, {})
export const publish = step(
  'publish',
  ['公告结果', 'Publish the result'],
  { until: day },
  { SHORT: { status: 422, ...text('公告的工作日不够。', 'Too few working days of publication.') } },
)
export const hear = defineContract({
  id: 'property.hear',
  kind: 'write',
  title: text('保证金变动', 'A deposit moved'),
  input: z.object({ number: z.string(), order: z.string(), what: z.enum(['paid', 'late', 'refunded']) }),
  output: done,
  errors: stepErrors,
})
