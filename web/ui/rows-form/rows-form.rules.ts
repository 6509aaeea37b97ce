import { isDeepStrictEqual } from 'node:util'
import { statutes } from '../../../kernel/law/index.ts'
import {
  exactNumber,
  type Fields,
  type FormValues,
  type Lang,
  readNumber,
  text,
} from '../../../kernel/platform/index.ts'
import { type Leaf, type Rows, type Shape, shapeAt } from './shape.ts'

// A form of nested lists ⇄ the content that it shows. Nothing that the form cannot show may be lost: beside the content's own
// keys, each row carries in a hidden field (`….rest`) what its inputs do not hold.

type Values = Record<string, string | string[]>
type Thing = Record<string, unknown>
const MEGABYTE = 1024 * 1024

const isThing = (v: unknown): v is Thing => typeof v === 'object' && v !== null && !Array.isArray(v)
const joined = (path: string, key: string) => (path ? `${path}.${key}` : key)
const listOf = (v: unknown): string[] =>
  (Array.isArray(v) ? v : v === undefined ? [] : [v]).filter((x) => typeof x === 'string')

/** A law's name as the reader knows it; it is stored by its short Chinese name. */
export const lawName = (law: string, lang: Lang): string =>
  (lang === 'en' ? statutes().find((s) => s.name === law)?.en : undefined) ?? law
const named = (typed: string): string => {
  const bare = typed.replace(/[《》]/g, '').trim()
  const found = statutes().find((s) => [s.name, s.full, s.en].some((n) => n.toLowerCase() === bare.toLowerCase()))
  return found?.name ?? bare
}

/** A value as its input shows it, or undefined where the input cannot. */
function shown(leaf: Leaf, v: unknown, lang: Lang): string | string[] | undefined {
  switch (leaf.is) {
    case 'whole':
      return Number.isInteger(v) ? String(v) : undefined
    case 'megabytes':
      return typeof v === 'number' ? String(v / MEGABYTE) : undefined
    case 'yes':
      return typeof v === 'boolean' ? (v ? 'true' : '') : undefined
    case 'several':
      return Array.isArray(v) && v.every((x) => typeof x === 'string' && leaf.options![x]) ? (v as string[]) : undefined
    case 'choice':
      return typeof v === 'string' && leaf.options![v] ? v : undefined
    case 'law':
      return typeof v === 'string' ? lawName(v, lang) : undefined
    default:
      return typeof v === 'string' ? v : undefined
  }
}

/** What of a value the form cannot show. */
function rest(shape: Shape, v: unknown): unknown {
  if (v === undefined) return undefined
  if (shape.is === 'rows') return Array.isArray(v) ? undefined : v
  if (shape.is !== 'group') return shown(shape, v, 'zh') === undefined ? v : undefined
  if (!isThing(v)) return v
  const left = Object.entries(v).flatMap(([key, value]) => {
    const r = shape.fields[key] ? rest(shape.fields[key], value) : value
    return r === undefined ? [] : [[key, r] as const]
  })
  return left.length > 0 ? Object.fromEntries(left) : undefined
}

/** The content as the values of the form's fields. */
export function formOf(root: Shape, content: unknown, lang: Lang): Values {
  const values: Values = { listed: [] }
  show(root, content, '', values, lang)
  return values
}

function show(shape: Shape, v: unknown, path: string, into: Values, lang: Lang): void {
  if (shape.is === 'group')
    for (const [key, inner] of Object.entries(shape.fields))
      show(inner, isThing(v) ? v[key] : undefined, joined(path, key), into, lang)
  else if (shape.is === 'rows') {
    ;(into.listed as string[]).push(path)
    if (Array.isArray(v)) for (const [i, row] of v.entries()) showRow(shape, row, `${path}[${i}]`, into, lang)
  } else {
    const said = shown(shape, v, lang)
    if (said !== undefined) into[path] = said
  }
}

function showRow(shape: Rows, row: unknown, path: string, into: Values, lang: Lang): void {
  const left = rest(shape.row, row)
  into[`${path}.rest`] = left === undefined ? '' : JSON.stringify(left)
  show(shape.row, row, path, into, lang)
}

/** The values of a row that somebody is about to fill in. */
export function freshRow(shape: Rows, path: string, lang: Lang): Values {
  const into: Values = { listed: [] }
  showRow(shape, shape.fresh, path, into, lang)
  return into
}

/** The numbers of a list's rows as they came; rows taken out in the browser leave gaps. */
export function rowNumbers(values: FormValues, path: string): number[] {
  const found = new Set<number>()
  for (const name of Object.keys(values))
    if (name.startsWith(`${path}[`)) {
      const n = /^\d{1,6}(?=\])/.exec(name.slice(path.length + 1))
      if (n) found.add(Number(n[0]))
    }
  return [...found].sort((a, b) => a - b)
}

/**
 * What was sent, with rows numbered from 0 without gaps, after the row command in `rows` (`add PATH`, `remove PATH[N]`) where
 * there is one. `focus` is where the reader goes on.
 */
export function editedForm(root: Shape, sent: FormValues, lang: Lang): { values: FormValues; focus?: string } {
  let values: FormValues = { ...sent }
  const [verb, target] = typeof sent.rows === 'string' ? (sent.rows.split(' ') as [string, string?]) : []
  let focus: string | undefined
  if (verb === 'remove' && target) {
    values = Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith(`${target}.`)))
    values.listed = listOf(values.listed).filter((l) => !l.startsWith(`${target}.`))
    focus = target.replace(/\[\d+\]$/, '')
  }
  if (verb === 'add' && target) {
    const shape = shapeAt(root, target)
    if (shape?.is === 'rows') {
      const n = (rowNumbers(values, target).at(-1) ?? -1) + 1
      const { listed, ...row } = freshRow(shape, `${target}[${n}]`, lang)
      values = { ...values, ...row, listed: [...listOf(values.listed), ...listed!] }
      focus = `${target}[${n}]`
    }
  }
  delete values.rows
  // Outer lists first: their new numbers are part of the names of the inner ones.
  for (let depth = 1; depth <= 2; depth++)
    for (const list of listOf(values.listed).filter((l) => l.split('[').length === depth))
      rowNumbers(values, list).forEach((n, i) => {
        if (n === i) return
        const move = (name: string) =>
          name === `${list}[${n}]` || name.startsWith(`${list}[${n}].`)
            ? `${list}[${i}]${name.slice(`${list}[${n}]`.length)}`
            : name
        values = Object.fromEntries(Object.entries(values).map(([name, v]) => [move(name), v]))
        values.listed = listOf(values.listed).map(move)
        if (focus) focus = move(focus)
      })
  return { values, ...(focus ? { focus } : {}) }
}

type Reading = { values: FormValues; wrong: Fields; keepBlank: boolean }

/**
 * The content that the form's values say, over the stored one; fields that were not sent stay as stored. `wrong` has what cannot
 * be stored at all. Rows that nobody filled in are left out, except for `keepBlank`, where numbers must be those of the form.
 */
export function contentOf(
  root: Shape,
  values: FormValues,
  stored: unknown,
  { keepBlank = false } = {},
): { content: Thing; wrong: Fields } {
  const reading: Reading = { values, wrong: {}, keepBlank }
  return { content: read(root, stored, '', reading, false) as Thing, wrong: reading.wrong }
}

function read(shape: Shape, stored: unknown, path: string, r: Reading, inRow: boolean): unknown {
  const left = rest(shape, stored)
  if (shape.is === 'group') {
    const made: Thing = isThing(stored) ? { ...stored } : {}
    for (const [key, inner] of Object.entries(shape.fields)) {
      const value = read(inner, isThing(stored) ? stored[key] : undefined, joined(path, key), r, inRow)
      if (value === undefined) delete made[key]
      else made[key] = value
    }
    if (stored === undefined && Object.keys(made).length === 0) return undefined
    return left !== undefined && !isThing(left) && isBlank(made) ? left : made
  }
  if (shape.is === 'rows') {
    if (!listOf(r.values.listed).includes(path)) return stored
    const rows = rowNumbers(r.values, path).flatMap((n) => {
      const row = readRow(shape, `${path}[${n}]`, r)
      return row === undefined ? [] : [row]
    })
    if (shape.ids) giveIds(rows, shape.ids)
    return rows.length > 0 ? rows : (left ?? (shape.optional ? undefined : []))
  }
  const sent = r.values[path]
  // A box that is not ticked is not sent; that its row was says that it was there.
  if (shape.is === 'yes') return inRow ? sent === 'true' : stored
  if (shape.is === 'several') {
    const chosen = listOf(sent)
    return chosen.length === 0 && left !== undefined ? left : inRow ? chosen : stored
  }
  if (typeof sent !== 'string') return stored
  const typed = sent.trim()
  if (typed === '' && left !== undefined) return left
  if (shape.is === 'law') return named(typed)
  if (shape.is !== 'whole' && shape.is !== 'megabytes')
    return shape.is === 'lines' ? sent.replaceAll('\r\n', '\n') : sent
  if (typed === '') return undefined
  const said = readNumber(typed)
  const number = 'value' in said ? exactNumber(said.value) : undefined
  if (number !== undefined && shape.is === 'megabytes' && number > 0) return Math.round(number * MEGABYTE)
  if (number !== undefined && shape.is === 'whole' && Number.isSafeInteger(number) && number >= 0) return number
  r.wrong[path] =
    'problem' in said && /\d/.test(typed)
      ? said.problem
      : shape.is === 'whole'
        ? text(`“${typed}”不是整数，请填数字，如 5。`, `“${typed}” is not a whole number; please write one, such as 5.`)
        : text(`“${typed}”不是大小，请填数字，如 10。`, `“${typed}” is not a size; please write a number, such as 10.`)
  return undefined
}

function readRow(shape: Rows, path: string, r: Reading): unknown {
  const kept = r.values[`${path}.rest`]
  let left: unknown
  try {
    left = typeof kept === 'string' && kept !== '' ? JSON.parse(kept) : undefined
  } catch {
    left = undefined
  }
  const row = read(shape.row, left, path, r, true) ?? {}
  if (r.keepBlank || left !== undefined) return row
  const empty = read(shape.row, undefined, path, { ...r, values: freshRow(shape, path, 'zh'), wrong: {} }, true)
  return isBlank(row) || isDeepStrictEqual(filled(row), filled(empty)) ? undefined : row
}

/** Without what is empty: an untouched row equals a new one whether the browser sent its empty fields or not. */
function filled(v: unknown): unknown {
  if (!isThing(v)) return v
  return Object.fromEntries(
    Object.entries(v)
      .filter(([, x]) => !isBlank(x))
      .map(([k, x]) => [k, filled(x)]),
  )
}
const isBlank = (v: unknown): boolean =>
  v === undefined ||
  v === '' ||
  v === false ||
  (Array.isArray(v) && v.every(isBlank)) ||
  (isThing(v) && Object.values(v).every(isBlank))

function giveIds(rows: unknown[], word: string): void {
  const taken = new Set(rows.map((row) => isThing(row) && row.id))
  let n = 1
  for (const row of rows)
    if (isThing(row) && row.id === undefined) {
      while (taken.has(`${word}-${n}`)) n++
      row.id = `${word}-${n}`
      taken.add(row.id as string)
    }
}

/** The checks' findings in words for somebody who fills in a form: what is empty is to be filled in. */
export function inPlainWords(root: Shape, fields: Fields, content: unknown): Fields {
  const at = (path: string) =>
    (path.match(/[^.[\]]+/g) ?? []).reduce<unknown>((v, key) => (v as Thing | undefined | null)?.[key], content)
  return Object.fromEntries(
    Object.entries(fields).map(([path, said]) => {
      if (!isBlank(at(path))) return [path, said]
      return shapeAt(root, path)?.is === 'rows'
        ? [path, text('请至少加一行。', 'Please add at least one row.')]
        : [path, text('请填写这一项。', 'Please fill this in.')]
    }),
  )
}
