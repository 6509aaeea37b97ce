import { addDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { type ActDraft, newId, publishedActs, type Tx } from '../../kernel/platform/index.ts'
import type { Finding } from '../../kernel/watch/index.ts'
import { acts } from './acts.ts'
import { LADDER } from './ladder.ts'

/** A rule that minds when an act arrived. */
export const mindsArrival = (f: Pick<Finding, 'rule'>): boolean => /\bentryMinutes\b/.test(f.rule.when)

/**
 * Many acts of a place that arrive late together are a feed that was down, not so many faults: one notice a day and place, and no
 * light. Few are what they are: `lights` says that each is raised.
 */
export async function lateFeed(
  tx: Tx,
  jurisdiction: string,
  late: readonly Finding[],
  at: Date,
): Promise<{ lights: boolean; notice?: ActDraft }> {
  if (late.length === 0) return { lights: true }
  const today = startOfDay(dayOf(at))
  const said = await publishedActs(tx, { act: 'feed.late' }, today, startOfDay(addDays(dayOf(at), 1)), 1000)
  if (said.some((a) => a.jurisdiction === jurisdiction)) return { lights: false }
  if (late.length < LADDER.feed.acts) return { lights: true }
  const days = late.map((f) => dayOf(f.act.happenedAt)).sort()
  return {
    lights: false,
    notice: acts['feed.late']({
      jurisdiction,
      subject: { kind: 'system', id: newId(at.getTime(), jurisdiction) },
      public: {
        acts: late.length,
        cases: new Set(late.map((f) => f.act.subjectId)).size,
        from: days[0]!,
        to: days.at(-1)!,
      },
    }),
  }
}
