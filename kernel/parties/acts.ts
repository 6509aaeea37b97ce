import { z } from 'zod'
import { defineActs, says, text } from '../platform/index.ts'
import { LEVELS } from './contract.ts'

/** Marks against organisations are published with their credit code; a person is named only behind the commitment. */
const of = z.object({ list: z.string(), uscc: z.string().optional() })
const reason = says(z.string(), { to: ['actor', 'unit', 'supervision'] })
export const acts = defineActs('parties', {
  'subject.marked': {
    title: text('列入名单', 'Put on a list'),
    published: true,
    public: of.extend({
      purposes: z.array(z.string()),
      level: z.enum(LEVELS),
      from: z.string(),
      to: z.string().nullable(),
    }),
    private: z.object({ subject: z.string(), name: z.string(), reason }),
  },
  'subject.lifted': {
    title: text('移出名单', 'Taken off a list'),
    published: true,
    public: of,
    private: z.object({ subject: z.string(), reason }),
  },
})
