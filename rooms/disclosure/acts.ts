import { z } from 'zod'
import { COMMON_ACTS, stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

const told = { to: ['actor', 'party:requester', 'unit', 'performers', 'supervision'] } as const
const said = says(z.string(), told)
const held = says(z.unknown(), { ...told, quiet: true })
const inside = says(z.string(), { to: ['actor', 'unit', 'performers', 'supervision'] })
const kept = says(z.unknown(), { to: ['actor', 'unit', 'performers', 'supervision'], quiet: true })
const day = z.string()
const codes = z.array(z.object({ n: z.int(), code: z.string() }))
const act = <P extends z.ZodRawShape, Q extends z.ZodRawShape>(zh: string, en: string, pub: P, priv: Q) => ({
  title: text(zh, en),
  published: true as const,
  public: stamped(pub),
  private: z.object(priv),
})

export const acts = defineActs('disclosure', {
  'request.made': act(
    '提出公开申请',
    'Information asked for',
    {
      number: z.string(),
      unit: z.string(),
      channel: z.string(),
      category: z.string(),
      items: z.int(),
      /** Where the channel itself says the day of receipt (art. 31). */
      receivedOn: day.optional(),
    },
    { asked: said },
  ),
  'request.registered': act(
    '登记',
    'Registered',
    { receivedOn: day, outcome: z.enum(['go', 'correct']), until: day.optional() },
    { notice: said, document: held },
  ),
  'request.corrected': act('补正', 'Made clear', {}, { asked: said }),
  'request.abandoned': act('逾期不补正，不再处理', 'Not made clear in time', { outcomes: codes }, { reason: said }),
  'request.searched': act(
    '检索',
    'Searched',
    { found: z.array(z.object({ n: z.int(), found: z.boolean() })) },
    // Where and with which terms is told in the answer where nothing is held; the record itself is the unit's.
    { where: said, terms: said },
  ),
  'third-party.consulted': act(
    '征求第三方意见',
    'Third party consulted',
    { consultation: z.int(), item: z.int() },
    { to: inside, document: kept },
  ),
  'third-party.answered': act(
    '第三方意见',
    'Third party answered',
    { consultation: z.int(), answer: z.enum(['agrees', 'objects', 'silent']) },
    { opinion: inside },
  ),
  'request.extended': act(
    '延长答复期限',
    'Reply extended',
    { days: z.int(), ground: z.enum(['complex', 'excessive']).default('complex') },
    { reason: said },
  ),
  'fee.noticed': act(
    '收费通知',
    'Fee',
    { by: z.enum(['items', 'pages']), n: z.int(), fen: z.int(), order: z.string(), due: day },
    { document: held, reason: said },
  ),
  'fee.paid': act('缴清处理费', 'Fee paid', { order: z.string(), on: day }, {}),
  'request.reasons-asked': act('要求说明理由', 'Asked for reasons', { by: day }, { why: said, document: held }),
  'request.reasoned': act('说明理由', 'Reasons given', {}, { reasons: said }),
  // What was blackened is told by number and ground; the words themselves are nobody's but the unit's.
  'request.redacted': act(
    '遮盖部分内容',
    'Redacted',
    {
      item: z.int(),
      from: z.string(),
      to: z.string(),
      pages: z.int(),
      removed: z.array(z.object({ page: z.int(), why: z.enum(['word', 'region']) })),
      grounds: z.array(z.string()),
    },
    { words: inside, regions: inside, reason: said },
  ),
  'request.contested': act(
    '被申请复议、提起诉讼',
    'Contested',
    { contest: z.int(), way: z.enum(['review', 'suit', 'suit-after-review']), on: day },
    { docket: inside },
  ),
  'contest.ended': act(
    '复议、诉讼的结果',
    'Review or suit ended',
    { contest: z.int(), result: z.enum(['upheld', 'corrected', 'other']), on: day },
    {},
  ),
  'request.drafted': act('拟答复', 'Answer drafted', {}, { answers: kept }),
  'request.replied': act(
    '答复',
    'Replied',
    {
      outcome: z.enum(['reply', 'return']),
      outcomes: codes.optional(),
      row: z.string().optional(),
      /** An answer that was made public for all (art. 44). */
      shared: z.object({ title: z.string(), answer: z.string() }).optional(),
    },
    { opinion: inside, document: held },
  ),
  'request.closed': act('办结', 'Closed', {}, {}),
})
export const disclosureActs = [...Object.keys(acts), ...COMMON_ACTS]
