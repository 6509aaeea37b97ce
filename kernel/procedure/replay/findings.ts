import { type Text, text } from '../../platform/text.ts'

export type FindingCode =
  | 'NO_TIMESTAMP'
  | 'BAD_TIMESTAMP'
  | 'OUT_OF_ORDER'
  | 'NO_ACTIVITY'
  | 'NO_CASE'
  | 'OUTSIDE_TRACE'
  | 'BOUNDED'
  | 'LIFECYCLE'
  | 'EMPTY'
  | 'EMPTY_TRACE'
  | 'EXTRA_CELLS'
  | 'ROUNDED_CASE'

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
  LIFECYCLE: text(
    '的生命周期值不是 XES 标准里的，没有回放；办完的一步写 complete',
    'whose life cycle is none of the standard’s, not replayed (a step that was done is “complete”)',
  ),
  EMPTY: text('日志里没有一个事件可以回放', 'the log holds no event that could be replayed'),
  EMPTY_TRACE: text('里没有一个事件可以回放', 'without any event that could be replayed'),
  EXTRA_CELLS: text(
    '的格数多于表头，多出的没有读；有逗号的格要加引号',
    'with more cells than the header; those too many were not read (a cell with a comma needs quotes)',
  ),
  ROUNDED_CASE: text(
    '的办件号是被表格软件舍入过的科学记数，可能把几件并成了一件；请把这一列设为文本再导出',
    'whose case was rounded to scientific notation by a spreadsheet, so that several may have become one (export that column as text)',
  ),
  BOUNDED: text(
    '的查找到了上限，结论是尽力的结果，可能把能走出来的判为不符合',
    'whose search met its bound; the answer is a best effort and may call one unfit that is fit',
  ),
}

/** What is counted while a log is read. */
export class LogWatch {
  traces = 0
  events = 0
  /** Events of the standard's life cycle that are not the end of a step, such as its start. */
  skipped = 0
  private timed = 0
  private found = new Map<FindingCode, { count: number; first: Text }>()

  note(code: FindingCode, where: () => Text) {
    const known = this.found.get(code)
    if (known) known.count++
    else this.found.set(code, { count: 1, first: where() })
  }

  /** Whether an event is one to replay: of a life cycle only what is complete; what is left out is counted. */
  isComplete(written: string | undefined, where: () => Text): boolean {
    const life = written?.trim().toLowerCase() ?? ''
    if (life === '' || life === 'complete') return true
    if (LIFECYCLE.has(life)) this.skipped++
    else this.note('LIFECYCLE', where)
    return false
  }

  /** One more trace; one in which nothing was left to replay is told. */
  trace(activities: number, where: () => Text): void {
    this.traces++
    if (activities === 0) this.note('EMPTY_TRACE', where)
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
    if (this.events === 0 && !this.found.has('EMPTY')) this.note('EMPTY', () => text('全文', 'all of it'))
    return [...this.found]
      .filter(([code]) => code !== 'NO_TIMESTAMP' || this.timed > 0)
      .map(([code, { count, first }]) => {
        if (code === 'EMPTY') return { code, count, first, message: text(`${SAID.EMPTY.zh}。`, `${SAID.EMPTY.en}.`) }
        const traces = code === 'BOUNDED' || code === 'EMPTY_TRACE'
        const of = traces ? text('条轨迹', 'Traces') : text('个事件', 'Events')
        const message = text(
          `${count} ${of.zh}${SAID[code].zh}（第一处：${first.zh}）。`,
          `${of.en} ${SAID[code].en}: ${count} (first: ${first.en}).`,
        )
        return { code, count, first, message }
      })
  }
}

/** IEEE 1849's transitions of its standard life cycle, and of BPAF. */
const LIFECYCLE = new Set(
  'schedule assign withdraw reassign start suspend resume pi_abort ate_abort autoskip manualskip unknown open running notrunning closed completed cancelled aborted'.split(
    ' ',
  ),
)

const ISO =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:[.,](\d+))?秒?|分)?\s*([AP]M)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i
const GERMAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(.*)$/

/**
 * An instant in milliseconds from the ways in which logs write one; NaN for others. Month and day in the other order, with
 * slashes, are not guessed at. Without an offset all times of a log are taken in one and the same zone.
 */
export function parseTime(written: string): number {
  const s = written.trim()
  if (/^\d{10}(\.\d+)?$/.test(s)) return Number(s) * 1000
  if (/^\d{13}$/.test(s)) return Number(s)
  // A spreadsheet's own count of days, where a column of dates was saved as numbers.
  if (/^[34567]\d{4}(\.\d+)?$/.test(s)) return Math.round((Number(s) - 25_569) * 86_400) * 1000
  const german = GERMAN.exec(s)
  const noon = /([上下]午|晚上?|凌晨|中午)\s*/.exec(s)
  const plain = noon ? `${s.replace(noon[0], '')}${/^[下晚]/.test(noon[1]!) ? ' PM' : ''}` : s
  const m = ISO.exec(german ? `${german[3]}-${german[2]}-${german[1]}${german[4]}` : plain)
  if (!m) return Number.NaN
  const [year, month, day, said, minute, second] = m.slice(1, 7).map((x) => Number(x ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const half = m[8]?.toUpperCase()
  const hour = half === 'PM' && said < 12 ? said + 12 : half === 'AM' && said === 12 ? 0 : said
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (month < 1 || month > 12 || day < 1 || day > last || minute > 59 || second > 60) return Number.NaN
  if (hour > 24 || (hour === 24 && minute + second > 0)) return Number.NaN
  const zone = /^([+-])(\d{2}):?(\d{2})?$/.exec(m[9] ?? '')
  const offset = zone ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3] ?? 0)) : 0
  const fraction = m[7] ? Number(`0.${m[7]}`) * 1000 : 0
  return Date.UTC(year, month - 1, day, hour, minute, second) + fraction - offset * 60_000
}
