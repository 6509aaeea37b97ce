export type Deadline = { number: string; day: string; title: string; mine: boolean; href: string }

const compact = (day: string) => day.replaceAll('-', '')
const next = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
const escaped = (text: string) => text.replace(/[\\;,]/g, (c) => `\\${c}`).replace(/\r?\n/g, '\\n')
/** RFC 5545: at most 75 octets a line; what follows begins with a space. */
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

/** Whole-day events (RFC 5545); the same case is the same event, so that a calendar that reads it again moves it. */
export const deadlinesIcs = (list: readonly Deadline[], stamp: Date): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gnomon//deadlines//ZH',
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    ...list.flatMap((d) => [
      'BEGIN:VEVENT',
      `UID:${d.number}-due@gnomon`,
      `DTSTAMP:${stamp.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`,
      `DTSTART;VALUE=DATE:${compact(d.day)}`,
      `DTEND;VALUE=DATE:${compact(next(d.day))}`,
      folded(`SUMMARY:${escaped(d.title)}`),
      folded(`URL:${d.href}`),
      ...(d.mine
        ? ['BEGIN:VALARM', 'ACTION:DISPLAY', folded(`DESCRIPTION:${escaped(d.title)}`), 'TRIGGER:-P1D', 'END:VALARM']
        : []),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n')
