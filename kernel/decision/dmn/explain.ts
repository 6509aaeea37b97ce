import { type Text, text } from '../../platform/text.ts'
import type { TableTrace } from '../feel/run.ts'
import { toText } from '../feel/value.ts'
import type { Outcome } from './model.ts'

/**
 * The reasons of a decision, one sentence a table: what was known, which rule applied and what it says.
 * This is the sentence that a notice of a penalty needs (行政处罚法 arts. 44, 59).
 */
export function explain(outcome: Outcome): Text[] {
  return outcome.trace.map(sentence)
}

function sentence(t: TableTrace): Text {
  const known = t.inputs.map((i) => [i.label, toText(i.value, true)] as const)
  const facts = text(
    known.map(([l, v]) => `${l}为${v}`).join('，') || '无输入',
    known.map(([l, v]) => `${l} is ${v}`).join(', ') || 'no input',
  )
  const used = t.rules.filter((r) => r.used)
  if (used.length === 0)
    return text(`【${t.decision}】${facts.zh}：没有规则适用。`, `[${t.decision}] ${facts.en}: no rule applies.`)
  const rules = used.map((r) => {
    const conditions = t.inputs.flatMap((i, n) =>
      r.conditions[n] && r.conditions[n] !== '-' ? [`${i.label} ${r.conditions[n]}`] : [],
    )
    const outputs = r.outputs.map((o) => (o.label ? `${o.label} ${toText(o.value, true)}` : toText(o.value, true)))
    const notes = r.annotations.join('；')
    return text(
      `适用第 ${r.index} 条规则（${conditions.join('，') || '不论何种情形'}），结论为 ${outputs.join('，')}${notes ? `；依据：${notes}` : ''}`,
      `rule ${r.index} applies (${conditions.join(', ') || 'in every case'}); the result is ${outputs.join(', ')}${notes ? `; basis: ${notes}` : ''}`,
    )
  })
  return text(
    `【${t.decision}】${facts.zh}。${rules.map((r) => r.zh).join('；')}。`,
    `[${t.decision}] ${facts.en}; ${rules.map((r) => r.en).join('; ')}.`,
  )
}
