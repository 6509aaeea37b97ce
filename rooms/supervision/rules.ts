import { addDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { type PersonActor, publishedActs, query, text } from '../../kernel/platform/index.ts'
import { watchable } from './condition.rules.ts'
import { supervises } from './policy.ts'
import { rules } from './rule.contract.ts'
import { onOf, openChanges, rulesOn } from './rule.store.ts'

/** Days over which a rule that could not be computed is shown as such. */
const LOOK_BACK = 30

export default query(rules, {
  allow: supervises,
  async run({ tx, actor, clock }) {
    const now = clock.now()
    const today = dayOf(now)
    const [list, changes, failed] = await Promise.all([
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
    const known = watchable()
    const nameOf = (on: string) => known.find((w) => w.on === on)?.name ?? text(on, on)
    return {
      rules: list.map((r) => ({
        rule: r.id,
        light: r.light,
        on: onOf(r),
        onName: nameOf(onOf(r)),
        condition: r.condition,
        name: r.name,
        basis: r.basis,
        from: r.from,
        to: r.to,
        own: r.own,
        failedAt: failed.find((a) => a.public.rule === r.id && a.public.condition === r.condition)?.happenedAt ?? null,
      })),
      waiting: changes.map((c) => ({
        id: c.id,
        rule: c.rule,
        what: c.what,
        from: c.from,
        content: c.content && { ...c.content, onName: nameOf(c.content.on) },
        mine: (actor as PersonActor).personId === c.proposedBy,
      })),
      watchable: known,
    }
  },
})
