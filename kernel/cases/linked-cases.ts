import { jointOf } from '../catalog/index.ts'
import { units } from '../identity/index.ts'
import { isFar } from '../nodes/index.ts'
import { query, systemOnly, text } from '../platform/index.ts'
import { type CaseAt, caseAt, sees } from './case-at.ts'
import { linkedCases, standOf } from './contract.ts'
import { findFar } from './far.store.ts'
import { standingOf } from './standing.store.ts'
import { dutyNow } from './standing.ts'

export const stands = query(standOf, {
  allow: systemOnly,
  async run({ tx, input, clock }) {
    const far = isFar(input.number) ? await findFar(tx, input.number) : undefined
    if (far) return far.stand
    const { found, kind, item, facts, acts } = await caseAt(tx, input)
    const status = kind.status(facts)
    const all = await units(tx)
    const duty = status.closed ? undefined : dutyNow(kind.duties(facts, item, found.unit, clock.now()))
    const standing = await standingOf(tx, found.jurisdiction, found.id)
    return {
      number: found.number,
      title: item?.content.name ?? kind.title,
      unitName: all.find((u) => u.code === found.unit)?.name ?? text(found.unit, found.unit),
      submittedAt: found.submittedAt,
      status: status.code,
      statusText: status.text,
      closed: status.closed,
      outcome: status.closed ? (kind.ended?.(facts) ?? standing?.status ?? null) : null,
      count: duty?.count ?? null,
      licence: acts.findLast((a) => a.type === 'licence.issued')?.public.number ?? null,
      joint: jointOf(item?.content) !== undefined,
    }
  },
})

/** The numbers of what a case opened, or was sent on as, in that order. */
const openedBy = ({ acts }: CaseAt): string[] => [
  ...new Set(
    acts.flatMap((a) =>
      a.type === 'child.opened' ? [String(a.public.number)] : a.type === 'file.received' ? [String(a.public.by)] : [],
    ),
  ),
]

/** Whoever sees a case sees where its matter stands elsewhere. A joint application has a table of its own for that. */
export const linked = query(linkedCases, {
  async allow({ tx, input, actor }) {
    return sees(tx, await caseAt(tx, input), actor)
  },
  async run({ tx, input, callAsSystem }) {
    const at = await caseAt(tx, input)
    const none = { from: null, to: [] }
    if (jointOf(at.item?.content)) return none
    const { parent } = at.found
    const [from, ...to] = await Promise.all([
      parent ? callAsSystem(standOf, { number: parent }) : null,
      ...openedBy(at).map((number) => callAsSystem(standOf, { number })),
    ])
    return { from: from?.joint ? null : from!, to: to.flatMap((one) => one ?? []) }
  },
})
