import { addWorkingDays, dayOf } from '../../kernel/calendar/index.ts'
import { operation, type PersonActor, postOf } from '../../kernel/platform/index.ts'
import { aboutLight } from './about.ts'
import { acts } from './acts.ts'
import { decideAppealRow, findAppeal, insertAppeal } from './appeal.store.ts'
import { appealLight, decideAppeal } from './ladder.contract.ts'
import { LADDER } from './ladder.ts'
import { decidesAppeal, lightIsOn } from './policy.ts'
import { lookAtCase } from './rung.ts'
import { clearLight, findLight } from './supervision.store.ts'

/** 申诉, within the days of the ladder's figures; also of a light that went off, for its points stand. */
export const appeal = operation(appealLight, {
  allow: lightIsOn,
  async run({ tx, actor, input, clock, problem, timer }) {
    const light = await findLight(tx, input.id, true)
    if (!light) throw problem('NO_LIGHT')
    const at = clock.now()
    if (dayOf(at) > addWorkingDays(dayOf(light.raisedAt), LADDER.appeal.within)) throw problem('TOO_LATE')
    const { jurisdiction, number, unit, office, rule, version } = light
    const byPerson = (actor as PersonActor).personId
    const id = await insertAppeal(tx, {
      jurisdiction,
      lightId: light.id,
      number,
      unit,
      office,
      rule,
      version,
      reason: input.reason,
      byPerson,
      at,
    })
    if (!id) throw problem('APPEALED')
    await lookAtCase(timer, jurisdiction, light.caseId, at)
    const { head, said } = aboutLight(light)
    return {
      act: acts['light.appealed']({ ...head, public: { ...said, rule }, private: { reason: input.reason } }),
      output: { id },
    }
  },
})

/** Never by whoever appealed, nor by the unit that the light stands against. */
export const decide = operation(decideAppeal, {
  allow: decidesAppeal,
  async run({ tx, actor, input, clock, problem, timer }) {
    const a = await findAppeal(tx, input.id, true)
    if (!a) throw problem('NO_APPEAL')
    if (a.decidedAt) throw problem('DECIDED')
    if (a.byPerson === (actor as PersonActor).personId) throw problem('SAME_PERSON')
    if (a.unit === postOf(actor)!.unitCode) throw problem('OWN_UNIT')
    const upheld = input.outcome === 'upheld'
    if (upheld && !input.cause) throw problem('NO_CAUSE')
    const at = clock.now()
    const cause = upheld ? input.cause! : null
    await decideAppealRow(tx, a, { outcome: input.outcome, cause, words: input.words, at })
    const light = (await findLight(tx, a.lightId, true))!
    const { head, said } = aboutLight(light)
    const { rule } = light
    const decided = acts['appeal.decided']({
      ...head,
      public: { ...said, rule, outcome: input.outcome, ...(cause ? { cause } : {}) },
      private: { words: input.words },
    })
    await lookAtCase(timer, light.jurisdiction, light.caseId, at)
    if (!upheld || light.clearedAt !== null) return { act: decided, output: { id: a.id } }
    await clearLight(tx, light, at, 'appeal')
    const settled = acts['light.settled']({
      ...head,
      public: { ...said, rule, light: light.light as 'red' },
      private: { finding: input.words },
    })
    return { acts: [decided, settled], output: { id: a.id } }
  },
})
