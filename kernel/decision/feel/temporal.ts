// Longer than 300 lines: dates, times and durations are one calculus; each reads, writes and moves by the others.
/**
 * FEEL's temporal values (DMN 1.5, 10.3.2.3.4–10.3.2.3.8): dates, times, dates and times, and the two durations.
 * Proleptic Gregorian calendar; nanoseconds; an offset in seconds or an IANA zone, or neither (local).
 */

const NANOS = 1_000_000_000n
const DAY_NANOS = 86_400n * NANOS

export class FeelDate {
  readonly year: number
  readonly month: number
  readonly day: number
  constructor(year: number, month: number, day: number) {
    this.year = year
    this.month = month
    this.day = day
  }
}

export class FeelTime {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly nano: number
  /** Seconds east of UTC, or null for a local time or one with a zone. */
  readonly offset: number | null
  /** IANA zone, or null. */
  readonly zone: string | null
  constructor(
    hour: number,
    minute: number,
    second: number,
    nano = 0,
    offset: number | null = null,
    zone: string | null = null,
  ) {
    this.hour = hour
    this.minute = minute
    this.second = second
    this.nano = nano
    this.offset = offset
    this.zone = zone
  }
}

export class FeelDateTime {
  readonly date: FeelDate
  readonly time: FeelTime
  constructor(date: FeelDate, time: FeelTime) {
    this.date = date
    this.time = time
  }
}

/** Days and time duration, in nanoseconds. */
export class DayTimeDuration {
  readonly nanos: bigint
  constructor(nanos: bigint) {
    this.nanos = nanos
  }
}

/** Years and months duration, in months. */
export class YearMonthDuration {
  readonly months: number
  constructor(months: number) {
    this.months = months
  }
}

export type Temporal = FeelDate | FeelTime | FeelDateTime

const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && leap(year) ? 29 : (MONTHS[month - 1] as number)

/** Null where no such day exists (2017-02-29) or the year has more than nine digits. */
export function makeDate(year: number, month: number, day: number): FeelDate | null {
  if (![year, month, day].every(Number.isInteger)) return null
  if (Math.abs(year) > 999_999_999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return new FeelDate(year, month, day)
}

/** Days since 1970-01-01; the inverse is fromEpochDay. */
export function epochDay(d: FeelDate): number {
  const y = d.month <= 2 ? d.year - 1 : d.year
  const era = Math.floor(y / 400)
  const yoe = y - era * 400
  const doy = Math.floor((153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5) + d.day - 1
  return era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719_468
}

export function fromEpochDay(days: number): FeelDate {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const doe = z - era * 146_097
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365)
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const month = mp + (mp < 10 ? 3 : -9)
  return new FeelDate(yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - Math.floor((153 * mp + 2) / 5) + 1)
}

/** Monday is 1. */
export const weekday = (d: FeelDate): number => ((((epochDay(d) + 3) % 7) + 7) % 7) + 1
export const dayOfYear = (d: FeelDate): number => epochDay(d) - epochDay(new FeelDate(d.year, 1, 1)) + 1

/** ISO 8601 week number. */
export function weekOfYear(d: FeelDate): number {
  const thursday = fromEpochDay(epochDay(d) - weekday(d) + 4)
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1
}

export function parseDate(source: string): FeelDate | null {
  const m = /^(-?)(\d{4,9})-(\d{2})-(\d{2})$/.exec(source)
  if (!m || ((m[2] as string).length > 4 && m[2]?.startsWith('0'))) return null
  return makeDate(Number(m[2]) * (m[1] ? -1 : 1), Number(m[3]), Number(m[4]))
}

const formats = new Map<string, Intl.DateTimeFormat | null>()
function zoneFormat(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone)
  if (known !== undefined) return known
  let made: Intl.DateTimeFormat | null = null
  try {
    made = new Intl.DateTimeFormat('en-u-ca-gregory', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    made = null
  }
  if (formats.size > 1000) formats.clear()
  formats.set(zone, made)
  return made
}

export const isZone = (zone: string): boolean => /^[A-Za-z][\w+/-]*$/.test(zone) && zoneFormat(zone) !== null

function offsetAtInstant(zone: string, epochSeconds: number): number {
  const format = zoneFormat(zone)
  if (!format) return 0
  const bounded = Math.max(-8e12, Math.min(8e12, epochSeconds))
  const part: Record<string, number> = {}
  let bc = false
  for (const p of format.formatToParts(bounded * 1000)) {
    if (p.type === 'era') bc = p.value.startsWith('B')
    else part[p.type] = Number(p.value)
  }
  const year = bc ? 1 - (part.year as number) : (part.year as number)
  const local =
    epochDay(new FeelDate(year, part.month as number, part.day as number)) * 86_400 +
    (part.hour as number) * 3600 +
    (part.minute as number) * 60 +
    (part.second as number)
  return local - bounded
}

/** Offset in seconds of a local date and time in a zone; the earlier offset where the hour happens twice. */
function zoneOffset(zone: string, localSeconds: number): number {
  const first = offsetAtInstant(zone, localSeconds - offsetAtInstant(zone, localSeconds))
  const before = offsetAtInstant(zone, localSeconds - 86_400)
  return offsetAtInstant(zone, localSeconds - before) === before ? before : first
}

/** Offset in seconds, null for local values; a time of day with a zone takes the zone's offset on 1970-01-01. */
export function offsetOf(v: FeelTime | FeelDateTime): number | null {
  const time = v instanceof FeelDateTime ? v.time : v
  if (time.offset !== null) return time.offset
  if (time.zone === null) return null
  const day = v instanceof FeelDateTime ? epochDay(v.date) : 0
  return zoneOffset(time.zone, day * 86_400 + secondsOfDay(time))
}

export const secondsOfDay = (t: FeelTime): number => t.hour * 3600 + t.minute * 60 + t.second
export const nanosOfDay = (t: FeelTime): bigint => BigInt(secondsOfDay(t)) * NANOS + BigInt(t.nano)

/** Seconds from UTC at most, as XML Schema has it: 14 hours. */
export const MAX_OFFSET = 14 * 3600

function parseOffset(source: string): number | null {
  if (source === 'Z' || source === 'z') return 0
  const m = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(source)
  if (!m) return null
  const [h, min, s] = [Number(m[2]), Number(m[3]), Number(m[4] ?? 0)]
  const total = h * 3600 + min * 60 + s
  if (min > 59 || s > 59 || total > MAX_OFFSET) return null
  return m[1] === '-' ? -total : total
}

const END_OF_DAY = /^24:00:00(\.0+)?($|[^\d.])/

export function parseTime(source: string): FeelTime | null {
  const m = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|z|[+-]\d{2}:\d{2}(?::\d{2})?|@[^@]+)?$/.exec(source)
  if (!m) return null
  // The end of a day is written 24:00:00; as a time it is midnight (XML Schema 1.1, 3.3.8.2).
  const hour = END_OF_DAY.test(source) ? 0 : Number(m[1])
  const [minute, second] = [Number(m[2]), Number(m[3])]
  const nano = Number((m[4] ?? '').slice(0, 9).padEnd(9, '0'))
  if (hour > 23 || minute > 59 || second > 59) return null
  const tail = m[5]
  if (!tail) return new FeelTime(hour, minute, second, nano)
  if (tail.startsWith('@')) {
    const zone = tail.slice(1)
    if (zone === 'Z' || zone === 'UTC' || zone === 'Etc/UTC')
      return new FeelTime(hour, minute, second, nano, null, zone)
    return isZone(zone) ? new FeelTime(hour, minute, second, nano, null, zone) : null
  }
  const offset = parseOffset(tail)
  return offset === null ? null : new FeelTime(hour, minute, second, nano, offset)
}

/** A date alone is its midnight. */
export function parseDateTime(source: string): FeelDateTime | null {
  const at = source.indexOf('T')
  const date = parseDate(at < 0 ? source : source.slice(0, at))
  if (!date) return null
  if (at < 0) return new FeelDateTime(date, new FeelTime(0, 0, 0))
  const clock = source.slice(at + 1)
  const time = parseTime(clock)
  if (!time) return null
  return new FeelDateTime(END_OF_DAY.test(clock) ? fromEpochDay(epochDay(date) + 1) : date, time)
}

export function parseDuration(source: string): DayTimeDuration | YearMonthDuration | null {
  const ym = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?$/.exec(source)
  if (ym && (ym[2] ?? ym[3])) {
    const months = Number(ym[2] ?? 0) * 12 + Number(ym[3] ?? 0)
    return Number.isSafeInteger(months) ? new YearMonthDuration(ym[1] ? -months : months) : null
  }
  const dt = /^(-)?P(?:(\d+)D)?(T)?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?$/.exec(source)
  if (!dt) return null
  const clock = dt[4] ?? dt[5] ?? dt[6]
  if ((dt[2] ?? clock) === undefined || (dt[3] !== undefined) !== (clock !== undefined)) return null
  const nanos =
    ((BigInt(dt[2] ?? 0) * 24n + BigInt(dt[4] ?? 0)) * 60n + BigInt(dt[5] ?? 0)) * 60n * NANOS +
    BigInt(dt[6] ?? 0) * NANOS +
    BigInt((dt[7] ?? '').slice(0, 9).padEnd(9, '0'))
  return nanos / NANOS > Number.MAX_SAFE_INTEGER ? null : new DayTimeDuration(dt[1] ? -nanos : nanos)
}

const two = (n: number): string => String(n).padStart(2, '0')
export const formatDate = (d: FeelDate): string =>
  `${d.year < 0 ? '-' : ''}${String(Math.abs(d.year)).padStart(4, '0')}-${two(d.month)}-${two(d.day)}`

export function formatTime(t: FeelTime): string {
  const fraction = t.nano ? `.${String(t.nano).padStart(9, '0').replace(/0+$/, '')}` : ''
  let tail = t.zone === null ? '' : `@${t.zone}`
  if (t.offset !== null) {
    const abs = Math.abs(t.offset)
    const seconds = abs % 60 ? `:${two(abs % 60)}` : ''
    tail =
      t.offset === 0
        ? 'Z'
        : `${t.offset < 0 ? '-' : '+'}${two(Math.floor(abs / 3600))}:${two(Math.floor(abs / 60) % 60)}${seconds}`
  }
  return `${two(t.hour)}:${two(t.minute)}:${two(t.second)}${fraction}${tail}`
}

export const formatDateTime = (v: FeelDateTime): string => `${formatDate(v.date)}T${formatTime(v.time)}`

export function formatDuration(d: DayTimeDuration | YearMonthDuration): string {
  if (d instanceof YearMonthDuration) {
    const abs = Math.abs(d.months)
    const [y, m] = [Math.floor(abs / 12), abs % 12]
    return abs === 0 ? 'P0M' : `${d.months < 0 ? '-' : ''}P${y ? `${y}Y` : ''}${m ? `${m}M` : ''}`
  }
  const abs = d.nanos < 0n ? -d.nanos : d.nanos
  if (abs === 0n) return 'PT0S'
  const { days, hours, minutes, seconds, nanos } = splitNanos(abs)
  const fraction = nanos ? `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}` : ''
  const clock = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds || nanos ? `${seconds}${fraction}S` : ''}`
  return `${d.nanos < 0n ? '-' : ''}P${days ? `${days}D` : ''}${clock ? `T${clock}` : ''}`
}

/** Parts of a non-negative or negative amount of nanoseconds, all with the sign of the amount. */
export function splitNanos(nanos: bigint): {
  days: number
  hours: number
  minutes: number
  seconds: number
  nanos: number
} {
  const seconds = nanos / NANOS
  return {
    days: Number(seconds / 86_400n),
    hours: Number((seconds / 3600n) % 24n),
    minutes: Number((seconds / 60n) % 60n),
    seconds: Number(seconds % 60n),
    nanos: Number(nanos % NANOS),
  }
}

/** Nanoseconds since the epoch: of UTC where the value has an offset, of its own wall clock where it is local. */
export function epochNanos(v: FeelDateTime | FeelDate): bigint {
  if (v instanceof FeelDate) return BigInt(epochDay(v)) * DAY_NANOS
  return BigInt(epochDay(v.date)) * DAY_NANOS + nanosOfDay(v.time) - BigInt(offsetOf(v) ?? 0) * NANOS
}

/** Nanoseconds of the day in UTC (or local); may lie outside 0–24 h where the offset carries it over midnight. */
export const timeNanos = (t: FeelTime): bigint => nanosOfDay(t) - BigInt(offsetOf(t) ?? 0) * NANOS

export function timeFromNanos(nanos: bigint, like: FeelTime): FeelTime {
  const inDay = ((nanos % DAY_NANOS) + DAY_NANOS) % DAY_NANOS
  const parts = splitNanos(inDay)
  return new FeelTime(parts.hours, parts.minutes, parts.seconds, parts.nanos, like.offset, like.zone)
}

/** Adds to the wall clock where there is no zone with summer time; across a change of offset the instant counts. */
export function addNanos(v: FeelDateTime, nanos: bigint): FeelDateTime {
  const wall = BigInt(epochDay(v.date)) * DAY_NANOS + nanosOfDay(v.time)
  const moved = fromWall(wall + nanos, v.time)
  if (v.time.zone === null) return moved
  const drift = (offsetOf(moved) ?? 0) - (offsetOf(v) ?? 0)
  return drift === 0 ? moved : fromWall(wall + nanos + BigInt(drift) * NANOS, v.time)
}

function fromWall(wall: bigint, like: FeelTime): FeelDateTime {
  const days = wall >= 0n ? wall / DAY_NANOS : -((-wall + DAY_NANOS - 1n) / DAY_NANOS)
  return new FeelDateTime(fromEpochDay(Number(days)), timeFromNanos(wall - days * DAY_NANOS, like))
}

/** The day is pinned to the end of a shorter month (2020-01-31 + P1M = 2020-02-29). */
export function addMonths(d: FeelDate, months: number): FeelDate | null {
  const total = d.year * 12 + (d.month - 1) + months
  const year = Math.floor(total / 12)
  const month = total - year * 12 + 1
  return makeDate(year, month, Math.min(d.day, daysInMonth(year, month)))
}

/** Whole months between two days, towards zero (DMN 1.5, Table 78, years and months duration); the time of day does not count. */
export function monthsBetween(from: FeelDateTime | FeelDate, to: FeelDateTime | FeelDate): number {
  const [a, b] = [dateOf(from), dateOf(to)]
  const months = (b.year - a.year) * 12 + (b.month - a.month)
  if (months > 0 && b.day < a.day) return months - 1
  if (months < 0 && b.day > a.day) return months + 1
  return months
}

export const dateOf = (v: FeelDateTime | FeelDate): FeelDate => (v instanceof FeelDate ? v : v.date)
export const MIDNIGHT_UTC = new FeelTime(0, 0, 0, 0, 0)
