import { listStanding, standingOfPerson } from '../../kernel/cases/index.ts'
import { loggedIn, type PersonActor, query } from '../../kernel/platform/index.ts'
import { penalty } from './case.kind.ts'
import { list } from './contract.ts'
import { casesOfOfficer } from './register/enforcement.store.ts'
import { HEAD, OFFICER, REVIEWER } from './who.rules.ts'

export const PAGE = 40

/** Heads and reviewers see the unit's cases, officers those in their charge, everybody their own. */
export default query(list, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ tx, actor, input }) {
    const { personId, post } = actor as PersonActor
    const { page, size, ...rest } = input
    const window = { limit: size, offset: (page - 1) * size }
    if (post && [HEAD, OFFICER, REVIEWER].includes(post.role)) {
      const ids = post.role === OFFICER ? await casesOfOfficer(tx, post.jurisdiction, personId) : undefined
      const q = { ...rest, jurisdiction: post.jurisdiction, unit: post.unitCode, kind: penalty.kind, ids }
      const { rows, total } = await listStanding(tx, { ...q, ...window })
      return { rows: rows.map(row), total }
    }
    const { rows, total } = await standingOfPerson(tx, {
      person: personId,
      kind: penalty.kind,
      text: input.text,
      closed: input.closed,
      ...window,
    })
    return { rows: rows.map(row), total }
  },
})

const row = (r: Awaited<ReturnType<typeof listStanding>>['rows'][number]) => ({
  number: r.number,
  title: r.title,
  party: r.party,
  status: r.statusText,
  closed: r.closed,
  clock: r.clock,
  due: r.due,
  openedAt: r.openedAt,
})
