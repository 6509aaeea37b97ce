import { dayOf, startOfDay } from '../calendar/index.ts'
import { type Case, versionOf } from '../cases/index.ts'
import { actsOf, type Tx } from '../platform/index.ts'
import { type Book, bookOf } from './book.rules.ts'
import { kindClocks } from './case-clocks.ts'
import { declared } from './declared.ts'
import { type Computed, replay } from './replay.rules.ts'
import { bookDays, outages, rulesOn } from './rule.store.ts'

export type Recomputed = {
  lights: Computed[]
  acts: number
  /** Rules that could not be computed on this case, each with its reason. */
  failed: Record<string, string>
}

/**
 * The lights of a case from its published acts and the rule books that were in force as it went: on each day on which another came into
 * force, the case was looked at again. Limits of steps on charts, and the supervisors' own, follow from no act of the case and are left out.
 */
export async function recompute(tx: Tx, c: Case, until: Date): Promise<Recomputed> {
  const acts = (await actsOf(tx, c.jurisdiction, c.id)).filter((a) => a.published)
  const first = acts[0]?.happenedAt ?? until
  const item = c.versionId ? await versionOf(tx, c.versionId) : undefined
  const has = declared()
  const spans = await outages(tx)
  const days = [dayOf(first), ...(await bookDays(tx, dayOf(first), dayOf(until)))]
  const books: { from: Date; book: Book }[] = []
  for (const day of days) books.push({ from: startOfDay(day), book: bookOf(await rulesOn(tx, day), has, spans) })
  const lights = replay({
    acts,
    unit: c.unit,
    until,
    changes: books.slice(1).map((b) => b.from),
    book: (at) => books.findLast((b) => b.from <= at)?.book ?? books[0]!.book,
    clocks: (seen, at) => kindClocks(c, item, seen as never, at),
  })
  return { lights, acts: acts.length, failed: Object.fromEntries(books.flatMap((b) => [...b.book.failed])) }
}
