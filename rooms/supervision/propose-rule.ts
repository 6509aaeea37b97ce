import { dayOf } from '../../kernel/calendar/index.ts'
import { citationProblem } from '../../kernel/law/index.ts'
import { type Fields, newId, operation, type PersonActor, postOf, text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { conditionProblem } from './condition.rules.ts'
import { supervises } from './policy.ts'
import { proposeRule } from './rule.contract.ts'
import { insertChange, type RuleChange, rulesOn } from './rule.store.ts'

/** A rule that could not be computed is not stored: each error stands at its field. */
export default operation(proposeRule, {
  allow: supervises,
  async run({ tx, actor, input, clock, problem }) {
    const post = postOf(actor)!
    const today = dayOf(clock.now())
    const fields: Fields = {}
    if (input.from < today)
      fields.from = text('不能早于今天：规则不倒着生效。', 'Not before today: a rule does not reach back.')
    if (input.what === 'put') {
      const wrong = conditionProblem(input.on, input.condition)
      if (wrong) fields.condition = wrong
      for (const [i, c] of input.basis.entries()) {
        const said = citationProblem(c)
        if (said) fields[`basis[${i}].law`] = said
      }
    } else if (!(await rulesOn(tx, today)).some((r) => r.id === input.rule)) throw problem('NO_RULE')
    if (Object.keys(fields).length > 0) throw problem('INVALID', { fields })
    const { what, rule, from } = input
    const change: RuleChange = {
      id: newId(clock.now().getTime(), post.jurisdiction),
      rule,
      what,
      from,
      content:
        input.what === 'put'
          ? { light: input.light, on: input.on, condition: input.condition, name: input.name, basis: input.basis }
          : null,
      proposedBy: (actor as PersonActor).personId,
      proposedAs: post.role,
    }
    if (!(await insertChange(tx, change, clock.now()))) throw problem('WAITING')
    return { act: acts['rule.proposed'](about(change, post.jurisdiction)), output: { id: change.id } }
  },
})

/** What an act says of a change; everybody may read by which rules lights are raised. */
export const about = (c: RuleChange, jurisdiction: string) => ({
  jurisdiction,
  subject: { kind: 'order' as const, id: c.id },
  basis: c.content?.basis ?? [],
  public: {
    rule: c.rule,
    what: c.what,
    from: c.from,
    ...(c.content ? { light: c.content.light, on: c.content.on, condition: c.content.condition } : {}),
  },
})
