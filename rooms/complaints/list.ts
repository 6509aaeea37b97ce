import { countStanding, listStanding, standingOfPerson } from '../../kernel/cases/index.ts'
import { loggedIn, type PersonActor, query } from '../../kernel/platform/index.ts'
import { complaint } from './case.kind.ts'
import { list } from './contract.ts'
import { ROLE } from './office.rules.ts'

export const PAGE = 40

export default query(list, {
  allow: ({ actor }) => loggedIn(actor),
  async run({ tx, actor, input }) {
    const { personId, post } = actor as PersonActor
    const offset = (input.page - 1) * PAGE
    if (post?.role === ROLE) {
      const q = { jurisdiction: post.jurisdiction, unit: post.unitCode, kind: complaint.kind, closed: input.closed }
      const rows = await listStanding(tx, { ...q, limit: PAGE, offset })
      return { rows: rows.map(row), total: await countStanding(tx, q) }
    }
    const q = { person: personId, kind: complaint.kind, closed: input.closed }
    const { rows, total } = await standingOfPerson(tx, { ...q, limit: PAGE, offset })
    return { rows: rows.map(row), total }
  },
})

const row = (r: Awaited<ReturnType<typeof listStanding>>[number]) => ({
  number: r.number,
  status: r.statusText,
  closed: r.closed,
  due: r.due,
  openedAt: r.openedAt,
  unit: r.unit,
})
