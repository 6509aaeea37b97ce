// The one list of what the page of a form can show. A form that asks for more is refused before it is published, by field and
// reason; the page, the reader of what was typed and the place of an error all go by this list. Browser-safe.
import type { Fields } from '../platform/problem.ts'
import { text } from '../platform/text.ts'

type Schema = Record<string, any>
export type FormField = {
  /** As the page names it: `a.b`. */
  name: string
  key: string
  /** Without references: what the page reads titles, limits and hints from. */
  schema: Schema
  kind:
    | 'group'
    | 'choice'
    | 'choices'
    | 'yes-no'
    | 'agree'
    | 'number'
    | 'date'
    | 'time'
    | 'date-time'
    | 'duration'
    | 'code'
    | 'text'
    | 'lines'
  required: boolean
  nullable: boolean
  /** Of a choice: the values in the form's order, with their titles where each has one. */
  options: { value: string | number | boolean; title?: string }[]
  fields: FormField[]
}
export type FormFields = { fields: FormField[]; problems: Fields }

const MOST_DEPTH = 8
const known = new WeakMap<object, FormFields>()

export function formFields(schema: Schema): FormFields {
  const before = known.get(schema)
  if (before) return before
  const problems: Fields = Object.create(null)
  const made = { fields: fieldsIn(schema, schema, '', 0, problems), problems }
  known.set(schema, made)
  return made
}

/** Every field that takes a value, in the page's order. */
export const leaves = (fields: FormField[]): FormField[] =>
  fields.flatMap((f) => (f.kind === 'group' ? leaves(f.fields) : [f]))

const reason = (problems: Fields, field: string, zh: string, en: string): void => {
  problems[field] ??= text(zh, en)
}

/** `$ref` followed and `allOf` taken together, as far as both only add; undefined where a reference leads nowhere or to itself. */
function resolved(schema: unknown, root: Schema, seen: string[] = []): Schema | undefined {
  if (schema === true) return {}
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return undefined
  let { $ref, allOf, ...own } = schema as Schema
  if ($ref !== undefined) {
    if (typeof $ref !== 'string' || seen.includes($ref) || !/^#(\/|$)/.test($ref)) return undefined
    const target = $ref
      .split('/')
      .slice(1)
      .reduce<any>((at, k) => {
        const key = decodeURIComponent(k).replaceAll('~1', '/').replaceAll('~0', '~')
        return at && Object.hasOwn(at, key) ? at[key] : undefined
      }, root)
    const found = resolved(target, root, [...seen, $ref])
    if (!found) return undefined
    own = together(found, own)
  }
  for (const part of Array.isArray(allOf) ? allOf : []) {
    const found = resolved(part, root, seen)
    if (!found) return undefined
    own = together(found, own)
  }
  return own
}

/** Two schemas that both hold; the second says more. */
function together(a: Schema, b: Schema): Schema {
  const both: Schema = { ...a, ...b }
  if (a.properties || b.properties) both.properties = { ...a.properties, ...b.properties }
  if (a.required || b.required) both.required = [...new Set([...(a.required ?? []), ...(b.required ?? [])])]
  const conditions = [...(a[CONDITIONS] ?? []), ...(b[CONDITIONS] ?? []), ...(a.if && b.if ? [a] : [])]
  if (conditions.length > 0) both[CONDITIONS] = conditions
  return both
}
/** Conditions that two parts brought at once. */
const CONDITIONS = 'x-conditions'

const NAME = /^[\p{L}_][\p{L}\p{N}_-]*$/u

function fieldsIn(written: Schema, root: Schema, prefix: string, depth: number, problems: Fields): FormField[] {
  const schema = resolved(written, root)
  if (!schema || depth > MOST_DEPTH) {
    reason(problems, prefix, '引用不到，或一层套一层没有尽头。', 'A reference leads nowhere or round in a circle.')
    return []
  }
  const required = new Set<string>(schema.required ?? [])
  const properties = Object.entries<Schema>(schema.properties ?? {})
  const fields = properties.map(([key, property]) => {
    const name = prefix ? `${prefix}.${key}` : key
    // Names of Object's own would be lost in a program; points and brackets are how fields in fields are named.
    if (!NAME.test(key) || key in {})
      reason(
        problems,
        name,
        '名称只能用文字、数字、下划线和连字符，以文字开头。',
        'A name has only letters, digits, underscores and hyphens and begins with a letter.',
      )
    return fieldOf(property, root, name, key, required.has(key), depth, problems)
  })
  const here = new Set(properties.map(([key]) => key))
  for (const key of mentioned(schema, root))
    if (!here.has(key))
      reason(
        problems,
        prefix ? `${prefix}.${key}` : key,
        '要填它的条件成立时，页面上没有这一项。请把它列入 properties。',
        'It may be asked for, and the page does not show it. Please list it in properties.',
      )
  if (Number(schema.minProperties ?? 0) > properties.length)
    reason(problems, prefix, '要填的项比列出的项还多。', 'More entries are asked for than there are fields.')
  return fields
}

/** Names that the schema asks for, wherever it does so under a condition. */
function mentioned(schema: Schema, root: Schema, depth = 0): Set<string> {
  const names = new Set<string>(schema.required ?? [])
  if (depth > MOST_DEPTH) return names
  for (const list of Object.values<unknown>(schema.dependentRequired ?? {}))
    if (Array.isArray(list)) for (const key of list) names.add(key)
  const parts: unknown[] = [
    schema.if,
    schema.then,
    schema.else,
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...Object.values(schema.dependentSchemas ?? {}),
    ...(schema[CONDITIONS] ?? []).flatMap((c: Schema) => [c.if, c.then, c.else]),
  ]
  for (const part of parts) {
    const found = part === undefined ? undefined : resolved(part, root)
    if (!found) continue
    for (const key of [...Object.keys(found.properties ?? {}), ...mentioned(found, root, depth + 1)]) names.add(key)
  }
  return names
}

function fieldOf(
  written: Schema,
  root: Schema,
  name: string,
  key: string,
  required: boolean,
  depth: number,
  problems: Fields,
): FormField {
  const found = resolved(written, root)
  const field: FormField = {
    name,
    key,
    schema: found ?? {},
    kind: 'text',
    required,
    nullable: false,
    options: [],
    fields: [],
  }
  const cannot = (zh: string, en: string): FormField => {
    reason(problems, name, zh, en)
    return field
  }
  if (!found)
    return cannot(
      '引用不到，或不是一项可以填的内容。',
      'A reference leads nowhere, or it is nothing that can be filled in.',
    )
  const { schema, nullable } = withoutNull(found, root)
  field.schema = schema
  field.nullable = nullable
  const impossible = contradiction(schema)
  if (impossible) return cannot(`没有能填的值：${impossible.zh}。`, `No value is possible: ${impossible.en}.`)
  const type = schema.type ?? (schema.properties ? 'object' : schema.items ? 'array' : undefined)
  if (Array.isArray(type))
    return cannot('类型有好几种，页面不知道按哪一种填。', 'It has several types; the page shows one.')
  if (type === 'object') {
    if (!schema.properties) return cannot('没有列出要填的项。', 'It lists nothing to fill in.')
    field.kind = 'group'
    field.fields = fieldsIn(schema, root, name, depth + 1, problems)
    return field
  }
  if (type === 'array') {
    const items = resolved(schema.items ?? {}, root)
    const options = items && choicesOf(items)
    if (!options || schema.prefixItems)
      return cannot(
        '页面只能显示从列出的选项里选几个的清单。请列出选项（items.enum），或改成几项分开填。',
        'The page shows only lists that are chosen from options. Please list them (items.enum), or ask for each in a field of its own.',
      )
    if (Number(schema.minItems ?? 0) > options.length)
      return cannot('至少要选的比选项还多。', 'More must be chosen than there are options.')
    Object.assign(field, { kind: 'choices', options, schema: { ...schema, items } })
    return distinct(field, problems)
  }
  const options = choicesOf(schema)
  if (options) {
    if (options.length === 0) return cannot('没有一个选项符合它的类型。', 'None of its options is of its type.')
    const agree = options.length === 1 && options[0]!.value === true
    Object.assign(field, { kind: agree ? 'agree' : 'choice', options })
    return distinct(field, problems)
  }
  if (schema.oneOf || schema.anyOf || schema.enum)
    return cannot(
      '页面只能显示文字、数字、日期、是否和选项。',
      'The page shows text, numbers, dates, yes or no, and choices.',
    )
  if (type === 'boolean') field.kind = required ? 'yes-no' : 'agree'
  else if (type === 'number' || type === 'integer') field.kind = 'number'
  else if (type !== undefined && type !== 'string')
    return cannot(`类型 ${type} 没有能填的内容。`, `The type ${type} has nothing to fill in.`)
  else if (['date', 'time', 'date-time', 'duration'].includes(schema.format)) field.kind = schema.format
  else if (['uscc', 'resident-id'].includes(schema.format)) field.kind = 'code'
  else if (schema['x-lines']) field.kind = 'lines'
  return field
}

/** “A number or nothing” is a number that may be left empty. */
function withoutNull(schema: Schema, root: Schema): { schema: Schema; nullable: boolean } {
  const { type, anyOf, oneOf, ...rest } = schema
  if (Array.isArray(type)) {
    const types = type.filter((t) => t !== 'null')
    return { schema: { ...schema, type: types.length === 1 ? types[0] : types }, nullable: types.length < type.length }
  }
  for (const parts of [anyOf, oneOf]) {
    if (!Array.isArray(parts)) continue
    const real = parts.filter((p) => p?.type !== 'null')
    const only = real.length === 1 && real.length < parts.length ? resolved(real[0], root) : undefined
    if (only) return { schema: together(only, { ...rest, ...(type ? { type } : {}) }), nullable: true }
  }
  return { schema, nullable: Array.isArray(schema.enum) && schema.enum.includes(null) }
}

/** The options of a choice that are of its type; undefined where it is none, or some option is no single value. */
function choicesOf(schema: Schema): FormField['options'] | undefined {
  const titled = schema.oneOf ?? schema.anyOf
  const written: { value: unknown; title?: string }[] | undefined =
    schema.const !== undefined
      ? [{ value: schema.const }]
      : Array.isArray(schema.enum)
        ? schema.enum.map((value: unknown) => ({ value }))
        : Array.isArray(titled) && titled.every((o) => o?.const !== undefined)
          ? titled.map((o) => ({ value: o.const, ...(typeof o.title === 'string' ? { title: o.title } : {}) }))
          : undefined
  const some = written?.filter((o) => o.value !== null)
  if (!some?.every((o) => ['string', 'number', 'boolean'].includes(typeof o.value))) return undefined
  return some.filter(({ value }) => ofType(value, schema.type)) as FormField['options']
}

const ofType = (value: unknown, type: unknown): boolean =>
  type === undefined || (type === 'integer' ? Number.isInteger(value) : typeof value === type)

/** A page sends text: two options that are written alike cannot be told apart. */
function distinct(field: FormField, problems: Fields): FormField {
  if (new Set(field.options.map((o) => String(o.value))).size < field.options.length)
    reason(problems, field.name, '有两个选项写法一样。', 'Two of its options are written alike.')
  return field
}

function contradiction(s: Schema): { zh: string; en: string } | undefined {
  const above = (low: unknown, high: unknown) => typeof low === 'number' && typeof high === 'number' && low > high
  if (above(s.minimum, s.maximum) || above(s.exclusiveMinimum, s.exclusiveMaximum))
    return text('最小值大于最大值', 'the minimum is above the maximum')
  if (above(s.minLength, s.maxLength)) return text('最短长于最长', 'the shortest is longer than the longest')
  if (above(s.minItems, s.maxItems)) return text('至少多于至多', 'at least is more than at most')
  return undefined
}
