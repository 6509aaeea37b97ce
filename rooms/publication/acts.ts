import { z } from 'zod'
import { COMMON_ACTS, stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

const inside = says(z.string(), { to: ['actor', 'unit', 'performers', 'supervision'] })
const kept = says(z.unknown(), { to: ['actor', 'unit', 'performers', 'supervision'], quiet: true })
const act = <P extends z.ZodRawShape, Q extends z.ZodRawShape>(zh: string, en: string, pub: P, priv: Q) => ({
  title: text(zh, en),
  published: true as const,
  public: stamped(pub),
  private: z.object(priv),
})

// `information.made` and `information.published` are what the supervision rules DI1 and DI4 look at.
export const acts = defineActs('publication', {
  'information.made': act(
    '形成政府信息',
    'Information made',
    {
      number: z.string(),
      unit: z.string(),
      item: z.string(),
      /** From this day the twenty working days count (art. 26). */
      on: z.string(),
      limit: z.enum(['publish', 'yearly-report']),
      due: z.literal(true),
      amends: z.string().optional(),
    },
    { title: inside },
  ),
  'information.drafted': act('拟稿', 'Drafted', {}, { content: kept }),
  'information.reviewed': act(
    '公开审查',
    'Reviewed',
    {
      outcome: z.enum(['pass', 'return']),
      secrecy: z.enum(['none', 'asked', 'secret']),
      privacy: z.enum(['none', 'removed', 'office']),
    },
    { opinion: inside },
  ),
  'information.published': act(
    '主动公开',
    'Published',
    {
      item: z.string(),
      title: z.string(),
      summary: z.string(),
      body: z.string(),
      /** It holds what tells who somebody is, and not only in an office. */
      personal: z.boolean(),
      first: z.enum(['yes', 'no']),
      until: z.string().optional(),
      amends: z.string().optional(),
    },
    {},
  ),
  'information.withdrawn': act(
    '撤下',
    'Withdrawn',
    { item: z.string(), why: z.enum(['repealed', 'expired', 'wrong', 'secret', 'personal']) },
    { reason: inside },
  ),
})
export const publicationActs = [...Object.keys(acts), ...COMMON_ACTS]

export const dutyActs = defineActs('publication', {
  'duties.opened': {
    title: text('列出本年应公开的信息', 'Duties of the year opened'),
    published: true,
    public: z.object({ year: z.int(), opened: z.int() }),
    private: z.object({}),
  },
})
