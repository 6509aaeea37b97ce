import { z } from 'zod'
import { addDays, type Day } from '../calendar/index.ts'
import type { Citation } from '../platform/acts.ts'
import { type Text, text } from '../platform/text.ts'
import { figures } from './figures.ts'
import rows from './ways.json' with { type: 'json' }
import { WAYS, type Way } from './ways.ts'

export type Service = {
  how: Way
  /** When it was handed over, left, taken from the post, arrived in the receiver's system, announced. */
  on: Day
  receiver?: string | undefined
  witness?: string | undefined
  reason?: string | undefined
  consent?: boolean | undefined
}

const rule = z.object({
  way: z.enum(WAYS),
  title: z.object({ zh: z.string(), en: z.string() }),
  basis: z.array(z.object({ law: z.string(), article: z.int(), paragraph: z.int().optional() })),
  /** Without these it is no service in law. */
  needs: z.array(z.enum(['receiver', 'witness', 'reason', 'consent'])),
  /** The figure of days after which it counts as served; the same day where none is named. */
  after: z.string().optional(),
})
type Rule = Omit<z.output<typeof rule>, 'basis'> & { basis: Citation[] }

/** By way, from `ways.json`; a way without its row does not start. */
export const ways = Object.fromEntries(
  WAYS.map((way) => {
    const found = z
      .array(rule)
      .parse(rows)
      .find((r) => r.way === way)
    if (!found) throw new Error(`ways.json has no row for ${way}`)
    return [way, found as Rule]
  }),
) as Record<Way, Rule>

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

/** 自发出公告之日起，经过若干日，即视为送达: the day of the announcement does not count. */
export function effectiveOn(s: Pick<Service, 'how' | 'on'>): Day {
  const { after } = ways[s.how]
  return after ? addDays(s.on, figures.at(after, s.on).value) : s.on
}
