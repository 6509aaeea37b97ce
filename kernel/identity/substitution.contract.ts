// Browser-safe: who stands in for the holder of a post.
import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'

export const substitute = defineContract({
  id: 'identity.substitute',
  kind: 'write',
  title: text('请人代班', 'Name a substitute'),
  summary: text(
    '休假期间由本单位的同事代行这个岗位；对方同意才生效，到期自动结束，公开记录。',
    'A colleague of the unit holds the post while its holder is away, once he agrees; it ends by itself and is on record.',
  ),
  input: z.object({
    substitute: z.uuid(),
    from: z.iso.date(),
    until: z.iso.date(),
    reason: z.string().trim().min(2).max(200),
  }),
  output: z.object({ id: z.uuid() }),
  errors: {
    PERIOD: {
      status: 422,
      ...text('从今天或以后开始，最长 60 天。', 'It begins today or later and lasts 60 days at most.'),
    },
    NOT_THEIRS: {
      status: 422,
      ...text(
        '只能请本单位在岗的同事代班，不能是自己。',
        'Only a colleague who holds a post of the unit, not oneself.',
      ),
    },
  },
})

export const endSubstitution = defineContract({
  id: 'identity.end-substitution',
  kind: 'write',
  title: text('结束代班', 'End a substitution'),
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
  errors: {
    NO_SUBSTITUTION: {
      status: 404,
      ...text('没有这项代班，或已经结束。', 'There is no such substitution, or it ended.'),
    },
  },
})

export const agreeToSubstitute = defineContract({
  id: 'identity.agree-to-substitute',
  kind: 'write',
  title: text('同意代班', 'Agree to stand in'),
  summary: text('被请的人自己同意，代班才生效。', 'It counts once the one who was asked agrees.'),
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
  errors: {
    NOT_ASKED: {
      status: 404,
      ...text('没有等您同意的代班，或已经结束。', 'Nothing waits for your word, or it ended.'),
    },
  },
})
