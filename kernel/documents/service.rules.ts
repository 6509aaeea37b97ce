import { addDays, type Day } from '../calendar/index.ts'
import type { Citation } from '../platform/acts.ts'
import { type Text, text } from '../platform/text.ts'

/** Ways of serving 送达方式 (行政处罚法 art. 61; 民事诉讼法 arts. 87–95). */
export const WAYS = ['in-person', 'left', 'post', 'electronic', 'notice'] as const
export type Way = (typeof WAYS)[number]

export type Service = {
  how: Way
  /** When it was handed over, left, taken from the post, arrived in the receiver's system, announced. */
  on: Day
  receiver?: string | undefined
  witness?: string | undefined
  reason?: string | undefined
  consent?: boolean | undefined
}

type Rule = {
  title: Text
  basis: Citation[]
  /** Without these it is no service in law. */
  needs: ('receiver' | 'witness' | 'reason' | 'consent')[]
  effective(on: Day): Day
}
const sameDay = (on: Day) => on

/** Days after which an announced document counts as served, by when it was announced. */
const NOTICE: { days: number; from: Day }[] = [
  { days: 30, from: '2022-01-01' },
  { days: 60, from: '1991-04-09' },
]

export const ways: Record<Way, Rule> = {
  'in-person': {
    title: text('直接送达', 'Handed over'),
    basis: [{ law: '民事诉讼法', article: 88 }],
    needs: ['receiver'],
    effective: sameDay,
  },
  left: {
    title: text('留置送达', 'Left at the residence'),
    basis: [{ law: '民事诉讼法', article: 89 }],
    needs: ['witness', 'reason'],
    effective: sameDay,
  },
  post: {
    title: text('邮寄送达', 'By post'),
    basis: [{ law: '民事诉讼法', article: 91 }],
    needs: ['receiver'],
    effective: sameDay,
  },
  electronic: {
    title: text('电子送达', 'Electronically'),
    basis: [
      { law: '民事诉讼法', article: 90 },
      { law: '行政处罚法', article: 61, paragraph: 2 },
    ],
    needs: ['consent'],
    effective: sameDay,
  },
  notice: {
    title: text('公告送达', 'By public notice'),
    basis: [{ law: '民事诉讼法', article: 95 }],
    needs: ['reason'],
    // 自发出公告之日起，经过三十日，即视为送达: the day of the announcement does not count.
    effective: (on) => addDays(on, NOTICE.find((n) => n.from <= on)?.days ?? 60),
  },
}

const missing: Record<Rule['needs'][number], Text> = {
  receiver: text('请写明谁签收（本人、同住成年家属、负责收件的人）。', 'Please say who signed for it.'),
  witness: text(
    '留置送达要写明见证人，或拍照、录像的记录在哪里。',
    'Please name the witness, or where the photographs or video of it are kept.',
  ),
  reason: text('请写明原因和经过。', 'Please give the reason and what happened.'),
  consent: text(
    '电子送达要受送达人同意；没有同意的，请换一种方式。',
    'Electronic service needs the receiver’s consent; without it, please use another way.',
  ),
}

/** What keeps this from being service in law: field → why. Empty: served. */
export function serviceProblems(s: Service, issued: Day, today: Day): Record<string, Text> {
  const wrong: Record<string, Text> = {}
  for (const need of ways[s.how].needs) if (!s[need]) wrong[need] = missing[need]
  if (s.on < issued) wrong.on = text(`不能早于出具日 ${issued}。`, `It cannot be before the day of issue, ${issued}.`)
  else if (s.on > today)
    wrong.on = text(
      `不能晚于今天 ${today}；送到以后再记。`,
      `It cannot be after today, ${today}; record it when it is done.`,
    )
  return wrong
}

export const effectiveOn = (s: Pick<Service, 'how' | 'on'>): Day => ways[s.how].effective(s.on)
