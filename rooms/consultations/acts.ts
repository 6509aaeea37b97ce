import { z } from 'zod'
import { COMMON_ACTS, stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

// What somebody says, where he lives and how he is reached is his and whoever handles it; nothing of it stands in public.
const told = { to: ['actor', 'party:asker', 'unit', 'performers', 'supervision'] } as const
const said = says(z.string(), told)
const inside = says(z.string(), { to: ['actor', 'unit', 'performers', 'supervision'] })
const act = <P extends z.ZodRawShape, Q extends z.ZodRawShape>(zh: string, en: string, pub: P, priv: Q) => ({
  title: text(zh, en),
  published: true as const,
  public: stamped(pub),
  private: z.object(priv),
})

export const acts = defineActs('consultations', {
  'ticket.received': act(
    '收到诉求',
    'Received',
    {
      number: z.string(),
      office: z.string(),
      class: z.string(),
      channel: z.enum(['web', 'phone', 'counter', 'open311']),
      consult: z.boolean(),
      district: z.string().optional(),
      about: z.string().optional(),
    },
    { said, place: said, contact: inside, similar: inside },
  ),
  'ticket.assigned': act(
    '派单',
    'Assigned',
    {
      outcome: z.enum(['assign', 'merge', 'elsewhere']),
      how: z.enum(['words', 'person']),
      class: z.string(),
      unit: z.string().optional(),
      into: z.string().optional(),
      way: z.string().optional(),
    },
    { note: inside, answer: said.optional() },
  ),
  'ticket.signed': act('签收', 'Signed for', { outcome: z.enum(['sign', 'return']) }, { reason: inside }),
  'ticket.designated': act('指定办理', 'Designated', { unit: z.string() }, { reason: inside }),
  'ticket.extended': act('延长办理', 'Extended', { days: z.int() }, { reason: said }),
  'ticket.answered': act('答复', 'Answered', {}, { answer: said }),
  'ticket.told': act('转告答复', 'Told the answer', { from: z.string() }, { answer: said }),
  'ticket.rated': act('评价', 'Rated', { outcome: z.enum(['satisfied', 'reopen']) }, { words: said }),
  'ticket.closed': act('办结', 'Closed', {}, {}),
  'ticket.shared': act(
    '公开问答',
    'Question published',
    { title: z.string(), question: z.string(), answer: z.string(), class: z.string() },
    {},
  ),
})
export const ticketActs = [...Object.keys(acts), ...COMMON_ACTS]

export const clientActs = defineActs('consultations', {
  'client.admitted': {
    title: text('接入诉求渠道', 'Client admitted'),
    published: true,
    public: z.object({ client: z.string(), name: z.string() }),
    private: z.object({}),
  },
  'client.ended': {
    title: text('停用诉求渠道', 'Client ended'),
    published: true,
    public: z.object({ client: z.string() }),
    private: z.object({}),
  },
})
