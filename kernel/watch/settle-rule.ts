import { dayOf, startOfDay } from '../calendar/index.ts'
import { operation, type PersonActor, placeOf, postOf } from '../platform/index.ts'
import { acts } from './acts.ts'
import { dropRule, releaseRule } from './contract.ts'
import { supervises } from './policy.ts'
import { about } from './propose-rule.ts'
import { carryOut, lockChange, rulesOn, settleChange } from './rule.store.ts'

/** By another person than the one who proposed it; one of the two is of the second level, for a rule holds in the whole city. */
export const release = operation(releaseRule, {
  allow: supervises,
  async run({ tx, actor, input, clock, problem, timer }) {
    const change = await lockChange(tx, input.id)
    if (!change) throw problem('NO_CHANGE')
    const post = postOf(actor)!
    if (change.proposedBy === (actor as PersonActor).personId) throw problem('SAME_PERSON')
    if (![post.role, change.proposedAs].includes('chief-supervisor')) throw problem('NO_SECOND_LEVEL')
    const today = dayOf(clock.now())
    if (change.from < today) throw problem('PAST')
    if (change.what === 'put' && !change.backtest) throw problem('NO_BACKTEST')
    await carryOut(
      tx,
      change,
      (await rulesOn(tx, change.from)).find((r) => r.id === change.rule),
    )
    await settleChange(tx, change.id, true, clock.now())
    // Clocks that run already are looked at by the new rule on its first day.
    const due = change.from === today ? clock.now() : startOfDay(change.from)
    await timer.set({ kind: 'supervision.look-again', jurisdiction: post.jurisdiction, subjectId: change.id, due })
    return { act: acts['rule.released'](about(change, post.jurisdiction)), output: { id: change.id } }
  },
})

export const drop = operation(dropRule, {
  allow: supervises,
  async run({ tx, actor, input, clock, problem, timer }) {
    const change = await lockChange(tx, input.id)
    if (!change) throw problem('NO_CHANGE')
    await timer.cancel(placeOf(change.id)!, change.id, 'watch.backtest')
    await settleChange(tx, change.id, false, clock.now())
    return { act: acts['rule.dropped'](about(change, postOf(actor)!.jurisdiction)), output: { id: change.id } }
  },
})
