import type { Booking } from './slots.rules.ts'
import { endsAt, startsAt } from './slots.rules.ts'

const utc = (at: Date): string => `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
const escaped = (text: string): string => text.replace(/[\\;,]/g, (c) => `\\${c}`).replace(/\r?\n/g, '\\n')
/** RFC 5545: a line is at most 75 octets; what follows begins with a space. */
const folded = (line: string): string => {
  const parts: string[] = []
  let part = ''
  for (const c of line) {
    if (Buffer.byteLength(part + c) > 73) {
      parts.push(part)
      part = ''
    }
    part += c
  }
  return [...parts, part].join('\r\n ')
}

/** One event, RFC 5545. */
export const icsOf = (b: Booking, of: { title: string; place: string; stamp: Date }): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gnomon//appointments//ZH',
    'BEGIN:VEVENT',
    `UID:${b.id}@gnomon`,
    `DTSTAMP:${utc(of.stamp)}`,
    `DTSTART:${utc(startsAt(b.day, b.time))}`,
    `DTEND:${utc(endsAt(b.day, b.time))}`,
    folded(`SUMMARY:${escaped(of.title)}`),
    folded(`LOCATION:${escaped(of.place)}`),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
