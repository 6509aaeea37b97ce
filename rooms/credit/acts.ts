import { z } from 'zod'
import { COMMON_ACTS, stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

const told = { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] } as const
const said = says(z.string(), told)
const held = says(z.unknown(), { ...told, quiet: true })
const inside = says(z.string(), { to: ['actor', 'unit', 'performers', 'supervision'] })
const bilingual = z.object({ zh: z.string(), en: z.string() })
// An organisation stands in public by its code; a person does not at all.
const uscc = z.string().optional()
const act = <P extends z.ZodRawShape, Q extends z.ZodRawShape>(zh: string, en: string, pub: P, priv: Q) => ({
  title: text(zh, en),
  published: true as const,
  public: stamped(pub),
  private: z.object(priv),
})

export const acts = defineActs('credit', {
  'fact.recorded': {
    title: text('记入信用事实', 'Fact recorded'),
    published: true,
    public: z.object({
      kind: z.string(),
      title: bilingual,
      document: z.string(),
      on: z.string(),
      until: z.string().nullable(),
      source: z.string(),
      uscc,
    }),
    private: z.object({ subject: z.string(), name: z.string() }),
  },
  'fact.ended': {
    title: text('信用事实终止', 'Fact ended'),
    published: true,
    public: z.object({ document: z.string(), why: z.string(), uscc }),
    private: z.object({ subject: z.string() }),
  },
  'register.imported': {
    title: text('导入登记簿', 'Register imported'),
    published: true,
    public: z.object({ register: z.string(), sha256: z.string(), taken: z.int(), warned: z.int(), refused: z.int() }),
    private: z.object({}),
  },
  'register.brought': {
    title: text('收到登记簿文件', 'Register file received'),
    published: false,
    public: z.object({ register: z.string(), sha256: z.string() }),
    private: z.object({}),
  },
  'report.made': {
    title: text('出具信用报告', 'Credit report made'),
    published: true,
    public: z.object({
      uscc,
      sha256: z.string(),
      asOf: z.string(),
      checkpoint: z.object({ size: z.int(), root: z.string() }).nullable(),
    }),
    private: z.object({ subject: z.string() }),
  },
  'listing.opened': act(
    '认定事实',
    'Facts recorded',
    { number: z.string(), list: z.string(), decision: z.string(), uscc },
    { name: held, reason: inside },
  ),
  'listing.noticed': act('告知', 'Noticed', { until: z.string() }, { document: held }),
  'listing.objected': act('提出意见', 'Objected', {}, { objection: said }),
  'listing.weighed': act(
    '复核意见',
    'Weighed',
    { outcome: z.enum(['go', 'drop']), adopted: z.enum(['none-made', 'adopted', 'partly', 'not']) },
    { opinion: said },
  ),
  'listing.decided': act(
    '决定',
    'Decided',
    { outcome: z.enum(['list', 'drop']), from: z.string().optional(), to: z.string().optional() },
    { reason: said, document: held },
  ),
  'listing.told': act('告知怎样修复', 'Told how it is repaired', {}, { document: held }),
  'listing.published': act(
    '公布',
    'Published',
    { list: z.string(), uscc, from: z.string(), to: z.string(), mark: z.string() },
    {},
  ),
  'listing.flagged': act('标注', 'Flag', { flag: z.enum(['objection', 'review']), on: z.boolean() }, { reason: said }),
  'listing.ended': act(
    '停止公示、共享和措施',
    'Display, sharing and measures ended',
    { how: z.enum(['repaired', 'expired']), by: z.string().optional() },
    {},
  ),
  'listing.annulled': act('撤销', 'Annulled', { leaned: z.int() }, { reason: said }),
  'repair.applied': act(
    '申请信用修复',
    'Repair applied for',
    { number: z.string(), listing: z.string() },
    { corrected: said, promise: said },
  ),
  'repair.accepted': act('受理', 'Accepted', { outcome: z.enum(['accept', 'refuse']) }, { reason: said }),
  'repair.decided': act('决定', 'Decided', { outcome: z.enum(['grant', 'refuse']) }, { reason: said, document: held }),
  'repair.closed': act('办结', 'Closed', {}, {}),
})
export const listingActs = [...Object.keys(acts).filter((t) => t.startsWith('listing.')), ...COMMON_ACTS]
export const repairActs = [...Object.keys(acts).filter((t) => t.startsWith('repair.')), ...COMMON_ACTS]
