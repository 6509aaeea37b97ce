import { addDays, icalDay, icalendar, icalLine, icalText } from '../../kernel/calendar/index.ts'

export type Deadline = { number: string; day: string; title: string; mine: boolean; href: string }

/** Whole-day events (RFC 5545); the same case is the same event, so that a calendar that reads it again moves it. */
export const deadlinesIcs = (list: readonly Deadline[], stamp: Date): string =>
  icalendar(
    'deadlines',
    list.map((d) => ({
      uid: `${d.number}-due`,
      lines: [
        `DTSTART;VALUE=DATE:${icalDay(d.day)}`,
        `DTEND;VALUE=DATE:${icalDay(addDays(d.day, 1))}`,
        icalText('SUMMARY', d.title),
        icalLine(`URL:${d.href}`),
        ...(d.mine
          ? ['BEGIN:VALARM', 'ACTION:DISPLAY', icalText('DESCRIPTION', d.title), 'TRIGGER:-P1D', 'END:VALARM']
          : []),
      ],
    })),
    stamp,
    ['REFRESH-INTERVAL;VALUE=DURATION:P1D'],
  )
