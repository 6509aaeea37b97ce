import type { Tx } from '../platform/index.ts'
import { digestOf, reviewChart, storeChart } from '../procedure/index.ts'
import type { CaseKind } from './kind.ts'

const reviewed = new Map<string, Awaited<ReturnType<typeof reviewChart>>>()

/**
 * The chart that a room ships for a kind without items, stored on first use: reviewed as a published one is (it runs, it is sound),
 * with a step for each act that the kind needs, and none that the kind does not know. A room that ships another cannot open a case.
 */
export async function roomChart(tx: Tx, kind: CaseKind, xml: string): Promise<string> {
  const digest = digestOf(xml)
  const made = reviewed.get(digest) ?? (await reviewChart(xml))
  reviewed.set(digest, made)
  const acts = Object.values(made.procedure.steps).flatMap((s) => s.act ?? [])
  const wrong = [
    ...made.problems.map((p) => `${p.code} ${p.element}`),
    ...kind.needs.filter((act) => !acts.includes(act)).map((act) => `no step for ${act}`),
    ...acts.filter((act) => !(act in kind.steps)).map((act) => `${act} is no step of the kind`),
  ]
  if (!made.sound || wrong.length > 0)
    throw new Error(`the chart of the kind “${kind.kind}” cannot be used: ${wrong.join('; ')}`)
  return storeChart(tx, xml, made)
}
