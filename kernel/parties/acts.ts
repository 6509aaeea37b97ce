import { z } from 'zod'
import { defineActs, says, text } from '../platform/index.ts'
import { EFFECTS, hit, LEVELS, listVersion } from './contract.ts'

/** Marks against organisations are published with their credit code; a person is named only behind the commitment. */
const of = z.object({ list: z.string(), uscc: z.string().optional() })
const check = z.object({ purpose: z.string(), effect: z.enum(EFFECTS), lists: z.array(listVersion) })
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
  'subject.named': {
    title: text('记下主体名称', 'Subject named'),
    published: false,
    public: z.object({}),
    private: z.object({ key: z.string(), name: z.string() }),
  },
  'subject.lifted': {
    title: text('移出名单', 'Taken off a list'),
    published: true,
    public: of.extend({ annulled: z.boolean().optional() }),
    private: z.object({ subject: z.string(), reason }),
  },
  'standing.checked': {
    title: text('信用核查', 'Standing checked'),
    published: true,
    public: check.extend({
      checked: z.string(),
      instant: z.string(),
      /** The ledger as it stood: its newest checkpoint. */
      checkpoint: z.object({ size: z.int(), root: z.string() }).nullable(),
      hits: z.array(hit),
      leaning: z.string(),
    }),
    private: z.object({ subjects: z.array(z.string()), closed: z.array(hit) }),
  },
  'standing.refused': {
    title: text('信用核查未通过', 'Refused by a gate'),
    // Who tried what is nobody else's.
    published: false,
    public: check,
    private: z.object({ subjects: z.array(z.string()), hits: z.array(hit) }),
  },
  'list.kept': {
    title: text('名单副本的时点', 'Copy of a list'),
    published: true,
    public: z.object({ list: z.string(), asOf: z.string(), freshHours: z.int() }),
    private: z.object({}),
  },
})
