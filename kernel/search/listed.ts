import { anyone, type Findable, type Operation, query, type Text, text } from '../platform/index.ts'
import { kinds, listed } from './contract.ts'
import { kindsIn, listedIn, MOST_LISTED } from './entry.store.ts'

const titleOf = (sources: readonly Findable[], kind: string): Text =>
  sources.find((s) => s.kind === kind)?.title ?? text(kind, kind)

/** What was published of some kinds, newest first: a list of the index, not a search. */
export const listedOperation: Operation = query(listed, {
  allow: anyone,
  async run({ tx, input, clock }) {
    const { page, size, q, ...rest } = input
    return listedIn(tx, { ...rest, words: q, offset: (page - 1) * size, limit: size, now: clock.now() })
  },
})

/** How much was published of each kind, counted to a bound. */
export const kindsOperation = (sources: readonly Findable[]): Operation =>
  query(kinds, {
    allow: anyone,
    async run({ tx, clock }) {
      const rows = await kindsIn(
        tx,
        sources.map((s) => s.kind),
        clock.now(),
      )
      return rows.map((r) => ({ ...r, title: titleOf(sources, r.kind), more: r.n > MOST_LISTED }))
    },
  })
