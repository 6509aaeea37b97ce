import { dayOf } from '../../kernel/calendar/index.ts'
import { stepOf } from './case.kind.ts'
import { publish } from './contract.ts'
import { amendEntry, putEntry, settleDuty } from './entry.store.ts'
import { LAW } from './items.ts'
import { reachIn } from './personal.rules.ts'
import { draftOf } from './steps.ts'

/** What was reviewed, word for word; in force from the same transaction on, and what it amends gives way to it. */
export default stepOf(publish, {
  act: 'information.published',
  prepare: async ({ at, tx }) => (await draftOf(tx, at))!,
  says: ({ at, made }) => ({
    basis: [{ law: LAW, article: 26 }],
    public: {
      item: at.facts.item,
      title: made.title,
      summary: made.summary,
      body: made.body,
      personal: reachIn(`${made.summary} ${made.body}`) && at.facts.review?.privacy !== 'office',
      first: at.facts.amends ? ('no' as const) : ('yes' as const),
      ...(made.until ? { until: made.until } : {}),
      ...(at.facts.amends ? { amends: at.facts.amends } : {}),
    },
  }),
  async also({ at, tx, clock, made }) {
    const { jurisdiction, id: caseId, number, unit } = at.found
    await putEntry(tx, {
      jurisdiction,
      caseId,
      number,
      unit,
      item: at.facts.item,
      title: made.title,
      summary: made.summary,
      publishedAt: clock.now(),
      until: made.until ?? null,
      amends: at.facts.amends ?? null,
    })
    if (at.facts.amends) await amendEntry(tx, jurisdiction, at.facts.amends, number)
    await settleDuty(tx, at.found, dayOf(clock.now()))
  },
})
