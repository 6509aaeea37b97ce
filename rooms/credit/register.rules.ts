import { plainCell } from '../../kernel/platform/index.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

/** What a register's row is read for, with the names under which offices write the column. */
export const FIELDS = {
  uscc: { title: text('统一社会信用代码', 'Credit code'), needed: true, known: /信用代码|uscc|credit code|社会代码/i },
  name: { title: text('名称', 'Name'), needed: true, known: /名称|企业名|单位名|^name$|company/i },
  document: { title: text('编号或文号', 'Number'), needed: true, known: /编号|文号|证号|number|document/i },
  on: { title: text('日期', 'Day'), needed: true, known: /日期|时间|登记日|发证日|^date$|^day$|issued/i },
  title: { title: text('内容', 'Content'), needed: false, known: /内容|事项|类别|等级|资质|content|title|class/i },
  until: { title: text('有效期至', 'Valid until'), needed: false, known: /有效期|截止|到期|until|expires/i },
} as const
export type FieldName = keyof typeof FIELDS
export const fieldNames = Object.keys(FIELDS) as FieldName[]

/** Which column is which, as its head says; a person confirms it. */
export function guessMapping(head: readonly string[]): Partial<Record<FieldName, number>> {
  const taken = new Set<number>()
  const found: Partial<Record<FieldName, number>> = {}
  for (const f of ['uscc', 'until', 'name', 'document', 'on', 'title'] as const) {
    const at = head.findIndex((h, i) => !taken.has(i) && FIELDS[f].known.test(h.trim()))
    if (at < 0) continue
    taken.add(at)
    found[f] = at
  }
  return found
}

export type Taken = {
  uscc: string
  name: string
  document: string
  on: string
  title: string
  until: string | undefined
}
type Read = { taken: Taken; warning?: Text } | { reasons: Text[] }

function dayIn(written: string): string | undefined {
  const found = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(written)
  if (!found) return undefined
  const day = `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`
  const time = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day
}

/**
 * A row, or every reason for which it cannot be taken. A wrong check digit is only a warning: registers hold such codes, and they are
 * the key all the same; the name is never one.
 */
export function readRow(
  cells: readonly string[],
  mapping: Partial<Record<FieldName, number>>,
  warningOf: (uscc: string) => Text | undefined,
): Read {
  const cell = (f: FieldName) => (mapping[f] === undefined ? '' : plainCell(cells[mapping[f]]))
  const reasons: Text[] = []
  const uscc = cell('uscc').toUpperCase().replace(/\s/g, '')
  if (!/^[0-9A-HJ-NP-RT-UW-Y]{18}$/.test(uscc))
    reasons.push(
      text(
        `统一社会信用代码“${uscc.slice(0, 40)}”不是 18 位代码。`,
        `“${uscc.slice(0, 40)}” is no credit code of 18 characters.`,
      ),
    )
  for (const f of ['name', 'document'] as const)
    if (cell(f) === '') reasons.push(text(`没有写${FIELDS[f].title.zh}。`, `${FIELDS[f].title.en} is missing.`))
    else if (cell(f).length > 100)
      reasons.push(text(`${FIELDS[f].title.zh}太长。`, `${FIELDS[f].title.en} is too long.`))
  const on = dayIn(cell('on'))
  if (!on)
    reasons.push(text(`日期“${cell('on').slice(0, 20)}”看不懂。`, `The day “${cell('on').slice(0, 20)}” is none.`))
  const until = cell('until') === '' || /长期|永久/.test(cell('until')) ? undefined : dayIn(cell('until'))
  if (cell('until') !== '' && !/长期|永久/.test(cell('until')) && !until)
    reasons.push(text(`有效期“${cell('until').slice(0, 20)}”看不懂。`, `“${cell('until').slice(0, 20)}” is no day.`))
  if (on && until && until < on) reasons.push(text('有效期早于日期。', 'It ends before it starts.'))
  if (reasons.length > 0) return { reasons }
  const warning = warningOf(uscc)
  return {
    taken: { uscc, name: cell('name'), document: cell('document'), on: on!, title: cell('title').slice(0, 100), until },
    ...(warning ? { warning } : {}),
  }
}
