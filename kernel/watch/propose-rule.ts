import { dayOf } from '../calendar/index.ts'
import { citationProblem } from '../law/index.ts'
import { type Fields, newId, operation, type PersonActor, postOf, text } from '../platform/index.ts'
import { acts } from './acts.ts'
import { proposeRule, type RuleContent } from './contract.ts'
import { conditionProblem, lineProblem } from './declared.ts'
import { supervises } from './policy.ts'
import { insertChange, type RuleChange, rulesOn } from './rule.store.ts'

/** A rule that could not be computed is not stored: each error stands at its field. */
export default operation(proposeRule, {
  allow: supervises,
  async run({ tx, actor, input, clock, problem, timer }) {
    const post = postOf(actor)!
    const now = clock.now()
    const today = dayOf(now)
    const fields: Fields = {}
    if (input.from < today)
      fields.from = text('不能早于今天：规则不倒着生效。', 'Not before today: a rule does not reach back.')
    if (input.what === 'put') {
      const odd = lineProblem(input.on)
      if (odd) fields.on = odd
      else {
        const wrong = conditionProblem(input.on, input.condition)
        if (wrong) fields.condition = wrong
        for (const [i, s] of input.suppress.entries()) {
          const said = conditionProblem(input.on, s.when)
          if (said) fields[`suppress[${i}].when`] = said
        }
      }
      for (const [i, c] of input.basis.entries()) {
        const said = citationProblem(c as never)
        if (said) fields[`basis[${i}].law`] = said
      }
    } else if (!(await rulesOn(tx, today)).some((r) => r.id === input.rule)) throw problem('NO_RULE')
    if (Object.keys(fields).length > 0) throw problem('INVALID', { fields })
    const { what, rule, from, ...content } = input
    const change = {
      id: newId(now.getTime(), post.jurisdiction),
      rule,
      what,
      from,
      content: what === 'put' ? (content as RuleContent) : null,
      proposedBy: (actor as PersonActor).personId,
      proposedAs: post.role,
    }
    if (!(await insertChange(tx, change, now))) throw problem('WAITING')
    if (what === 'put')
      await timer.set({ kind: 'watch.backtest', jurisdiction: post.jurisdiction, subjectId: change.id, due: now })
    return { act: acts['rule.proposed'](about(change, post.jurisdiction)), output: { id: change.id } }
  },
})

/** What an act says of a change; everybody may read by which rules lights are raised. */
export const about = (c: Omit<RuleChange, 'backtest'>, jurisdiction: string) => ({
  jurisdiction,
  subject: { kind: 'order' as const, id: c.id },
  basis: (c.content?.basis ?? []) as [],
  public: {
    rule: c.rule,
    what: c.what,
    from: c.from,
    ...(c.content ? { light: c.content.light, on: c.content.on, condition: c.content.condition } : {}),
  },
})
