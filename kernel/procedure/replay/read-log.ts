import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { SaxesParser } from 'saxes'
import { type Text, text } from '../../platform/text.ts'

export type Trace = { case: string; activities: string[] }
export type LogStats = { events: number; withoutTime: number; outOfOrder: number }
export type ColumnMap = { case?: string; activity?: string; timestamp?: string; delimiter?: string }

export class LogError extends Error {
  override name = 'LogError'
  said: Text
  constructor(zh: string, en: string) {
    super(en)
    this.said = text(zh, en)
  }
}

const MAX_LINE = 1024 * 1024

/** The file's text in pieces; gzip by its magic bytes, UTF-16 and declared encodings decoded. */
async function* pieces(file: string): AsyncGenerator<string> {
  const raw = createReadStream(file)
  const first: Buffer = await new Promise((resolve, reject) => {
    raw.once('error', (error) =>
      reject(new LogError(`读不到文件 ${file}：${error.message}`, `Cannot read ${file}: ${error.message}`)),
    )
    raw.once('readable', () => resolve(raw.read() ?? Buffer.alloc(0)))
    raw.once('end', () => resolve(Buffer.alloc(0)))
  })
  raw.unshift(first)
  const zipped = first[0] === 0x1f && first[1] === 0x8b
  const source = zipped ? raw.pipe(createGunzip()) : raw
  let decoder: TextDecoder | undefined
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      decoder ??= new TextDecoder(encodingOf(chunk))
      yield decoder.decode(chunk, { stream: true })
    }
  } catch (error) {
    if (error instanceof LogError) throw error
    throw zipped
      ? new LogError(
          `压缩文件不完整：${(error as Error).message}`,
          `The gzip file is truncated or damaged: ${(error as Error).message}`,
        )
      : error
  }
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  const declared =
    /^<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']/.exec(start.subarray(0, 200).toString('latin1'))?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(declared).encoding
  } catch {
    throw new LogError(`不认识的编码 ${declared}。`, `Unknown encoding ${declared}.`)
  }
}

/** XES (IEEE 1849), a trace at a time. Where events have a life cycle, only `complete` counts. */
export async function* readXes(file: string, stats: LogStats): AsyncGenerator<Trace> {
  const parser = new SaxesParser()
  const ready: Trace[] = []
  let trace: { name: string; events: { activity?: string; time?: number; life?: string }[] } | undefined
  let event: { activity?: string; time?: number; life?: string } | undefined
  let failed: Error | undefined
  let depth = 0
  let sawLog = false
  parser.on('error', (error) => {
    failed ??= new LogError(`日志不是完整的 XML：${error.message}`, `The log is not well-formed XML: ${error.message}`)
  })
  parser.on('doctype', () => {
    failed ??= new LogError(
      '日志里有 DOCTYPE，出于安全不接收。',
      'The log declares a document type, which is refused for safety.',
    )
  })
  parser.on('opentag', (tag) => {
    depth++
    const a = tag.attributes as Record<string, string>
    if (tag.name === 'log') sawLog = true
    else if (tag.name === 'trace') trace = { name: '', events: [] }
    else if (tag.name === 'event') event = {}
    else if (event && depth === 4) {
      if (a.key === 'concept:name') event.activity = a.value
      else if (a.key === 'time:timestamp') event.time = Date.parse(a.value ?? '')
      else if (a.key === 'lifecycle:transition') event.life = a.value?.toLowerCase()
    } else if (trace && depth === 3 && a.key === 'concept:name') trace.name = a.value ?? ''
  })
  parser.on('closetag', (tag) => {
    depth--
    if (tag.name === 'event' && event && trace) {
      trace.events.push(event)
      event = undefined
    } else if (tag.name === 'trace' && trace) {
      const kept = trace.events.filter(
        (e) => e.activity !== undefined && (e.life === undefined || e.life === 'complete'),
      )
      let last = Number.NEGATIVE_INFINITY
      for (const e of kept) {
        stats.events++
        if (e.time === undefined || Number.isNaN(e.time)) stats.withoutTime++
        else {
          if (e.time < last) stats.outOfOrder++
          last = Math.max(last, e.time)
        }
      }
      ready.push({ case: trace.name, activities: kept.map((e) => e.activity!) })
      trace = undefined
    }
  })
  for await (const piece of pieces(file)) {
    parser.write(piece)
    if (failed) throw failed
    while (ready.length > 0) yield ready.shift()!
  }
  parser.close()
  if (failed) throw failed
  if (!sawLog) throw new LogError('这不是 XES 日志（没有 log 元素）。', 'This is no XES log (it has no log element).')
  while (ready.length > 0) yield ready.shift()!
}

const CASE = ['case:concept:name', 'case_id', 'case id', 'caseid', 'case']
const ACTIVITY = ['concept:name', 'activity', 'activity_name', 'event', 'task']
const TIME = ['time:timestamp', 'timestamp', 'time', 'complete timestamp', 'start_timestamp']

/** CSV (RFC 4180), grouped by case in order of appearance; memory is bounded by the events' names, kept once each. */
export async function* readCsv(file: string, stats: LogStats, map: ColumnMap = {}): AsyncGenerator<Trace> {
  const cases = new Map<string, { activities: string[]; last: number }>()
  const names = new Map<string, string>()
  let header: string[] | undefined
  let columns = { case: -1, activity: -1, timestamp: -1 }
  let line = 1
  const row = (cells: string[]) => {
    if (!header) {
      header = cells.map((c) => c.replace(/^\uFEFF/, '').trim())
      const find = (given: string | undefined, usual: string[]) =>
        given !== undefined ? header!.indexOf(given) : header!.findIndex((h) => usual.includes(h.toLowerCase()))
      columns = {
        case: find(map.case, CASE),
        activity: find(map.activity, ACTIVITY),
        timestamp: find(map.timestamp, TIME),
      }
      if (columns.case < 0 || columns.activity < 0)
        throw new LogError(
          `找不到办件列或活动列。表头是：${header.join('、')}。请用 --map 说明。`,
          `The case or activity column was not found. The header is: ${header.join(', ')}. Please give --map.`,
        )
      return
    }
    line++
    if (cells.length === 1 && cells[0] === '') return
    const id = cells[columns.case]
    const activity = cells[columns.activity]
    if (id === undefined || activity === undefined)
      throw new LogError(`第 ${line} 行的列数不够。`, `Line ${line} has too few columns.`)
    stats.events++
    const time = columns.timestamp < 0 ? Number.NaN : Date.parse(cells[columns.timestamp] ?? '')
    if (Number.isNaN(time)) stats.withoutTime++
    let known = cases.get(id)
    if (!known) cases.set(id, (known = { activities: [], last: Number.NEGATIVE_INFINITY }))
    if (time < known.last) stats.outOfOrder++
    if (!Number.isNaN(time)) known.last = Math.max(known.last, time)
    let name = names.get(activity)
    if (name === undefined) names.set(activity, (name = activity))
    known.activities.push(name)
  }
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let delimiter = map.delimiter
  let previous = ''
  for await (const piece of pieces(file)) {
    delimiter ??= [',', ';', '\t'].reduce((best, d) =>
      piece.split('\n')[0]!.split(d).length > piece.split('\n')[0]!.split(best).length ? d : best,
    )
    for (const c of piece) {
      if (quoted) {
        if (c === '"') quoted = false
        else cell += c
        if (cell.length > MAX_LINE)
          throw new LogError(`第 ${line} 行有一个没有结束的引号。`, `Line ${line} has a quote that never ends.`)
      } else if (c === '"') {
        if (previous === '"') cell += '"'
        quoted = true
      } else if (c === delimiter) {
        cells.push(cell)
        cell = ''
      } else if (c === '\n') {
        cells.push(cell.replace(/\r$/, ''))
        row(cells)
        cells = []
        cell = ''
      } else cell += c
      previous = c
    }
  }
  if (quoted)
    throw new LogError(
      '最后一个引号没有结束，文件可能被截断。',
      'The last quote never ends; the file may be truncated.',
    )
  if (cell !== '' || cells.length > 0) row([...cells, cell])
  if (!header) throw new LogError('文件是空的。', 'The file is empty.')
  for (const [id, { activities }] of cases) yield { case: id, activities }
}
