import { parseDate, parseDateTime, parseDuration, parseTime } from './temporal.ts'
import type { Value } from './value.ts'

/** What `@"…"` stands for: a date, a time, a date and time or a duration; null otherwise. */
export const parseTemporal = (source: string): Value =>
  parseDate(source) ?? parseDateTime(source) ?? parseTime(source) ?? parseDuration(source)
