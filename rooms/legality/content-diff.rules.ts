import { type FormField, formFields, leaves } from '../../kernel/catalog/index.ts'
import { formatCitation } from '../../kernel/law/index.ts'
import { type Citation, type Text, text } from '../../kernel/platform/index.ts'
import { labelOf, shapeAt } from './draft.shape.ts'

/** One field as both versions have it; null where it is not there. */
export type Difference = { where: Text; before: Text | null; now: Text | null }

type Json = unknown
const isRecord = (v: Json): v is Record<string, Json> => typeof v === 'object' && v !== null && !Array.isArray(v)
const isText = (v: Json): v is Text =>
  isRecord(v) && Object.keys(v).length === 2 && typeof v.zh === 'string' && typeof v.en === 'string'
const isCitation = (v: Json): v is Citation => isRecord(v) && typeof v.law === 'string' && typeof v.article === 'number'
const same = (a: Json, b: Json) => JSON.stringify(a) === JSON.stringify(b)
const plain = (v: string): Text => text(v, v)
const listed = (list: Text[]): Text => text(list.map((t) => t.zh).join('、'), list.map((t) => t.en).join(', '))

/** A value in words; undefined where it has parts that are said one by one. */
function said(path: string, v: Json): Text | null | undefined {
  if (v === undefined || v === null || v === '') return null
  const shape = shapeAt(path)
  const options = shape && 'options' in shape ? shape.options : undefined
  if (typeof v === 'boolean') return v ? text('是', 'yes') : text('否', 'no')
  if (typeof v === 'number' && shape?.is === 'megabytes') return plain(`${Math.round((v / 1048576) * 100) / 100} MB`)
  if (typeof v === 'string' || typeof v === 'number') return options?.[String(v)] ?? plain(String(v))
  if (isText(v)) return v
  if (isCitation(v)) return text(formatCitation(v, 'zh'), formatCitation(v, 'en'))
  if (Array.isArray(v) && v.every((x) => !isRecord(x) || isCitation(x) || isText(x)))
    return v.length === 0 ? null : listed(v.map((x) => said(path, x) ?? plain('')))
  return undefined
}

/** Every field of the content that differs, by the names of the drafter's form. */
export function contentDiff(before: Json, now: Json, path = ''): Difference[] {
  if (same(before, now)) return []
  const [a, b] = [said(path, before), said(path, now)]
  if (a !== undefined && b !== undefined && path !== '') {
    // A name of which only the English changed is shown in English to everybody.
    const english = isText(before) && isText(now) && before.zh === now.zh
    const where = labelOf(path)
    return english
      ? [{ where: text(`${where.zh}（英文）`, where.en), before: plain(before.en), now: plain(now.en) }]
      : [{ where, before: a, now: b }]
  }
  if (Array.isArray(before) || Array.isArray(now)) return rowsDiff(asRows(before), asRows(now), path)
  const [x, y] = [isRecord(before) ? before : {}, isRecord(now) ? now : {}]
  return [...new Set([...Object.keys(x), ...Object.keys(y)])].flatMap((key) =>
    contentDiff(x[key], y[key], path ? `${path}.${key}` : key),
  )
}
const asRows = (v: Json): Json[] => (Array.isArray(v) ? v : [])

/** Rows are the same by their id, else by what they say; what is left over is said whole. */
function rowsDiff(before: Json[], now: Json[], path: string): Difference[] {
  const idOf = (v: Json) => (isRecord(v) && typeof v.id === 'string' ? v.id : undefined)
  const rest = [...before]
  const found: Difference[] = []
  for (const [i, row] of now.entries()) {
    const id = idOf(row)
    const at = rest.findIndex((old) => (id !== undefined ? idOf(old) === id : same(old, row)))
    const old = at < 0 ? undefined : rest.splice(at, 1)[0]
    if (old !== undefined) found.push(...contentDiff(old, row, `${path}[${i}]`))
    else found.push({ where: labelOf(`${path}[${i}]`), before: null, now: whole(row) })
  }
  for (const old of rest)
    found.push({ where: labelOf(`${path}[${before.indexOf(old)}]`), before: whole(old), now: null })
  return found
}
function whole(v: Json): Text {
  const words = said('', v)
  if (words) return words
  if (isRecord(v) && isText(v.name)) return v.name
  const parts = isRecord(v) ? Object.values(v).flatMap((x) => said('', x) ?? []) : []
  return listed(parts)
}

const title = (f: FormField): Text => {
  const zh = String(f.schema.title ?? f.key)
  return text(zh, String(f.schema['x-en'] ?? zh))
}
const KINDS: Record<string, Text> = {
  choice: text('单选', 'one of'),
  choices: text('多选', 'several of'),
  'yes-no': text('是否', 'yes or no'),
  agree: text('同意', 'consent'),
  number: text('数字', 'number'),
  date: text('日期', 'date'),
  text: text('一行文字', 'line of text'),
  lines: text('多行文字', 'lines of text'),
}
const LIMITS: Record<string, Text> = {
  minLength: text('最少字数', 'fewest characters'),
  maxLength: text('最多字数', 'most characters'),
  minimum: text('最小', 'least'),
  maximum: text('最大', 'most'),
  minItems: text('最少几项', 'fewest'),
  maxItems: text('最多几项', 'most'),
  pattern: text('格式', 'pattern'),
  format: text('格式', 'format'),
  description: text('说明', 'hint'),
}

/** What is asked of an applicant, field by field. */
export function formDiff(before: Json, now: Json): Difference[] {
  if (same(before, now)) return []
  const of = (schema: Json) => (isRecord(schema) ? leaves(formFields(schema).fields) : [])
  const [old, fresh] = [of(before), of(now)]
  const found: Difference[] = []
  for (const f of fresh) {
    const was = old.find((o) => o.name === f.name)
    if (!was) {
      found.push({ where: form(title(f)), before: null, now: KINDS[f.kind] ?? plain(f.kind) })
      continue
    }
    const put = (what: Text, a: Text | null, b: Text | null) => {
      if (!same(a, b))
        found.push({
          where: form(text(`${title(f).zh} · ${what.zh}`, `${title(f).en} · ${what.en}`)),
          before: a,
          now: b,
        })
    }
    put(text('名称', 'title'), title(was), title(f))
    put(text('种类', 'kind'), KINDS[was.kind] ?? plain(was.kind), KINDS[f.kind] ?? plain(f.kind))
    put(text('必填', 'required'), said('', was.required) ?? null, said('', f.required) ?? null)
    const options = (x: FormField) =>
      x.options.length > 0 ? listed(x.options.map((o) => plain(o.title ?? String(o.value)))) : null
    put(text('选项', 'options'), options(was), options(f))
    for (const [key, word] of Object.entries(LIMITS))
      put(word, said('', was.schema[key]) ?? null, said('', f.schema[key]) ?? null)
  }
  for (const o of old)
    if (!fresh.some((f) => f.name === o.name))
      found.push({ where: form(title(o)), before: KINDS[o.kind] ?? plain(o.kind), now: null })
  if (found.length === 0)
    found.push({
      where: text('申请表', 'Application form'),
      before: null,
      now: text('顺序或写法变了，要填的没有变', 'order or wording of the file changed; what is asked did not'),
    })
  return found
}
const form = (of: Text): Text => text(`申请表 · ${of.zh}`, `Form · ${of.en}`)
