// What a case gives, as the model's declared types want it. JSON has texts and numbers only, and people type texts; a table that
// compares dates wants a date.
import type { Text } from '../../platform/text.ts'
import { readDate, readDateTime, readDuration, readNumber, readTime, readYesNo } from '../../platform/typed.rules.ts'
import { literalsIn, literalsOf } from '../feel/constants.ts'
import {
  addNanos,
  FeelDateTime,
  FeelTime,
  offsetOf,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTime,
} from '../feel/temporal.ts'
import { bare, type FeelType } from '../feel/types.ts'
import { type Kind, num, type Value } from '../feel/value.ts'
import type { Model } from './model.ts'
import { textOf, type Xml } from './xml.ts'

type Reading = { value: Value } | { problem: Text }

const through =
  (read: (typed: string) => { value: string } | { problem: Text }, parse: (exact: string) => Value) =>
  (typed: string): Reading => {
    const exact = parse(typed)
    if (exact !== null) return { value: exact }
    const said = read(typed)
    if ('problem' in said) return said
    const value = parse(said.value)
    return value === null ? { problem: NO_SUCH } : { value }
  }
const NO_SUCH: Text = { zh: '没有这样的日期、时间或时长。', en: 'There is no such date, time or duration.' }

const duration = through(readDuration, parseDuration)
const READERS: Partial<Record<Kind, (typed: string) => Reading>> = {
  number(typed) {
    const said = readNumber(typed)
    return 'value' in said ? { value: num(said.value) } : said
  },
  boolean: readYesNo,
  date: through(readDate, parseDate),
  time: through(readTime, parseTime),
  'date and time': through(readDateTime, parseDateTime),
  'days and time duration': duration,
  'years and months duration': duration,
}

/** A text as its declared type reads it; what the type cannot read, and all else, stays what it is. */
export function declared(v: Value, type: FeelType, model: Model): Value {
  const base = bare(type)
  if (Array.isArray(v)) return base.k === 'list' ? v.map((x) => declared(x, base.of, model)) : v
  if (v instanceof Map)
    return base.k === 'context'
      ? new Map([...v].map(([k, x]): [string, Value] => [k, declared(x, base.fields.get(k) ?? { k: 'any' }, model)]))
      : v
  if (typeof v !== 'string') return v
  // One value where a list is wanted, as FEEL itself has it.
  const one = base.k === 'list' ? bare(base.of) : base
  if (one.k !== 'simple') return v
  const said = READERS[one.kind]?.(v)
  return said && 'value' in said ? onTheModelsClock(said.value, model) : v
}

/** Why a text is none of its declared type, where there is more to say than that. */
export function reasonAgainst(v: Value, type: FeelType): Text | undefined {
  const base = bare(type)
  if (typeof v !== 'string' || base.k !== 'simple') return undefined
  const said = READERS[base.kind]?.(v)
  return said && 'problem' in said ? said.problem : undefined
}

const all = (xml: Xml): Xml[] => [xml, ...xml.children.flatMap(all)]

const columns = new WeakMap<Model, Map<string, FeelType>>()
/** What the columns of tables say of an input that does not say its own type. */
export function columnType(model: Model, name: string): FeelType | undefined {
  let known = columns.get(model)
  if (!known) {
    columns.set(model, (known = new Map()))
    for (const x of all(model.xml)) {
      if (x.name !== 'inputExpression') continue
      const type = model.types.get(x.attributes.typeRef)
      const source = textOf(x).trim()
      if (type && type.k !== 'any' && !known.has(source)) known.set(source, type)
    }
  }
  return known.get(name)
}

/** The city's clocks: UTC+8, no daylight saving. */
const CITY = 8 * 3600
const clocks = new WeakMap<Model, 'local' | 'zoned' | 'both'>()

/** Whether the model writes its times with an offset: a time with one and a time without cannot be compared. */
function clockOf(model: Model): 'local' | 'zoned' | 'both' {
  const known = clocks.get(model)
  if (known) return known
  const names = [...model.elements.values()].map((e) => e.name)
  const times = all(model.xml)
    .filter((x) => x.name === 'text' && /\d/.test(x.text))
    .flatMap((x) => [...literalsIn(x.text.trim()), ...literalsOf(x.text, names)])
    .filter((v): v is FeelTime | FeelDateTime => v instanceof FeelTime || v instanceof FeelDateTime)
  const zoned = times.filter((v) => offsetOf(v) !== null).length
  const made = times.length === 0 ? 'both' : zoned === 0 ? 'local' : zoned === times.length ? 'zoned' : 'both'
  clocks.set(model, made)
  return made
}

function onTheModelsClock(v: Value, model: Model): Value {
  if (!(v instanceof FeelTime || v instanceof FeelDateTime)) return v
  const clock = clockOf(model)
  const offset = offsetOf(v)
  if (clock === 'both' || (clock === 'zoned') === (offset !== null)) return v
  const at = (t: FeelTime, east: number | null) => new FeelTime(t.hour, t.minute, t.second, t.nano, east)
  if (offset === null) return v instanceof FeelTime ? at(v, CITY) : new FeelDateTime(v.date, at(v.time, CITY))
  const instant = v instanceof FeelTime ? new FeelDateTime({ year: 2026, month: 1, day: 2 }, v) : v
  const local = addNanos(new FeelDateTime(instant.date, at(instant.time, null)), BigInt(CITY - offset) * 1_000_000_000n)
  return v instanceof FeelTime ? local.time : local
}
