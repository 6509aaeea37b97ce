import { z } from 'zod'
import { defineActs, text } from '../../kernel/platform/index.ts'
import { RUNGS } from './ladder.ts'

const about = z.object({ number: z.string(), unit: z.string(), office: z.string() })
const none = z.object({})
const light = z.enum(['yellow', 'red'])
const rung = z.enum(RUNGS)
/** Subject: the measure's or light's own stream (kind `order`), so that supervision never takes a number of the case itself. */
export const acts = defineActs('supervision', {
  'light.raised': {
    title: text('亮牌', 'Light raised'),
    published: true,
    public: about.extend({
      light,
      rule: z.string(),
      /** The day from which these words of the rule hold, the facts by which it fired, and the acts that show them. */
      version: z.string(),
      due: z.string(),
      facts: z.record(z.string(), z.unknown()),
      acts: z.array(z.string()),
    }),
    private: none,
  },
  'light.cleared': {
    title: text('灭牌', 'Light cleared'),
    published: true,
    public: about.extend({ light, rule: z.string() }),
    private: none,
  },
  'light.settled': {
    title: text('牌已处理', 'Light settled'),
    published: true,
    public: about.extend({ light, rule: z.string() }),
    private: z.object({ finding: z.string() }),
  },
  'feed.late': {
    title: text('数据整批晚到', 'A feed is late'),
    published: true,
    public: z.object({ acts: z.int(), cases: z.int(), from: z.string(), to: z.string() }),
    private: none,
  },
  'case.watched': {
    title: text('核看时钟', 'Clocks watched'),
    published: false,
    public: z.object({ cases: z.int().optional(), next: z.string().nullable().optional() }),
    private: none,
  },
  'reminder.sent': {
    title: text('催办', 'Reminder'),
    published: true,
    public: about.extend({ rule: z.string().optional() }),
    private: z.object({ said: z.string() }),
  },
  'order.issued': {
    title: text('督办单', 'Supervision order'),
    published: true,
    public: about.extend({ kind: rung.optional(), due: z.string(), after: z.string().optional() }),
    private: z.object({ said: z.string() }),
  },
  'order.acknowledged': {
    title: text('签收督办', 'Measure acknowledged'),
    published: true,
    public: about,
    private: none,
  },
  'order.answered': {
    title: text('答复督办', 'Order answered'),
    published: true,
    public: about.extend({ papers: z.array(z.string()).optional() }),
    private: z.object({ answer: z.string(), names: z.array(z.string()).optional() }),
  },
  'order.returned': {
    title: text('退回答复', 'Answer sent back'),
    published: true,
    public: about.extend({ due: z.string() }),
    private: z.object({ why: z.string() }),
  },
  'extension.asked': {
    title: text('申请延期答复', 'Extension asked'),
    published: true,
    public: about.extend({ days: z.int() }),
    private: z.object({ why: z.string() }),
  },
  'extension.settled': {
    title: text('批复延期', 'Extension decided'),
    published: true,
    public: about.extend({ outcome: z.enum(['grant', 'refuse']), due: z.string().nullable() }),
    private: none,
  },
  'order.lapsed': {
    title: text('逾期未答复', 'Not answered in time'),
    published: true,
    public: about.extend({ kind: rung }),
    private: none,
  },
  'order.taken-over': {
    title: text('提级办理', 'Taken over'),
    published: true,
    public: about.extend({ from: z.string() }),
    private: none,
  },
  'order.handed-back': {
    title: text('交回初级监察', 'Handed back'),
    published: true,
    public: about.extend({ from: z.string() }),
    private: none,
  },
  'light.appealed': {
    title: text('申诉', 'Appeal'),
    published: true,
    public: about.extend({ rule: z.string() }),
    private: z.object({ reason: z.string() }),
  },
  'appeal.decided': {
    title: text('裁定申诉', 'Appeal decided'),
    published: true,
    public: about.extend({ rule: z.string(), outcome: z.enum(['upheld', 'rejected']), cause: z.string().optional() }),
    private: z.object({ words: z.string() }),
  },
  'lights.drawn': {
    title: text('抽查已灭的牌', 'Lights drawn for review'),
    published: true,
    public: z.object({ month: z.string(), of: z.int(), lights: z.array(z.string()) }),
    private: none,
  },
  'light.reviewed': {
    title: text('复核已灭的牌', 'Light reviewed'),
    published: true,
    public: about.extend({ rule: z.string(), outcome: z.enum(['right', 'wrong']) }),
    private: z.object({ words: z.string() }),
  },
  'order.closed': { title: text('督办办结', 'Order closed'), published: true, public: about, private: none },
})
