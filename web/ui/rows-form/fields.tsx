import { citationProblem, formatCitation, lawLink, statutes } from '../../../kernel/law/index.ts'
import type { Citation, Fields, FormValues, Lang, Text } from '../../../kernel/platform/index.ts'
import { Field } from '../components.tsx'
import { freshRow, lawName, rowNumbers } from './rows-form.rules.ts'
import { type Group, type Leaf, type Rows, type Shape, shapeAt } from './shape.ts'

/** What the fields of a form are drawn from: its values, what is wrong with them, and where the reader goes on. */
export type Filled = {
  /** The whole form's shape. */
  shape: Shape
  values: FormValues
  errors: Fields
  lang: Lang
  /** Steps of the chart, by id. */
  steps: Record<string, string>
  focus?: string | undefined
}

const idOf = (path: string) => `f-${path.replace(/[^A-Za-z0-9]/g, '-')}`
/** Stands for the number of a row that the browser has yet to add; one for each depth. */
const unborn = (path: string) => `NEWROW${path.split('[').length}`
const AUTOFOCUS = { autofocus: '' }

/** The laws that can be cited, as the reader knows them. */
export const Laws = ({ lang }: { lang: Lang }) => (
  <datalist id="laws">
    {statutes().map((s) => (
      <option value={lawName(s.name, lang)}>{lang === 'en' ? s.name : s.full}</option>
    ))}
  </datalist>
)

/** The part of the form at a path, with everything in it. */
export function At({ path, ...filled }: Filled & { path: string }) {
  return <Any shape={shapeAt(filled.shape, path)!} path={path} filled={filled} />
}

function Any({ shape, path, filled, first = false }: { shape: Shape; path: string; filled: Filled; first?: boolean }) {
  if (shape.is === 'rows') return <List shape={shape} path={path} filled={filled} />
  if (shape.is !== 'group') return <Input leaf={shape} path={path} filled={filled} first={first} />
  const fields = Object.entries(shape.fields).map(([key, inner], i) => (
    <Any shape={inner} path={path ? `${path}.${key}` : key} filled={filled} first={first && i === 0} />
  ))
  if (!shape.look) return <>{fields}</>
  const cited = shape.look === 'citation' ? citationAt(path, filled) : undefined
  const body = (
    <div class={shape.look}>
      {fields}
      {cited && (
        <a class="cite" href={lawLink(cited)}>
          {formatCitation(cited, filled.lang)}
        </a>
      )}
    </div>
  )
  if (!shape.label) return body
  return (
    <fieldset class="field wide" id={idOf(path)}>
      <legend>{shape.label[filled.lang]}</legend>
      {filled.errors[path] && <span class="error">{filled.errors[path][filled.lang]}</span>}
      {body}
    </fieldset>
  )
}

/** The citation in a row, where it stands. */
function citationAt(path: string, { values, lang }: Filled): Citation | undefined {
  const number = (key: string) => Number(values[`${path}.${key}`] || Number.NaN)
  const law = statutes().find(
    (s) => lawName(s.name, lang) === values[`${path}.law`] || s.name === values[`${path}.law`],
  )
  const [article, paragraph, item] = [number('article'), number('paragraph'), number('item')]
  if (!law || !article) return undefined
  const c: Citation = { law: law.name, article, ...(paragraph ? { paragraph } : {}), ...(item ? { item } : {}) }
  return citationProblem(c) ? undefined : c
}

function Input({ leaf, path, filled, first }: { leaf: Leaf; path: string; filled: Filled; first: boolean }) {
  const { values, errors, lang } = filled
  const sent = values[path]
  const value = typeof sent === 'string' ? sent : ''
  const error = errors[path]?.[lang]
  const id = idOf(path)
  const focus = first ? AUTOFOCUS : {}
  const said = error && (
    <span class="error" id={`${id}-error`}>
      {error}
    </span>
  )
  const wrong = error ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-error` } : {}
  if (leaf.is === 'choice' || leaf.is === 'step') {
    const options: Record<string, string> =
      leaf.is === 'step'
        ? filled.steps
        : Object.fromEntries(Object.entries(leaf.options!).map(([k, w]) => [k, `${k} ${w[lang]}`]))
    const none = lang === 'zh' ? '（请选择）' : '(please choose)'
    const gone = lang === 'zh' ? `${value}（图上没有）` : `${value} (not on the chart)`
    return (
      <div class={`field${error ? ' has-error' : ''}`}>
        <label for={id}>{leaf.label[lang]}</label>
        {said}
        <select id={id} name={path} {...wrong} {...focus}>
          {!(value in options) && <option value={value}>{value === '' ? none : gone}</option>}
          {Object.entries(options).map(([code, word]) => (
            <option value={code} selected={code === value}>
              {word}
            </option>
          ))}
        </select>
      </div>
    )
  }
  if (leaf.is === 'yes')
    return (
      <div class="field">
        <label class="choice">
          <input type="checkbox" id={id} name={path} value="true" checked={value === 'true'} /> {leaf.label[lang]}
        </label>
      </div>
    )
  if (leaf.is === 'several')
    return (
      <fieldset class={`field${error ? ' has-error' : ''}`} id={id} aria-describedby={wrong['aria-describedby']}>
        <legend>{leaf.label[lang]}</legend>
        {said}
        <div class="choices">
          {Object.entries(leaf.options!).map(([code, word]) => (
            <label class="choice">
              <input type="checkbox" name={path} value={code} checked={[sent].flat().some((s) => s === code)} />{' '}
              {word[lang]}
            </label>
          ))}
        </div>
      </fieldset>
    )
  const whole = leaf.is === 'whole' || leaf.is === 'megabytes'
  return (
    <Field
      name={path}
      label={leaf.label[lang]}
      hint={leaf.hint?.[lang]}
      error={error}
      value={value}
      type={leaf.is === 'lines' ? 'textarea' : 'text'}
      lines={3}
      attributes={{
        ...(whole ? { inputmode: 'decimal', class: 'short' } : {}),
        ...(leaf.is === 'law' ? { list: 'laws', autocomplete: 'off' } : {}),
        ...(leaf.written ? { lang: leaf.written === 'zh' ? 'zh-CN' : 'en' } : {}),
        ...focus,
      }}
    />
  )
}

/**
 * A list as rows of inputs. Adding and removing are submit buttons, which send the whole form and bring it back; a script that
 * finds `data-list` does the same from the template, without asking.
 */
function List({ shape, path, filled }: { shape: Rows; path: string; filled: Filled }) {
  const { lang, errors, values } = filled
  const t = (said: Text) => said[lang]
  const numbers = rowNumbers(values, path)
  const id = idOf(path)
  const word = unborn(path)
  const blank = `${path}[${word}]`
  return (
    <fieldset
      class="rows"
      id={id}
      aria-describedby={errors[path] ? `${id}-error` : undefined}
      data-list={path}
      data-next={numbers.length}
      data-word={word}
    >
      <legend>{t(shape.label)}</legend>
      {shape.hint && <span class="hint">{t(shape.hint)}</span>}
      {errors[path] && (
        <span class="error" id={`${id}-error`}>
          {t(errors[path])}
        </span>
      )}
      <input type="hidden" name="listed" value={path} />
      {numbers.map((n) => (
        <Row shape={shape} path={`${path}[${n}]`} number={n + 1} filled={filled} />
      ))}
      <p>
        <button
          type="submit"
          class="button secondary small"
          name="rows"
          value={`add ${path}`}
          {...(filled.focus === path ? { autofocus: true } : {})}
        >
          {lang === 'zh' ? `加一行${shape.one.zh}` : `Add a ${shape.one.en.toLowerCase()}`}
        </button>
      </p>
      <template>
        <Row
          shape={shape}
          path={blank}
          number={0}
          filled={{ ...filled, values: freshRow(shape, blank, lang), errors: {}, focus: undefined }}
        />
      </template>
    </fieldset>
  )
}

function Row({ shape, path, number, filled }: { shape: Rows; path: string; number: number; filled: Filled }) {
  const { lang, errors, values } = filled
  const rest = values[`${path}.rest`]
  // A problem of what the row has and the form does not show stands at the row.
  const others = Object.entries(errors).filter(
    ([at]) => (at === path || at.startsWith(`${path}.`)) && !isField(filled.shape, at),
  )
  return (
    <fieldset class={`row ${(shape.row as Group).look ?? ''}-row`} data-row>
      <legend>
        {shape.one[lang]} <span data-number>{number}</span>
      </legend>
      {others.map(([at, said]) => (
        <span class="error" id={idOf(at)}>
          {said[lang]}
        </span>
      ))}
      <input type="hidden" name={`${path}.rest`} value={typeof rest === 'string' ? rest : ''} />
      <Any shape={shape.row} path={path} filled={filled} first={filled.focus === path} />
      <button type="submit" class="link remove" name="rows" value={`remove ${path}`}>
        {lang === 'zh' ? '删除' : 'Remove'}
        <span class="visually-hidden">
          {' '}
          {shape.one[lang]} <span data-number>{number}</span>
        </span>
      </button>
    </fieldset>
  )
}

const isField = (root: Shape, path: string) => {
  const shape = shapeAt(root, path)
  return shape !== undefined && (shape.is !== 'group' || shape.label !== undefined)
}
