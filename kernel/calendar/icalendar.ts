/** What a calendar program reads (RFC 5545). `lines`: what the event says, its properties in order, from `DTSTART` on. */
export type CalendarEvent = { uid: string; lines: readonly string[] }

/** `20260302T010000Z` */
export const icalInstant = (at: Date): string => `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
/** `20260302` */
export const icalDay = (day: string): string => day.replaceAll('-', '')

/** A line is at most 75 octets; what follows begins with a space. */
export function icalLine(line: string): string {
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

/** A property whose value is words. */
export const icalText = (name: string, words: string): string =>
  icalLine(`${name}:${words.replace(/[\\;,]/g, (c) => `\\${c}`).replace(/\r?\n/g, '\\n')}`)

/** A file of events as of `stamp`; `about` names it in PRODID, `lines` are the calendar's own properties. */
export const icalendar = (
  about: string,
  events: readonly CalendarEvent[],
  stamp: Date,
  lines: readonly string[] = [],
): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Gnomon//${about}//ZH`,
    ...lines,
    ...events.flatMap((e) => [
      'BEGIN:VEVENT',
      `UID:${e.uid}@gnomon`,
      `DTSTAMP:${icalInstant(stamp)}`,
      ...e.lines,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n')
