// Browser-safe: what every market's application says of in whose name it is.
import { z } from 'zod'
import { text } from '../../kernel/platform/text.ts'

/** The key of a capacity (kernel/identity): himself where it is empty. */
export const capacity = z.string().max(80).default('')
export const NO_CAPACITY = {
  status: 403,
  ...text(
    '您现在不能以这个身份办：授权或成员资格已经结束。请换一个身份，或先续办授权。',
    'You cannot do it in this capacity now: the authority or the membership ended. Choose another capacity, or have it renewed.',
  ),
} as const
