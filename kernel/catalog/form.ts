import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { residentIdWarning, usccWarning } from '../identity/check-digit.rules.ts'
import { exactNumber, isMultiple } from '../platform/exact.rules.ts'
import { type Fields, type Text, text } from '../platform/index.ts'
import { readDate, readDateTime, readDuration, readNumber, readTime } from '../platform/typed.rules.ts'
import { type FormField, formFields, leaves } from './form-fields.rules.ts'

export { formFields } from './form-fields.rules.ts'
export { readData, readForm } from './form-reading.rules.ts'

/**
 * One compiler for all item forms (JSON Schema 2020-12). `uscc` and `resident-id` are formats that never refuse:
 * their check digits only warn (`warningsOf`). `x-…` keywords carry English and layout.
 */
function compiler(more: { meta?: false; validateSchema?: false } = {}): Ajv2020 {
  const ajv = new Ajv2020({
    ...more,
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    addUsedSchema: false,
    verbose: true,
  })
  ;(addFormats as unknown as (a: Ajv2020) => void)(ajv)
  ajv.addFormat('uscc', true)
  ajv.addFormat('resident-id', true)
  for (const keyword of ['x-en', 'x-description-en', 'x-enum-en', 'x-lines']) ajv.addKeyword(keyword)
  // Where an entry of a joint application's form comes from.
  for (const keyword of ['x-of', 'x-only', 'x-items', 'x-special']) ajv.addKeyword(keyword)
  // Of decimals, not of doubles: 1.13 is a multiple of 0.01.
  ajv.removeKeyword('multipleOf')
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    validate: (step: number, n: number) => isMultiple(n, step),
  })
  return ajv
}

/** Looks whether a schema is one. What the standard says of schemas is compiled once, which takes longer than most forms. */
const judge = compiler()
/** For schemas that were looked at. */
const compile = (schema: object): ValidateFunction => compiler({ meta: false, validateSchema: false }).compile(schema)

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
  const made = compile(bounded(schema) as object)
  compiled.set(key, made)
  return made
}

/** Why a schema cannot be an item's form, or undefined: it is no schema, or it asks for what the page cannot show. */
export function formProblem(schema: unknown): Text | undefined {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema))
    return text('表单必须是 JSON Schema 对象。', 'The form must be a JSON Schema object.')
  if ((schema as { type?: string }).type !== 'object')
    return text('表单的最外层类型应是 object。', 'The outermost type of the form should be object.')
  const unusable = (reason: string) =>
    text(`表单不是有效的 JSON Schema 2020-12：${reason}`, `The form is not a valid JSON Schema 2020-12: ${reason}`)
  if (!judge.validateSchema(schema)) return unusable(judge.errorsText(judge.errors, { dataVar: 'form' }).slice(0, 240))
  const problems = Object.entries(formFields(schema).problems)
  const said = (lang: 'zh' | 'en') => problems.map(([field, why]) => `${field || 'form'}: ${why[lang]}`).join(' ')
  if (problems.length > 0) return text(`页面显示不了：${said('zh')}`, `The page cannot show: ${said('en')}`)
  try {
    compile(schema)
    return undefined
  } catch (error) {
    return unusable((error as Error).message.slice(0, 240))
  }
}

/** `/a/b/0/c` → `a.b[0].c`, as the form names its fields. */
const fieldName = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : path ? `${path}.${key}` : key), '')

/** Where the page shows what is said of `path`: the field itself, else the nearest around it, of a group its first entry. */
function standing(path: string, fields: FormField[]): string {
  const around = fields.find((f) => path === f.name || path.startsWith(`${f.name}.`) || path.startsWith(`${f.name}[`))
  if (around && around.kind !== 'group') return around.name
  if (around) return standing(path, around.fields)
  return leaves(fields)[0]?.name ?? path
}

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
      return reasonOf(p.format, error.data) ?? text('格式不对，请检查。', 'The format is not right; please check.')
    case 'multipleOf':
      return text(`要是 ${error.schema} 的整数倍。`, `It must be a multiple of ${error.schema}.`)
    case 'const':
      return error.schema === true
        ? text('请勾选这一项。', 'Please tick this box.')
        : text(`只能是 ${error.schema}。`, `It can only be ${error.schema}.`)
    case 'dependentRequired':
    case 'dependencies':
      return text('请填写这一项。', 'Please fill this in.')
    case 'pattern':
      return text('格式不对，请按提示填写。', 'The format is not right; please follow the hint.')
    case 'type':
      return notOfType([p.type].flat(), error.data)
    case 'additionalProperties':
      return text('表单里没有这一项。', 'The form has no such entry.')
    default:
      return text('请检查这一项。', 'Please check this entry.')
  }
}

const READERS: Record<string, typeof readDate> = {
  date: readDate,
  time: readTime,
  'date-time': readDateTime,
  duration: readDuration,
}
function reasonOf(format: string, typed: unknown): Text | undefined {
  const read = typeof typed === 'string' ? READERS[format]?.(typed) : undefined
  return read && 'problem' in read ? read.problem : undefined
}

/** Why what was typed is no number of the wanted kind, with the nearest that is. */
function notOfType(types: string[], typed: unknown): Text {
  if (!types.includes('number') && !types.includes('integer'))
    return types.includes('boolean')
      ? text('请选“是”或“否”。', 'Please choose yes or no.')
      : text('请检查这一项。', 'Please check this entry.')
  const read = typeof typed === 'string' ? readNumber(typed) : undefined
  if (read && 'problem' in read) return read.problem
  if (read && exactNumber(read.value) === undefined)
    return text(
      `${read.value} 的位数太多，存不准（十五位以内总是可以）。请核对。`,
      `${read.value} has too many digits to be kept exactly (fifteen always can be). Please check it.`,
    )
  return types.includes('number')
    ? text('请填数字。', 'Please enter a number.')
    : text('请填整数。', 'Please enter a whole number.')
}

/** Keywords that only say that some part of them does not hold; the parts say what. */
const JOINS = ['if', 'allOf', 'anyOf', 'oneOf', 'dependentSchemas', '$ref']

/** What is wrong with the data, field by field, each where the page shows it; empty when the data matches the form. */
export function checkForm(schema: object, data: unknown): Fields {
  const validate = validatorOf(schema)
  if (validate(data)) return {}
  const found: Fields = Object.create(null)
  const shown = formFields(schema).fields
  const errors = validate.errors ?? []
  const told = errors.filter((e) => !JOINS.includes(e.keyword))
  for (const error of told.length > 0 ? told : errors) {
    const { missingProperty, additionalProperty } = error.params as Record<string, string | undefined>
    const key = missingProperty ?? additionalProperty
    const path = fieldName(error.instancePath + (key === undefined ? '' : `/${key}`))
    // What the form does not know at all is named as it was sent: no field could carry it.
    found[error.keyword === 'additionalProperties' ? path : standing(path, shown)] ??= say(error)
  }
  return found
}

/** Codes and ids that look wrong, by field: the person is told why, and may go on. `at` tells days to come from days past. */
export function warningsOf(schema: object, data: Record<string, any> | undefined, at?: Date): Fields {
  const found: Fields = Object.create(null)
  for (const { name, schema: own } of leaves(formFields(schema).fields)) {
    const value = name.split('.').reduce<any>((inner, key) => inner?.[key], data)
    if (typeof value !== 'string' || value === '') continue
    const warning =
      own.format === 'uscc'
        ? usccWarning(value)
        : own.format === 'resident-id'
          ? residentIdWarning(value, at)
          : undefined
    if (warning) found[name] = warning
  }
  return found
}
