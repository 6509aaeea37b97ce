import { SaxesParser } from 'saxes'
import { text } from '../../platform/text.ts'
import { plainName } from '../net.ts'
import type { ColumnMap } from './column-map.ts'
import type { LogWatch } from './findings.ts'
import { LogError } from './log-error.ts'
import { openLog } from './open-log.ts'

/** `times`: of a CSV log, where they are asked for, in milliseconds, beside the activities; NaN where one has none. */
export type Trace = { case: string; activities: string[]; times?: number[] }

/** Events of one trace, and characters between two tags; more is no log. */
const MAX_EVENTS = 1_000_000
const MAX_BETWEEN = 16 * 1024 * 1024

type Event = { activity?: string; time?: string; life?: string }

/**
 * XES (IEEE 1849), a trace at a time, in the order of the file (the standard's 4.1: the order of a trace is its order there).
 * Where events have a life cycle, only `complete` counts. Attributes of attributes, globals, classifiers and extensions
 * do not touch what an event is.
 */
export async function* readXes(file: string, watch: LogWatch, map: ColumnMap = {}): AsyncGenerator<Trace> {
  const keys = {
    case: map.case ?? 'concept:name',
    activity: map.activity ?? 'concept:name',
    time: map.timestamp ?? 'time:timestamp',
  }
  const parser = new SaxesParser()
  const ready: Trace[] = []
  const names = new Map<string, string>()
  let trace: { name: string; events: Event[] } | undefined
  let event: Event | undefined
  let failed: Error | undefined
  let depth = 0
  let sawLog = false
  let between = 0
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
    between = 0
    const a = tag.attributes as Record<string, string>
    const name = tag.name.replace(/^.*:/, '')
    if (name === 'log' && depth === 1) sawLog = true
    else if (name === 'trace' && depth === 2) trace = { name: '', events: [] }
    else if (name === 'event' && (depth === 3 || depth === 2)) event = {}
    else if (event && trace && depth === 4) {
      if (a.key === keys.activity) event.activity = a.value ?? ''
      else if (a.key === keys.time) event.time = a.value ?? ''
      else if (a.key === 'lifecycle:transition') event.life = a.value ?? ''
    } else if (trace && !event && depth === 3 && a.key === keys.case) trace.name = a.value ?? ''
  })
  const taken = (found: { name: string; events: Event[] }): Trace => {
    const number = watch.traces + 1
    const activities: string[] = []
    let last = Number.NEGATIVE_INFINITY
    for (const [i, e] of found.events.entries()) {
      const where = () =>
        text(
          `第 ${number} 条轨迹${found.name ? `「${found.name}」` : ''}第 ${i + 1} 个事件`,
          `trace ${number}${found.name ? ` “${found.name}”` : ''}, event ${i + 1}`,
        )
      if (!watch.isComplete(e.life, where)) continue
      if (!e.activity?.trim()) {
        watch.note('NO_ACTIVITY', where)
        continue
      }
      watch.events++
      const time = watch.time(e.time, where)
      if (time < last) watch.note('OUT_OF_ORDER', where)
      else if (!Number.isNaN(time)) last = time
      let name = names.get(e.activity)
      if (name === undefined) {
        name = plainName(e.activity)
        if (names.size < MAX_EVENTS) names.set(e.activity, name)
      }
      activities.push(name)
    }
    const name = found.name || `#${number}`
    watch.trace(activities.length, () => text(`「${name}」`, `“${name}”`))
    return { case: name, activities }
  }
  parser.on('closetag', (tag) => {
    depth--
    between = 0
    const name = tag.name.replace(/^.*:/, '')
    if (name === 'event' && event && (depth === 2 || depth === 1)) {
      if (trace) trace.events.push(event)
      else watch.note('OUTSIDE_TRACE', () => text('日志的最外层', 'directly in the log'))
      event = undefined
      if (trace && trace.events.length > MAX_EVENTS)
        failed ??= new LogError(
          `轨迹「${trace.name}」超过 ${MAX_EVENTS} 个事件。`,
          `The trace “${trace.name}” has more than ${MAX_EVENTS} events.`,
        )
    } else if (name === 'trace' && trace && depth === 1) {
      ready.push(taken(trace))
      trace = undefined
    }
  })
  for await (const piece of openLog(file)) {
    between += piece.length
    parser.write(piece)
    if (failed) throw failed
    if (between > MAX_BETWEEN)
      throw new LogError('日志里有一段超过 16 MB 的文字。', 'The log holds a text of more than 16 MB.')
    yield* ready.splice(0)
  }
  parser.close()
  if (failed) throw failed
  if (!sawLog) throw new LogError('这不是 XES 日志（没有 log 元素）。', 'This is no XES log (it has no log element).')
  yield* ready
}
