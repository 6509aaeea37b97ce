import { type Text, text } from '../../platform/text.ts'
import { toText, type Value } from '../feel/value.ts'
import type { Outcome } from './evaluate.ts'
import type { TableTrace } from './trace.ts'

/**
 * The reasons of a decision, one sentence a table: what was known, which rule applied and what it says.
 * This is the sentence that a notice of a penalty needs (行政处罚法 arts. 44, 59).
 */
export function explain(outcome: Outcome): Text[] {
  return outcome.trace.map(sentence)
}

const zhOf = (v: Value): string => (v === true ? '是' : v === false ? '否' : toText(v, true))
const zhTest = (test: string): string => (test === 'true' ? '为是' : test === 'false' ? '为否' : test)

function sentence(t: TableTrace): Text {
  const facts = text(
    t.inputs.map((i) => `${i.label}为${zhOf(i.value)}`).join('，') || '无输入',
    t.inputs.map((i) => `${i.label} is ${toText(i.value, true)}`).join(', ') || 'no input',
  )
  const used = t.rules.filter((r) => r.used)
  if (used.length === 0)
    return text(`【${t.decision}】${facts.zh}：没有规则适用。`, `[${t.decision}] ${facts.en}: no rule applies.`)
  const rules = used.map((r) => {
    const tested = t.inputs.flatMap((i, n) => {
      const test = r.conditions[n] ?? '-'
      return test === '-' ? [] : [text(`${i.label} ${zhTest(test)}`, `${i.label} ${test}`)]
    })
    const outputs = (show: (v: Value) => string): string[] =>
      r.outputs.map((o) => (o.label ? `${o.label} ${show(o.value)}` : show(o.value)))
    const notes = r.annotations.join('；')
    return text(
      `适用第 ${r.index} 条规则（${tested.map((c) => c.zh).join('，') || '不论何种情形'}），结论为 ${outputs(zhOf).join('，')}${notes ? `；依据：${notes}` : ''}`,
      `rule ${r.index} applies (${tested.map((c) => c.en).join(', ') || 'in every case'}); the result is ${outputs((v) => toText(v, true)).join(', ')}${notes ? `; basis: ${notes}` : ''}`,
    )
  })
  return text(
    `【${t.decision}】${facts.zh}。${rules.map((r) => r.zh).join('；')}。`,
    `[${t.decision}] ${facts.en}; ${rules.map((r) => r.en).join('; ')}.`,
  )
}
