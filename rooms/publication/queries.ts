import { dayOf } from '../../kernel/calendar/index.ts'
import { caseAt, viewOfCase } from '../../kernel/cases/index.ts'
import { actsOf, anyone, postOf, query } from '../../kernel/platform/index.ts'
import { PUBLICIST, type Publication, publication, REVIEWER } from './case.kind.ts'
import * as c from './contract.ts'
import { countsOf, entriesIn, entryByNumber, type Row } from './entry.store.ts'
import { draftOf } from './steps.ts'

const shown = ({ jurisdiction: _, caseId: __, ...row }: Row): c.Entry => row

export const list = query(c.list, {
  allow: anyone,
  async run({ tx, input }) {
    const { q, page, size, ...rest } = input
    const { rows, total } = await entriesIn(tx, { ...rest, words: q, offset: (page - 1) * size, limit: size })
    return { rows: rows.map(shown), total }
  },
})

/** With what it says while it stands; withdrawn, only that it was and why it is not any more. */
export const read = query(c.read, {
  allow: anyone,
  async run({ tx, input, problem }) {
    const found = await entryByNumber(tx, input.number)
    if (!found) throw problem('NONE')
    const act = (await actsOf(tx, found.jurisdiction, found.caseId)).findLast(
      (a) => a.type === 'information.published',
    )!
    return { ...shown(found), body: found.withdrawnOn ? null : String(act.public.body), actId: act.id }
  },
})

export const counts = query(c.counts, { allow: anyone, run: ({ tx, clock }) => countsOf(tx, dayOf(clock.now())) })
export const openEntries = query(c.openEntries, {
  allow: anyone,
  run: async ({ tx }) => (await entriesIn(tx, { all: true, offset: 0, limit: 100_000 })).rows.map(shown),
})
export const view = query(c.view, {
  allow: ({ actor }) => postOf(actor, PUBLICIST, REVIEWER) !== undefined,
  async run(ctx) {
    const at = await caseAt<Publication>(ctx.tx, { number: ctx.input.number })
    if (at.kind !== publication || postOf(ctx.actor)?.unitCode !== at.found.unit) throw ctx.problem('NO_CASE')
    return { ...(await viewOfCase(ctx, at)), draft: (await draftOf(ctx.tx, at)) ?? null }
  },
})
