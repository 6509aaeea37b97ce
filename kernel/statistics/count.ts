import { dayOf } from '../calendar/index.ts'
import { casesByIds } from '../cases/index.ts'
import {
  type Act,
  type Consumer,
  consumer,
  type Dispersion,
  type OfCase,
  type Statistic,
  type Tx,
  type Undo,
} from '../platform/index.ts'
import { monthOf } from './span.rules.ts'
import {
  addToCells,
  type Change,
  type Fact,
  insertFacts,
  insertPoint,
  undoFacts,
  undoPoints,
} from './statistics.store.ts'

/** A statistic under its version: what cells and cursors stand under. */
export const nameOf = (s: { id: string; version: number }): string => `${s.id}@${s.version}`
const typesOf = (on: string | readonly string[], undo: readonly Undo[] = []): string[] => [
  ...new Set([...(typeof on === 'string' ? [on] : on), ...undo.map((u) => u.on)]),
]
const undoOf = (of: { undo?: readonly Undo[] }, act: Act): Undo | undefined =>
  of.undo?.find((u) => u.on === act.type && (u.when?.(act) ?? true))

async function casesOf(tx: Tx, jurisdiction: string, acts: Act[]): Promise<Map<string, OfCase>> {
  const ids = [...new Set(acts.filter((a) => a.subjectKind === 'case').map((a) => a.subjectId))]
  return new Map((ids.length > 0 ? await casesByIds(tx, jurisdiction, ids) : []).map((c) => [c.id, c]))
}

/**
 * Fills the cube from published acts, each once. What undoes an act takes out what that act gave, on the day on which it gave it: a
 * fine that was annulled leaves the totals of its own month. A new version has a reader of its own, which begins with the first act.
 */
export const counter = (s: Statistic): Consumer =>
  consumer(`statistics ${nameOf(s)}`, {
    types: typesOf(s.on, s.undo),
    async run({ tx, jurisdiction, acts }) {
      const statistic = nameOf(s)
      const cases = await casesOf(tx, jurisdiction, acts)
      const changes = new Map<string, Change>()
      const change = (f: Fact, sign: 1 | -1) => {
        for (const grain of ['day', 'month'] as const) {
          const day = grain === 'day' ? f.day : monthOf(f.day)
          const id = `${grain} ${day} ${JSON.stringify(f.key)}`
          const at = changes.get(id) ?? { jurisdiction, statistic, grain, day, key: f.key, n: 0, total: 0 }
          changes.set(id, { ...at, n: at.n + sign, total: at.total + sign * f.total })
        }
      }
      let held: Fact[] = []
      const write = async () => {
        await insertFacts(tx, held)
        held = []
      }
      for (const act of acts.filter((a) => a.published)) {
        const undo = undoOf(s, act)
        if (undo) {
          await write()
          const q = { jurisdiction, statistic, subjectId: act.subjectId, actId: undo.undoes?.(act), by: act.id }
          for (const fact of await undoFacts(tx, q)) change(fact, -1)
        }
        if (!typesOf(s.on).includes(act.type)) continue
        const fact = factOf(s, act, cases.get(act.subjectId))
        if (!fact) continue
        held.push(fact)
        change(fact, 1)
      }
      await write()
      const sorted = [...changes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, c]) => c)
      await addToCells(
        tx,
        sorted.filter((c) => c.n !== 0 || c.total !== 0),
      )
    },
  })

/** @throws where a measure is no whole number: the act is set aside, with a light */
function factOf(s: Statistic, act: Act, of: OfCase | undefined): Fact | undefined {
  const total = s.measure ? s.measure.of(act, of) : 0
  if (total === undefined) return undefined
  if (!Number.isSafeInteger(total)) throw new Error(`${s.id} measures ${total} of act ${act.id}: no whole number`)
  return {
    ...{ jurisdiction: act.jurisdiction, statistic: nameOf(s), actId: act.id, subjectId: act.subjectId },
    ...{ day: dayOf(act.happenedAt), key: s.by.map((d) => d.of(act, of) ?? ''), total },
  }
}

/** Keeps where in its band each decision lies, while it stands. */
export const collector = (d: Dispersion): Consumer =>
  consumer(`dispersion ${nameOf(d)}`, {
    types: typesOf(d.on, d.undo),
    async run({ tx, jurisdiction, acts }) {
      const dispersion = nameOf(d)
      const cases = await casesOf(tx, jurisdiction, acts)
      for (const act of acts.filter((a) => a.published)) {
        const undo = undoOf(d, act)
        if (undo) {
          const { subjectId, id: by } = act
          await undoPoints(tx, { jurisdiction, dispersion, subjectId, actId: undo.undoes?.(act), by })
        }
        if (act.type !== d.on || act.actor.kind !== 'post') continue
        const of = cases.get(act.subjectId)
        const [group, point] = [d.group(act, of), d.point(act, of)]
        if (group === undefined || !point) continue
        const { unitCode: unit, postId: officer } = act.actor
        await insertPoint(tx, {
          ...{ jurisdiction, dispersion, actId: act.id, subjectId: act.subjectId, day: dayOf(act.happenedAt) },
          ...{ group, unit, officer, ...point },
        })
      }
    },
  })
