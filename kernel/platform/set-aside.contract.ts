import { z } from 'zod'
import { defineContract } from './contract.ts'
import { text } from './text.ts'

const place = z.string().regex(/^\d{6}$/)

export const retryAct = defineContract({
  id: 'platform.retry-act',
  kind: 'write',
  title: text('再读一次', 'Try an act again'),
  summary: text(
    '让读取者再处理一次它搁置的行为；成了就不再搁置。',
    'Has a consumer take an act that it set aside; where it can, the act is set aside no more.',
  ),
  input: z.object({ jurisdiction: place, consumer: z.string(), actId: z.uuid() }),
  output: z.object({}),
  errors: {
    NOT_ASIDE: {
      status: 409,
      ...text(
        '这个行为没有被搁置，也许刚才已经处理了。',
        'This act is not set aside; perhaps somebody has dealt with it.',
      ),
    },
    STILL_FAILS: { status: 409, ...text('还是处理不了，仍然搁置。', 'It still fails, and stays set aside.') },
  },
})

export const retryTimer = defineContract({
  id: 'platform.retry-timer',
  kind: 'write',
  title: text('再响一次', 'Ring a timer again'),
  summary: text(
    '让多次没办成的定时再响；按它原定的时刻办。',
    'Rings a timer again that was given up; it acts as of the instant at which it was due.',
  ),
  input: z.object({ jurisdiction: place, id: z.uuid() }),
  output: z.object({}),
  errors: {
    NOT_ASIDE: {
      status: 409,
      ...text(
        '这个定时没有停下，也许刚才已经处理了。',
        'This timer was not given up; perhaps somebody has dealt with it.',
      ),
    },
  },
})
