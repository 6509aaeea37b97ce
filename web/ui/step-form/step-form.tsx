import type { ComponentChildren } from 'preact'
import type { Text } from '../../../kernel/platform/index.ts'
import { Act, Button, Field } from '../components.tsx'
import { sayYuan } from '../money/money.rules.ts'
import { sayIn, type Writer } from '../say.ts'
import type { FormField, Option } from './fields.ts'

export type StepFormProps = {
  p: Writer
  /** The page's action: its key in `actions`. */
  name: string
  /** The button: what is done, as a verb. */
  button: string
  fields: FormField[]
  /** What follows, and by when: said before it is done. */
  tells?: ComponentChildren
  danger?: boolean
  /** First values, by field; never for choices that decide. */
  values?: Record<string, unknown>
  /** Where a page has this form once a row: which row, so that labels and what was refused belong to the right one. */
  row?: string
  children?: ComponentChildren
}

/**
 * The form of one step: from a list of fields, or of a contract (`fieldsOf`). After a refusal it holds what was typed, each error
 * beside its field. Nothing is pre-selected where a choice decides.
 */
export function StepForm({ p, name, button, fields, tells, danger, values = {}, row, children }: StepFormProps) {
  const t = sayIn(p.lang)
  const refused = refusedOf({ p, name, fields, values, row })
  const files = fields.some((f) => f.kind === 'file')
  return (
    <form method="post" class="step-form" novalidate enctype={files ? 'multipart/form-data' : undefined}>
      <Act p={p} name={name} />
      {tells && <p class="small">{tells}</p>}
      <StepFields p={p} name={name} fields={fields} values={values} row={row} />
      {children}
      <div class="actions">
        <Button danger={danger ?? false}>{button}</Button>
        {refused && Object.keys(refused.fields).length === 0 && (
          <span class="error">{t(refused.problem.detail ?? refused.problem.title)}</span>
        )}
      </div>
    </form>
  )
}

/**
 * In a form with `data-offline` and the island `/assets/offline-form.js`: what is typed is kept on this device for a day; without a
 * signal nothing is sent, and it can be brought back. Without a script it is not there.
 */
export function OfflineNote({ lang }: { lang: Writer['lang'] }) {
  const t = sayIn(lang)
  return (
    <p class="notice info no-print" data-offline-note hidden>
      <span data-when="stored">
        {t('这台设备上留着没有发出的内容。', 'What was typed and not sent is kept on this device.')}
      </span>
      <span data-when="offline">
        {t(
          '现在没有信号，没有发出；内容都在，有信号后再按一次。',
          'There is no signal, so nothing was sent; all is kept. Press again when there is one.',
        )}
      </span>{' '}
      <button type="button" class="secondary" data-offline-restore>
        {t('恢复', 'Bring it back')}
      </button>{' '}
      <button type="button" class="secondary" data-offline-drop>
        {t('丢弃', 'Discard')}
      </button>
    </p>
  )
}

/** The fields alone, for a form that holds more than they. */
type Filled = Pick<StepFormProps, 'p' | 'name' | 'fields' | 'values'> & { row?: string | undefined }

/** What came back refused, where it was this form: of several rows the one whose hidden fields were sent. */
const refusedOf = ({ p, name, fields, values = {}, row }: Filled) =>
  p.form?.action === name &&
  (row === undefined || fields.every((f) => f.kind !== 'hidden' || p.form!.values[f.name] === said(values[f.name])))
    ? p.form
    : undefined

export function StepFields({ p, name, fields, values = {}, row }: Filled) {
  const refused = refusedOf({ p, name, fields, values, row })
  return (
    <>
      {fields.map((f) => (
        <One
          field={f}
          scope={row === undefined ? name : `${name}-${row}`}
          value={refused ? refused.values[f.name] : f.decides ? undefined : values[f.name]}
          error={refused?.fields[f.name]}
          p={p}
        />
      ))}
    </>
  )
}

function One({
  field: f,
  scope,
  value,
  error,
  p,
}: {
  field: FormField
  scope: string
  value: unknown
  error?: Text | undefined
  p: Writer
}) {
  const { lang } = p
  const t = sayIn(lang)
  if (f.kind === 'hidden') return <input type="hidden" name={f.name} value={said(value)} />
  const label = t(f.label) + (f.required === false ? t('（选填）', ' (optional)') : '')
  const hint = f.hint && t(f.hint)
  if (f.kind === 'choice' || f.kind === 'choices' || f.kind === 'yes') {
    const id = `f-${scope}-${f.name.replace(/[^A-Za-z0-9]/g, '-')}`
    const chosen = (Array.isArray(value) ? value : [value]).map((v) => String(v ?? ''))
    const options: Option[] = 'options' in f ? f.options : [{ value: 'true', text: f.label }]
    const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
    const inputs = options.map((o) => (
      <label class="choice">
        <input
          type={f.kind === 'choice' ? 'radio' : 'checkbox'}
          name={f.name}
          value={o.value}
          checked={chosen.includes(o.value)}
        />{' '}
        {t(o.text)}
      </label>
    ))
    const notes = (
      <>
        {hint && (
          <span class="hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
        {error && (
          <span class="error" id={`${id}-error`}>
            {t(error)}
          </span>
        )}
      </>
    )
    // A single yes is its own label; a group has a legend.
    return f.kind === 'yes' ? (
      <div class={`field${error ? ' has-error' : ''}`} id={id}>
        {notes}
        {inputs}
      </div>
    ) : (
      <fieldset class={`field${error ? ' has-error' : ''}`} id={id} aria-describedby={described}>
        <legend>{label}</legend>
        {notes}
        {inputs}
      </fieldset>
    )
  }
  return (
    <Field
      scope={scope}
      name={f.name}
      label={f.kind === 'money' ? label + t('（元）', ' (yuan)') : label}
      hint={hint}
      error={error && t(error)}
      value={
        f.kind === 'money' && (typeof value === 'number' || typeof value === 'bigint')
          ? sayYuan(value, 'zh').replace(' 元', '')
          : said(value)
      }
      type={
        f.kind === 'lines'
          ? 'textarea'
          : f.kind === 'day'
            ? 'date'
            : f.kind === 'phone'
              ? 'tel'
              : f.kind === 'file'
                ? 'file'
                : 'text'
      }
      lines={f.lines ?? 3}
      required={f.required !== false}
      autocomplete={f.autocomplete}
      attributes={{
        inputmode: f.kind === 'number' ? 'numeric' : f.kind === 'money' ? 'decimal' : undefined,
        maxlength: f.most,
        accept: f.kind === 'file' ? (f.accept ?? '.pdf,.jpg,.jpeg,.png') : undefined,
      }}
    />
  )
}

const said = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined
