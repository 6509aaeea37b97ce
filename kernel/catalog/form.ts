import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { residentIdWarning, usccWarning } from '../identity/check-digit.rules.ts'
import { type Fields, type Text, text } from '../platform/index.ts'

/**
 * One compiler for all item forms (JSON Schema 2020-12). `uscc` and `resident-id` are formats that never refuse:
 * their check digits only warn (`warningsOf`). `x-…` keywords carry English and layout.
 */
function compiler(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    addUsedSchema: false,
  })
  ;(addFormats as unknown as (a: Ajv2020) => void)(ajv)
  ajv.addFormat('uscc', true)
  ajv.addFormat('resident-id', true)
  for (const keyword of ['x-en', 'x-description-en', 'x-enum-en', 'x-lines']) ajv.addKeyword(keyword)
  return ajv
}

/** What a field may hold where its schema does not say: nobody types more into a line, and no document could show it. */
export const MOST_TYPED = { line: 1000, lines: 4000, choices: 100 }

/** The schema with a bound for every text and list. */
function bounded(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(bounded)
  if (schema === null || typeof schema !== 'object') return schema
  const made = Object.fromEntries(Object.entries(schema).map(([k, v]) => [k, bounded(v)])) as Record<string, unknown>
  const most = Number(made['x-lines'] ?? 1) > 1 ? MOST_TYPED.lines : MOST_TYPED.line
  if (made.type === 'string' && made.enum === undefined) made.maxLength ??= most
  if (made.type === 'array') made.maxItems ??= MOST_TYPED.choices
  return made
}

/** Compiled forms by their text; each has a compiler of its own, so that one that is dropped is gone. */
const compiled = new Map<string, ValidateFunction>()
const KEPT = 200

function validatorOf(schema: object): ValidateFunction {
  const key = JSON.stringify(schema)
  const known = compiled.get(key)
  if (known) return known
  if (compiled.size >= KEPT) compiled.delete(compiled.keys().next().value!)
  const made = compiler().compile(bounded(schema) as object)
  compiled.set(key, made)
  return made
}

/** Why a schema cannot be an item's form, or undefined. */
export function formProblem(schema: unknown): Text | undefined {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema))
    return text('表单必须是 JSON Schema 对象。', 'The form must be a JSON Schema object.')
  if ((schema as { type?: string }).type !== 'object')
    return text('表单的最外层类型应是 object。', 'The outermost type of the form should be object.')
  try {
    compiler().compile(schema as object)
    return undefined
  } catch (error) {
    const reason = (error as Error).message.slice(0, 240)
    return text(
      `表单不是有效的 JSON Schema 2020-12：${reason}`,
      `The form is not a valid JSON Schema 2020-12: ${reason}`,
    )
  }
}

/** `/a/b/0/c` → `a.b[0].c`, as the form names its fields. */
const fieldName = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .reduce((path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : path ? `${path}.${key}` : key), '')

function say(error: ErrorObject): Text {
  const p = error.params as Record<string, any>
  switch (error.keyword) {
    case 'required':
      return text('请填写这一项。', 'Please fill this in.')
    case 'minLength':
      return p.limit === 1
        ? text('请填写这一项。', 'Please fill this in.')
        : text(`至少 ${p.limit} 个字。`, `At least ${p.limit} characters.`)
    case 'maxLength':
      return text(`最多 ${p.limit} 个字。`, `At most ${p.limit} characters.`)
    case 'minimum':
      return text(`不能小于 ${p.limit}。`, `Not less than ${p.limit}.`)
    case 'maximum':
      return text(`不能大于 ${p.limit}。`, `Not more than ${p.limit}.`)
    case 'exclusiveMinimum':
      return text(`要大于 ${p.limit}。`, `More than ${p.limit}.`)
    case 'exclusiveMaximum':
      return text(`要小于 ${p.limit}。`, `Less than ${p.limit}.`)
    case 'enum':
      return text('请从列出的选项里选一个。', 'Please choose one of the options.')
    case 'minItems':
      return text(`至少选 ${p.limit} 项。`, `Choose at least ${p.limit}.`)
    case 'maxItems':
      return text(`最多 ${p.limit} 项。`, `At most ${p.limit}.`)
    case 'uniqueItems':
      return text('有重复的项。', 'Some entries are the same.')
    case 'format':
      return p.format === 'date'
        ? text('请按 2026-03-02 这样填日期。', 'Please write the date like 2026-03-02.')
        : text('格式不对，请检查。', 'The format is not right; please check.')
    case 'pattern':
      return text('格式不对，请按提示填写。', 'The format is not right; please follow the hint.')
    case 'type':
      return p.type === 'integer'
        ? text('请填整数。', 'Please enter a whole number.')
        : p.type === 'number'
          ? text('请填数字。', 'Please enter a number.')
          : text('请检查这一项。', 'Please check this entry.')
    case 'additionalProperties':
      return text('表单里没有这一项。', 'The form has no such entry.')
    default:
      return text('请检查这一项。', 'Please check this entry.')
  }
}

/** What is wrong with the data, field by field; empty when it matches the form. */
export function checkForm(schema: object, data: unknown): Fields {
  const validate = validatorOf(schema)
  if (validate(data)) return {}
  const fields: Fields = {}
  for (const error of validate.errors ?? []) {
    const missing =
      error.keyword === 'required'
        ? `/${error.params.missingProperty}`
        : error.keyword === 'additionalProperties'
          ? `/${error.params.additionalProperty}`
          : ''
    fields[fieldName(error.instancePath + missing)] ??= say(error)
  }
  return fields
}

/** Check digits that look wrong, by field: the person is told why, and may go on. */
export function warningsOf(schema: any, data: any, path = ''): Fields {
  const found: Fields = {}
  for (const [key, property] of Object.entries<any>(schema?.properties ?? {})) {
    const value = data?.[key]
    const at = path ? `${path}.${key}` : key
    if (property.type === 'object') Object.assign(found, warningsOf(property, value, at))
    if (typeof value !== 'string' || value === '') continue
    const warning =
      property.format === 'uscc'
        ? usccWarning(value)
        : property.format === 'resident-id'
          ? residentIdWarning(value)
          : undefined
    if (warning) found[at] = warning
  }
  return found
}
