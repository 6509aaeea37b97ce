import { type Text, text } from '../../platform/text.ts'

export type FindingCode =
  | 'NO_TIMESTAMP'
  | 'BAD_TIMESTAMP'
  | 'OUT_OF_ORDER'
  | 'NO_ACTIVITY'
  | 'NO_CASE'
  | 'OUTSIDE_TRACE'
  | 'BOUNDED'

/** What is odd about a log and was yet replayed: how often, where first, and what was done about it. */
export type Finding = { code: FindingCode; count: number; first: Text; message: Text }

const SAID: Record<FindingCode, Text> = {
  NO_TIMESTAMP: text(
    '没有时间，跟在文件里的前一个事件之后',
    'without a timestamp; kept behind the event before it in the file',
  ),
  BAD_TIMESTAMP: text(
    '的时间看不懂，按没有时间算；请写成 2026-01-31T08:30:00 的样子',
    'with a timestamp that cannot be read, taken as none (please write it like 2026-01-31T08:30:00)',
  ),
  OUT_OF_ORDER: text(
    '的时间早于前面的事件；CSV 按时间排过序再回放，XES 按文件里的次序',
    'earlier than one before them (a CSV is replayed in the order of its times, XES in the order of the file)',
  ),
  NO_ACTIVITY: text('没有活动名，没有回放', 'without an activity’s name, not replayed'),
  NO_CASE: text('没有办件号，没有回放', 'without a case, not replayed'),
  OUTSIDE_TRACE: text('不在任何轨迹里，没有回放', 'outside of any trace, not replayed'),
  BOUNDED: text(
    '的查找到了上限，结论是尽力的结果，可能把能走出来的判为不符合',
    'whose search met its bound; the answer is a best effort and may call one unfit that is fit',
  ),
}

/** What is counted while a log is read. */
export class LogWatch {
  traces = 0
  events = 0
  private timed = 0
  private found = new Map<FindingCode, { count: number; first: Text }>()

  note(code: FindingCode, where: () => Text) {
    const known = this.found.get(code)
    if (known) known.count++
    else this.found.set(code, { count: 1, first: where() })
  }

  /** An event's time, NaN where there is none that can be read. */
  time(written: string | undefined, where: () => Text): number {
    const time = written === undefined || written.trim() === '' ? undefined : parseTime(written)
    if (time === undefined) this.note('NO_TIMESTAMP', where)
    else {
      this.timed++
      if (Number.isNaN(time)) this.note('BAD_TIMESTAMP', where)
    }
    return time ?? Number.NaN
  }

  /** A log without any timestamps has an order all the same, that of its file: nothing is missing then. */
  findings(): Finding[] {
    return [...this.found]
      .filter(([code]) => code !== 'NO_TIMESTAMP' || this.timed > 0)
      .map(([code, { count, first }]) => {
        const of = code === 'BOUNDED' ? text('条轨迹', 'Traces') : text('个事件', 'Events')
        const message = text(
          `${count} ${of.zh}${SAID[code].zh}（第一处：${first.zh}）。`,
          `${of.en} ${SAID[code].en}: ${count} (first: ${first.en}).`,
        )
        return { code, count, first, message }
      })
  }
}

const ISO =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:[.,](\d+))?秒?|分)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i
const GERMAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(.*)$/

/**
 * An instant in milliseconds from the ways in which logs write one; NaN for others. Month and day in the other order, with
 * slashes, are not guessed at. Without an offset all times of a log are taken in one and the same zone.
 */
export function parseTime(written: string): number {
  const s = written.trim()
  if (/^\d{10}(\.\d+)?$/.test(s)) return Number(s) * 1000
  if (/^\d{13}$/.test(s)) return Number(s)
  const german = GERMAN.exec(s)
  const m = ISO.exec(german ? `${german[3]}-${german[2]}-${german[1]}${german[4]}` : s)
  if (!m) return Number.NaN
  const [year, month, day, hour, minute, second] = m.slice(1, 7).map((x) => Number(x ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return Number.NaN
  const zone = /^([+-])(\d{2}):?(\d{2})?$/.exec(m[8] ?? '')
  const offset = zone ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3] ?? 0)) : 0
  const fraction = m[7] ? Number(`0.${m[7]}`) * 1000 : 0
  return Date.UTC(year, month - 1, day, hour, minute, second) + fraction - offset * 60_000
}
