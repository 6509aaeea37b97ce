import { dayOf } from '../../kernel/calendar/index.ts'
import { caseById } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { type ActDraft, newId, operation, systemOnly } from '../../kernel/platform/index.ts'
import { getCase } from '../approvals/contract.ts'
import { acts } from './acts.ts'
import { watchCase } from './contract.ts'
import { comesOn, isOn } from './light.rules.ts'
import { clearLight, insertLight, lightsOfCase, rulesOn } from './supervision.store.ts'

/**
 * Recomputes a case's lights from its clocks: raises what the rules in force say, clears what no longer holds, and sets the
 * timer for the next moment at which a light may come on. Runs after every act of the case and at that moment.
 */
export default operation(watchCase, {
  allow: systemOnly,
  async run({ tx, input, clock, call, timer, problem }) {
    const found = await caseById(tx, input.caseId)
    if (!found) throw problem('NO_CASE')
    const view = await call(getCase, { number: found.number })
    const rules = await rulesOn(tx, dayOf(clock.now()))
    const office = (await findUnit(tx, found.unit))?.supervisedBy ?? found.unit
    const lights = await lightsOfCase(tx, found.jurisdiction, found.id)
    const { jurisdiction, id: caseId, number, unit } = found
    const at = clock.now()
    const drafts: ActDraft[] = []
    const done = (name: string) =>
      (name === 'service'
        ? ['closed']
        : ['granted', 'refused', 'issued', 'closed', 'not-accepted', 'withdrawn']
      ).includes(view.status)
    let next: Date | undefined
    for (const rule of rules) {
      const count = done(rule.clock) || view.status === 'withdrawn' ? undefined : view.clocks[rule.clock]
      const open = lights.filter((l) => l.rule === rule.id && l.clearedAt === null)
      const on = isOn(rule, count)
      for (const light of open)
        if (!on || light.due !== count.due) {
          await clearLight(tx, light, at)
          drafts.push(
            acts['light.cleared']({
              jurisdiction,
              subject: { kind: 'order', id: light.id },
              public: { number, unit, office, light: rule.light, rule: rule.id },
            }),
          )
        }
      if (on && !lights.some((l) => l.rule === rule.id && l.due === count.due)) {
        const lightId = await insertLight(tx, {
          jurisdiction,
          caseId,
          number,
          unit,
          office,
          rule: rule.id,
          light: rule.light,
          clock: rule.clock,
          due: count.due,
          raisedAt: at,
        })
        drafts.push(
          acts['light.raised']({
            jurisdiction,
            subject: { kind: 'order', id: lightId },
            basis: rule.basis,
            public: { number, unit, office, light: rule.light, rule: rule.id, due: count.due },
          }),
        )
      }
      const moment = on ? undefined : comesOn(rule, count)
      if (moment && moment > at && (!next || moment < next)) next = moment
    }
    await timer.cancel(jurisdiction, caseId, 'supervision.watch')
    if (next) await timer.set({ kind: 'supervision.watch', jurisdiction, subjectId: caseId, due: next })
    if (drafts.length === 0)
      drafts.push(
        acts['case.watched']({
          jurisdiction,
          subject: { kind: 'order', id: newId(clock.now().getTime(), jurisdiction) },
          public: { next: next?.toISOString() ?? null },
        }),
      )
    return { acts: drafts as [ActDraft, ...ActDraft[]], output: { changed: drafts.length } }
  },
})
