import { addDays, addWorkingDays } from '../../kernel/calendar/index.ts'
import { type Text, text } from '../../kernel/platform/text.ts'
import type { Change } from './contract.ts'

type Held = { ended: boolean; until: string | undefined }
export type Before = { value: number; unit: 'working-day' | 'calendar-day' }

/** The last day on which a renewal can be asked: so long before the licence ends (行政许可法 art. 50). */
export function lastDayToRenew(until: string, before: Before): string {
  if (before.unit === 'calendar-day') return addDays(until, -before.value)
  // The last day from which so many working days still reach no further than the end.
  let day = until
  while (addWorkingDays(day, before.value) > until) day = addDays(day, -1)
  return day
}

/** Why a licence cannot be changed so today; undefined where it can. */
export function cannotChange(held: Held, how: Change, before: Before | undefined, today: string): Text | undefined {
  if (held.ended) return text('这张证照已经失效。', 'The licence is valid no more.')
  if (held.until !== undefined && held.until < today)
    return text(
      `这张证照 ${held.until} 已到期，请重新申请。`,
      `The licence expired on ${held.until}; please apply for a new one.`,
    )
  if (how !== 'renew') return undefined
  if (held.until === undefined)
    return text('这张证照长期有效，不用延续。', 'The licence has no last day; there is nothing to renew.')
  const last = lastDayToRenew(held.until, before!)
  return today > last
    ? text(
        `延续应在到期三十日前申请，最后一天是 ${last}；现在请重新申请（行政许可法第五十条）。`.replace(
          '三十日',
          `${before!.value} 日`,
        ),
        `A renewal is asked ${before!.value} days before the end, until ${last}; now please apply for a new licence (Administrative Licensing Law art. 50).`,
      )
    : undefined
}
