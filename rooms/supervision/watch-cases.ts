import { addDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { caseKinds, casesByIds, workOfMany } from '../../kernel/cases/index.ts'
import { units } from '../../kernel/identity/index.ts'
import {
  type ActDraft,
  actsOfMany,
  newId,
  operation,
  publishedActs,
  systemOnly,
  type Tx,
} from '../../kernel/platform/index.ts'
import {
  bookOf,
  clocksOf,
  declared,
  type Finding,
  findingsOf,
  lightsOfClocks,
  outages,
  type Rule,
  ruleActs,
  rulesOn,
} from '../../kernel/watch/index.ts'
import { acts } from './acts.ts'
import { appealsOfLights } from './appeal.store.ts'
import { watchCases } from './contract.ts'
import { LADDER } from './ladder.ts'
import { lateFeed, mindsArrival } from './late-feed.ts'
import { lighter } from './lighter.ts'
import { measuresOfCases } from './measure.store.ts'
import { ownClocks } from './own-clocks.rules.ts'
import { lightsOfCases } from './supervision.store.ts'

/**
 * Recomputes the lights of cases: raises what the rules in force say, clears what no longer holds, and sets the timer for the next moment
 * at which one may change. Any kind of case that a room declares, by its own clocks and the limits of its steps. What belongs to no
 * known case is not supervision's, and stops nothing.
 */
export default operation(watchCases, {
  allow: systemOnly,
  async run({ tx, input, clock, timer }) {
    const { jurisdiction, caseIds } = input
    const now = clock.now()
    const found = (await casesByIds(tx, jurisdiction, caseIds)).filter((c) => caseKinds.has(c.kind))
    const ids = found.map((c) => c.id)
    const [streams, work, lights, measures, rules, spans, offices] = await Promise.all([
      actsOfMany(tx, jurisdiction, ids),
      workOfMany(tx, jurisdiction, ids),
      lightsOfCases(tx, jurisdiction, ids),
      measuresOfCases(tx, jurisdiction, ids),
      rulesOn(tx, dayOf(now)),
      outages(tx),
      units(tx).then((all) => new Map(all.map((u) => [u.code, u.supervisedBy ?? u.code]))),
    ])
    const appeals = await appealsOfLights(
      tx,
      jurisdiction,
      lights.map((l) => l.id),
    )
    const book = bookOf(rules, declared(), spans)
    // A clock that was set back puts out nothing that is on, and raises nothing again.
    const at = new Date(Math.max(now.getTime(), ...lights.map((l) => (l.clearedAt ?? l.raisedAt).getTime())))
    const drafts: ActDraft[] = []
    const late: { finding: Finding; raise(): Promise<void> }[] = []
    for (const c of found) {
      const stream = (streams.get(c.id) ?? []).filter((a) => a.published)
      const mine = lights.filter((l) => l.caseId === c.id)
      const light = lighter(tx, c, at, drafts, offices)
      // A rule that ended takes its lights with it; what an act did stays until somebody has dealt with it.
      const open = mine.filter((l) => l.clock !== null && l.clearedAt === null)
      const steps = work.get(c.id) ?? []
      const ours = new Set(mine.map((l) => l.id))
      const own = ownClocks(
        mine,
        measures.filter((m) => m.caseId === c.id),
        appeals.filter((a) => ours.has(a.lightId)),
        LADDER.own,
        at,
      )
      const clocks = [...(await clocksOf(tx, c, stream, steps, at)), ...own]
      const { on, next } = lightsOfClocks(book, clocks, stream, c.unit, at)
      for (const l of open)
        if (!on.some((o) => o.rule.id === l.rule && o.clock === l.clock && o.due === l.due)) await light.clear(l)
      for (const o of on)
        if (!mine.some((l) => l.rule === o.rule.id && l.clock === o.clock && l.due === o.due))
          await light.raise(o.rule, o.unit, o.due, { clock: o.clock, facts: o.facts, evidence: o.evidence })
      if (input.actIds.length > 0)
        for (const f of findingsOf(book, stream))
          if (input.actIds.includes(f.act.id) && !mine.some((l) => l.rule === f.rule.id && l.actId === f.act.id)) {
            const raise = () =>
              light.raise(f.rule, c.unit, dayOf(f.act.happenedAt), {
                actId: f.act.id,
                facts: f.facts,
                evidence: f.evidence,
              })
            if (mindsArrival(f)) late.push({ finding: f, raise })
            else await raise()
          }
      await timer.cancel(jurisdiction, c.id, 'supervision.watch')
      if (next) await timer.set({ kind: 'supervision.watch', jurisdiction, subjectId: c.id, due: next })
    }
    const feed = await lateFeed(
      tx,
      jurisdiction,
      late.map((l) => l.finding),
      at,
    )
    if (feed.notice) drafts.push(feed.notice)
    if (feed.lights) for (const l of late) await l.raise()
    // Rules over many cases are asked on the day after an act that they count.
    const counted = new Set(book.windows.flatMap((w) => w.looks.acts))
    if ([...streams.values()].some((list) => list.some((a) => input.actIds.includes(a.id) && counted.has(a.type)))) {
      await timer.cancel(jurisdiction, WINDOWS, 'supervision.windows')
      const due = startOfDay(addDays(dayOf(at), 1))
      await timer.set({ kind: 'supervision.windows', jurisdiction, subjectId: WINDOWS, due })
    }
    drafts.push(...(await failures(tx, jurisdiction, book.failed, rules, at)))
    const said = orWatched(drafts, jurisdiction, at, found.length)
    return { acts: said, output: { changed: said.length } }
  },
})

/** One timer a place, whatever the number of acts. */
const WINDOWS = '018f0000-0000-8000-8000-000000000015'

/** What was found; where nothing was, that so many cases were looked at. */
export const orWatched = (
  drafts: ActDraft[],
  jurisdiction: string,
  at: Date,
  cases: number,
): [ActDraft, ...ActDraft[]] => {
  const [first, ...more] = drafts
  if (first) return [first, ...more]
  const subject = { kind: 'order' as const, id: newId(at.getTime(), jurisdiction) }
  return [acts['case.watched']({ jurisdiction, subject, public: { cases } })]
}

/** A rule that fails says so once a day, whatever the number of acts. */
export async function failures(tx: Tx, jurisdiction: string, failed: Map<string, string>, rules: Rule[], at: Date) {
  if (failed.size === 0) return []
  const today = startOfDay(dayOf(at))
  const said = await publishedActs(tx, { act: 'rule.failed' }, today, startOfDay(addDays(dayOf(at), 1)), 1000)
  return rules
    .filter((r) => failed.has(r.id) && !said.some((a) => a.public.rule === r.id && a.public.condition === r.when))
    .map((r) =>
      ruleActs['rule.failed']({
        jurisdiction,
        subject: { kind: 'system', id: newId(at.getTime(), jurisdiction) },
        public: { rule: r.id, condition: r.when },
      }),
    )
}
