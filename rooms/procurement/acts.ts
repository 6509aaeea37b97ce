import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'
import { contract as committee } from '../../trade/committee/index.ts'
import { KEPT, OBJECTS } from './contract.ts'
import { procurementForm } from './form.shape.ts'

const inside = { to: ['actor', 'unit', 'performers', 'supervision'] } as const
const words = says(z.string(), { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] })
const bidder = z.int()
const company = { uscc: z.string(), name: z.string() }
/** `members`: of a consortium, beside the leading one. */
const winner = z.object({ ...company, price: z.int(), members: z.array(z.object(company)).optional() })
/** Which person a member is: nobody reads it before the result (实施条例 art. 40: secret until then). */
const seated = {
  actor: says(z.string().optional(), {
    to: ['unit', 'performers', 'supervision'],
    from: 'procurement.notified',
    quiet: true,
  }),
}
const unseen = { actor: says(z.string().optional(), { to: [], sealed: true, quiet: true }) }
const of = <S extends z.ZodRawShape, P extends z.ZodRawShape>(zh: string, en: string, shape: S, hidden: P) => ({
  title: text(zh, en),
  published: true as const,
  public: stamped(shape),
  private: z.object(hidden),
})
const beside = <S extends z.ZodRawShape, P extends z.ZodRawShape>(zh: string, en: string, shape: S, hidden: P) => ({
  title: text(zh, en),
  published: false as const,
  public: z.object(shape),
  private: z.object(hidden),
})

export const acts = defineActs('procurement', {
  'procurement.planned': of(
    '申报采购计划',
    'Plan filed',
    { number: z.string(), form: procurementForm, over: z.boolean() },
    {},
  ),
  'procurement.lot-added': of(
    '增加分包',
    'Lot added',
    { no: z.int(), lot: z.string(), case: z.uuid(), over: z.boolean() },
    {},
  ),
  'procurement.approved': of(
    '核准采购计划和方式',
    'Plan decided',
    { outcome: z.enum(['approve', 'publicise', 'return']) },
    { opinion: says(z.string(), inside) },
  ),
  'procurement.document-added': of(
    '发布采购文件',
    'Document added',
    { name: z.string(), sha256: z.string(), size: z.int() },
    {},
  ),
  'procurement.announced': of(
    '发布采购公告',
    'Notice published',
    { deadline: z.string(), box: z.string(), draw: z.string() },
    {},
  ),
  'procurement.closed': of('响应截止', 'Deadline passed', { count: z.int(), outcome: z.enum(['enough', 'few']) }, {}),
  'procurement.called': of('宣布开启', 'Opening called', {}, {}),
  /** Bidder, outcome, price (none where quotes come later), deductions that it claims. */
  'procurement.opened': of(
    '开启',
    'Opened',
    { method: z.string(), bids: z.array(z.tuple([bidder, z.string(), z.int().nullable(), z.string()])) },
    {},
  ),
  'procurement.pooled': of(
    '封定专家名单',
    'Pool of experts closed',
    { experts: z.int(), excluded: z.int() },
    { people: says(z.record(z.string(), z.string()), { to: [], sealed: true, quiet: true }) },
  ),
  'procurement.drawn': of('抽取专家', 'Experts drawn', { experts: z.array(z.string()), order: z.array(bidder) }, {}),
  'procurement.round-called': of(
    '请供应商报价',
    'Quotes asked for',
    { round: z.int(), deadline: z.string(), box: z.string(), last: z.boolean(), words: z.string() },
    {},
  ),
  'procurement.round-closed': of(
    '报价截止',
    'Quotes closed',
    { round: z.int(), count: z.int(), outcome: z.enum(['enough', 'few']) },
    {},
  ),
  /** Of a negotiation only how many quoted: nobody learns another's price (政府采购法 art. 38). */
  'procurement.round-opened': of('报价开启', 'Quotes opened', { round: z.int(), count: z.int() }, {}),
  'procurement.asked': of('请供应商澄清', 'A supplier was asked', { bidder, member: z.string() }, { words, ...seated }),
  'procurement.explained': of('供应商书面澄清', 'A supplier explained', { bidder }, { words }),
  'procurement.evaluated': of(
    '成员独立评审',
    'A member evaluated',
    { member: z.string() },
    {
      ...seated,
      verdicts: says(z.array(committee.verdict), {
        to: ['actor', 'unit', 'performers', 'supervision'],
        from: 'procurement.reported',
        quiet: true,
      }),
    },
  ),
  'procurement.reported': of(
    '评审报告',
    'Evaluation report',
    {
      outcome: z.enum(['ranked', 'none']),
      /** Bidder, rank, price, total, codes by which members would reject it. */
      ranking: z.array(z.tuple([bidder, z.int().nullable(), z.int(), z.string(), z.string()])),
    },
    {
      ...seated,
      points: says(z.record(z.string(), z.record(z.string(), z.string())), {
        to: ['parties', 'unit', 'performers', 'supervision'],
        quiet: true,
      }),
    },
  ),
  'procurement.signed': of(
    '成员签署评审报告',
    'A member signed or dissented',
    { member: z.string(), agrees: z.boolean() },
    { reason: words },
  ),
  'procurement.sent': of('送交评审报告', 'Report sent to the buyer', {}, {}),
  'procurement.confirmed': of('确认中标（成交）供应商', 'Result confirmed', { winners: z.array(winner) }, {}),
  'procurement.publicised': of(
    '公示单一来源',
    'Single source publicised',
    { words: z.string(), until: z.string() },
    {},
  ),
  'procurement.negotiated': of('商定价格', 'Price agreed', { winners: z.array(winner), words: z.string() }, {}),
  'procurement.notified': of(
    '公告结果、发出通知书',
    'Result published',
    /** `refunds`: bonds that go back by this act. */
    { winners: z.array(winner), method: z.string(), refunds: z.int().optional() },
    { document: says(z.unknown(), { to: ['parties', 'unit', 'performers', 'supervision'], quiet: true }) },
  ),
  'procurement.passed-on': of(
    '确定下一候选人',
    'Next candidate taken',
    { winners: z.array(winner), before: z.string() },
    {
      words,
      document: says(z.unknown(), { to: ['parties', 'unit', 'performers', 'supervision'], quiet: true }),
    },
  ),
  'procurement.contracted': of(
    '签订合同',
    'Contract signed',
    {
      ...{ contract: z.string(), price: z.int(), refunds: z.int().optional() },
      /** All members of a consortium, who answer jointly and severally (政府采购法 art. 24). */
      parties: z.array(z.string()).optional(),
      performance: z.object({ amount: z.int(), order: z.string() }).optional(),
    },
    {},
  ),
  'procurement.bond-kept': of('不予退还保证金', 'Bond kept', { bidder, reason: z.enum(KEPT) }, { words }),
  'procurement.bonds-returned': of('保证金退还完毕', 'Bonds are back', { bonds: z.int() }, {}),
  'procurement.contract-published': of('公告合同', 'Contract published', { sha256: z.string(), size: z.int() }, {}),
  'procurement.accepted': of('验收', 'Accepted', { grade: z.int() }, { words }),
  'procurement.paid': of('支付', 'Paid', { voucher: z.string(), price: z.int() }, {}),
  'procurement.challenged': of('提出质疑', 'Challenge', { on: z.enum(OBJECTS) }, { words }),
  'procurement.answered': of('答复质疑', 'Challenge answered', { challenge: z.int(), words: z.string() }, {}),
  'procurement.complained': of('向财政部门投诉', 'Complaint', { challenge: z.int() }, { words }),
  'procurement.suspended': of('暂停采购', 'Suspended', { complaint: z.int(), until: z.string() }, {}),
  'procurement.decided': of(
    '投诉处理决定',
    'Complaint decided',
    { complaint: z.int(), outcome: z.enum(['reject', 'correct', 'annul']), words: z.string() },
    {},
  ),
  // Beside the case: who takes part nobody sees; budgets are not a case's.
  'procurement.joined': beside('登记参加', 'Registered to take part', { number: z.string() }, unseen),
  'procurement.budget-set': beside(
    '下达采购预算',
    'Budget set',
    { unit: z.string(), year: z.int(), line: z.string(), amount: z.int() },
    {},
  ),
  'procurement.committed': beside('占用预算', 'Budget taken', { number: z.string(), amount: z.int() }, {}),
})
/** Those that stand beside the case's stream. */
export const BESIDE = ['procurement.joined', 'procurement.budget-set', 'procurement.committed']
