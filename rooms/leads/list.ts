import { listStanding, standingOfPerson } from '../../kernel/cases/index.ts'
import { loggedIn, type PersonActor, query } from '../../kernel/platform/index.ts'
import { HEAD, lead, OFFICER } from './case.kind.ts'
import { list } from './contract.ts'

export const PAGE = 40

/** Under a post of an enforcing unit: the unit's; else one's own. */
export default query(list, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ tx, actor, input: { page, size, ...rest } }) {
    const { personId, post } = actor as PersonActor
    const window = { limit: size, offset: (page - 1) * size }
    if (post?.role === OFFICER || post?.role === HEAD) {
      const q = { ...rest, jurisdiction: post.jurisdiction, unit: post.unitCode, kind: lead.kind }
      const { rows, total } = await listStanding(tx, { ...q, ...window })
      return { rows: rows.map(row), total }
    }
    const { rows, total } = await standingOfPerson(tx, { person: personId, kind: lead.kind, ...rest, ...window })
    return { rows: rows.map(row), total }
  },
})
const row = (r: Awaited<ReturnType<typeof listStanding>>['rows'][number]) => ({
  number: r.number,
  party: r.party,
  status: r.statusText,
  closed: r.closed,
  due: r.due,
  openedAt: r.openedAt,
})
