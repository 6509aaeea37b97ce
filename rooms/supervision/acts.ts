import { z } from 'zod'
import { defineActs, text } from '../../kernel/platform/index.ts'

const about = z.object({ number: z.string(), unit: z.string(), office: z.string() })
const none = z.object({})
const changed = z.object({
  rule: z.string(),
  what: z.enum(['put', 'end']),
  from: z.string(),
  light: z.enum(['yellow', 'red']).optional(),
  on: z.string().optional(),
  condition: z.string().optional(),
})

/** Subject: the measure's or light's own stream (kind `order`), so that supervision never takes a number of the case itself. */
export const acts = defineActs('supervision', {
  'light.raised': {
    title: text('亮牌', 'Light raised'),
    published: true,
    public: about.extend({ light: z.enum(['yellow', 'red']), rule: z.string(), due: z.string() }),
    private: none,
  },
  'light.cleared': {
    title: text('灭牌', 'Light cleared'),
    published: true,
    public: about.extend({ light: z.enum(['yellow', 'red']), rule: z.string() }),
    private: none,
  },
  'light.settled': {
    title: text('牌已处理', 'Light settled'),
    published: true,
    public: about.extend({ light: z.enum(['yellow', 'red']), rule: z.string() }),
    private: z.object({ finding: z.string() }),
  },
  'case.watched': {
    title: text('核看时钟', 'Clocks watched'),
    published: false,
    public: z.object({ cases: z.int().optional(), next: z.string().nullable().optional() }),
    private: none,
  },
  'rule.failed': {
    title: text('监察规则算不出来', 'A rule could not be computed'),
    published: true,
    public: z.object({ rule: z.string(), condition: z.string() }),
    private: none,
  },
  'rule.proposed': { title: text('提出监察规则', 'Rule proposed'), published: true, public: changed, private: none },
  'rule.released': { title: text('放行监察规则', 'Rule released'), published: true, public: changed, private: none },
  'rule.dropped': {
    title: text('撤回监察规则的改动', 'Change of a rule dropped'),
    published: true,
    public: changed,
    private: none,
  },
  'reminder.sent': {
    title: text('催办', 'Reminder'),
    published: true,
    public: about,
    private: z.object({ said: z.string() }),
  },
  'order.issued': {
    title: text('督办单', 'Supervision order'),
    published: true,
    public: about.extend({ due: z.string() }),
    private: z.object({ said: z.string() }),
  },
  'order.answered': {
    title: text('答复督办', 'Order answered'),
    published: true,
    public: about,
    private: z.object({ answer: z.string() }),
  },
  'order.closed': { title: text('督办办结', 'Order closed'), published: true, public: about, private: none },
})
