// The branches of a gateway that chooses, and the language of every condition: FEEL, or refused by name.
import type { Element } from '../read-bpmn.ts'
import type { Builder } from './builder.ts'
import type { Branch } from './compiled.ts'

/** A gateway's branches in the order of the chart. */
export function branchesOf(b: Builder, gateway: Element): Branch[] {
  const outs: Element[] = gateway.outgoing
  const branches = outs.map((f) => ({
    flow: b.id(f),
    isDefault: gateway.default === f,
    ...(f.conditionExpression?.body ? { condition: String(f.conditionExpression.body).trim() } : {}),
  }))
  for (const [i, { condition, isDefault }] of branches.entries())
    if (outs.length > 1 && !condition && !isDefault)
      b.cannotRun(
        outs[i]!,
        '从网关出去但没有条件，也不是默认连线。请写条件。',
        'leaves a gateway without a condition and is not its default. Please write one.',
        'NO_CONDITION',
      )
    else if (condition && isDefault)
      b.cannotRun(
        outs[i]!,
        '是默认连线，却写了条件。请去掉其中一个。',
        'is the default flow and yet has a condition. Please remove one of them.',
        'BAD_CONDITION',
      )
    else if (condition) checkLanguage(b, outs[i]!, outs[i]!.conditionExpression)
  b.procedure.branches[b.id(gateway)] = branches
  return branches
}

/** An expression in another language than FEEL is named, even where it could be read as FEEL: it may mean something else. */
export function checkLanguage(b: Builder, e: Element, expression: Element) {
  const written = String(expression.body).trim()
  const stated = expression.language ?? expression.$attrs?.language
  // XPath is what the standard presumes and what most tools write at the root, whatever their expressions are in.
  const general = /xpath/i.test(b.expressionLanguage) ? '' : b.expressionLanguage
  const language = /^[$#]\{/.test(written) ? 'JUEL' : String(stated ?? general)
  if (language && !/feel/i.test(language))
    b.cannotRun(
      e,
      `的条件「${written.slice(0, 80)}」是用 ${language} 写的。请改写成 FEEL。`,
      `has the condition “${written.slice(0, 80)}”, which is written in ${language}. Please write it in FEEL.`,
      'BAD_CONDITION',
    )
}
