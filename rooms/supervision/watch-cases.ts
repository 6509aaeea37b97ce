import { dayOf } from '../../kernel/calendar/index.ts'
import { type Case, caseKinds, casesByIds, workOfMany } from '../../kernel/cases/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { type ActDraft, actsOfMany, newId, operation, systemOnly, type Tx } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { clocksOf } from './clocks.ts'
import { publicNames } from './condition.rules.ts'
import { watchCases } from './contract.ts'
import { changesAt, holdsOfAct, isOn, type Rule, RuleFailed } from './light.rules.ts'
import { rulesOn } from './rule.store.ts'
import { clearLight, insertLight, type LightRow, lightsOfCases } from './supervision.store.ts'

/**
 * Recomputes the lights of cases: raises what the rules in force say, clears what no longer holds, and sets the timer for the next moment
 * at which one may change. Any kind of case that a room declares, by its own clocks and the limits of its steps. What belongs to no
 * known case is not supervision's, and stops nothing.
 */
export default operation(watchCases, {
  allow: systemOnly,
  async run({ tx, input, clock, timer }) {
    const { jurisdiction, caseIds } = input
    const at = clock.now()
    const found = (await casesByIds(tx, jurisdiction, caseIds)).filter((c) => caseKinds.has(c.kind))
    const ids = found.map((c) => c.id)
    const [streams, work, lights, rules, offices] = await Promise.all([
      actsOfMany(tx, jurisdiction, ids),
      workOfMany(tx, jurisdiction, ids),
      lightsOfCases(tx, jurisdiction, ids),
      rulesOn(tx, dayOf(at)),
      units(tx).then((all) => new Map(all.map((u) => [u.code, u.supervisedBy ?? u.code]))),
    ])
    const drafts: ActDraft[] = []
    const failed = new Set<string>()
    const sound = <T>(rule: Rule, ask: () => T): T | undefined => {
      if (failed.has(rule.id)) return undefined
      try {
        return ask()
      } catch (error) {
        if (!(error instanceof RuleFailed)) throw error
        failed.add(rule.id)
        drafts.push(
          acts['rule.failed']({
            jurisdiction,
            subject: { kind: 'system', id: newId(at.getTime(), jurisdiction) },
            public: { rule: rule.id, condition: rule.condition },
          }),
        )
        return undefined
      }
    }
    for (const c of found) {
      const stream = streams.get(c.id) ?? []
      const mine = lights.filter((l) => l.caseId === c.id)
      const office = (unit: string) => offices.get(unit) ?? unit
      const light = lighter(tx, c, at, drafts)
      let next: Date | undefined
      // A rule that ended takes its lights with it; what an act did stays until somebody has dealt with it.
      for (const l of mine.filter((l) => l.clock !== null && l.clearedAt === null))
        if (!rules.some((r) => r.id === l.rule)) await light.clear(l, l.light)
      for (const watched of await clocksOf(tx, c, stream, work.get(c.id) ?? [], at)) {
        for (const rule of rules.filter(
          (r) => r.clock === watched.clock || (r.clock === 'step' && watched.clock.startsWith('step:')),
        )) {
          const { count, unit } = watched
          const on = sound(rule, () => isOn(rule, count)) === true
          const open = mine.filter((l) => l.rule === rule.id && l.clock === watched.clock && l.clearedAt === null)
          for (const l of open) if (!on || l.due !== count!.due) await light.clear(l, rule.light)
          if (on && !mine.some((l) => l.rule === rule.id && l.clock === watched.clock && l.due === count!.due))
            await light.raise(rule, unit, office(unit), count!.due!, { clock: watched.clock })
          const moment = sound(rule, () => changesAt(rule, count, at))
          if (moment && moment > at && (!next || moment < next)) next = moment
        }
      }
      for (const act of stream.filter((a) => input.actIds.includes(a.id)))
        for (const rule of rules.filter((r) => r.act === act.type))
          if (sound(rule, () => holdsOfAct(rule.condition, publicNames(act.type), act.public)))
            await light.raise(rule, c.unit, office(c.unit), dayOf(act.happenedAt), { actId: act.id })
      await timer.cancel(jurisdiction, c.id, 'supervision.watch')
      if (next) await timer.set({ kind: 'supervision.watch', jurisdiction, subjectId: c.id, due: next })
    }
    if (drafts.length === 0)
      drafts.push(
        acts['case.watched']({
          jurisdiction,
          subject: { kind: 'order', id: newId(at.getTime(), jurisdiction) },
          public: { cases: found.length },
        }),
      )
    return { acts: drafts as [ActDraft, ...ActDraft[]], output: { changed: drafts.length } }
  },
})

const lighter = (tx: Tx, c: Case, at: Date, drafts: ActDraft[]) => ({
  async clear(l: LightRow, light: 'yellow' | 'red') {
    await clearLight(tx, l, at)
    drafts.push(
      acts['light.cleared']({
        jurisdiction: c.jurisdiction,
        subject: { kind: 'order', id: l.id },
        public: { number: c.number, unit: l.unit, office: l.office, light, rule: l.rule },
      }),
    )
  },
  async raise(rule: Rule, unit: string, office: string, due: string, of: { clock?: string; actId?: string }) {
    const id = await insertLight(tx, {
      jurisdiction: c.jurisdiction,
      caseId: c.id,
      number: c.number,
      unit,
      office,
      rule: rule.id,
      says: rule.name,
      light: rule.light,
      clock: of.clock ?? null,
      actId: of.actId ?? null,
      due,
      raisedAt: at,
    })
    drafts.push(
      acts['light.raised']({
        jurisdiction: c.jurisdiction,
        subject: { kind: 'order', id },
        basis: rule.basis,
        public: { number: c.number, unit, office, light: rule.light, rule: rule.id, due },
      }),
    )
  },
})
