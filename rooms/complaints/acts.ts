import { z } from 'zod'
import { stamped } from '../../kernel/cases/index.ts'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

// 信访工作条例 art. 30: what a complainant says is not passed on to the unit that it is about.
const said = says(z.string(), { to: ['actor', 'party:complainant', 'unit', 'performers', 'supervision'] })

export const acts = defineActs('complaints', {
  'complaint.submitted': {
    title: text('提出投诉', 'Complaint submitted'),
    published: true,
    public: stamped({ number: z.string(), about: z.string(), electronic: z.boolean(), reviews: z.string().optional() }),
    private: z.object({ complaint: said }),
  },
  'complaint.assigned': {
    title: text('指定承办单位', 'Assigned'),
    published: true,
    public: stamped({ unit: z.string() }),
    private: z.object({}),
  },
  'complaint.extended': {
    title: text('延长办理期限', 'Limit extended'),
    published: true,
    public: stamped({ days: z.int() }),
    private: z.object({ reason: said }),
  },
  'complaint.answered': {
    title: text('答复', 'Answered'),
    published: true,
    public: stamped({ finding: z.enum(['founded', 'partly', 'unfounded']) }),
    private: z.object({
      answer: said,
      document: says(z.unknown(), {
        to: ['actor', 'party:complainant', 'unit', 'performers', 'supervision'],
        quiet: true,
      }),
    }),
  },
  'complaint.closed': {
    title: text('办结', 'Closed'),
    published: true,
    public: stamped({}),
    private: z.object({}),
  },
})
