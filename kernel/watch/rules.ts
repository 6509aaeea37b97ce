import { addDays, dayOf, startOfDay } from '../calendar/index.ts'
import { anyone, type PersonActor, publishedActs, query } from '../platform/index.ts'
import { missing } from './book.rules.ts'
import type { Area } from './contract.ts'
import * as contract from './contract.ts'
import { declared, lineInWords, watchable } from './declared.ts'
import { looksOf } from './looks.rules.ts'
import { supervises } from './policy.ts'
import { type Rule, RuleFailed } from './rule.shape.ts'
import { openChanges, rulesOn } from './rule.store.ts'

/** Days over which a rule that could not be computed is shown as such. */
const LOOK_BACK = 30

function standing(r: Rule) {
  const has = declared()
  const waits = () => {
    try {
      return missing(looksOf(r.on), has)
    } catch (error) {
      if (error instanceof RuleFailed) return []
      throw error
    }
  }
  return {
    rule: r.id,
    area: r.area as Area,
    light: r.light,
    on: r.on,
    onName: lineInWords(r.on),
    condition: r.when,
    name: r.says,
    basis: r.basis,
    points: r.points,
    suppress: r.suppress,
    tell: r.tell,
    ladder: r.ladder,
    unverified: r.unverified,
    from: r.from,
    to: r.to,
    own: r.own,
    waits: waits(),
  }
}

export const list = query(contract.rules, {
  allow: supervises,
  async run({ tx, actor, clock }) {
    const now = clock.now()
    const today = dayOf(now)
    const [inForce, changes, failed] = await Promise.all([
      rulesOn(tx, today),
      openChanges(tx),
      publishedActs(
        tx,
        { act: 'rule.failed' },
        startOfDay(addDays(today, -LOOK_BACK)),
        new Date(now.getTime() + 1),
        1000,
      ),
    ])
    return {
      rules: inForce.map((r) => ({
        ...standing(r),
        failedAt: failed.find((a) => a.public.rule === r.id && a.public.condition === r.when)?.happenedAt ?? null,
      })),
      waiting: changes.map((c) => ({
        id: c.id,
        rule: c.rule,
        what: c.what,
        from: c.from,
        content: c.content && { ...c.content, onName: lineInWords(c.content.on) },
        backtest: c.backtest,
        mine: (actor as PersonActor).personId === c.proposedBy,
      })),
      watchable: watchable(),
    } as never
  },
})

/** By which rules lights are raised, everybody may read. */
export const book = query(contract.ruleBook, {
  allow: anyone,
  async run({ tx, input, clock }) {
    const day = input.day ?? dayOf(clock.now())
    return { day, rules: (await rulesOn(tx, day)).map(standing) }
  },
})
