import { z } from 'zod'
import { defineActs, text } from '../../kernel/platform/index.ts'

const none = z.object({})
/** Who is told what, and where, is theirs alone: nothing of it is published. */
export const acts = defineActs('messages', {
  'messages.preferred': {
    title: text('改通知方式', 'Notices changed'),
    published: false,
    public: z.object({ email: z.boolean(), sms: z.boolean(), digest: z.boolean() }),
    private: none,
  },
  'messages.read': {
    title: text('已读', 'Read'),
    published: false,
    public: z.object({ count: z.int() }),
    private: none,
  },
  'messages.delivered': {
    title: text('发出通知', 'Notice sent'),
    published: false,
    public: z.object({ channel: z.string(), state: z.string(), tries: z.int() }),
    private: none,
  },
  'messages.behaved': {
    title: text('演示通道', 'Demonstration channel'),
    published: false,
    public: z.object({ mode: z.string() }),
    private: none,
  },
})
