import { parseDate, parseDateTime, parseDuration, parseTime } from './temporal.ts'
import type { Value } from './value.ts'

/** What `@"…"` stands for: a date, a time, a date and time or a duration; null otherwise. */
export const parseTemporal = (source: string): Value =>
  parseDate(source) ??
  (source.includes('T') && !source.includes('P') ? parseDateTime(source) : null) ??
  parseTime(source) ??
  parseDuration(source)
