import type { FormValues, Lang, Text } from '../../kernel/platform/index.ts'
import { Field } from './components.tsx'

type Schema = Record<string, any>
type Props = {
  schema: Schema
  values: Record<string, any>
  errors: Record<string, Text>
  warnings?: Record<string, Text>
  lang: Lang
  prefix?: string
}

/**
 * A JSON Schema 2020-12 object as form fields: string (date, long text, patterns), number, integer, boolean, enum, a choice of
 * several (array of enum), nested objects. Fields are named by their path (`a.b`); `x-en` carries the English titles.
 */
export function SchemaForm({ schema, values, errors, warnings = {}, lang, prefix = '' }: Props) {
  const required = new Set<string>(schema.required ?? [])
  return (
    <>
      {Object.entries<Schema>(schema.properties ?? {}).map(([key, property]) => {
        const name = prefix ? `${prefix}.${key}` : key
        const optional = required.has(key) ? '' : lang === 'zh' ? '（选填）' : ' (optional)'
        const label = titleOf(property, key, lang) + optional
        const hint = lang === 'zh' ? property.description : (property['x-description-en'] ?? property.description)
        const error = errors[name]?.[lang]
        const value = values?.[key]
        if (property.type === 'object')
          return (
            <fieldset class="field">
              <legend>{label}</legend>
              <SchemaForm
                schema={property}
                values={value ?? {}}
                errors={errors}
                warnings={warnings}
                lang={lang}
                prefix={name}
              />
            </fieldset>
          )
        const options: any[] | undefined = property.enum ?? property.items?.enum
        if (options)
          return (
            <Choices
              {...{ property, name, label, hint, error, value, options, lang }}
              multiple={property.type === 'array'}
            />
          )
        if (property.type === 'boolean')
          return (
            <div class={`field${error ? ' has-error' : ''}`}>
              <label class="choice">
                <input type="checkbox" name={name} value="true" checked={value === true || value === 'true'} /> {label}
              </label>
            </div>
          )
        const numeric = property.type === 'number' || property.type === 'integer'
        return (
          <Field
            name={name}
            label={label}
            hint={hint}
            error={error}
            warning={warnings[name]?.[lang]}
            value={value === undefined || value === null ? undefined : String(value)}
            type={property['x-lines'] ? 'textarea' : property.format === 'date' ? 'date' : 'text'}
            lines={property['x-lines']}
            attributes={{ inputmode: numeric ? 'decimal' : undefined, maxlength: property.maxLength }}
          />
        )
      })}
    </>
  )
}

export const titleOf = (property: Schema, key: string, lang: Lang): string =>
  (lang === 'zh' ? property.title : (property['x-en'] ?? property.title)) ?? key

type ChoicesProps = {
  property: Schema
  name: string
  label: string
  hint?: string
  error?: string | undefined
  value: any
  options: any[]
  lang: Lang
  multiple: boolean
}
function Choices({ property, name, label, hint, error, value, options, lang, multiple }: ChoicesProps) {
  const english: string[] = property['x-enum-en'] ?? property.items?.['x-enum-en'] ?? []
  const say = (o: any, i: number) => (lang === 'en' && english[i] ? english[i] : String(o))
  const chosen = (o: any) =>
    multiple
      ? (Array.isArray(value) ? value : [value]).map(String).includes(String(o))
      : String(value ?? '') === String(o)
  const id = `f-${name.replace(/[^A-Za-z0-9]/g, '-')}`
  return (
    <fieldset class={`field${error ? ' has-error' : ''}`} id={id} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      {hint && <span class="hint">{hint}</span>}
      {error && (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      )}
      {options.map((o, i) => (
        <label class="choice">
          <input type={multiple ? 'checkbox' : 'radio'} name={name} value={String(o)} checked={chosen(o)} /> {say(o, i)}
        </label>
      ))}
    </fieldset>
  )
}

/** What a browser sent for such a form, as JSON: numbers where they parse, empty fields left out, choices as arrays. */
export function readForm(schema: Schema, form: FormValues, prefix = ''): Record<string, any> {
  const data: Record<string, any> = {}
  for (const [key, property] of Object.entries<Schema>(schema.properties ?? {})) {
    const name = prefix ? `${prefix}.${key}` : key
    if (property.type === 'object') {
      const inner = readForm(property, form, name)
      if (Object.keys(inner).length > 0) data[key] = inner
      continue
    }
    const sent = form[name]
    const list = (Array.isArray(sent) ? sent : sent === undefined ? [] : [sent]).filter(
      (v): v is string => typeof v === 'string',
    )
    if (property.type === 'array') {
      if (list.length > 0) data[key] = list
      continue
    }
    if (property.type === 'boolean') {
      if (list.length > 0) data[key] = list[0] === 'true'
      continue
    }
    const text = list[0]?.trim()
    if (text === undefined || text === '') continue
    const numeric = property.type === 'number' || property.type === 'integer'
    const number = Number(text.replace(/[,，\s]/g, ''))
    data[key] = numeric && Number.isFinite(number) ? number : text
  }
  return data
}
