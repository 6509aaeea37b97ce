import { addDays, dayOf, startOfDay } from '../calendar/index.ts'
import { caseKinds, casesByIds, versionOf } from '../cases/index.ts'
import type { ItemVersion } from '../catalog/index.ts'
import { actsOfMany, caseSubjects, operation, placeOf, places, systemOnly, type Tx } from '../platform/index.ts'
import { acts } from './acts.ts'
import { Backtest } from './backtest.rules.ts'
import { kindClocks } from './case-clocks.ts'
import { type BacktestResult, backtestRule } from './contract.ts'
import { declared } from './declared.ts'
import { looksOf, named } from './looks.rules.ts'
import type { Rule } from './rule.shape.ts'
import { keepBacktest, lockChange, outages, ruleOf, rulesOn } from './rule.store.ts'

const YEAR = 365
/** Cases read at most of a place, the newest first. A clock is computed for every day that may matter, so it reads fewer. */
const MOST = { acts: 20_000, clock: 2_000 }
const PAGE = 500

/** The proposed rule over the acts of the past year, kept with the change for whoever releases it. */
export default operation(backtestRule, {
  allow: systemOnly,
  async run({ tx, input, clock, problem }) {
    const change = await lockChange(tx, input.id)
    if (!change?.content) throw problem('NO_CHANGE')
    const rule = ruleOf({ id: change.rule, from: change.from, to: null, content: change.content })
    const result = await overTheYear(tx, rule, clock.now())
    await keepBacktest(tx, change.id, result)
    const act = acts['rule.backtested']({
      jurisdiction: placeOf(change.id)!,
      subject: { kind: 'order', id: change.id },
      public: { rule: rule.id, cases: result.cases, fired: result.fired, alone: result.alone },
    })
    return { act, output: { fired: result.fired } }
  },
})

async function overTheYear(tx: Tx, rule: Rule, at: Date): Promise<BacktestResult> {
  const from = startOfDay(addDays(dayOf(at), -YEAR))
  const looks = looksOf(rule.on)
  const { acts: types, clock } = named(looks)
  const kinds = [...caseKinds.values()]
  const ofClock = kinds.filter((k) => clock === '*' || clock === 'step' || Object.hasOwn(k.clocks ?? {}, clock ?? ''))
  const wanted =
    clock === undefined ? (types.length > 0 ? types : kinds.flatMap((k) => k.acts)) : ofClock.flatMap((k) => k.acts)
  const most = clock === undefined ? MOST.acts : MOST.clock
  const test = new Backtest(rule, await rulesOn(tx, dayOf(at)), declared(), from, at, await outages(tx))
  const items = new Map<string, ItemVersion | undefined>()
  let cut = false
  for (const place of await places(tx)) {
    const subjects = await caseSubjects(tx, place, [...new Set(wanted)], from, most)
    cut ||= subjects.length === most
    for (let i = 0; i < subjects.length; i += PAGE) {
      const ids = subjects.slice(i, i + PAGE)
      const [cases, streams] = await Promise.all([casesByIds(tx, place, ids), actsOfMany(tx, place, ids)])
      for (const c of cases) {
        if (c.versionId && !items.has(c.versionId)) items.set(c.versionId, await versionOf(tx, c.versionId))
        const item = c.versionId ? items.get(c.versionId) : undefined
        test.see({
          id: c.id,
          number: c.number,
          unit: c.unit,
          acts: (streams.get(c.id) ?? []).filter((a) => a.published),
          clocks: (seen, now) => kindClocks(c, item, seen as never, now),
        })
      }
    }
  }
  return test.result(cut)
}
