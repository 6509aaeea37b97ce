import { text } from '../../platform/text.ts'
import { plainName } from '../net.ts'
import type { ColumnMap } from './column-map.ts'
import type { LogWatch } from './findings.ts'
import { LogError } from './log-error.ts'
import { openLog } from './open-log.ts'
import type { Trace } from './read-xes.ts'

const CASE = [
  'case:concept:name',
  'case_id',
  'case id',
  'caseid',
  'case',
  '办件号',
  '办件编号',
  '案件编号',
  '流水号',
  '业务流水号',
]
const ACTIVITY = [
  'concept:name',
  'activity',
  'activity_name',
  'event',
  'task',
  '活动',
  '环节',
  '环节名称',
  '步骤',
  '任务',
]
const TIME = [
  ...['time:timestamp', 'timestamp', 'time', 'complete timestamp', 'start_timestamp'],
  ...['时间', '办理时间', '完成时间', '办结时间'],
]
const LIFE = ['lifecycle:transition', 'lifecycle', '生命周期']

/** What a spreadsheet makes of a long number in a column that is not text. */
const ROUNDED = /^\d(\.\d+)?E\+\d+$/i
/** A cell that a spreadsheet wrote as a formula or with an apostrophe, so that it stays text. */
const asText = (cell: string): string => /^="(.*)"$/s.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell

const MAX_CELL = 1024 * 1024
/** Events held until the file ends, because any row may belong to any case: about 400 MB. */
const MAX_HELD = 20_000_000

/** One case's events: numbers of activity names and times, side by side, so that a large log fits. */
type Held = { names: number[]; times: number[]; last: number; back: boolean }

/**
 * CSV (RFC 4180), by case in the order of their first rows. The rows of a case are put in the order of their times where they
 * have them, keeping the file's order among equals; a row without a time stays behind the one before it.
 */
export async function* readCsv(
  file: string | Uint8Array,
  watch: LogWatch,
  map: ColumnMap = {},
  options: { times?: boolean } = {},
): AsyncGenerator<Trace> {
  const cases = new Map<string, Held>()
  const closed = new Set<string>()
  const index = new Map<string, number>()
  const activities: string[] = []
  const ready: Trace[] = []
  let columns: ReturnType<typeof columnsOf> | undefined
  let held = 0
  const ordered = (id: string, { names, times, back }: Held): Trace => {
    const order = names.map((_, i) => i)
    if (back) order.sort((a, b) => times[a]! - times[b]! || a - b)
    return {
      case: id,
      activities: order.map((i) => activities[names[i]!]!),
      ...(options.times ? { times: order.map((i) => (Number.isFinite(times[i]!) ? times[i]! : Number.NaN)) } : {}),
    }
  }
  const told = (id: string, found: Held): Trace => {
    watch.trace(found.names.length, () => text(`「${id}」`, `“${id}”`))
    return ordered(id, found)
  }
  const give = () => {
    for (const [id, found] of cases) {
      ready.push(told(id, found))
      if (map.grouped) closed.add(id)
    }
    cases.clear()
    held = 0
  }
  const row = (cells: string[], line: number) => {
    if (!columns) {
      columns = columnsOf(
        cells.map((c) => c.trim()),
        map,
      )
      return
    }
    if (cells.every((c) => c.trim() === '')) return
    const [id, activity] = [cells[columns.case], cells[columns.activity]].map((c) => (c === undefined ? c : asText(c)))
    if (id === undefined || activity === undefined)
      throw new LogError(`第 ${line} 行的列数不够。`, `Line ${line} has too few columns.`)
    const where = () => text(`第 ${line} 行`, `line ${line}`)
    if (cells.slice(columns.width).some((c) => c.trim() !== '')) watch.note('EXTRA_CELLS', where)
    if (id.trim() === '') return watch.note('NO_CASE', where)
    if (ROUNDED.test(id.trim())) watch.note('ROUNDED_CASE', where)
    let known = cases.get(id)
    if (!known) {
      if (map.grouped) {
        give()
        if (closed.has(id))
          throw new LogError(
            `第 ${line} 行又是前面的办件 ${id}，可是 --map 说每件的行都在一起（grouped）。请先按办件排序，或去掉 grouped。`,
            `Line ${line} is of the earlier case ${id} again, but the map says that the rows of a case stand together (grouped). Please sort the file by case, or leave grouped out.`,
          )
      }
      // A copy of its own: a piece of the file's text would keep all of that text in memory.
      cases.set(
        Buffer.from(id).toString(),
        (known = { names: [], times: [], last: Number.NEGATIVE_INFINITY, back: false }),
      )
    }
    // A case of which nothing is replayed is a trace all the same.
    if (columns.life >= 0 && !watch.isComplete(cells[columns.life], where)) return
    if (activity.trim() === '') return watch.note('NO_ACTIVITY', where)
    watch.events++
    const time = columns.timestamp < 0 ? Number.NaN : watch.time(asText(cells[columns.timestamp] ?? ''), where)
    if (time < known.last) {
      watch.note('OUT_OF_ORDER', where)
      known.back = true
    }
    let at = index.get(activity)
    if (at === undefined) index.set(activity, (at = activities.push(plainName(activity)) - 1))
    known.names.push(at)
    known.times.push(Number.isNaN(time) ? (known.times.at(-1) ?? Number.NEGATIVE_INFINITY) : time)
    if (time > known.last) known.last = time
    if (++held > MAX_HELD)
      throw new LogError(
        `超过 ${MAX_HELD} 行，放不进内存。请按办件排序，并在 --map 里写 {"grouped": true}。`,
        `There are more than ${MAX_HELD} rows, which do not fit into memory. Please sort the file by case and give {"grouped": true} with --map.`,
      )
  }
  const cutter = new Cutter(row, map.delimiter)
  for await (const piece of openLog(file, map.encoding)) {
    cutter.write(piece)
    yield* ready.splice(0)
  }
  cutter.end()
  if (!columns) throw new LogError('文件是空的。', 'The file is empty.')
  yield* ready
  for (const [id, found] of cases) yield told(id, found)
}

function columnsOf(header: string[], map: ColumnMap) {
  const said = { zh: `表头是：${header.join('、')}。`, en: `The header is: ${header.join(', ')}.` }
  const find = (key: 'case' | 'activity' | 'timestamp', usual: string[]) => {
    const given = map[key]
    const at = given === undefined ? header.findIndex((h) => usual.includes(h.toLowerCase())) : header.indexOf(given)
    if (at < 0 && given !== undefined)
      throw new LogError(
        `--map 说「${key}」在「${given}」列，可是没有这一列。${said.zh}`,
        `The map names the column “${given}” for “${key}”, which is not there. ${said.en}`,
      )
    return at
  }
  const columns = {
    case: find('case', CASE),
    activity: find('activity', ACTIVITY),
    timestamp: find('timestamp', TIME),
    life: header.findIndex((h) => LIFE.includes(h.toLowerCase())),
    width: header.length,
  }
  if (columns.case < 0 || columns.activity < 0)
    throw new LogError(
      `找不到办件列或活动列。${said.zh}请用 --map 说明。`,
      `The case or activity column was not found. ${said.en} Please give --map.`,
    )
  return columns
}

/**
 * Cuts text into rows of cells. A row ends with LF, CR LF or CR alone; a quote opens only at a cell's start, and is doubled
 * within; a first line `sep=;` names the delimiter, as spreadsheets write it.
 */
class Cutter {
  private row: (cells: string[], line: number) => void
  private delimiter: string | undefined
  private cells: string[] = []
  private cell = ''
  private quoted = false
  private closing = false
  private line = 1
  private began = 1
  /** The last character was a CR that ended a row: an LF behind it belongs to it. */
  private carriage = false

  constructor(row: (cells: string[], line: number) => void, delimiter: string | undefined) {
    this.row = row
    this.delimiter = delimiter
  }

  write(piece: string) {
    if (piece === '') return
    if (this.delimiter === undefined) {
      const first = piece.split(/[\r\n]/, 1)[0]!
      const count = (d: string) => first.split(d).length
      const said = /^sep=(.)$/i.exec(first)?.[1]
      if (said) {
        this.delimiter = said
        piece = piece.slice(first.length).replace(/^\r?\n|^\r/, '')
        this.began = ++this.line
      } else this.delimiter = [',', ';', '\t', '|'].reduce((best, d) => (count(d) > count(best) ? d : best))
    }
    const { delimiter } = this
    let from = 0
    const keep = (to: number) => {
      if (to > from) this.cell += piece.slice(from, to)
      from = to + 1
      if (this.cell.length > MAX_CELL)
        throw new LogError(
          `第 ${this.began} 行有一个没有结束的引号，或一格超过 1 MB。`,
          `Line ${this.began} has a quote that never ends, or a cell of more than 1 MB.`,
        )
    }
    for (let i = 0; i < piece.length; i++) {
      const c = piece[i]
      if (this.carriage) {
        this.carriage = false
        if (c === '\n') {
          from = i + 1
          continue
        }
      }
      if (this.quoted) {
        if (c === '\n') this.line++
        if (c !== '"') continue
        keep(i)
        this.quoted = false
        this.closing = true
      } else if (c === '"' && this.closing) {
        // A doubled quote within a quoted cell.
        this.cell += '"'
        this.quoted = true
        this.closing = false
        from = i + 1
      } else if (c === '"' && this.cell === '' && from === i) {
        this.quoted = true
        from = i + 1
      } else {
        if (this.closing && c !== delimiter && c !== '\n' && c !== '\r') {
          if (c === ' ') {
            from = i + 1
            continue
          }
          throw new LogError(
            `第 ${this.began} 行的引号后面还有内容。一格要么整格加引号（里面的引号写两遍），要么不加。`,
            `Line ${this.began} has text behind a closing quote. Quote a cell whole (and double the quotes in it), or not at all.`,
          )
        }
        this.closing = false
        if (c === delimiter) {
          keep(i)
          this.cells.push(this.cell)
          this.cell = ''
        } else if (c === '\n' || c === '\r') {
          keep(i)
          this.endRow()
          this.began = ++this.line
          this.carriage = c === '\r'
        }
      }
    }
    keep(piece.length)
  }

  private endRow() {
    this.cells.push(this.cell)
    const { cells } = this
    this.cells = []
    this.cell = ''
    this.row(cells, this.began)
  }

  end() {
    if (this.quoted)
      throw new LogError(
        '最后一个引号没有结束，文件可能被截断。',
        'The last quote never ends; the file may be truncated.',
      )
    if (this.cell !== '' || this.cells.length > 0) this.endRow()
  }
}
