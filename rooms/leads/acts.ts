import { z } from 'zod'
import { COMMON_ACTS, stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

// Who informed is the registering post's and the informant's own to know; never the party's, never another unit's (行政处罚法 art. 39).
const informant = says(z.unknown(), { to: ['actor', 'party:informant'], quiet: true })
const inside = says(z.string(), { to: ['actor', 'unit', 'performers', 'supervision'] })
const kept = says(z.unknown(), { to: ['actor', 'unit', 'performers', 'supervision'], quiet: true })
const told = says(z.string(), { to: ['actor', 'party:informant', 'unit', 'performers', 'supervision'] })
const act = <P extends z.ZodRawShape, Q extends z.ZodRawShape>(zh: string, en: string, pub: P, priv: Q) => ({
  title: text(zh, en),
  published: true as const,
  public: stamped(pub),
  private: z.object(priv),
})

export const acts = defineActs('leads', {
  'lead.registered': act(
    '登记线索',
    'Lead registered',
    {
      number: z.string(),
      unit: z.string(),
      source: z.string(),
      similar: z.array(z.string()),
      from: z.string().optional(),
    },
    { what: told, place: told, subject: kept, informant: informant.optional() },
  ),
  'lead.checked': act(
    '核查',
    'Checked',
    { outcome: z.enum(['file', 'decline', 'transfer']), itemCode: z.string().optional(), to: z.string().optional() },
    { opinion: inside, subject: kept, actOn: kept, place: kept },
  ),
  'lead.extended': act('延长核查', 'Check extended', { days: z.int() }, { reason: inside }),
  'lead.settled': act(
    '立案审批',
    'Settled',
    { outcome: z.enum(['file', 'decline', 'return']), case: z.string().optional(), itemCode: z.string().optional() },
    { opinion: told },
  ),
  'lead.transferred': act(
    '移送',
    'Transferred',
    { from: z.string(), to: z.string() },
    { reason: inside, document: kept },
  ),
  'lead.received': act('接收移送', 'Received', { outcome: z.enum(['accept', 'dispute']) }, { opinion: inside }),
  'lead.assigned': act('指定管辖', 'Assigned', { unit: z.string() }, { reason: inside }),
})
export const leadActs = [...Object.keys(acts), ...COMMON_ACTS]
