import { type PersonActor, postOf, query, text } from '../platform/index.ts'
import { inbox } from './contract.ts'
import { kindOf } from './kind.ts'
import { inboxOf } from './standing.store.ts'
import { workCountOf } from './work.store.ts'

export const INBOX_PAGE = 40

/** 待办: what waits for the post, of every room, in the order in which it is due. */
export default query(inbox, {
  allow: ({ actor }) => postOf(actor) !== undefined,
  async run({ tx, actor, input }) {
    const { post } = actor as PersonActor
    const { unitCode: unit, role } = post!
    const rows = await inboxOf(tx, { unit, role, limit: INBOX_PAGE, offset: (input.page - 1) * INBOX_PAGE })
    const total = await workCountOf(tx, post!)
    const work = rows.map((r) => ({
      number: r.number,
      kind: r.kind,
      title: r.title,
      // Where not every officer reads a case, the inbox does not name whom it is about.
      party: kindOf(r.kind).reads ? '' : r.party,
      status: r.statusText,
      act: r.act,
      step: kindOf(r.kind).steps[r.act ?? '']?.title ?? text(r.element, r.element),
      due: r.workDue,
      own: r.own,
      since: r.since,
      path: `${kindOf(r.kind).pages?.desk ?? '/desk/cases'}/${r.number}`,
    }))
    return { work, total }
  },
})
