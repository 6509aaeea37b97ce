import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

const open = { to: ['actor', 'parties', 'unit', 'performers', 'supervision'] } as const
const said = says(z.string(), open)
const document = says(z.unknown(), { ...open, quiet: true })

/** What passes between two organs about one matter; it stands on the streams of their cases. */
export const acts = defineActs('linked', {
  'case.handed-up': {
    title: text('报上级机关决定', 'Handed up for decision'),
    published: true,
    public: stamped({ to: z.string(), advice: z.enum(['grant', 'refuse']), papers: z.int() }),
    private: z.object({ opinion: said, document }),
  },
  'case.taken-over': {
    title: text('接收下级上报', 'Taken over from below'),
    published: true,
    public: stamped({ outcome: z.enum(['take', 'return']), from: z.string(), papers: z.int() }),
    private: z.object({ reason: said, document }),
  },
  'case.transferred': {
    title: text('移送有权机关', 'Transferred to the competent organ'),
    published: true,
    public: stamped({ to: z.string(), unit: z.string() }),
    private: z.object({ reason: said, document }),
  },
  'file.sent': {
    title: text('移送材料发往另一套系统', 'Sent to another installation'),
    published: true,
    public: stamped({ to: z.string(), papers: z.int() }),
    private: z.object({}),
  },
  'file.refused': {
    title: text('另一套系统没有收下', 'Not taken by the other installation'),
    published: true,
    public: stamped({ to: z.string() }),
    private: z.object({}),
  },
  'withdrawal.sent': {
    title: text('向另一套系统撤回申请', 'Withdrawal sent to another installation'),
    published: true,
    public: stamped({ to: z.string() }),
    private: z.object({ reason: said }),
  },
  'withdrawal.answered': {
    title: text('另一套系统对撤回的答复', 'The other installation on the withdrawal'),
    published: true,
    public: stamped({ by: z.string(), outcome: z.enum(['taken', 'refused']) }),
    private: z.object({}),
  },
  'file.received': {
    title: text('对方的收件回执', 'Receipt of the other organ'),
    published: true,
    /** The case of the other organ and, where that was the receipt, its act. */
    public: stamped({ by: z.string(), act: z.string().optional(), outcome: z.string() }),
    private: z.object({}),
  },
})
