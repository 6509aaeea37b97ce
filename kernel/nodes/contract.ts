import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'

/** More than any message: a piece of a paper in base64, with the ledger's proof. */
const LONGEST = 240_000
const note = z.string().min(1).max(LONGEST)
const sent = { note, proof: z.string().max(60_000), data: z.string().max(LONGEST).optional() }
/** Where a message acts: at the place that it is for; canonical JSON ends with it and the version, and what is sealed begins with it. */
const placeIn = (of: string): string | undefined =>
  /^gnomon-sealed\/1 ([1-9]\d{5}) /.exec(of)?.[1] ?? /"to":"([1-9]\d{5})","v":"gnomon-node\/1"\}\n\n/.exec(of)?.[1]
const refusal = (status: number, zh: string, en: string) => ({ status, ...text(zh, en) })

export const receiveErrors = {
  ENVELOPE: refusal(422, '这不是一条完整的节点消息。', 'This is no whole message of a node.'),
  SEALED: refusal(422, '不是封给这一套系统的。', 'It is not sealed to this installation.'),
  DATA: refusal(422, '随附的内容和签名的摘要不符。', 'What came along does not have the digest that was signed.'),
  UNKNOWN_NODE: refusal(403, '这里没有配置发送方。', 'The sender is not configured here.'),
  NOT_OURS: refusal(409, '收件的地区不在这一套里。', 'The place that it is for is not of this installation.'),
  SIGNATURE: refusal(403, '签名不是配置的那个节点的。', 'It is not signed by the node that is configured.'),
  GAP: refusal(
    409,
    '前面还有没收到的，请从缺的那一条发起。',
    'Messages before it are missing; please begin with those.',
  ),
  CONFLICT: refusal(409, '这个编号收过另一条内容。', 'Another message was taken under this number.'),
  PROOF: refusal(403, '附带的账本证明不成立。', 'The proof of the ledger that came along does not hold.'),
  FOREIGN_NUMBER: refusal(403, '说的不是它自己地区的办件。', 'It speaks of cases that are not of its places.'),
  UNKNOWN_KIND: refusal(422, '这里不认识这种消息。', 'This kind of message is not known here.'),
  REFUSED: refusal(
    422,
    '这条消息办不了，已记下；再发一次可以取到回执。',
    'It cannot be carried out, which was recorded; send it again for the receipt.',
  ),
} as const

export const receive = defineContract({
  id: 'nodes.receive',
  kind: 'write',
  title: text('接收另一套系统的消息', 'Take a message of another installation'),
  summary: text(
    '签名的消息，按方向编号，封给这一套系统；收过的再发，答同一张回执。',
    'A signed message, numbered by its direction and sealed to this installation; sent again, it is answered by the same receipt.',
  ),
  longest: 2 * LONGEST,
  place: ({ note: of }) => placeIn(of),
  input: z.object(sent),
  output: z.object({ receipt: z.string() }),
  errors: receiveErrors,
})

/** What cannot be carried out is recorded as such, so that what follows it is not held up. */
export const refuse = defineContract({
  id: 'nodes.refuse',
  kind: 'write',
  title: text('记下办不了的消息', 'Record a message that cannot be carried out'),
  longest: 2 * LONGEST,
  place: ({ note: of }) => placeIn(of),
  input: z.object({ ...sent, code: z.string() }),
  output: z.object({}),
  errors: receiveErrors,
})

const direction = { from: z.string(), to: z.string() }
export const takeReceipt = defineContract({
  id: 'nodes.take-receipt',
  kind: 'write',
  title: text('收到对方的回执', 'Take the receipt of a message'),
  longest: LONGEST,
  place: ({ from }) => from,
  input: z.object({ ...direction, number: z.int(), receipt: z.string().max(LONGEST) }),
  output: z.object({}),
  errors: {
    RECEIPT: refusal(
      422,
      '回执不是这条消息的，或者签名不对。',
      'It is not the receipt of this message, or wrongly signed.',
    ),
  },
})
