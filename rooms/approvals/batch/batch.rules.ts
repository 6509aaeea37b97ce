// One person or company applies for the same item several times in one sitting: rows of the item's form.
import { type FormField, formFields, leaves } from '../../../kernel/catalog/index.ts'
import { csvRows, plainCell } from '../../../kernel/platform/table-file.rules.ts'
import { type Text, text } from '../../../kernel/platform/text.ts'
import { MOST_AT_ONCE as MOST } from '../contract.ts'

type Data = Record<string, any>
type Schema = Record<string, any>
export const rowKey = (i: number) => `r${i + 1}`
const ROW = /^r[1-9]\d?$/

/** The rows of a batch's form, in their order. */
export const rowsOf = (form: Data): Data[] =>
  Object.keys(form)
    .filter((key) => ROW.test(key))
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
    .map((key) => form[key] ?? {})
export const formOfRows = (rows: Data[]): Data => Object.fromEntries(rows.map((row, i) => [rowKey(i), row]))

/** The item's form as many times: a field is named `r2.phone`, and so is what is wrong with it. */
export function batchForm(form: Schema, from: number, to: number): Schema {
  const { $schema, $defs, ...row } = form
  const keys = Array.from({ length: to - from }, (_, i) => from + i)
  return {
    type: 'object',
    ...($defs ? { $defs } : {}),
    properties: Object.fromEntries(
      keys.map((i) => [rowKey(i), { ...row, title: `第 ${i + 1} 件`, 'x-en': `No. ${i + 1}` }]),
    ),
    required: keys.map(rowKey),
  }
}

const titlesOf = ({ name, key, schema }: FormField) => [schema.title, schema['x-en'], key, name].filter(Boolean)
const alike = (a: string, b: string) => a.replace(/\s/g, '').toLowerCase() === b.replace(/\s/g, '').toLowerCase()

/** The first line of such a table, in the reader's language. */
export const columnsOf = (form: Schema, lang: 'zh' | 'en'): string[] =>
  leaves(formFields(form).fields).map((f) =>
    String((lang === 'en' ? f.schema['x-en'] : undefined) ?? f.schema.title ?? f.key),
  )

/** What was pasted: a spreadsheet's cells come with tabs, else it is CSV; nothing where a quote is left open. */
export const pastedRows = (pasted: string): string[][] | undefined =>
  pasted.includes('\t') ? pasted.split(/\r?\n/).map((line) => line.split('\t')) : csvRows(pasted)

/**
 * A table as rows of the form, read by its first line, which names the columns in either language. Cells stay as they were typed: what
 * is wrong with one is told at its field.
 */
export function rowsOfTable(form: Schema, table: string[][]): { rows: Data[] } | { problem: Text } {
  const lines = table.map((line) => line.map(plainCell)).filter((line) => line.some((cell) => cell !== ''))
  const fields = leaves(formFields(form).fields)
  const [head = [], ...body] = lines
  const columns = head.map((title) => fields.find((f) => titlesOf(f).some((own) => alike(String(own), title))))
  const unknown = head.filter((title, i) => title !== '' && !columns[i])
  if (unknown.length > 0 || !columns.some(Boolean))
    return {
      problem: text(
        `第一行要写列名：${columnsOf(form, 'zh').join('、')}。认不出：${unknown.join('、') || '（空）'}。`,
        `The first line names the columns: ${columnsOf(form, 'en').join(', ')}. Not known: ${unknown.join(', ') || '(empty)'}.`,
      ),
    }
  if (body.length === 0)
    return { problem: text('表里只有列名，没有内容。', 'The table has column names and nothing else.') }
  if (body.length > MOST)
    return {
      problem: text(
        `一次至多 ${MOST} 件，表里有 ${body.length} 行，请分几次。`,
        `At most ${MOST} at once, and the table has ${body.length} lines: please send them in parts.`,
      ),
    }
  return {
    rows: body.map((line) => {
      const row: Data = {}
      for (const [i, f] of columns.entries()) if (f && line[i]) put(row, f.name.split('.'), cellOf(f, line[i]))
      return row
    }),
  }
}

function put(row: Data, [key, ...rest]: string[], value: unknown): void {
  if (rest.length === 0) row[key!] = value
  else put((row[key!] ??= {}), rest, value)
}

/** Choices by their title in either language; several are parted by 、 or ;. */
function cellOf(f: FormField, cell: string): unknown {
  const english: string[] = f.schema['x-enum-en'] ?? f.schema.items?.['x-enum-en'] ?? []
  const chosen = (said: string) =>
    f.options.find((o, i) => [String(o.value), o.title, english[i]].some((own) => own && alike(own, said)))?.value ??
    said
  if (f.kind === 'choices') return cell.split(/[、;；]/).map((said) => String(chosen(said.trim())))
  return f.kind === 'choice' ? String(chosen(cell)) : cell
}
