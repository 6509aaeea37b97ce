import { addDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { caseKinds, kindOfPower } from '../../kernel/cases/index.ts'
import { listPublished } from '../../kernel/catalog/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { type Actor, anyone, type Problem, postOf, query, type Tx } from '../../kernel/platform/index.ts'
import { choices, map } from './contract.ts'
import { processMap } from './map.rules.ts'
import { tracesOf } from './traces.ts'

const YEAR = 365
const LONGEST = 3 * 366
/** Fewest cases of what the public sees: one way of one case would tell of that case. */
const LEAST = 5

/** Whose cases a reader may single out: the second level any unit’s, an office those that it watches, a unit its own. */
export async function unitsOf(tx: Tx, actor: Actor) {
  const post = postOf(actor)
  if (!post) return []
  const all = (await units(tx)).filter((u) => u.kind === 'department' || u.kind === 'office')
  if (post.role === 'chief-supervisor') return all
  if (post.role === 'supervisor') return all.filter((u) => u.supervisedBy === post.unitCode)
  return all.filter((u) => u.code === post.unitCode)
}

export type Span = { from: string; to: string; start: Date; end: Date }
/** Both days are of the span; the past year where none is said. */
export function spanOf(
  input: { from?: string | undefined; to?: string | undefined },
  now: Date,
  problem: (code: 'SPAN') => Problem,
): Span {
  const to = input.to ?? dayOf(now)
  const from = input.from ?? addDays(to, -YEAR)
  if (from > to || addDays(from, LONGEST) < to) throw problem('SPAN')
  return { from, to, start: startOfDay(from), end: startOfDay(addDays(to, 1)) }
}

export const processOf = query(map, {
  allow: anyone,
  async run({ tx, actor, input, clock, problem }) {
    const { kind, item, unit } = input
    if (!caseKinds.has(kind)) throw problem('NO_KIND')
    const supervising = postOf(actor, 'supervisor', 'chief-supervisor', 'auditor') !== undefined
    if (unit && !(await unitsOf(tx, actor)).some((u) => u.code === unit)) throw problem('NOT_YOURS')
    const { from, to, start, end } = spanOf(input, clock.now(), problem)
    const { traces, charts, cut, names } = await tracesOf(tx, { kind, item, unit, from: start, to: end })
    const least = supervising || unit ? 1 : LEAST
    const found = processMap(traces, { least })
    // Numbers of cases are for who may open them.
    if (least > 1) for (const v of [...found.variants, ...found.leaves]) v.samples = []
    return { ...found, from, to, charts, cut, least, names }
  },
})

/** Kinds whose cases go along a chart, their items, and the units that the reader may single out. */
export const processChoices = query(choices, {
  allow: anyone,
  async run({ tx, actor, clock }) {
    const items = await listPublished(tx, clock.now())
    return {
      kinds: [...caseKinds.values()].map((k) => ({ kind: k.kind, title: k.title })),
      items: items.flatMap((i) => {
        const kind = kindOfPower(i.powerType)
        return kind ? [{ code: i.code, name: i.name, kind: kind.kind }] : []
      }),
      units: (await unitsOf(tx, actor)).map((u) => ({ code: u.code, name: u.name })),
    }
  },
})
