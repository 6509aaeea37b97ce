import { units } from '../../kernel/identity/index.ts'
import { postOf, query, text } from '../../kernel/platform/index.ts'
import { appealRows } from './appeal.store.ts'
import { appeals, CAUSES } from './ladder.contract.ts'
import { visibleTo } from './measures.ts'

/** A unit sees its own; an office those that it decides and of the units that it watches; the second level all. */
export default query(appeals, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ tx, actor, input }) {
    const { page, size, ...asked } = input
    const post = postOf(actor)!
    const { office, units: watched, unit } = await visibleTo(tx, actor)
    const { rows, total } = await appealRows(
      tx,
      { office, units: watched, unit, ...asked },
      { limit: size, offset: (page - 1) * size },
    )
    const all = await units(tx)
    const nameOf = (code: string) => all.find((u) => u.code === code)?.name ?? text(code, code)
    return {
      appeals: rows.map((a) => ({
        id: a.id,
        number: a.number,
        rule: a.says ?? text(a.rule, a.rule),
        unitName: nameOf(a.unit),
        reason: a.reason,
        at: a.at,
        decidedAt: a.decidedAt,
        outcome: a.outcome,
        cause: a.cause ? (CAUSES[a.cause as keyof typeof CAUSES] ?? null) : null,
        words: a.words,
        mayDecide:
          a.decidedAt === null &&
          a.unit !== post.unitCode &&
          (post.role === 'chief-supervisor' || (post.role === 'supervisor' && a.office === post.unitCode)),
      })),
      total,
    }
  },
})
