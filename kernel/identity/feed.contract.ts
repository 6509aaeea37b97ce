// Browser-safe: a secret address that a calendar program reads.
import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'

export const PURPOSES = ['deadlines'] as const
const purpose = z.enum(PURPOSES)

export const makeFeed = defineContract({
  id: 'identity.make-feed',
  kind: 'write',
  title: text('开一个订阅地址', 'Make an address to subscribe to'),
  summary: text(
    '地址里的密钥只显示这一次；再开一个，原来的就不能用了。',
    'Its secret is shown this once; making another ends the one before.',
  ),
  input: z.object({ purpose }),
  output: z.object({ key: z.string() }),
  secret: true,
})

export const endFeed = defineContract({
  id: 'identity.end-feed',
  kind: 'write',
  title: text('停用订阅地址', 'End the address'),
  input: z.object({ purpose }),
  output: z.object({}),
  errors: { NO_FEED: { status: 404, ...text('没有订阅地址。', 'There is no such address.') } },
})

export const myFeed = defineContract({
  id: 'identity.my-feed',
  kind: 'read',
  title: text('我的订阅地址', 'My address'),
  input: z.object({ purpose }),
  output: z.object({ madeAt: z.date().nullable() }),
})

export const feedOwner = defineContract({
  id: 'identity.feed-owner',
  kind: 'read',
  title: text('订阅地址是谁的', 'Whose an address is'),
  input: z.object({ purpose, key: z.string().max(100) }),
  output: z.object({ personId: z.uuid().nullable() }),
})
