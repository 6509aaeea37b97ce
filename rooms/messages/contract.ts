import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

export const prefer = defineContract({
  id: 'messages.prefer',
  kind: 'write',
  title: text('怎样通知我', 'How to tell me'),
  input: z.object({
    email: z
      .string()
      .trim()
      .refine((v) => v === '' || z.email().safeParse(v).success, {
        params: text(
          '邮箱地址看起来不对，例如 name@example.com。',
          'That does not look like an address, for example name@example.com.',
        ),
      })
      .default(''),
    sms: z
      .string()
      .trim()
      .refine((v) => /^(|[0-9+\- ]{7,20})$/.test(v), {
        params: text(
          '电话只有数字、加号和连字符，7 到 20 位。',
          'A telephone has 7 to 20 digits, plus signs and hyphens.',
        ),
      })
      .default(''),
    digest: z.boolean().default(false),
  }),
  output: z.object({}),
})

export const markRead = defineContract({
  id: 'messages.mark-read',
  kind: 'write',
  title: text('标为已读', 'Mark as read'),
  input: z.object({}),
  output: z.object({ count: z.int() }),
})

export const deliver = defineContract({
  id: 'messages.deliver',
  kind: 'write',
  title: text('发出通知', 'Send a notice'),
  input: z.object({ id: z.uuid() }),
  output: z.object({ state: z.string() }),
  errors: { NO_DELIVERY: { status: 404, ...text('没有这条通知。', 'There is no such notice.') } },
})

export const behave = defineContract({
  id: 'messages.behave',
  kind: 'write',
  title: text('演示通道怎样', 'How the demonstration’s channel behaves'),
  input: z.object({ mode: z.enum(['well', 'bounce', 'down']) }),
  output: z.object({ mode: z.string() }),
  errors: { NOT_HERE: { status: 403, ...text('只有演示城市能这样做。', 'Only in a demonstration.') } },
})
