import { z } from 'zod'
import { defineActs, text } from '../platform/index.ts'

const none = z.object({})
const changed = z.object({
  rule: z.string(),
  what: z.enum(['put', 'end']),
  from: z.string(),
  light: z.enum(['prompt', 'yellow', 'red']).optional(),
  on: z.string().optional(),
  condition: z.string().optional(),
})

export const acts = defineActs('watch', {
  'rule.failed': {
    title: text('监察规则算不出来', 'A rule could not be computed'),
    published: true,
    public: z.object({ rule: z.string(), condition: z.string() }),
    private: none,
  },
  'rule.proposed': { title: text('提出监察规则', 'Rule proposed'), published: true, public: changed, private: none },
  'rule.backtested': {
    title: text('回测监察规则', 'Rule run over the past year'),
    published: true,
    public: z.object({ rule: z.string(), cases: z.int(), fired: z.int(), alone: z.int() }),
    private: none,
  },
  'rule.released': { title: text('放行监察规则', 'Rule released'), published: true, public: changed, private: none },
  'outage.declared': {
    title: text('申报停机、补录时段', 'Outage declared'),
    published: true,
    public: z.object({ from: z.string(), to: z.string(), why: z.object({ zh: z.string(), en: z.string() }) }),
    private: none,
  },
  'rule.dropped': {
    title: text('撤回监察规则的改动', 'Change of a rule dropped'),
    published: true,
    public: changed,
    private: none,
  },
})
