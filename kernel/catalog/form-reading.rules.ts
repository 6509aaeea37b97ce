// What was typed into a form, or sent by a program, as the form's types want it. What cannot be read stays as it was typed, for
// the form's check to refuse by name: nothing typed is lost.
import { exactNumber } from '../platform/exact.rules.ts'
import {
  compactCode,
  halfWidth,
  type Read,
  readDate,
  readDateTime,
  readDuration,
  readNumber,
  readTime,
  readYesNo,
} from '../platform/typed.rules.ts'
import { type FormField, formFields } from './form-fields.rules.ts'

type Data = Record<string, any>
/** As a browser sends it: text, repeated names as arrays; files are none of a form's. */
type Posted = Record<string, unknown>

/** What a browser sent for such a form, as JSON: empty fields left out, choices as arrays, the rest as `readData` reads it. */
export const readForm = (schema: object, posted: Posted): Data => {
  const { fields } = formFields(schema)
  return read(fields, collected(fields, posted))
}

/** What a program sent, or a draft kept, read by the same rules as what is typed. Entries that are no fields stay. */
export const readData = (schema: object, data: Data): Data => read(formFields(schema).fields, data)

const textsIn = (sent: unknown): string[] =>
  (Array.isArray(sent) ? sent : [sent]).filter((v): v is string => typeof v === 'string')

function collected(fields: FormField[], posted: Posted): Data {
  const data: Data = {}
  for (const f of fields) {
    if (f.kind === 'group') {
      const inner = collected(f.fields, posted)
      if (f.required || Object.keys(inner).length > 0) data[f.key] = inner
      continue
    }
    const texts = Object.hasOwn(posted, f.name) ? textsIn(posted[f.name]) : []
    if (f.kind === 'choices') {
      if (texts.length > 0) data[f.key] = texts
      continue
    }
    const [text] = texts
    const chosen = f.kind === 'choice' && f.options.some((o) => o.value === text)
    if (text !== undefined && (text.trim() !== '' || chosen)) data[f.key] = text
    else if (f.nullable && f.required) data[f.key] = null
  }
  return data
}

function read(fields: FormField[], data: Data): Data {
  const out: Data = { ...data }
  for (const f of fields) {
    if (!Object.hasOwn(data, f.key)) continue
    const value = data[f.key]
    if (f.kind === 'group') {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) out[f.key] = read(f.fields, value)
    } else if (f.kind === 'choices') out[f.key] = Array.isArray(value) ? value.map((v) => option(f, v)) : value
    else if (typeof value === 'string') out[f.key] = leaf(f, value)
  }
  return out
}

const option = (f: FormField, value: unknown): unknown =>
  typeof value === 'string' ? (f.options.find((o) => String(o.value) === value)?.value ?? value) : value

const valueOr = (r: Read, typed: string): string => ('value' in r ? r.value : typed)

function leaf(f: FormField, written: string): unknown {
  const typed = written.replace(/\r\n?/g, '\n').trim()
  switch (f.kind) {
    case 'choice':
      return f.options.some((o) => o.value === written) ? written : option(f, typed)
    case 'agree':
    case 'yes-no': {
      const said = readYesNo(typed)
      return 'value' in said ? said.value : typed
    }
    case 'number': {
      const said = readNumber(typed)
      return 'value' in said ? (exactNumber(said.value) ?? typed) : typed
    }
    case 'date':
      return valueOr(readDate(typed), typed)
    case 'time':
      return zoned(readTime(typed), typed)
    case 'date-time':
      return zoned(readDateTime(typed), typed)
    case 'duration':
      return valueOr(readDuration(typed), typed)
    case 'code':
      return compactCode(typed)
    case 'lines':
      return typed
    default:
      return fitting(f, typed)
  }
}

/** JSON Schema's times carry their offset; the city's clocks stand at +08:00. */
const zoned = (r: Read, typed: string): string =>
  'value' in r ? (/(Z|[+-]\d{2}:\d{2})$/.test(r.value) ? r.value : `${r.value}+08:00`) : typed

/** A text with a pattern: the first of its usual spellings that matches; half-width, then without spaces and dashes. */
function fitting({ schema: { pattern, format } }: FormField, typed: string): string {
  if (typeof pattern !== 'string') return format === undefined ? typed : halfWidth(typed)
  const matches = new RegExp(pattern, 'u')
  const spellings = [typed, halfWidth(typed), halfWidth(typed).replace(/[ -]/g, ''), compactCode(typed)]
  return spellings.find((s) => matches.test(s)) ?? typed
}
