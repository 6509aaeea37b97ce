import { z } from 'zod'
import { COMMON_ACTS, stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

const _none = z.object({})
// Whose case it is reads what was said to him; what officers say to one another is theirs (副卷) until the case is closed and beyond.
const told = { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] } as const
const inside = { to: ['actor', 'unit', 'performers', 'supervision'] } as const
const said = says(z.string(), told)
const opinion = says(z.string(), inside)
const held = <S extends z.ZodType>(schema: S) => says(schema, { ...told, quiet: true })
const kept = <S extends z.ZodType>(schema: S) => says(schema, { ...inside, quiet: true })
const document = held(z.unknown())
const fen = z.int().min(0)
const day = z.string()
/** Lists on which the decision put the party. */
const marks = z.array(z.object({ id: z.string(), list: z.string(), to: day })).optional()
const act = <P extends z.ZodRawShape, Q extends z.ZodRawShape>(zh: string, en: string, pub: P, priv: Q) => ({
  title: text(zh, en),
  published: true as const,
  public: stamped(pub),
  private: z.object(priv),
})

/** What a decision is computed by: the standard's version, the rule that applied, its band, and where in it the fine lies. */
export const computed = {
  standard: z.string(),
  version: z.int(),
  digest: z.string(),
  rule: z.string(),
  /** How the standard calls the rule. */
  title: z.object({ zh: z.string(), en: z.string() }).optional(),
  /** 分; the band of the standard, inside the range of the statute. */
  band: z.object({ from: fen, to: fen }),
  /** (fine − from) / (to − from) in ten-thousandths, rounded down; null where the band has no width. */
  position: z.int().nullable(),
  /** The fine lies outside the band, or another rule was applied: reasons are in the act. */
  deviation: z.boolean(),
}

export const acts = defineActs('enforcement', {
  'penalty.filed': act(
    '立案',
    'Filed',
    {
      number: z.string(),
      itemCode: z.string(),
      itemDigest: z.string(),
      unit: z.string(),
      source: z.string(),
      /** Day of the act, or the last day of a continuing one: the law of that day counts (行政处罚法 art. 37). */
      actOn: day,
      cards: z.array(z.string()),
      lead: z.string().optional(),
    },
    { subject: held(z.unknown()), place: said, code: kept(z.string()) },
  ),
  'spot.decided': act(
    '当场处罚',
    'Decided on the spot',
    {
      number: z.string(),
      itemCode: z.string(),
      itemDigest: z.string(),
      unit: z.string(),
      actOn: day,
      cards: z.array(z.string()),
      kind: z.enum(['warning', 'fine']),
      fine: fen,
      collected: z.boolean(),
      ...computed,
    },
    {
      subject: held(z.unknown()),
      place: said,
      facts: held(z.unknown()),
      reasons: said,
      document,
      code: kept(z.string()),
    },
  ),
  'officers.changed': act('更换承办人', 'Officers changed', { cards: z.array(z.string()) }, { reason: opinion }),
  'evidence.added': act(
    '收集证据',
    'Evidence',
    { kind: z.string(), sha256: z.string(), size: z.int(), type: z.string(), takenOn: day },
    {
      name: kept(z.string()),
      maker: kept(z.string()),
      device: kept(z.string()),
      place: kept(z.string()),
      note: opinion,
    },
  ),
  'form.issued': act('制作文书', 'Form issued', { form: z.string() }, { fields: kept(z.unknown()), document }),
  'measure.asked': act(
    '报批强制或保存措施',
    'Measure proposed',
    { measure: z.int(), kind: z.string() },
    { goods: kept(z.string()), reason: opinion },
  ),
  'measure.ordered': act(
    '批准措施',
    'Measure ordered',
    { measure: z.int(), kind: z.string(), until: day },
    { goods: said, document },
  ),
  'measure.refused': act('不批准措施', 'Measure refused', { measure: z.int() }, { reason: opinion }),
  'measure.extended': act('延长措施', 'Measure extended', { measure: z.int(), until: day }, { reason: said, document }),
  'measure.ended': act(
    '解除或处理措施',
    'Measure ended',
    { measure: z.int(), outcome: z.enum(['returned', 'confiscated', 'seized', 'transferred', 'destroyed']) },
    { reason: said, document },
  ),
  'penalty.reported': act(
    '调查终结',
    'Investigation closed',
    {
      outcome: z.enum(['review', 'notice', 'spare', 'refer']),
      /** The heads have to discuss it (行政处罚法 art. 57 para 2): it leaves the standard, or stops a business. */
      discuss: z.boolean(),
    },
    // The proposal is nobody’s outside the unit before the notice tells it.
    {
      facts: kept(z.unknown()),
      proposal: kept(z.unknown()),
      reasons: opinion,
      deviationReason: opinion.optional(),
      document: kept(z.unknown()),
    },
  ),
  'penalty.reviewed': act(
    '法制审核',
    'Legal review',
    { outcome: z.enum(['pass', 'return']) },
    { opinion, document: kept(z.unknown()) },
  ),
  'penalty.noticed': act(
    '事先告知',
    'Noticed',
    { hearing: z.boolean(), fine: fen, confiscate: fen, until: day },
    { document },
  ),
  'penalty.defended': act(
    '陈述申辩',
    'Defended',
    {
      hearing: z.boolean(),
      waived: z.boolean(),
      late: z.boolean(),
      /** Something was said that has to be weighed. */
      stated: z.boolean().optional(),
      /** What the party signed, where an officer records it. */
      sha256: z.string().optional(),
      size: z.int().optional(),
      type: z.string().optional(),
    },
    { statement: said, name: kept(z.string()).optional() },
  ),
  'penalty.weighed': act(
    '复核陈述申辩',
    'Defence weighed',
    {
      outcome: z.enum(['hearing', 'discuss', 'decide', 'again']),
      adopted: z.enum(['none-made', 'adopted', 'partly', 'not', 'hearing']),
    },
    { opinion: said },
  ),
  'hearing.called': act('通知听证', 'Hearing called', { on: day }, { place: said, presider: said, document }),
  'hearing.held': act('举行听证', 'Hearing held', { attended: z.boolean() }, { record: said, opinion, document }),
  'penalty.discussed': act(
    '集体讨论',
    'Discussed',
    { present: z.int() },
    { who: opinion, opinion, document: kept(z.unknown()) },
  ),
  'penalty.decided': act(
    '处罚决定',
    'Decided',
    {
      outcome: z.enum(['penalise', 'spare', 'return']),
      kinds: z.array(z.string()),
      fine: fen,
      confiscate: fen,
      ...computed,
    },
    { reasons: said, document },
  ),
  'penalty.extended': act('延长办案期限', 'Extended', { days: z.int() }, { reason: opinion }),
  'penalty.suspended': act(
    '期间中止计算',
    'Clock suspended',
    {
      why: z.enum(['testing', 'review', 'suit', 'notice', 'crime']),
      measure: z.int().optional(),
      until: day.optional(),
    },
    { reason: said, document: document.optional() },
  ),
  'penalty.resumed': act('期间恢复计算', 'Clock resumed', {}, { reason: said }),
  'penalty.recorded': act('备案', 'Put on record', {}, { opinion }),
  'penalty.published': act(
    '公开处罚决定',
    'Published',
    {
      /** Organisations by name and credit code, persons without both (行政处罚法 art. 48). */
      subject: z.string(),
      uscc: z.string().optional(),
      conduct: z.object({ zh: z.string(), en: z.string() }),
      fine: fen,
      decision: z.string(),
      until: day,
      marks,
    },
    {},
  ),
  'publication.withheld': act('不予公开', 'Not published', { marks }, { reason: opinion }),
  'publication.withdrawn': act('撤回公开', 'Publication withdrawn', { reason: z.string() }, {}),
  'fine.paid': act(
    '缴款',
    'Paid',
    {
      kind: z.enum(['fine', 'confiscation', 'surcharge']),
      amount: fen,
      on: day,
      order: z.string(),
      as: z.string(),
      other: z.boolean(),
    },
    {},
  ),
  'deferral.asked': act('申请暂缓或分期', 'Deferral asked', {}, { reason: said }),
  'deferral.granted': act(
    '批准暂缓或分期',
    'Deferral granted',
    { plan: z.array(z.object({ due: day, amount: fen })) },
    { reason: said, document },
  ),
  'deferral.refused': act('不批准暂缓或分期', 'Deferral refused', {}, { reason: said }),
  'penalty.settled': act(
    '履行情况',
    'Execution',
    { outcome: z.enum(['paid', 'urge', 'court', 'stop']), surcharge: fen },
    { reason: opinion },
  ),
  'penalty.urged': act('催告', 'Urged', { surcharge: fen }, { document }),
  'court.applied': act('申请法院强制执行', 'Court applied to', { surcharge: fen }, { document }),
  'court.missed': act('逾期没有申请法院', 'Court not asked in time', {}, { reason: opinion }),
  'goods.settled': act(
    '处理涉案物品',
    'Goods disposed of',
    { outcome: z.enum(['none', 'returned', 'destroyed', 'auctioned', 'treasury']) },
    { record: said },
  ),
  'penalty.referred': act('移送司法机关', 'Referred', { to: z.string() }, { reason: opinion, document }),
  'penalty.closed': act('结案', 'Closed', { how: z.string() }, { opinion, document: kept(z.unknown()) }),
  'penalty.annulled': act(
    '撤销或变更',
    'Annulled or changed',
    {
      by: z.enum(['review', 'court', 'own']),
      what: z.enum(['annulled', 'changed', 'unlawful', 'void', 'upheld']),
      fine: fen.optional(),
      /** Marks that go with it. */
      lifted: z.array(z.string()).optional(),
    },
    { reason: said },
  ),
  'penalty.corrected': act('补正', 'Corrected', {}, { what: said, document }),
  'subject.changed': act(
    '当事人变化',
    'Subject changed',
    { what: z.enum(['died', 'bankrupt', 'merged', 'renamed', 'address']) },
    { now: held(z.unknown()), reason: opinion },
  ),
  'party.joined': act('当事人凭码进入', 'Party joined by code', {}, {}),
})

export const penaltyActs = [...Object.keys(acts), ...COMMON_ACTS] as const
