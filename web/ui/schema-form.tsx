import type { ComponentChildren } from 'preact'
import { type FormField, formFields } from '../../kernel/catalog/form-fields.rules.ts'
import type { Lang, Text } from '../../kernel/platform/index.ts'
import { Field } from './components.tsx'

export { readForm } from '../../kernel/catalog/form-reading.rules.ts'

type Schema = Record<string, any>
type Props = {
  schema: Schema
  values: Record<string, any>
  errors: Record<string, Text>
  warnings?: Record<string, Text>
  /** Entries that were filled in for the reader, each with where it is from. */
  from?: Record<string, Text>
  /** What stands below an entry, by its path: a button that looks it up. */
  beside?: Record<string, ComponentChildren>
  lang: Lang
}

/**
 * A JSON Schema 2020-12 object as form fields; `kernel/catalog/form-fields.rules.ts` says what can be shown. Fields are named by
 * their path (`a.b`); `x-en` carries the English titles.
 */
export function SchemaForm({ schema, values, ...more }: Props) {
  return <Entries fields={formFields(schema).fields} values={values} {...more} />
}

type EntriesProps = Omit<Props, 'schema'> & { fields: FormField[] }
function Entries({ fields, values, ...more }: EntriesProps) {
  return (
    <>
      {fields.map((f) => (
        <Entry field={f} value={values?.[f.key]} {...more} />
      ))}
    </>
  )
}

type EntryProps = Omit<EntriesProps, 'fields' | 'values'> & { field: FormField; value: any }
function Entry({ field, value, errors, warnings = {}, from = {}, beside = {}, lang }: EntryProps) {
  const { name, schema, kind } = field
  const optional = field.required ? '' : lang === 'zh' ? '（选填）' : ' (optional)'
  const label = titleOf(schema, field.key, lang) + optional
  const own: string | undefined =
    lang === 'zh' ? schema.description : (schema['x-description-en'] ?? schema.description)
  const source = from[name]
  const filled = source && (lang === 'zh' ? `已带出，${source.zh}，请核对` : `filled in ${source.en}; please check`)
  const hint = [own, filled].filter(Boolean).join(lang === 'zh' ? '。' : '. ') || undefined
  const error = errors[name]?.[lang]
  const said = { name, label, hint, error }
  if (kind === 'group')
    return (
      <fieldset class="field">
        <legend>{label}</legend>
        {hint && <span class="hint">{hint}</span>}
        <Entries
          fields={field.fields}
          values={value ?? {}}
          errors={errors}
          warnings={warnings}
          from={from}
          beside={beside}
          lang={lang}
        />
      </fieldset>
    )
  if (kind === 'choice' || kind === 'choices')
    return <Choices {...said} value={value} options={optionsOf(field, lang)} multiple={kind === 'choices'} />
  if (kind === 'yes-no') {
    const words = lang === 'zh' ? ['是', '否'] : ['yes', 'no']
    return (
      <Choices
        {...said}
        value={value}
        options={[true, false].map((v, i) => ({ value: v, say: words[i]! }))}
        multiple={false}
      />
    )
  }
  if (kind === 'agree') {
    const id = idOf(name)
    const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
    return (
      <div class={`field${error ? ' has-error' : ''}`}>
        {error && (
          <span class="error" id={`${id}-error`}>
            {error}
          </span>
        )}
        <label class="choice">
          <input
            type="checkbox"
            id={id}
            name={name}
            value="true"
            checked={value === true || value === 'true'}
            aria-describedby={described}
            aria-invalid={error ? 'true' : undefined}
          />{' '}
          {label}
        </label>
        {hint && (
          <span class="hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </div>
    )
  }
  const typed = value === undefined || value === null ? undefined : String(value)
  return (
    <>
      <Field
        {...said}
        warning={warnings[name]?.[lang]}
        value={kind === 'date-time' || kind === 'time' ? typed?.replace(/:00(\+08:00)?$/, '') : typed}
        type={inputType(kind, typed)}
        lines={schema['x-lines']}
        attributes={{
          inputmode: kind === 'number' ? 'decimal' : undefined,
          // A browser cuts what is too long, so only where a longer spelling could not be meant.
          maxlength: (kind === 'text' && !schema.pattern) || kind === 'lines' ? schema.maxLength : undefined,
        }}
      />
      {beside[name]}
    </>
  )
}

/** A browser's own field for days and times shows only what it can read: anything else stays in a text box, as it was typed. */
function inputType(kind: FormField['kind'], typed: string | undefined) {
  if (kind === 'lines') return 'textarea'
  if (kind === 'date') return typed === undefined || /^\d{4}-\d{2}-\d{2}$/.test(typed) ? 'date' : 'text'
  if (kind === 'time') return typed === undefined || /^\d{2}:\d{2}:00(\+08:00)?$/.test(typed) ? 'time' : 'text'
  if (kind !== 'date-time') return 'text'
  return typed === undefined || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:00(\+08:00)?$/.test(typed) ? 'datetime-local' : 'text'
}

export const titleOf = (property: Schema, key: string, lang: Lang): string =>
  (lang === 'zh' ? property.title : (property['x-en'] ?? property.title)) ?? key

function optionsOf({ schema, options }: FormField, lang: Lang): { value: unknown; say: string }[] {
  const english: string[] = schema['x-enum-en'] ?? schema.items?.['x-enum-en'] ?? []
  const all: unknown[] = schema.enum ?? schema.items?.enum ?? []
  return options.map(({ value, title }) => {
    const en = lang === 'en' ? english[all.indexOf(value)] : undefined
    return { value, say: en ?? title ?? String(value) }
  })
}

const idOf = (name: string): string => `f-${name.replace(/[^A-Za-z0-9]/g, '-')}`

type ChoicesProps = {
  name: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  value: any
  options: { value: unknown; say: string }[]
  multiple: boolean
}
function Choices({ name, label, hint, error, value, options, multiple }: ChoicesProps) {
  const chosen = (o: unknown) =>
    multiple
      ? (Array.isArray(value) ? value : [value]).map(String).includes(String(o))
      : String(value ?? '') === String(o)
  const id = idOf(name)
  return (
    <fieldset class={`field${error ? ' has-error' : ''}`} id={id} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      {hint && <span class="hint">{hint}</span>}
      {error && (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      )}
      {options.map((o) => (
        <label class="choice">
          <input type={multiple ? 'checkbox' : 'radio'} name={name} value={String(o.value)} checked={chosen(o.value)} />{' '}
          {o.say}
        </label>
      ))}
    </fieldset>
  )
}
