import type { Model } from '../../kernel/decision/index.ts'
import { type BandFinding, type Finding, type TableView, tableViews } from '../../kernel/decision/index.ts'
import type { Lang } from '../../kernel/platform/index.ts'
import { type Say, wordsOf } from './english.ts'

const POLICY: Record<string, { zh: string; en: string }> = {
  UNIQUE: { zh: '每种情形只适用一条', en: 'one rule for each case' },
  FIRST: { zh: '从上往下，第一条适用的为准', en: 'from the top, the first that applies' },
  ANY: { zh: '可适用几条，结论须一致', en: 'several may apply and must agree' },
  COLLECT: { zh: '汇总所有适用的', en: 'all that apply, together' },
  PRIORITY: { zh: '按结论的优先顺序', en: 'by the priority of the result' },
  'RULE ORDER': { zh: '依次列出所有适用的', en: 'all that apply, in order' },
  'OUTPUT ORDER': { zh: '按结论的优先顺序列出', en: 'all that apply, by priority' },
}

const NUMBER = /^-?\d+(\.\d+)?$/
/** 30000 as 30,000, so that nobody miscounts a zero of a fine. */
export const sayNumber = (digits: string): string =>
  digits.replace(/\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))

/** A cell as people say it; the exact text stays in the title. */
function sayCell(cell: string, lang: Lang, say: Say): string {
  if (cell === '-') return lang === 'zh' ? '不论' : 'any'
  if (cell === 'true') return lang === 'zh' ? '是' : 'yes'
  if (cell === 'false') return lang === 'zh' ? '否' : 'no'
  const range = /^([[(\]])\s*(\S+)\s*\.\.\s*(\S+?)\s*([\])[])$/.exec(cell)
  if (range) return `${range[2]} ${range[1] === '[' ? '≤' : '<'} … ${range[4] === ']' ? '≤' : '<'} ${range[3]}`
  if (NUMBER.test(cell)) return sayNumber(cell)
  const not = /^not\((.*)\)$/.exec(cell)
  if (not) return `${lang === 'zh' ? '不是' : 'not'} ${sayCell(not[1]!, lang, say)}`
  if (/^"[^"]*"(\s*,\s*"[^"]*")*$/.test(cell))
    return cell
      .split(/\s*,\s*/)
      .map((c) => say(c.slice(1, -1)))
      .join(lang === 'zh' ? ' 或 ' : ' or ')
  return cell.replace(/^>=/, '≥').replace(/^<=/, '≤')
}

/** Every table of a standard, with what is wrong marked on its rules. */
export function Tables({
  model,
  findings = [],
  lang,
}: {
  model: Model
  findings?: (Finding | BandFinding)[]
  lang: Lang
}) {
  const { say } = wordsOf(model, lang)
  return (
    <>
      {tableViews(model).map((t) => (
        <Table say={say} table={t} findings={findings.filter((f) => f.decision === t.decision)} lang={lang} />
      ))}
    </>
  )
}

const numeric = (table: TableView, output: number) => table.rules.every((r) => NUMBER.test(r.outputs[output] ?? ''))

function Table({
  table,
  findings,
  lang,
  say,
}: {
  table: TableView
  findings: (Finding | BandFinding)[]
  lang: Lang
  say: Say
}) {
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const bad = new Set(findings.flatMap((f) => f.rules))
  return (
    <figure class="standard">
      <figcaption>
        <strong>{say(table.decision)}</strong> <span class="small">{POLICY[table.policy]?.[lang] ?? table.policy}</span>
      </figcaption>
      <section class="scroll" tabindex={0} aria-label={say(table.decision)}>
        <table class="table dense">
          <thead>
            <tr>
              <th scope="col">{t('条', 'Rule')}</th>
              {table.inputs.map((i) => (
                <th scope="col">{say(i)}</th>
              ))}
              {table.outputs.map((o) => (
                <th scope="col" class={numeric(table, table.outputs.indexOf(o)) ? 'result num' : 'result'}>
                  {t(`结论：${o}`, `Result: ${say(o)}`)}
                </th>
              ))}
              <th scope="col">{t('依据', 'Basis')}</th>
            </tr>
          </thead>
          <tbody>
            {table.rules.map((r) => (
              <tr id={`${table.decision}-${r.index}`} class={bad.has(r.index) ? 'is-bad' : undefined}>
                <th scope="row">
                  {r.index}
                  {bad.has(r.index) ? ' ✕' : ''}
                </th>
                {r.conditions.map((c) => (
                  <td title={c}>{sayCell(c, lang, say)}</td>
                ))}
                {r.outputs.map((o, i) => (
                  <td class={numeric(table, i) ? 'result num' : 'result'} title={o}>
                    {sayCell(o, lang, say)}
                  </td>
                ))}
                <td class="small">{say(r.notes.join('；'))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {findings.length > 0 && (
        <ul class="findings">
          {findings.map((f) => (
            <li>{f.message[lang]}</li>
          ))}
        </ul>
      )}
    </figure>
  )
}
