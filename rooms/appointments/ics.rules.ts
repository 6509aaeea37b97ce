import { icalendar, icalInstant, icalText } from '../../kernel/calendar/index.ts'
import type { Booking } from './slots.rules.ts'
import { endsAt, startsAt } from './slots.rules.ts'

/** One event, RFC 5545. */
export const icsOf = (b: Booking, of: { title: string; place: string; stamp: Date }): string =>
  icalendar(
    'appointments',
    [
      {
        uid: b.id,
        lines: [
          `DTSTART:${icalInstant(startsAt(b.day, b.time))}`,
          `DTEND:${icalInstant(endsAt(b.day, b.time))}`,
          icalText('SUMMARY', of.title),
          icalText('LOCATION', of.place),
        ],
      },
    ],
    of.stamp,
  )
