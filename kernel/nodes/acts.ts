import { z } from 'zod'
import { defineActs, text } from '../platform/index.ts'

const direction = { from: z.string(), to: z.string(), number: z.int() }
const none = z.object({})
/** Of the wire, beside the acts of cases that messages carry out. */
export const acts = defineActs('nodes', {
  'message.taken': {
    title: text('收到另一套系统的消息', 'Message of another installation taken'),
    published: false,
    public: z.object({ ...direction, kind: z.string(), outcome: z.enum(['taken', 'refused', 'repeated']) }),
    private: none,
  },
  'message.receipted': {
    title: text('消息有了回执', 'Message receipted'),
    published: false,
    public: z.object({ ...direction, outcome: z.enum(['taken', 'refused', 'repeated']) }),
    private: none,
  },
})
